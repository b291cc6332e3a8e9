// The schema of the history: the migrations that make it, and whether a database has it. What the
// tables mean stands in the migrations themselves, which are never edited once landed. To add one:
// a file `migrations/NNNN_what.sql`, a line in the list below, and `Tests/HistoryTests/schema.sql`;
// tests compare the three.

import GRDB
import GatewayAPI

/// The migrations, oldest first.
enum Schema {
    /// The files of `migrations/`, compiled in. A file that begins with a digit loses it in the
    /// name that the compiler gives it.
    static let migrations: [(name: String, sql: [UInt8])] = [
        ("0001_record", PackageResources._001_record_sql),
        ("0002_tokens", PackageResources._002_tokens_sql),
        ("0003_service_orders", PackageResources._003_service_orders_sql),
    ]

    static let migrator = migrations.reduce(into: DatabaseMigrator()) { migrator, migration in
        let sql = String(decoding: migration.sql, as: UTF8.self)
        migrator.registerMigration(migration.name) { try $0.execute(sql: sql) }
    }

    /// Throws a `Problem` when a later version of the program has migrated this database.
    static func refuseNewer(_ database: Database, at path: String) throws {
        guard try migrator.hasBeenSuperseded(database) else { return }
        throw Problem(
            .databaseNewer,
            "\(path) was written by a newer version of this program; it is left as it is.",
            hint: "Run that version, or use another state directory."
        )
    }

    /// Throws a `Problem` when this database lacks what this version of the program reads.
    static func refuseOlder(_ database: Database, at path: String) throws {
        guard try !migrator.hasCompletedMigrations(database) else { return }
        if try migrator.appliedMigrations(database).isEmpty {
            throw Problem(
                .databaseUnusable,
                "\(path) is a database, but not the history of a gateway.",
                hint: "The history of a gateway is history.sqlite in its state directory."
            )
        }
        throw Problem(
            .databaseUnusable,
            "\(path) was written by an older version of this program.",
            hint: "Start a gateway of this version on its state directory once; it brings the "
                + "database up to date."
        )
    }
}
