// How long a line, a function and a file may be: what fits on a screen beside another, on one
// screen, and in one head.

import Testing

@Suite struct LengthTests {
    static let columnsMax = 100
    static let functionLinesMax = 70
    static let fileLinesMax = 500

    @Test func `lines, functions and files are short enough to read`() {
        let tree = SourceTree.here
        expectNone(tree.files.flatMap(Self.complaints))
        expectNone(tree.swiftFiles.flatMap(Self.complaints))
    }

    static func complaints(about file: TextFile) -> [Complaint] {
        guard file.isCode else { return [] }
        var complaints = file.lines.enumerated()
            .filter { $1.utf8.count > columnsMax && $1.count > columnsMax }
            .map { index, line in
                Complaint(
                    file.path,
                    line: index + 1,
                    "has \(line.count) columns: break it, \(columnsMax) are the most"
                )
            }
        if file.lines.count > fileLinesMax {
            complaints.append(
                Complaint(
                    file.path,
                    "has \(file.lines.count) lines, \(fileLinesMax) are the most: give one of its "
                        + "aspects a file of its own, `Type+Aspect.swift`"
                )
            )
        }
        return complaints
    }

    static func complaints(about file: SwiftFile) -> [Complaint] {
        file.bodies.filter { $0.lines > functionLinesMax }.map {
            Complaint(
                file.path,
                line: $0.line,
                "`\($0.name)` has \($0.lines) lines, \(functionLinesMax) are the most: give its "
                    + "steps names"
            )
        }
    }

    @Test func `a line that is too long is caught`() {
        let line = String(repeating: "ü", count: Self.columnsMax)
        #expect(Self.complaints(about: TextFile("a.swift", line)).isEmpty)
        #expect(Self.complaints(about: TextFile("a.swift", "\n\(line)!")).map(\.line) == [2])
    }

    @Test func `a file that is too long is caught`() {
        let lines = String(repeating: "\n", count: Self.fileLinesMax)
        #expect(Self.complaints(about: TextFile("a.sql", lines)).isEmpty)
        #expect(Self.complaints(about: TextFile("a.sql", lines + "\n")).count == 1)
    }

    @Test(arguments: [
        "func a(_ b: () -> Void = {})", "init?()", "var a: [Int]", "subscript(a: Int)",
    ])
    func `a function that is too long is caught`(signature: String) {
        func complaints(lines: Int) -> Int {
            let body = String(repeating: "\n", count: lines - 1)
            let text = "protocol P { \(signature) }\n\(signature) {\(body)}\nfunc b() {}"
            return Self.complaints(about: SwiftFile("a.swift", text)).count
        }
        #expect(complaints(lines: Self.functionLinesMax) == 0)
        #expect(complaints(lines: Self.functionLinesMax + 1) == 1)
    }
}
