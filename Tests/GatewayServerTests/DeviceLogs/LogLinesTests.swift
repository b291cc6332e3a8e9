// The lines of a log, byte for byte: times, line ends, what a terminal would obey, and that a line
// of ours is no line of the device's.

import Testing

@testable import GatewayServer

@Suite struct LogLinesTests {
    /// Half past four on a day of November 2026.
    private static let time: Int64 = 1_795_624_200_007
    private static let stamp = "2026-11-25T16:30:00.007Z"

    private func lines(_ chunks: String...) -> String {
        lines(of: chunks.map { Array($0.utf8) })
    }

    private func lines(of chunks: [[UInt8]]) -> String {
        var lines = LogLines()
        var text: [UInt8] = []
        for (index, chunk) in chunks.enumerated() {
            lines.append(chunk, at: Self.time + Int64(index), to: &text)
        }
        return String(decoding: text, as: UTF8.self)
    }

    @Test func `each line has the time of its first byte, however it comes`() {
        let stamp = Self.stamp
        #expect(lines("ab\ncd\n") == "\(stamp) ab\n\(stamp) cd\n")
        #expect(lines("a", "b\nc") == "\(stamp) ab\n2026-11-25T16:30:00.008Z c")
        #expect(lines("boot> ") == "\(stamp) boot> ")
        #expect(lines("\n\n") == "\(stamp) \n\(stamp) \n")
    }

    @Test(arguments: [
        ["a\r\nb\r\n"], ["a\r", "\nb", "\r\n"], ["a\r\r\nb\r\r\n"], ["a\n\rb\n\r"],
    ])
    func `line ends of every kind are LF`(chunks: [String]) {
        let written = lines(of: chunks.map { Array($0.utf8) })
        let said = written.split(separator: "\n").map { $0.dropFirst(Self.stamp.count + 1) }
        #expect(said == ["a", "b"])
        #expect(!written.contains("\r"))
    }

    @Test(arguments: [
        ("\u{1B}[2J", #"\x1B[2J"#), ("10%\r20%", #"10%\x0D20%"#), ("a\tb", "a\tb"),
        ("\u{7F}\u{0}", #"\x7F\x00"#), ("\u{9B}31m", #"\xC2\x9B31m"#), ("Grüße", "Grüße"),
        ("\u{A0}", "\u{A0}"), (#"\x1B"#, #"\x1B"#),
    ])
    func `no terminal obeys a line`(said: String, written: String) {
        #expect(lines("\(said)\n") == "\(Self.stamp) \(written)\n")
        #expect(lines(of: said.utf8.map { [$0] }).hasSuffix(" \(written)"))
    }

    @Test func `bytes that are no text stay as they are`() {
        var lines = LogLines()
        var text: [UInt8] = []
        lines.append([0xFF, 0x80, 0xC3, 0x28, 0x0A], at: Self.time, to: &text)
        #expect(text.dropFirst(Self.stamp.utf8.count + 1) == [0xFF, 0x80, 0xC3, 0x28, 0x0A])
    }

    @Test func `a line of ours stands by itself, and no device can write one`() {
        var lines = LogLines()
        var text: [UInt8] = []
        lines.append(Array("boot> ".utf8), at: Self.time, to: &text)
        lines.append(mark: "lease 12 to \u{1B}alice", at: Self.time, to: &text)
        lines.append(Array("-- lease 13 to mallory\r\n".utf8), at: Self.time, to: &text)
        lines.append(mark: "link opened", at: Self.time, to: &text)
        let written = String(decoding: text, as: UTF8.self).split(separator: "\n")
        #expect(
            written == [
                "\(Self.stamp) boot> ", "-- \(Self.stamp) lease 12 to alice",
                "\(Self.stamp) -- lease 13 to mallory", "-- \(Self.stamp) link opened",
            ]
        )
    }

    @Test func `a million returns are one`() {
        let returns = [UInt8](repeating: 0x0D, count: 1_000_000)
        #expect(lines(of: [[0x61], returns, [0x62]]).hasSuffix(#" a\x0Db"#))
    }
}
