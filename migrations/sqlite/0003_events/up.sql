-- The outbox: each change writes its event in its own transaction; consumers follow by `seq`.

CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    report_id BIGINT REFERENCES report (id),
    actor_id BIGINT REFERENCES account (id),
    unit_id BIGINT REFERENCES unit (id),
    at TIMESTAMP NOT NULL,
    body TEXT NOT NULL,
    request_id TEXT
);
CREATE INDEX event_report_idx ON event (report_id, seq);

-- How far a consumer has come.
CREATE TABLE event_cursor (
    consumer TEXT PRIMARY KEY NOT NULL,
    seq BIGINT NOT NULL
);

CREATE TABLE notification (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES account (id),
    event_seq BIGINT NOT NULL REFERENCES event (seq),
    kind TEXT NOT NULL,
    report_id BIGINT REFERENCES report (id),
    title_vi TEXT NOT NULL,
    title_en TEXT NOT NULL,
    text_vi TEXT NOT NULL,
    text_en TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    read_at TIMESTAMP,
    UNIQUE (user_id, event_seq)
);
CREATE INDEX notification_user_idx ON notification (user_id, id);
CREATE INDEX notification_unread_idx ON notification (user_id) WHERE read_at IS NULL;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'event is append-only');
END;

CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'event is append-only');
END;
