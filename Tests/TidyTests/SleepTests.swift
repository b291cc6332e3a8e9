// Nothing sleeps. A test that waits for a length of time is slow on a fast machine and fails on a
// slow one; a gateway that does is late. What is waited for is a fact, within a deadline.

import Testing

@Suite struct SleepTests {
    static let remedy =
        "sleeps: wait for the fact itself, within a deadline (poll(2) on the descriptor, an event "
        + "loop's timer, a stream with a deadline)"

    @Test func `nothing sleeps`() {
        expectNone(SourceTree.here.swiftFiles.flatMap(Self.complaints))
        expectNone(SourceTree.here.files.flatMap(Self.complaints))
    }

    static func complaints(about file: SwiftFile) -> [Complaint] {
        file.code.indices.compactMap { index in
            let token = file.code[index]
            let isCall =
                token.kind == .word
                && ["sleep", "usleep", "nanosleep", "clock_nanosleep"].contains(token.text)
                && index + 1 < file.code.count && file.code[index + 1].isMark("(")
            let isCommand =
                token.kind == .string
                && (isSleepCommand(token.text)
                    || index + 2 < file.code.count && file.code[index + 1].isMark(",")
                        && isSleepCommand("\(token.text) \(file.code[index + 2].text)"))
            return isCall || isCommand ? Complaint(file.path, line: token.line, remedy) : nil
        }
    }

    static func complaints(about file: TextFile) -> [Complaint] {
        guard file.isShell else { return [] }
        return file.lines.enumerated()
            .filter { !$1.hasPrefix("#") && isSleepCommand($1) }
            .map { Complaint(file.path, line: $0.offset + 1, remedy) }
    }

    /// The shell's command: the word, and a length of time after it.
    private static func isSleepCommand(_ text: String) -> Bool {
        guard text.contains("sleep") else { return false }
        let words = text.split { " ;|&\t\n\"'@".contains($0) }
        return zip(words, words.dropFirst()).contains { word, next in
            (word == "sleep" || word.hasSuffix("/sleep"))
                && next.first.map { $0.isNumber || $0 == "$" || $0 == "\\" } == true
        }
    }

    @Test(arguments: [
        "try await Task.sleep(for: .seconds(1))", "Thread.sleep(forTimeInterval: 1)", "usleep(10)",
        "run(\"true; \("sleep") 1\")", "run(\"/bin/\("sleep")\", \"5\")",
    ])
    func `a sleep is caught`(text: String) {
        #expect(Self.complaints(about: SwiftFile("a.swift", text)).count == 1)
    }

    @Test func `a sleep in a script is caught`() {
        let script = TextFile(
            "a.sh",
            "#!/usr/bin/env bash\n# no \("sleep") 1 here\n\("sleep") \"$n\""
        )
        #expect(Self.complaints(about: script).map(\.line) == [3])
    }

    @Test(arguments: [
        "// no sleep(1) here", "let text = \"it does not sleep\"",
        "func `it does not sleep(1)`() {}",
        "let sleep = 1",
    ])
    func `the word alone is left alone`(text: String) {
        #expect(Self.complaints(about: SwiftFile("a.swift", text)).isEmpty)
    }
}
