// One start of the gateway, as `gateway_runs` keeps it: its beginning, its heartbeat, its reserved
// lease numbers, its end. A run that never ended was a crash: the next start closes it, and the
// rows that it left open.

import GRDB
import Glibc

/// The row of the present run.
struct GatewayRun: Sendable {
    var id: Int64

    /// Begins a run of the gateway `name`.
    static func begin(
        _ database: Database,
        name: String,
        version: String,
        leasesReservedTo: Int64
    ) throws -> GatewayRun {
        let now = wallClockMilliseconds()
        try database.execute(
            sql: """
                INSERT INTO gateway_runs
                    (name, version, pid, started_at, heartbeat_at, leases_reserved_to)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [name, version, Int64(getpid()), now, now, leasesReservedTo]
        )
        return GatewayRun(id: database.lastInsertedRowID)
    }

    func beat(_ database: Database) throws {
        try database.cachedStatement(sql: "UPDATE gateway_runs SET heartbeat_at = ? WHERE id = ?")
            .execute(arguments: [wallClockMilliseconds(), id])
    }

    func reserveLeases(_ database: Database, to number: Int64) throws {
        try database.execute(
            sql: "UPDATE gateway_runs SET leases_reserved_to = ? WHERE id = ?",
            arguments: [number, id]
        )
    }

    /// The end in due form. `lastLease` is the highest number given; the rest is given back.
    func end(_ database: Database, lastLease: Int64) throws {
        try database.execute(
            sql: """
                UPDATE gateway_runs
                SET heartbeat_at = :now, ended_at = :now, end_reason = 'gateway_shutdown',
                    leases_reserved_to = :lease
                WHERE id = :id
                """,
            arguments: ["now": wallClockMilliseconds(), "lease": lastLease, "id": id]
        )
    }
}

extension GatewayRun {
    /// The highest lease number that any run before may have given; 0 for none.
    static func lastLease(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT max(leases_reserved_to) FROM gateway_runs") ?? 0
    }

    /// The highest session number ever given; 0 for none. The table of sequences remembers it when
    /// its row was pruned.
    static func lastSession(_ database: Database) throws -> Int64 {
        let sql = "SELECT seq FROM sqlite_sequence WHERE name = 'sessions'"
        return try Int64.fetchOne(database, sql: sql) ?? 0
    }

    /// Closes what a crash left open: each row at its run's last heartbeat, but not before its own
    /// last time; then the runs. A holder was connecting when the last word about its link is not
    /// that it was open. Returns how many sessions it closed.
    static func closeCrashed(_ database: Database) throws -> Int {
        try database.execute(
            sql: """
                UPDATE sessions
                SET ended_at = stop.at,
                    waited_ms = coalesce(waited_ms, stop.at - arrived_at),
                    held_ms = iif(waited_ms IS NULL, 0, stop.at - arrived_at - waited_ms),
                    idle_ms = iif(waited_ms IS NULL, 0, NULL),
                    end_reason = 'gateway_crash',
                    end_side = 'gateway',
                    end_phase = CASE
                        WHEN role = 'observer' THEN 'observing'
                        WHEN role = 'refused' THEN 'arriving'
                        WHEN granted_at IS NULL THEN 'queued'
                        WHEN coalesce(stop.link, 'link_opened') = 'link_opened' THEN 'holding'
                        ELSE 'connecting'
                    END
                FROM (
                    SELECT open.id,
                        max(open.arrived_at + coalesce(open.waited_ms, 0), run.heartbeat_at) AS at,
                        (
                            SELECT kind FROM session_events
                            WHERE session_id = open.id AND at >= open.granted_at
                                AND kind GLOB 'link_*'
                            ORDER BY id DESC LIMIT 1
                        ) AS link
                    FROM sessions AS open JOIN gateway_runs AS run ON run.id = open.run_id
                    WHERE open.ended_at IS NULL
                ) AS stop
                WHERE sessions.id = stop.id
                """
        )
        let closed = database.changesCount
        try database.execute(
            sql: """
                UPDATE gateway_runs SET ended_at = heartbeat_at, end_reason = 'gateway_crash'
                WHERE ended_at IS NULL
                """
        )
        return closed
    }
}

/// The wall clock, in milliseconds since the epoch.
func wallClockMilliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
}
