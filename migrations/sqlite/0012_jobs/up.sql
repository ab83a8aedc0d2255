-- Work that the system does by itself: one leader at a time, what is planned, what was done.

-- Who leads until when; taken by compare-and-set.
CREATE TABLE job_lease (
    name TEXT PRIMARY KEY NOT NULL,
    holder TEXT NOT NULL,
    until TIMESTAMP NOT NULL
);

-- When each job runs next, and how its last run ended. Runs that found nothing to do leave no other trace.
CREATE TABLE job_plan (
    job TEXT PRIMARY KEY NOT NULL,
    next_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    result TEXT,
    counts TEXT NOT NULL,
    problem TEXT
);

-- Runs that did something, failed, or were asked for. Not started: waits for the leader.
CREATE TABLE job_run (
    id INTEGER PRIMARY KEY,
    job TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    result TEXT,
    counts TEXT NOT NULL,
    problem TEXT,
    user_id BIGINT REFERENCES account (id)
);
CREATE INDEX job_run_job_idx ON job_run (job, id);
CREATE INDEX job_run_waiting_idx ON job_run (id) WHERE finished_at IS NULL;

-- A period of a regime that is or was opened. The cursor is the last unit whose reports were made.
CREATE TABLE period_opening (
    id INTEGER PRIMARY KEY,
    circular TEXT NOT NULL,
    regime TEXT NOT NULL,
    period TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    made BIGINT NOT NULL,
    cursor BIGINT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    problem TEXT,
    user_id BIGINT REFERENCES account (id),
    UNIQUE (circular, regime, period)
);

-- Units that need not enter a form, and why (figures come through an interconnected system).
CREATE TABLE exemption (
    id INTEGER PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    circular TEXT NOT NULL,
    form_code TEXT NOT NULL,
    reason TEXT NOT NULL,
    user_id BIGINT NOT NULL REFERENCES account (id),
    at TIMESTAMP NOT NULL,
    UNIQUE (unit_id, circular, form_code)
);

-- Who receives a unit's reports of a regime instead of whom the rules name; of one form, or of all where form_code is empty.
CREATE TABLE receiver_setting (
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    circular TEXT NOT NULL,
    regime TEXT NOT NULL,
    form_code TEXT NOT NULL,
    receiver_id BIGINT NOT NULL REFERENCES unit (id),
    user_id BIGINT NOT NULL REFERENCES account (id),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (unit_id, circular, regime, form_code)
) WITHOUT ROWID;

-- What people were told about a report's dates; each once.
CREATE TABLE report_reminder (
    report_id BIGINT NOT NULL REFERENCES report (id),
    stage TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (report_id, stage)
) WITHOUT ROWID;

-- What comes to a receiver for a period: receivers need not stand above.
CREATE INDEX report_incoming_idx ON report (receiver_id, period, form_id);

-- What closes on a day.
CREATE INDEX report_closing_idx ON report (closes_on, state);
