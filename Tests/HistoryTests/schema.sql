CREATE TABLE gateway_runs (
    -- One row a start of the gateway.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    -- Written with every group of facts, and at least every 2 s.
    heartbeat_at INTEGER NOT NULL,
    -- Null while it runs, and after a crash until the next start.
    ended_at INTEGER,
    end_reason TEXT CHECK (end_reason = 'gateway_shutdown' OR end_reason = 'gateway_crash'),
    -- The highest lease number that this run may have given.
    leases_reserved_to INTEGER NOT NULL,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE TABLE service_orders (
    -- One row an order, oldest first. The last one about a device counts.
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'drain' OR kind = 'resume'),
    at INTEGER NOT NULL,
    -- The operator's user name.
    actor TEXT NOT NULL
) STRICT;
CREATE TABLE session_events (
    -- What happened within a session, in the order of its ids.
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT
) STRICT;
CREATE TABLE sessions (
    -- One row for every client that was accepted for a device, even one turned away. No id is
    -- given twice, not even after the newest rows were pruned.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    user TEXT,
    address TEXT NOT NULL,
    via TEXT NOT NULL CHECK (
        via = 'raw' OR via = 'telnet' OR via = 'raw+tls' OR via = 'telnet+tls' OR via = 'attach'
    ),
    -- The furthest it came.
    role TEXT NOT NULL CHECK (
        role = 'holder' OR role = 'waiter' OR role = 'observer' OR role = 'refused'
    ),
    lease INTEGER,
    arrived_at INTEGER NOT NULL,
    granted_at INTEGER,
    ended_at INTEGER CHECK (ended_at >= arrived_at),
    -- From the arrival to the grant, or to the end; with held_ms the whole stay.
    waited_ms INTEGER CHECK (waited_ms >= 0),
    held_ms INTEGER CHECK (held_ms >= 0),
    -- Of the hold, beyond the first 60 s of each silence; null after a crash: not known.
    idle_ms INTEGER CHECK (idle_ms >= 0),
    -- The place on arrival; 0: not in line.
    queue_position INTEGER NOT NULL CHECK (queue_position >= 0),
    end_reason TEXT,
    -- Each reason has one side.
    end_side TEXT CHECK (
        end_side IS CASE end_reason
            WHEN 'client_closed' THEN 'client'
            WHEN 'client_quit' THEN 'client'
            WHEN 'client_reset' THEN 'client'
            WHEN 'client_keepalive' THEN 'client'
            WHEN 'client_unacked' THEN 'client'
            WHEN 'client_stalled' THEN 'client'
            WHEN 'idle_timeout' THEN 'gateway'
            WHEN 'hold_limit' THEN 'gateway'
            WHEN 'preempted' THEN 'gateway'
            WHEN 'superseded' THEN 'gateway'
            WHEN 'queue_timeout' THEN 'gateway'
            WHEN 'queue_full' THEN 'gateway'
            WHEN 'denied' THEN 'gateway'
            WHEN 'protocol_error' THEN 'gateway'
            WHEN 'resource_exhausted' THEN 'gateway'
            WHEN 'kicked' THEN 'operator'
            WHEN 'device_drained' THEN 'operator'
            WHEN 'device_closed' THEN 'device'
            WHEN 'device_reset' THEN 'device'
            WHEN 'device_lost' THEN 'device'
            WHEN 'device_stalled' THEN 'device'
            WHEN 'device_refused' THEN 'device'
            WHEN 'device_unreachable' THEN 'device'
            WHEN 'gateway_shutdown' THEN 'gateway'
            WHEN 'gateway_crash' THEN 'gateway'
            WHEN 'internal_error' THEN 'gateway'
        END
    ),
    end_phase TEXT CHECK (
        end_phase = 'arriving' OR end_phase = 'queued' OR end_phase = 'connecting'
            OR end_phase = 'holding' OR end_phase = 'observing'
    ),
    end_detail TEXT,
    -- Who ended it, where an operator did.
    end_actor TEXT,
    bytes_to_device INTEGER NOT NULL DEFAULT 0 CHECK (bytes_to_device >= 0),
    bytes_from_device INTEGER NOT NULL DEFAULT 0 CHECK (bytes_from_device >= 0),
    -- What the client said of itself: a JSON object.
    client_context TEXT CHECK (client_context IS NULL OR json_valid(client_context)),
    -- The transcript's file, relative to the state directory.
    transcript TEXT,
    run_id INTEGER NOT NULL REFERENCES gateway_runs (id),
    CHECK ((granted_at IS NULL) = (lease IS NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    CHECK ((ended_at IS NULL) = (end_side IS NULL)),
    CHECK ((ended_at IS NULL) = (end_phase IS NULL)),
    CHECK (ended_at IS NULL OR (waited_ms IS NOT NULL AND held_ms IS NOT NULL))
) STRICT;
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
CREATE INDEX service_orders_by_device ON service_orders (device);
CREATE INDEX session_events_by_session ON session_events (session_id);
CREATE INDEX sessions_by_arrival ON sessions (arrived_at);
CREATE INDEX sessions_by_device ON sessions (device, arrived_at);
CREATE INDEX sessions_by_device_and_reason ON sessions (device, end_reason, arrived_at);
CREATE INDEX sessions_by_user ON sessions (user, arrived_at);
CREATE INDEX sessions_open ON sessions (arrived_at) WHERE ended_at IS NULL;
CREATE INDEX tokens_by_user ON tokens (user);
