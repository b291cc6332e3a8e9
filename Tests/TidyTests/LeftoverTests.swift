// Nothing half done stays in the tree: no note to do it later, no code kept in a comment.
// What is to be done belongs where people look for work; what was done is in the history.

import Testing

@Suite struct LeftoverTests {
    static let notes: Set<String> = ["TODO", "FIXME", "XXX"]

    @Test func `no note to do it later, and no code in comments`() {
        expectNone(SourceTree.here.files.flatMap(Self.notes))
        expectNone(SourceTree.here.swiftFiles.flatMap(Self.complaints))
    }

    /// In Swift, comments are looked at; elsewhere, every line.
    static func notes(in file: TextFile) -> [Complaint] {
        guard file.kind != "swift" else { return [] }
        return file.lines.enumerated()
            .filter { isNote($1) }
            .map { Complaint(file.path, line: $0.offset + 1, "do it now, or leave the note out") }
    }

    static func complaints(about file: SwiftFile) -> [Complaint] {
        file.comments.compactMap { comment in
            if isNote(comment.text) {
                return Complaint(
                    file.path,
                    line: comment.line,
                    "do it now, or leave the note out"
                )
            }
            guard comment.kind == .comment, isCode(comment.text) else { return nil }
            return Complaint(file.path, line: comment.line, "is code in a comment: take it out")
        }
    }

    private static func isNote(_ line: String) -> Bool {
        notes.contains { line.contains($0) }
            && line.split { !($0.isLetter || $0.isNumber) }.contains { notes.contains(String($0)) }
    }

    /// Only what prose never looks like.
    private static func isCode(_ comment: String) -> Bool {
        let words = comment.split(separator: " ")
        guard let first = words.first, let last = words.last else { return false }
        switch first {
        case "let", "var":
            return words.count > 2 && (words[2] == "=" || words[1].hasSuffix(":"))
        case "func":
            return words.count > 1 && words[1].contains("(")
        case "import":
            return words.count == 2
        default:
            return last.hasSuffix("{") || last.hasSuffix(");") || comment.hasSuffix(" }")
        }
    }

    @Test(arguments: [
        "// let lease = 3", "//    var lease: Int?", "// func grant(_ lease: Lease)",
        "// import NIO",
        "// if isHeld {", "// close(fd);", "// }", "let a = 1  // FIXME: wrong", "/// TODO",
    ])
    func `a leftover is caught`(text: String) {
        #expect(Self.complaints(about: SwiftFile("a.swift", text)).count == 1)
    }

    @Test(arguments: [
        "// let the link end by itself", "// import nothing from above", "// who waits; who holds;",
        "// var/lib is where it lies", "let todo = \"TODO\"", "/// func grant() {",
        "// mktemp hotseat.XXXXXX",
    ])
    func `prose is left alone`(text: String) {
        #expect(Self.complaints(about: SwiftFile("a.swift", text)).isEmpty)
    }

    @Test func `a note in a script or a page is caught`() {
        #expect(Self.notes(in: TextFile("a.sh", "set -e\n# \("TODO") later")).map(\.line) == [2])
    }
}
