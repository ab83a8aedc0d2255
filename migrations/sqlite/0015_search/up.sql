-- Words are looked up in the names of units, forms and periods that a million reports repeat (docs/decisions/0048).

CREATE TABLE report_period (
    period TEXT NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (period, label)
) WITHOUT ROWID;
INSERT INTO report_period SELECT DISTINCT period, COALESCE(period_label, '') FROM report;
ALTER TABLE report DROP COLUMN search;

-- The reports of a period, and of a form, in the order of deadlines, and of a period in that of units: without these a
-- list of the newest walks past all former years.
CREATE INDEX report_period_due_idx ON report (period, due_at, id, unit_id, receiver_id, state, form_id);
CREATE INDEX report_period_unit_idx ON report (period, unit_sort, form_code, due_at, id, unit_id, receiver_id, state, form_id);
CREATE INDEX report_form_due_idx ON report (form_id, due_at, id, unit_id, receiver_id, state);

-- What people search for again and again.
CREATE TABLE saved_search (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    body TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    UNIQUE (user_id, name)
);
