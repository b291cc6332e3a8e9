// A filter as text: the names of its conditions, the words that each takes, and the query of a URL
// made of both. The options of the command line are read here too, so that `--min-held 10s` and
// `min_held=10s` cannot come to mean different things. To add one: a case, a line in each switch,
// its option in HotseatCommands and its line in docs/CLI.md and docs/HTTP_API.md.

import LeaseCore

extension SessionFilter {
    /// A condition's name in a query.
    public enum Field: String, CaseIterable, Sendable {
        case device, user, address, reason, since, until, live
        case neverHeld = "never_held"
        case heldMin = "min_held"
        case limit, cursor
    }

    /// The most rows that one page of the API carries; a higher limit is met page by page.
    public static let pageRowsMax = 1_000

    /// Adds the condition `field`, written as `text`. A condition of many values gains one, any
    /// other is set anew.
    ///
    /// - Parameters:
    ///   - name: what the complaint calls the condition; nil: as a query does.
    ///   - clock: what days and ages are reckoned by.
    /// - Throws: a `Problem` (`badRequest`) that says what is expected.
    public mutating func add(
        _ text: String,
        as field: Field,
        named name: String? = nil,
        clock: WallClock
    ) throws(Problem) {
        let value = Value(text: text, name: name ?? field.rawValue)
        switch field {
        case .device: devices.append(text)
        case .user: users.append(text)
        case .address: addresses.append(try value.addressRange())
        case .reason: reasons.append(try value.reason())
        case .since: since = try value.timestamp(clock)
        case .until: until = try value.timestamp(clock)
        case .live: isLive = try value.yesOrNo()
        case .neverHeld: neverHeld = try value.yesOrNo()
        case .heldMin: heldMin = try value.duration()
        case .limit: limit = try value.count()
        case .cursor: cursor = text
        }
    }

    /// Reads the query of a URL, without its `?`. Throws a `Problem` (`badRequest`) that says what
    /// is wrong and what is expected.
    public init(query: String, clock: WallClock) throws(Problem) {
        self.init()
        for item in query.split(separator: "&") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0]),
                let text = PercentEncoding.decode(parts.count == 2 ? parts[1] : "")
            else {
                throw Problem(.badRequest, "'\(item)' is not percent-encoded UTF-8.")
            }
            guard let field = Field(rawValue: name) else {
                throw Problem(
                    .badRequest,
                    "There is no filter '\(name)'.",
                    hint: Spelling.hint(for: name, among: Field.allCases.map(\.rawValue))
                )
            }
            try add(text, as: field, clock: clock)
        }
    }

    /// The query that reads back as this filter; without a `?`.
    public var query: String {
        var items: [(field: Field, text: String)] = []
        items += devices.map { (.device, $0) }
        items += users.map { (.user, $0) }
        items += addresses.map { (.address, $0.text) }
        items += reasons.map { (.reason, $0.rawValue) }
        if let since { items.append((.since, since.text)) }
        if let until { items.append((.until, until.text)) }
        if isLive { items.append((.live, "true")) }
        if neverHeld { items.append((.neverHeld, "true")) }
        if let heldMin { items.append((.heldMin, "\(heldMin.inMilliseconds)ms")) }
        if let limit { items.append((.limit, String(limit))) }
        if let cursor { items.append((.cursor, cursor)) }
        return items.map { "\($0.field.rawValue)=\(PercentEncoding.encode($0.text))" }
            .joined(separator: "&")
    }
}

/// One condition's text, and the ways to read it.
private struct Value {
    var text: String
    var name: String

    func addressRange() throws(Problem) -> AddressRange {
        guard let range = AddressRange(text: text) else {
            throw wrong("an IP address or a range such as 10.0.0.0/8 or fd00::/8")
        }
        return range
    }

    func reason() throws(Problem) -> EndReason {
        guard let reason = EndReason(rawValue: text) else {
            let words = EndReason.allCases.map(\.rawValue)
            throw Problem(
                .badRequest,
                "\(name): there is no end reason '\(text)'.",
                hint: Spelling.hint(for: text, among: words)
            )
        }
        return reason
    }

    func timestamp(_ clock: WallClock) throws(Problem) -> Timestamp {
        guard let timestamp = clock.timestamp(text: text) else {
            throw wrong(
                "a time such as 2026-11-22T16:20:44Z, a day such as 2026-11-22, or an age such as "
                    + "90m or 7d"
            )
        }
        return timestamp
    }

    func yesOrNo() throws(Problem) -> Bool {
        switch text {
        case "", "true", "on", "1": true
        case "false", "off", "0": false
        default: throw wrong("true or false")
        }
    }

    func duration() throws(Problem) -> Duration {
        guard let duration = Duration(text: text) else {
            throw wrong("a length of time such as 250ms, 10s, 15m, 8h or 7d")
        }
        return duration
    }

    func count() throws(Problem) -> Int {
        guard let count = Int(text), count > 0 else { throw wrong("a whole number from 1 up") }
        return count
    }

    private func wrong(_ expected: String) -> Problem {
        Problem(.badRequest, "\(name): expected \(expected), and not '\(text)'.")
    }
}
