// The last lease that each device had, read once at the start: what `status` shows of a device that
// nobody has had since. Which number comes next is `LeaseSupply`'s.

import GRDB
import LeaseCore

extension LeaseNumber {
    /// It is looked for among so many of a device's newest arrivals, so that a start is as quick
    /// after ten million sessions as after ten.
    private static let arrivalsMax = 1_000

    /// The last lease of each device that has a row. Each device is found by a step in an index:
    /// `SELECT DISTINCT` would read all of it.
    static func last(_ database: Database) throws -> [String: LeaseNumber] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                WITH RECURSIVE names (device) AS (
                    SELECT min(device) FROM sessions
                    UNION ALL
                    SELECT (SELECT min(device) FROM sessions WHERE device > names.device)
                    FROM names WHERE names.device IS NOT NULL
                )
                SELECT device,
                    (
                        SELECT max(lease) FROM (
                            SELECT lease FROM sessions WHERE device = names.device
                            ORDER BY arrived_at DESC LIMIT ?
                        )
                    ) AS lease
                FROM names WHERE device IS NOT NULL
                """,
            arguments: [arrivalsMax]
        )
        return rows.reduce(into: [:]) { leases, row in
            guard let lease = row["lease"] as Int64? else { return }
            leases[row["device"]] = LeaseNumber(lease)
        }
    }
}
