-- A regime in every version: drafts that an administrator works on, published versions, and retired ones.
-- The table `regime` stays as the identity (circular, code) with the body that was published last.

CREATE TABLE regime_version (
    id INTEGER PRIMARY KEY,
    circular TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'retired')),
    valid_from DATE,
    valid_to DATE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    created_by BIGINT REFERENCES account (id),
    created_at TIMESTAMP NOT NULL,
    published_by BIGINT REFERENCES account (id),
    published_at TIMESTAMP,
    retired_at TIMESTAMP,
    revision BIGINT NOT NULL,
    UNIQUE (circular, code, version)
);
CREATE INDEX regime_version_created_by_idx ON regime_version (created_by);
CREATE INDEX regime_version_published_by_idx ON regime_version (published_by);

-- What was published stays as it was, whoever asks; it can only be retired.
CREATE TRIGGER regime_version_no_update BEFORE UPDATE ON regime_version
WHEN OLD.status <> 'draft' AND (
    NEW.circular IS NOT OLD.circular OR NEW.code IS NOT OLD.code OR NEW.version IS NOT OLD.version
    OR NEW.body IS NOT OLD.body OR NEW.title IS NOT OLD.title OR NEW.valid_from IS NOT OLD.valid_from
    OR NEW.valid_to IS NOT OLD.valid_to OR NEW.status = 'draft'
    OR NEW.published_at IS NOT OLD.published_at OR NEW.published_by IS NOT OLD.published_by
)
BEGIN
    SELECT RAISE(ABORT, 'a published regime_version never changes');
END;

CREATE TRIGGER regime_version_no_delete BEFORE DELETE ON regime_version
WHEN OLD.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'a published regime_version never changes');
END;
