// A moment of wall-clock time as the record keeps it and as JSON shows it. Lengths of time are not
// here: they are whole milliseconds with the suffix `_ms`.

import FoundationEssentials

/// Milliseconds since the epoch; in JSON, RFC 3339 in UTC with milliseconds.
public struct Timestamp: Comparable, Hashable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// `2026-11-22T16:20:44.123Z`.
    public var text: String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(Self.format)
    }

    /// Reads RFC 3339 with or without a fraction of a second and with any offset; nil otherwise.
    public init?(text: String) {
        let formats = [Self.format, Date.ISO8601FormatStyle()]
        guard let date = formats.lazy.compactMap({ try? $0.parse(text) }).first else { return nil }
        milliseconds = Int64((date.timeIntervalSince1970 * 1_000).rounded())
    }

    private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let timestamp = Timestamp(text: text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "'\(text)' is not a time in RFC 3339"
            )
        }
        self = timestamp
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
