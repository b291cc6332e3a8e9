// Lengths of time as people write and read them. Writing is exact where it is short and coarse
// where it is long: nobody reads the seconds of three days.

extension Duration {
    /// Reads `250ms`, `10s`, `15m`, `8h`, `7d`, and sums with falling units such as `1h30m`; nil
    /// for anything else, and for more than a hundred years.
    public init?(text: String) {
        var rest = Substring(text)
        var total: Int64 = 0
        var lastUnit = Int64.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            let letters = rest.dropFirst(digits.count).prefix { $0.isLetter }
            guard let count = Int64(digits), let unit = Self.units[String(letters)],
                unit < lastUnit
            else { return nil }
            let (part, isTooLong) = count.multipliedReportingOverflow(by: unit)
            guard !isTooLong, part <= Self.textMillisecondsMax - total else { return nil }
            total += part
            lastUnit = unit
            rest = rest.dropFirst(digits.count + letters.count)
        }
        self = .milliseconds(total)
    }

    /// `350ms`, `1.2s`, `40s`, `12m03s`, `2h05m`, `3d04h`: at most two units, rounded down.
    public var text: String {
        let milliseconds = Int(max(0, inMilliseconds))
        let (seconds, minutes) = (milliseconds / 1_000, milliseconds / 60_000)
        let (hours, days) = (minutes / 60, minutes / 1_440)
        if days > 0 { return "\(days)d\(padded(hours % 24, to: 2))h" }
        if hours > 0 { return "\(hours)h\(padded(minutes % 60, to: 2))m" }
        if minutes > 0 { return "\(minutes)m\(padded(seconds % 60, to: 2))s" }
        let tenths = milliseconds % 1_000 / 100
        if seconds > 9 || (seconds > 0 && tenths == 0) { return "\(seconds)s" }
        if seconds > 0 { return "\(seconds).\(tenths)s" }
        return milliseconds > 0 ? "\(milliseconds)ms" : "0s"
    }

    /// Whole milliseconds, rounded towards zero.
    var inMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }

    private static let units: [String: Int64] = [
        "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
    ]

    /// A hundred years: longer is a slip of the pen.
    private static let textMillisecondsMax: Int64 = 36_525 * 86_400_000
}
