-- Units, accounts and what a running server remembers about callers.
-- Times are UTC without zone, to the microsecond; they always come from the program's clock.

-- The hierarchy. `search` is the name folded for searching, `sort_key` gives Vietnamese order.
CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT,
    kind TEXT NOT NULL,
    parent_id BIGINT REFERENCES unit (id),
    search TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    valid_from DATE,
    valid_to DATE
);
CREATE INDEX unit_parent_idx ON unit (parent_id, sort_key);
CREATE INDEX unit_sort_idx ON unit (sort_key, id);

-- Every pair of unit and unit below it, itself included with depth 0.
CREATE TABLE unit_closure (
    ancestor_id BIGINT NOT NULL REFERENCES unit (id),
    descendant_id BIGINT NOT NULL REFERENCES unit (id),
    depth INTEGER NOT NULL,
    PRIMARY KEY (ancestor_id, descendant_id)
) WITHOUT ROWID;
CREATE INDEX unit_closure_descendant_idx ON unit_closure (descendant_id, depth);

-- A person's account. `epoch` grows when every session must be looked at anew.
CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    position TEXT,
    phone TEXT,
    password_hash TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    active BOOLEAN NOT NULL,
    epoch BIGINT NOT NULL,
    failed_count INTEGER NOT NULL,
    locked_until TIMESTAMP,
    search TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX account_unit_idx ON account (unit_id);

-- Membership of a preset group, on a unit.
CREATE TABLE user_grant (
    user_id BIGINT NOT NULL REFERENCES account (id),
    group_code TEXT NOT NULL,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    PRIMARY KEY (user_id, group_code, unit_id)
) WITHOUT ROWID;
CREATE INDEX user_grant_unit_idx ON user_grant (unit_id, group_code);

-- Browser sessions. Only hashes of refresh secrets are kept; `previous_hash` tells a retry from a theft.
CREATE TABLE session (
    id TEXT PRIMARY KEY NOT NULL,
    user_id BIGINT NOT NULL REFERENCES account (id),
    family TEXT NOT NULL,
    refresh_hash TEXT NOT NULL UNIQUE,
    previous_hash TEXT,
    rotated_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP
);
CREATE INDEX session_user_idx ON session (user_id);
CREATE INDEX session_family_idx ON session (family);
CREATE INDEX session_previous_idx ON session (previous_hash);

-- Sign-in attempts by account or address.
CREATE TABLE throttle (
    key TEXT PRIMARY KEY NOT NULL,
    failures INTEGER NOT NULL,
    window_start TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP
);

-- Answers already given, so that a retry is harmless. Written in the transaction of the work itself.
CREATE TABLE idempotency (
    user_id BIGINT NOT NULL REFERENCES account (id),
    key TEXT NOT NULL,
    route TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, key)
) WITHOUT ROWID;
CREATE INDEX idempotency_at_idx ON idempotency (at);

CREATE TABLE setting (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
