-- A unit's own process is changed by administrators: with who, when and a revision that never begins anew, so that a row
-- which was taken away (is_set = FALSE) and set again is not mistaken for the one that somebody saw before.

ALTER TABLE unit_policy ADD COLUMN is_set BOOLEAN NOT NULL DEFAULT TRUE;
ALTER TABLE unit_policy ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE unit_policy ADD COLUMN user_id BIGINT REFERENCES account (id);
ALTER TABLE unit_policy ADD COLUMN at TIMESTAMP;

-- A process that reports were submitted under. Many reports share one; it never changes.
CREATE TABLE process (
    id INTEGER PRIMARY KEY,
    circular TEXT NOT NULL,
    regime TEXT NOT NULL,
    is_automatic BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (circular, regime, body)
);

-- Who is named for its approval levels, for the work lists.
CREATE TABLE process_approver (
    process_id BIGINT NOT NULL REFERENCES process (id),
    level INTEGER NOT NULL,
    user_id BIGINT NOT NULL REFERENCES account (id),
    PRIMARY KEY (process_id, level, user_id)
) WITHOUT ROWID;

-- The process that a report keeps from its submission until it comes back to entry.
ALTER TABLE report ADD COLUMN process_id BIGINT REFERENCES process (id);

CREATE TRIGGER process_no_update BEFORE UPDATE ON process
BEGIN
    SELECT RAISE(ABORT, 'a process never changes');
END;

CREATE TRIGGER process_no_delete BEFORE DELETE ON process
BEGIN
    SELECT RAISE(ABORT, 'a process never changes');
END;
