// A moment of wall-clock time as the record keeps it and as JSON shows it. Lengths of time are not
// here: they are whole milliseconds with the suffix `_ms`. What people write and read in local time
// is `WallClock`'s.

import Glibc

/// Milliseconds since the epoch; in JSON, RFC 3339 in UTC with milliseconds.
public struct Timestamp: Comparable, Hashable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Now, by the machine's clock.
    public static var now: Timestamp {
        var time = timeval()
        gettimeofday(&time, nil)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_usec) / 1_000)
    }

    /// `2026-11-22T16:20:44.123Z`.
    public var text: String {
        let whole = (milliseconds - fraction) / 1_000
        let civil = CivilTime(seconds: whole)
        return "\(civil.date)T\(civil.timeOfDay).\(padded(Int(fraction), to: 3))Z"
    }

    /// Reads RFC 3339 with or without a fraction of a second and with any offset; nil otherwise.
    public init?(text: String) {
        guard let written = WrittenTime(text: text), written.isComplete,
            let offset = written.offsetSeconds
        else { return nil }
        milliseconds = (written.civil.seconds - offset) * 1_000 + written.milliseconds
    }

    /// The milliseconds of its second, 0 to 999, before the epoch too.
    var fraction: Int64 {
        let rest = milliseconds % 1_000
        return rest < 0 ? rest + 1_000 : rest
    }

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
