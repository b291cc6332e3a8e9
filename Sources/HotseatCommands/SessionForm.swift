// The forms in which `sessions` prints rows, besides the table. To add one: a case with its help,
// its text in `SessionPrinter` and its line in docs/CLI.md.

import ArgumentParser

/// A form for programs to read.
enum SessionForm: EnumerableFlag {
    case json, csv

    static func help(for form: SessionForm) -> ArgumentHelp? {
        switch form {
        case .json: "Print one JSON object a line."
        case .csv: "Print comma-separated values under a header (RFC 4180)."
        }
    }
}
