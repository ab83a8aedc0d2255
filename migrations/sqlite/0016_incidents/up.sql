-- Incidents: the system was down, and deadlines moved (C14).

-- An outage of the whole system, or of one regime. It lasts until ended_at is set; its deadlines are settled when every
-- report that it concerns has been looked at after that.
CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    circular TEXT,
    regime TEXT,
    reason TEXT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    extension TEXT NOT NULL,
    reach INTEGER NOT NULL,
    settled_at TIMESTAMP,
    declared_by BIGINT NOT NULL REFERENCES account (id),
    declared_at TIMESTAMP NOT NULL,
    ended_by BIGINT REFERENCES account (id),
    CHECK ((circular IS NULL) = (regime IS NULL))
);
CREATE INDEX incident_unsettled_idx ON incident (id) WHERE settled_at IS NULL;

-- The dates of a report before and after it was moved by an incident. "reached" is the day of the outage up to which it
-- was looked at: while the outage goes on, the dates may move further.
CREATE TABLE incident_extension (
    incident_id BIGINT NOT NULL REFERENCES incident (id),
    report_id BIGINT NOT NULL REFERENCES report (id),
    reached DATE NOT NULL,
    due_before TIMESTAMP NOT NULL,
    due_after TIMESTAMP NOT NULL,
    closes_before DATE NOT NULL,
    closes_after DATE NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (incident_id, report_id)
) WITHOUT ROWID;
CREATE INDEX incident_extension_report_idx ON incident_extension (report_id, incident_id);
CREATE INDEX incident_extension_due_idx ON incident_extension (incident_id, due_after);
