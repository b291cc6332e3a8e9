// `hotseat sessions`: the record, newest first. One session, whole, is `SessionsShow`'s; the forms
// in which rows are printed are `SessionPrinter`'s.

import ArgumentParser
import GatewayAPI

struct Sessions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the record of sessions, newest first.",
        discussion: "Filters of different kinds all have to hold; of one kind, any of the values.",
        subcommands: [SessionsShow.self]
    )

    @OptionGroup(title: "Filters") var filters: FilterOptions

    @Option(parsing: .unconditional, help: "How many at most. (default: 20)")
    var limit: String?

    @Flag(help: "All of them.")
    var all = false

    @Flag var form: SessionForm?

    @OptionGroup var record: RecordOptions

    func validate() throws {
        guard limit == nil || !all else {
            throw ValidationError("--limit and --all contradict each other; give one of them.")
        }
    }

    func run() async throws {
        var filter = try filters.filter()
        if let limit {
            try filter.add(limit, as: .limit, named: "--limit", clock: .local)
        } else if !all {
            filter.limit = SessionFilter().limit
        }
        var printer = SessionPrinter(form: form, clock: .local)
        var rowCount = 0
        let isMore = try await record.withArchive { [filter] archive in
            try await archive.pages(filter) { sessions in
                rowCount += sessions.count
                try Output.write(printer.text(of: sessions))
            }
        }
        if rowCount == 0 {
            Output.note("No session matches.")
        } else if isMore, form == nil {
            Output.note("There are more: --limit N or --all shows them.")
        }
    }
}
