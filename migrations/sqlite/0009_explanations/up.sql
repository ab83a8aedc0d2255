-- Why warnings stand: one explanation may be about many findings. It is never changed; changed figures ask for a new one.
CREATE TABLE explanation (
    id INTEGER PRIMARY KEY,
    report_id BIGINT NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES account (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    body TEXT NOT NULL,
    about TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX explanation_report_idx ON explanation (report_id, id);
-- Which cells still hold what was taken over from the period before; NULL for none.
ALTER TABLE report_content ADD COLUMN carried TEXT;
