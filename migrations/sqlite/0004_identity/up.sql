-- Every refresh secret that was spent, so that any of them is recognised when it comes again. Hashes only.
CREATE TABLE spent_secret (
    hash TEXT PRIMARY KEY NOT NULL,
    session_id TEXT NOT NULL REFERENCES session (id),
    spent_at TIMESTAMP NOT NULL
) WITHOUT ROWID;
CREATE INDEX spent_secret_session_idx ON spent_secret (session_id);

INSERT INTO spent_secret (hash, session_id, spent_at)
    SELECT previous_hash, id, rotated_at FROM session WHERE previous_hash IS NOT NULL;
DROP INDEX session_previous_idx;
ALTER TABLE session DROP COLUMN previous_hash;
ALTER TABLE session DROP COLUMN rotated_at;

-- From where a person has signed in before: foreign failures do not hinder an attempt from there.
CREATE TABLE known_source (
    user_id BIGINT NOT NULL REFERENCES account (id),
    source TEXT NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, source)
) WITHOUT ROWID;
CREATE INDEX known_source_seen_idx ON known_source (seen_at);
