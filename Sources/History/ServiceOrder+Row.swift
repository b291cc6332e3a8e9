// Orders about the service of devices, as rows: how one is written, and which of them count at a
// start. What follows from them is the gateway's.

import GRDB
import LeaseCore

extension ServiceOrder {
    func write(_ database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT INTO service_orders (device, kind, at, actor) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [device, kind.rawValue, at, actor])
    }

    /// The orders by which devices are out of service, by device.
    static func drains(_ database: Database) throws -> [String: ServiceOrder] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT device, at, actor FROM service_orders
                WHERE kind = 'drain'
                    AND id IN (SELECT max(id) FROM service_orders GROUP BY device)
                """
        )
        let orders = rows.map { row in
            ServiceOrder(device: row["device"], kind: .drain, at: row["at"], actor: row["actor"])
        }
        return Dictionary(uniqueKeysWithValues: orders.map { ($0.device, $0) })
    }
}
