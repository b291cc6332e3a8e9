// Rows of the record as text: a table for people, JSON or CSV for programs. They come page by page;
// what stands above the first row comes with the first page.

import GatewayAPI

/// Turns pages into text.
struct SessionPrinter {
    private let form: SessionForm?
    private let clock: WallClock
    private var table = Table([
        .init(heading: "ID", alignment: .right), .init(heading: "DEVICE"), .init(heading: "WHO"),
        .init(heading: "ARRIVED"), .init(heading: "WAITED", alignment: .right),
        .init(heading: "HELD", alignment: .right), .init(heading: "REASON"),
        .init(heading: "ADDRESS"),
    ])
    private var isFirst = true

    /// - Parameter form: nil: the table.
    init(form: SessionForm?, clock: WallClock) {
        self.form = form
        self.clock = clock
    }

    /// The next page.
    mutating func text(of sessions: [SessionRecord]) throws -> String {
        defer { isFirst = false }
        switch form {
        case nil: return sessions.isEmpty ? "" : table.lines(sessions.map(row))
        case .json: return try sessions.map { try JSONText.line($0) }.joined()
        case .csv:
            let header = SessionRecord.columns.map(\.rawValue).joined(separator: ",") + "\n"
            return (isFirst ? header : "") + sessions.map(\.commaSeparated).joined()
        }
    }

    private func row(_ session: SessionRecord) -> [String?] {
        [
            String(session.id),
            session.device,
            session.user ?? host(of: session.address),
            clock.text(session.arrivedAt),
            length(
                session.waitedMilliseconds,
                from: session.arrivedAt,
                to: session.grantedAt ?? session.endedAt
            ),
            session.grantedAt.flatMap {
                length(session.heldMilliseconds, from: $0, to: session.endedAt)
            },
            session.endReason ?? presentState(of: session),
            session.address,
        ]
    }

    /// A length of time that may still grow.
    private func length(_ recorded: Int64?, from start: Timestamp, to end: Timestamp?) -> String {
        let elapsed = (end ?? clock.now).milliseconds - start.milliseconds
        return Duration.milliseconds(recorded ?? elapsed).text
    }

    /// What a session that has not ended does, in the place of its reason.
    private func presentState(of session: SessionRecord) -> String {
        if session.role == "observer" { return "observing" }
        return session.grantedAt == nil ? "waiting" : "holding"
    }

    /// The address without its port, which says nothing about who it is.
    private func host(of address: String) -> String {
        guard let colon = address.lastIndex(of: ":") else { return address }
        return String(address[..<colon].filter { $0 != "[" && $0 != "]" })
    }
}
