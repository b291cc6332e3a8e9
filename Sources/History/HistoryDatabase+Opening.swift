// How a gateway takes charge of its history: it looks before it touches, brings the schema up to
// date, closes what a crash left open, and begins a run with lease numbers of its own. That nobody
// else is in charge of the state directory is for the caller to see to.

import Foundation
import GRDB
import GatewayAPI
import LeaseCore
import Logging

extension HistoryDatabase {
    /// Opens or creates `history.sqlite`. Blocks for as long as the disk takes.
    ///
    /// - Parameters:
    ///   - stateDirectory: where the database is; it has to exist.
    ///   - name: the gateway's.
    ///   - version: the program's.
    ///   - durability: what a commit survives.
    ///   - journalMax: how many facts may wait while the disk fails before nobody new is admitted.
    ///   - logger: told once when the disk begins to fail, and once when it works again.
    /// - Throws: a `Problem`: the database is newer than the program, or unusable, and why.
    public static func open(
        stateDirectory: String,
        gateway name: String,
        version: String,
        durability: Durability = .normal,
        journalMax: Int = 100_000,
        logger: Logger? = nil
    ) throws(Problem) -> HistoryDatabase {
        let path = stateDirectory + "/history.sqlite"
        do {
            try refuseNewer(path)
            let pool = try DatabasePool(path: path, configuration: configuration)
            try Schema.migrator.migrate(pool)
            return try begin(
                pool,
                gateway: (name, version),
                durability: durability,
                journalMax: journalMax,
                logger: logger
            )
        } catch {
            throw Problem(error, at: path)
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "history"
        // A grant waits for its commit: rather not durable than late.
        configuration.busyMode = .timeout(0.25)
        return configuration
    }

    /// Before anything is written: opening for writing alone changes a database.
    private static func refuseNewer(_ path: String) throws {
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard let size, size > 0 else { return }
        try HistoryFile.openReadOnly(path).read { try Schema.refuseNewer($0, at: path) }
    }

    private static func begin(
        _ pool: DatabasePool,
        gateway: (name: String, version: String),
        durability: Durability,
        journalMax: Int,
        logger: Logger?
    ) throws -> HistoryDatabase {
        let checkpointer = try Checkpointer(path: pool.path, configuration: configuration)
        return try pool.writeWithoutTransaction { database in
            try database.setDurability(durability)
            // That is the checkpointer's.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            let leases = LeaseSupply(
                after: try GatewayRun.lastLease(database),
                aheadMin: Int64(journalMax) + unrecordedLeasesMax
            )
            let (run, crashed) = try database.commitDurably(thenBackTo: durability) {
                let crashed = try GatewayRun.closeCrashed(database)
                let run = try GatewayRun.begin(
                    database,
                    name: gateway.name,
                    version: gateway.version,
                    leasesReservedTo: leases.blockEnd
                )
                return (run, crashed)
            }
            leases.reserved(to: leases.blockEnd)
            if crashed > 0 { logger?.notice("\(crashed) sessions were left open by a crash.") }
            return HistoryDatabase(
                pool: pool,
                writer: HistoryWriter(
                    pool: pool,
                    checkpointer: checkpointer,
                    run: run,
                    leases: leases,
                    durability: durability,
                    journalMax: journalMax,
                    logger: logger
                ),
                leases: leases,
                lastSession: try GatewayRun.lastSession(database),
                drains: try ServiceOrder.drains(database),
                lastLeases: try LeaseNumber.last(database),
                journalMax: journalMax
            )
        }
    }

    /// How many leases can be given when the journal has no more room: to those who are there.
    private static var unrecordedLeasesMax: Int64 { 20_000 }
}
