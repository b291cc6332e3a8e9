-- Tokens that were given to users while the gateway ran. A token itself stands nowhere.

CREATE TABLE tokens (
    id INTEGER PRIMARY KEY,
    user TEXT NOT NULL,
    -- sha256: and 64 hexadecimal digits.
    hash TEXT NOT NULL UNIQUE,
    given_at INTEGER NOT NULL,
    -- The operator's user name.
    given_by TEXT NOT NULL,
    -- A revoked token lets nobody in; its row tells who had one.
    revoked_at INTEGER,
    revoked_by TEXT,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
) STRICT;

CREATE INDEX tokens_by_user ON tokens (user);
