DROP TABLE known_source;

ALTER TABLE session ADD COLUMN previous_hash TEXT;
ALTER TABLE session ADD COLUMN rotated_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00';
UPDATE session SET rotated_at = last_used_at;
UPDATE session SET previous_hash = (
    SELECT hash FROM spent_secret WHERE session_id = session.id ORDER BY spent_at DESC, hash LIMIT 1
);
CREATE INDEX session_previous_idx ON session (previous_hash);
DROP TABLE spent_secret;
