// Text in columns: as wide as what is in them, two spaces apart, no space at a line's end. What is
// in the cells is somebody else's.

/// Rows under headings.
struct Table {
    enum Alignment {
        case left, right
    }

    struct Column {
        var heading: String
        var alignment = Alignment.left
    }

    private let columns: [Column]
    private var widths: [Int]
    private var hasHeadings = false

    init(_ columns: [Column]) {
        self.columns = columns
        widths = columns.map(\.heading.count)
    }

    /// The next rows as text, with the headings above the first. Columns are as wide as these rows
    /// and those before need: a table may come in pieces, when it is too long to be held at once.
    mutating func lines(_ rows: [[String?]]) -> String {
        var rows = rows.map { row in row.map { ($0 ?? "-").printable } }
        for row in rows {
            precondition(row.count == columns.count, "a row has a cell for every column")
            widths = zip(widths, row).map { max($0, $1.count) }
        }
        if !hasHeadings {
            rows.insert(columns.map(\.heading), at: 0)
            hasHeadings = true
        }
        return rows.map { line($0) + "\n" }.joined()
    }

    private func line(_ row: [String]) -> String {
        let cells = zip(zip(columns, widths), row).map { layout, cell in
            let padding = String(repeating: " ", count: layout.1 - cell.count)
            return layout.0.alignment == .left ? cell + padding : padding + cell
        }
        let line = cells.joined(separator: "  ")
        let end = line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex
        return String(line[..<end])
    }
}
