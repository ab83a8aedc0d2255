-- Forms, reports and their content. Bodies are JSON texts whose layout carries its own format number.

CREATE TABLE catalogue (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE catalogue_item (
    catalogue TEXT NOT NULL REFERENCES catalogue (code),
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    position INTEGER NOT NULL,
    valid_from DATE,
    valid_to DATE,
    PRIMARY KEY (catalogue, code)
) WITHOUT ROWID;

CREATE TABLE regime (
    circular TEXT NOT NULL,
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (circular, code)
) WITHOUT ROWID;

-- A form template in one version; never changed once a report uses it.
CREATE TABLE form (
    id INTEGER PRIMARY KEY,
    circular TEXT NOT NULL,
    code TEXT NOT NULL,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    search TEXT NOT NULL,
    regime TEXT NOT NULL,
    kind TEXT NOT NULL,
    off_system BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (circular, code, version)
);

-- One unit's form for one period: its present state, guarded by compare-and-set on `revision`.
-- circular, form_code, regime, unit_sort and search repeat what form and unit say, for the lists.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    form_id BIGINT NOT NULL REFERENCES form (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    receiver_id BIGINT REFERENCES unit (id),
    consolidates BOOLEAN NOT NULL,
    period TEXT NOT NULL,
    period_label TEXT,
    data_from DATE NOT NULL,
    data_to DATE NOT NULL,
    opens_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    due_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('assigned', 'in_progress', 'submitted', 'approved', 'sent',
        'accepted', 'returned', 'correction_requested', 'exempt')),
    level INTEGER NOT NULL,
    signed BOOLEAN NOT NULL,
    revision BIGINT NOT NULL,
    author_id BIGINT REFERENCES account (id),
    stale BOOLEAN NOT NULL,
    submitted_at TIMESTAMP,
    sent_at TIMESTAMP,
    accepted_at TIMESTAMP,
    accepted_revision BIGINT,
    state_since TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    circular TEXT NOT NULL,
    form_code TEXT NOT NULL,
    regime TEXT NOT NULL,
    unit_sort TEXT NOT NULL,
    search TEXT NOT NULL,
    UNIQUE (form_id, unit_id, period)
);
CREATE INDEX report_unit_idx ON report (unit_id, state, due_at, id);
CREATE INDEX report_receiver_idx ON report (receiver_id, state, due_at, id);
CREATE INDEX report_state_idx ON report (state, due_at, id);
CREATE INDEX report_due_idx ON report (due_at, id);
CREATE INDEX report_period_idx ON report (period, form_id, unit_id);

-- The present content: the unit's own input, and beside it what was consolidated from its children.
CREATE TABLE report_content (
    report_id BIGINT PRIMARY KEY NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    consolidated TEXT
);

-- Every revision ever answered. `changes` always; `snapshot` at state changes and now and then;
-- `consolidated` where it changed and beside every snapshot.
CREATE TABLE report_revision (
    report_id BIGINT NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    user_id BIGINT REFERENCES account (id),
    source TEXT NOT NULL,
    changes TEXT NOT NULL,
    snapshot TEXT,
    consolidated TEXT,
    PRIMARY KEY (report_id, revision)
);

-- Every step of the workflow.
CREATE TABLE report_transition (
    report_id BIGINT NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    action TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    level INTEGER NOT NULL,
    note TEXT,
    user_id BIGINT REFERENCES account (id),
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (report_id, revision)
);

-- What the consolidated part was made of, and when.
CREATE TABLE consolidation (
    report_id BIGINT PRIMARY KEY NOT NULL REFERENCES report (id),
    revision BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    body TEXT
);

CREATE TABLE consolidation_source (
    report_id BIGINT NOT NULL REFERENCES report (id),
    child_report_id BIGINT NOT NULL REFERENCES report (id),
    child_revision BIGINT NOT NULL,
    PRIMARY KEY (report_id, child_report_id)
) WITHOUT ROWID;
CREATE INDEX consolidation_source_child_idx ON consolidation_source (child_report_id);

CREATE TRIGGER report_revision_no_update BEFORE UPDATE ON report_revision
BEGIN
    SELECT RAISE(ABORT, 'report_revision is append-only');
END;

CREATE TRIGGER report_revision_no_delete BEFORE DELETE ON report_revision
BEGIN
    SELECT RAISE(ABORT, 'report_revision is append-only');
END;

CREATE TRIGGER report_transition_no_update BEFORE UPDATE ON report_transition
BEGIN
    SELECT RAISE(ABORT, 'report_transition is append-only');
END;

CREATE TRIGGER report_transition_no_delete BEFORE DELETE ON report_transition
BEGIN
    SELECT RAISE(ABORT, 'report_transition is append-only');
END;
