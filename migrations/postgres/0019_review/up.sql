-- What reviewing needs: which cells a step names, which revisions each reader has seen, and the granted correction that
-- limits what may be changed.

-- The revision of the granted correction whose cells alone may be changed, until the report is accepted anew.
ALTER TABLE report ADD COLUMN limited_by BIGINT;

-- Cells that a step names: marked when a report is returned or rejected, asked for and granted in a correction.
CREATE TABLE step_cell (
    report_id BIGINT NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    row_key TEXT COLLATE "C" NOT NULL,
    column_number INTEGER NOT NULL,
    row_label TEXT COLLATE "C" NOT NULL,
    -- What the cell showed then, as the API writes it; none for a blank.
    shown TEXT COLLATE "C",
    comment_id BIGINT REFERENCES comment (id),
    PRIMARY KEY (report_id, revision, row_key, column_number)
);

-- The revisions of a report that a person who reviews it has looked at.
CREATE TABLE report_seen (
    report_id BIGINT NOT NULL REFERENCES report (id),
    user_id BIGINT NOT NULL REFERENCES account (id),
    revision BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (report_id, user_id, revision)
);

CREATE TRIGGER step_cell_no_change BEFORE UPDATE OR DELETE ON step_cell
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER step_cell_no_truncate BEFORE TRUNCATE ON step_cell
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
