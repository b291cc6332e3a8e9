// `hotseat sessions show`: one session, whole, with what happened within it. The columns come from
// `SessionRecord+Columns.swift`; one that is added there is shown here.

import ArgumentParser
import GatewayAPI

struct SessionsShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one session, whole, with what happened within it."
    )

    @Argument(help: "The session's number, as `hotseat sessions` shows it.")
    var id: Int64

    @Flag(help: "Print it as JSON.")
    var json = false

    @OptionGroup var record: RecordOptions

    @ParentCommand var sessions: Sessions

    func run() async throws {
        // `sessions` takes what it knows from the whole line, so that it is there that options end.
        let isJSON = json || sessions.form == .json
        let session = try await record.filled(from: sessions.record)
            .withArchive { try await $0.session(id) }
        guard let session else { throw Problem.noSession(id) }
        try Output.write(
            isJSON ? JSONText.document(session) : Self.text(of: session, clock: .local)
        )
    }

    /// Every column as `name: value`, then the events.
    static func text(of session: SessionRecord, clock: WallClock) -> String {
        let nameWidth = SessionRecord.columns.map(\.rawValue.count).max() ?? 0
        var lines = SessionRecord.columns.map { column in
            let name = "\(column.rawValue):".padding(to: nameWidth + 1)
            return "\(name) \(value(session.cell(column), clock).printable)"
        }
        let events = session.events ?? []
        if !events.isEmpty { lines += ["", "events:"] }
        let kindWidth = events.map(\.kind.count).max() ?? 0
        for event in events {
            let what = event.detail.map { "\(event.kind.padding(to: kindWidth))  \($0)" }
            let line = "  \(clock.text(event.at, toTheMillisecond: true))  \(what ?? event.kind)"
            lines.append(line.printable)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private static func value(_ cell: SessionRecord.Cell, _ clock: WallClock) -> String {
        let text: String? =
            switch cell {
            case .text(let text): text
            case .number(let number): number.map { String($0) }
            case .moment(let moment): moment.map { clock.text($0, toTheMillisecond: true) }
            case .length(let milliseconds):
                milliseconds.map { "\($0) (\(Duration.milliseconds($0).text))" }
            }
        return text ?? "-"
    }
}

extension String {
    /// With spaces behind it up to a width.
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
