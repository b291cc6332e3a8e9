// Where a verb reads the record: from a gateway, or from a database file with no gateway running.
// Which gateway is `GatewayOptions`'; which sessions is `FilterOptions`'.

import ArgumentParser
import GatewayAPI
import History

/// The options of every verb that reads the record.
struct RecordOptions: ParsableArguments {
    @OptionGroup var gateway: GatewayOptions

    @Option(
        help: ArgumentHelp(
            "Read this history.sqlite, and ask no gateway.",
            valueName: "file"
        )
    )
    var database: String?

    func validate() throws {
        guard database == nil || gateway.gateway == nil else {
            throw ValidationError(
                "--database and --gateway contradict each other; give one of them."
            )
        }
    }

    /// What the verb around this one was given counts where this one was given nothing.
    func filled(from outer: RecordOptions) -> RecordOptions {
        var filled = self
        guard database == nil, gateway.gateway == nil else { return filled }
        filled.database = outer.database
        filled.gateway.gateway = outer.gateway.gateway
        return filled
    }

    /// Asks the record, wherever it is.
    func withArchive<Answer>(
        _ ask: (any SessionArchive) async throws -> Answer
    ) async throws -> Answer {
        guard let database else { return try await gateway.withGateway { try await ask($0) } }
        return try await ask(try HistoryFile(path: database))
    }
}
