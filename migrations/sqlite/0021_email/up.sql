-- Notices by e-mail: whose address they go to, how an address is proved, and the letters on their way.

-- A proved address, sealed. Notices up to mailed_until are settled: put into a letter, or older than the wish for letters.
CREATE TABLE email_address (
    user_id INTEGER PRIMARY KEY REFERENCES account (id),
    sealed TEXT NOT NULL,
    language TEXT NOT NULL,
    wanted BOOLEAN NOT NULL,
    proved_at TIMESTAMP NOT NULL,
    mailed_until BIGINT NOT NULL,
    problem TEXT
);

-- An address that somebody gave and has not proved yet: the digest of the code that was mailed there.
CREATE TABLE email_proof (
    user_id INTEGER PRIMARY KEY REFERENCES account (id),
    sealed TEXT NOT NULL,
    language TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    tries_left INTEGER NOT NULL,
    expires_at TIMESTAMP NOT NULL
);

-- The outbox. A letter tells what its person was told after after_id, up to until_id; each person has one open at a time.
CREATE TABLE email_letter (
    id INTEGER PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES account (id),
    after_id BIGINT NOT NULL,
    until_id BIGINT NOT NULL,
    made_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    next_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    result TEXT CHECK (result IN ('sent', 'needless', 'refused', 'given_up')),
    problem TEXT
);
CREATE UNIQUE INDEX email_letter_open_idx ON email_letter (user_id) WHERE settled_at IS NULL;
CREATE INDEX email_letter_due_idx ON email_letter (next_at) WHERE settled_at IS NULL;
CREATE INDEX email_letter_settled_idx ON email_letter (settled_at) WHERE settled_at IS NOT NULL;
