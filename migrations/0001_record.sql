-- The record: who had which device when, for how long, and why it ended. Times (…_at) are whole
-- milliseconds since the epoch; lengths (…_ms) are whole milliseconds of a monotonic clock.

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
    end_reason TEXT CHECK (end_reason IN ('gateway_shutdown', 'gateway_crash')),
    -- The highest lease number that this run may have given.
    leases_reserved_to INTEGER NOT NULL,
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
) STRICT;

CREATE TABLE sessions (
    -- One row for every client that was accepted for a device, even one turned away. No id is
    -- given twice, not even after the newest rows were pruned.
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    device TEXT NOT NULL,
    user TEXT,
    address TEXT NOT NULL,
    via TEXT NOT NULL
        CHECK (via IN ('raw', 'telnet', 'raw+tls', 'telnet+tls', 'attach')),
    -- The furthest it came.
    role TEXT NOT NULL
        CHECK (role IN ('holder', 'waiter', 'observer', 'refused')),
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
    end_reason TEXT CHECK (end_reason IN (
        'client_closed', 'client_quit', 'client_reset',
        'client_keepalive', 'client_unacked', 'client_stalled',
        'idle_timeout', 'hold_limit', 'preempted', 'superseded',
        'queue_timeout',
        'queue_full', 'denied', 'protocol_error', 'resource_exhausted',
        'kicked', 'device_drained',
        'device_closed', 'device_reset', 'device_lost', 'device_stalled',
        'device_refused', 'device_unreachable',
        'gateway_shutdown', 'gateway_crash', 'internal_error'
    )),
    end_side TEXT CHECK (end_side IN ('client', 'gateway', 'operator', 'device')),
    end_phase TEXT
        CHECK (end_phase IN ('arriving', 'queued', 'connecting', 'holding', 'observing')),
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

CREATE TABLE session_events (
    -- What happened within a session, in the order of its ids.
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT
) STRICT;

CREATE INDEX sessions_by_arrival ON sessions (arrived_at);
CREATE INDEX sessions_by_device ON sessions (device, arrived_at);
CREATE INDEX sessions_by_device_and_reason ON sessions (device, end_reason, arrived_at);
CREATE INDEX sessions_by_user ON sessions (user, arrived_at);
CREATE INDEX sessions_open ON sessions (arrived_at) WHERE ended_at IS NULL;
CREATE INDEX session_events_by_session ON session_events (session_id);
