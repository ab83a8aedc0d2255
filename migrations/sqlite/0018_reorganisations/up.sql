-- Mergers and abolitions of units: administrative acts, what they leave of the tree as it was, and the drafts that the
-- successors go on with.

-- An act; `scope_id` is the lowest unit that everything it touches stands below. Once published only its progress moves:
-- `done` of `total` steps were carried out, `outcome` counts what they did.
CREATE TABLE reorganisation (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    signed_on DATE,
    effective_on DATE NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'running', 'done', 'withdrawn')),
    body TEXT NOT NULL,
    scope_id BIGINT NOT NULL REFERENCES unit (id),
    created_by BIGINT REFERENCES account (id),
    created_at TIMESTAMP NOT NULL,
    published_by BIGINT REFERENCES account (id),
    published_at TIMESTAMP,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    problem TEXT,
    revision BIGINT NOT NULL
);
CREATE INDEX reorganisation_status_idx ON reorganisation (status, effective_on);
CREATE INDEX reorganisation_scope_idx ON reorganisation (scope_id);

CREATE TRIGGER reorganisation_no_update BEFORE UPDATE ON reorganisation
WHEN OLD.status <> 'draft' AND (
    NEW.number IS NOT OLD.number OR NEW.title IS NOT OLD.title OR NEW.signed_on IS NOT OLD.signed_on
    OR NEW.effective_on IS NOT OLD.effective_on OR NEW.body IS NOT OLD.body OR NEW.scope_id IS NOT OLD.scope_id
    OR NEW.published_at IS NOT OLD.published_at OR NEW.published_by IS NOT OLD.published_by OR NEW.status = 'draft'
)
BEGIN
    SELECT RAISE(ABORT, 'a published reorganisation never changes');
END;

CREATE TRIGGER reorganisation_no_delete BEFORE DELETE ON reorganisation
WHEN OLD.status <> 'draft'
BEGIN
    SELECT RAISE(ABORT, 'a published reorganisation never changes');
END;

-- The unit that came after one that ended, and the act that ended it.
ALTER TABLE unit ADD COLUMN successor_id BIGINT REFERENCES unit (id);
ALTER TABLE unit ADD COLUMN reorganisation_id BIGINT REFERENCES reorganisation (id);
CREATE INDEX unit_successor_idx ON unit (successor_id);

-- Where a unit stood until a day, for the tree as it was.
CREATE TABLE unit_place (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    until DATE NOT NULL,
    parent_id BIGINT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (unit_id, until)
) WITHOUT ROWID;

-- Figures that a former unit had begun and its successor goes on with; the revision that took them over, once it did.
CREATE TABLE report_predecessor (
    report_id BIGINT NOT NULL REFERENCES report (id),
    source_id BIGINT NOT NULL REFERENCES report (id),
    added_revision BIGINT,
    PRIMARY KEY (report_id, source_id)
) WITHOUT ROWID;
CREATE INDEX report_predecessor_source_idx ON report_predecessor (source_id);
