// What a command prints, as the log has it: in lines, and bounded whatever it prints. Where the
// lines go is tested with real programs.

import Testing

@testable import GatewayServer

@Suite struct PrintedLinesTests {
    @Test func `lines are told when they are whole, and the last one at the end`() {
        var lines = PrintedLines()
        #expect(lines.take("one\ntw".utf8) == ["one"])
        #expect(lines.take("o\r\n\nthree".utf8) == ["two", ""])
        #expect(lines.finish() == ["three"])
    }

    @Test func `nothing printed is no line`() {
        var lines = PrintedLines()
        #expect(lines.take("".utf8) == [])
        #expect(lines.finish() == [])
    }

    @Test func `what a terminal would obey is not told`() {
        var lines = PrintedLines()
        #expect(lines.take("\u{1B}[2Jä\t\u{202E}b\n".utf8) == ["\u{FFFD}[2Jä\u{FFFD}\u{FFFD}b"])
    }

    @Test func `a line is cut at its length`() {
        var lines = PrintedLines()
        let long = String(repeating: "x", count: 1_000_000)
        let told = lines.take("\(long)\nshort\n".utf8)
        #expect(told.count == 2)
        #expect(told[0].hasPrefix("xxx"))
        #expect(told[0].hasSuffix("x… (999000 bytes more)"))
        #expect(told[1] == "short")
    }

    @Test func `after two hundred lines the rest is counted`() {
        var lines = PrintedLines()
        let told = lines.take(String(repeating: "line\n", count: 1_000).utf8)
        #expect(told.count == 200)
        #expect(lines.finish() == ["(and 800 lines more)"])
    }
}
