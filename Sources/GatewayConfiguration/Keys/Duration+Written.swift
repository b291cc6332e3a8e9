// Lengths of time as the file writes them: `250ms`, `10s`, `15m`, `8h`, `7d`. One number and one
// unit: `1h30m` is written `90m`.

extension Duration {
    private static let millisecondsByUnit: [(unit: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    /// Reads a length of time such as `250ms`, `10s`, `15m`, `8h` or `7d`; nil for anything else.
    init?(written text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count)
        guard let count = Int64(digits),
            let (_, factor) = Self.millisecondsByUnit.first(where: { $0.unit == unit })
        else { return nil }
        let (milliseconds, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self = .milliseconds(milliseconds)
    }

    /// The length of time in the largest unit that leaves no rest; what is less than 1 ms is cut
    /// off.
    var written: String {
        let milliseconds =
            components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard milliseconds != 0 else { return "0s" }
        let (unit, factor) = Self.millisecondsByUnit.first { milliseconds % $0.milliseconds == 0 }!
        return "\(milliseconds / factor)\(unit)"
    }
}
