// Where a verb reads the record: from a gateway. Which one is `GatewayOptions`'; which sessions is
// `FilterOptions`'.

import ArgumentParser
import GatewayAPI

/// The options of every verb that reads the record.
struct RecordOptions: ParsableArguments {
    @OptionGroup var gateway: GatewayOptions

    /// Asks the record, wherever it is.
    func withArchive<Answer>(
        _ ask: (any SessionArchive) async throws -> Answer
    ) async throws -> Answer {
        try await gateway.withGateway { try await ask($0) }
    }
}
