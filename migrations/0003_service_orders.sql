-- Which devices are out of service, since when, and by whom: it outlives a restart.

CREATE TABLE service_orders (
    -- One row an order, oldest first. The last one about a device counts.
    id INTEGER PRIMARY KEY,
    device TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind = 'drain' OR kind = 'resume'),
    at INTEGER NOT NULL,
    -- The operator's user name.
    actor TEXT NOT NULL
) STRICT;

CREATE INDEX service_orders_by_device ON service_orders (device);
