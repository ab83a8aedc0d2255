-- What people write at the cells of a report. A comment is never changed; settling it is added to it.
CREATE TABLE comment (
    id INTEGER PRIMARY KEY,
    report_id BIGINT NOT NULL REFERENCES report (id),
    row_key TEXT NOT NULL,
    column_number INTEGER NOT NULL,
    revision BIGINT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    audience TEXT NOT NULL,
    body TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    settled_by BIGINT REFERENCES account (id),
    settled_at TIMESTAMP
);
CREATE INDEX comment_report_idx ON comment (report_id, id);
