// Documents as text for the standard output. Their keys are GatewayAPI's; here they only get their
// order, which is the alphabet's.

import FoundationEssentials

/// The two ways in which the program prints JSON.
enum JSONText {
    /// A whole document over several lines.
    static func document(_ value: some Encodable) throws -> String {
        try text(value, formatting: .prettyPrinted)
    }

    /// An object on a line of its own.
    static func line(_ value: some Encodable) throws -> String {
        try text(value)
    }

    private static func text(
        _ value: some Encodable,
        formatting: JSONEncoder.OutputFormatting = []
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, formatting]
        let bytes = try encoder.encode(value)
        return String(decoding: bytes, as: UTF8.self).printableJSON + "\n"
    }
}
