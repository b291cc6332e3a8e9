// What a person types to the gateway at the beginning of a line, as with ssh: what is a command,
// what is for the device, and that no cut of the bytes makes a difference.

import NIOCore
import Testing

@testable import Telnet

struct EscapeSequencesTests {
    private static func parts(
        _ chunks: [String],
        by sequences: inout EscapeSequences
    ) -> [String] {
        var parts: [String] = []
        var isOpen = false
        for chunk in chunks {
            var bytes = ByteBuffer(string: chunk)
            while let part = sequences.read(&bytes) {
                switch part {
                case .bytes(let read):
                    let text = String(buffer: read)
                    if isOpen { parts[parts.count - 1] += text } else { parts.append(text) }
                    isOpen = true
                case .command(let command):
                    parts.append("<\(command)>")
                    isOpen = false
                }
            }
        }
        return parts
    }

    private static func parts(_ chunks: [String]) -> [String] {
        var sequences = EscapeSequences()
        return parts(chunks, by: &sequences)
    }

    private static let samples: [(String, [String])] = [
        ("~.", ["<leave>"]), ("~?", ["<help>"]), ("~w", ["<who>"]), ("~~", ["~"]),
        ("ls\r~.", ["ls\r", "<leave>"]), ("ls\n~.", ["ls\n", "<leave>"]), ("ls~.", ["ls~."]),
        ("~~.", ["~."]), ("~~~.", ["~~."]), ("~~\r~.", ["~\r", "<leave>"]),
        ("~x~.", ["~x~."]), ("~\r~.", ["~\r", "<leave>"]),
        ("~?~w~.", ["<help>", "<who>", "<leave>"]),
        ("a\r~?b~.c\r~w", ["a\r", "<help>", "b~.c\r", "<who>"]), ("cd ~\r~", ["cd ~\r"]),
        ("a\r~W\r\n~~~\r", ["a\r~W\r\n~~\r"]), ("", []), ("~", []),
    ]

    @Test(arguments: samples)
    func `an escape character counts at the beginning of a line, and nowhere else`(
        typed: String,
        parts: [String]
    ) {
        #expect(Self.parts([typed]) == parts)
    }

    @Test(arguments: samples)
    func `wherever what is typed is cut, it means the same`(typed: String, parts: [String]) {
        let bytes = Array(typed.utf8)
        #expect(Self.parts(bytes.map { String(decoding: [$0], as: UTF8.self) }) == parts)
        for cut in 0...bytes.count {
            let chunks = [bytes[..<cut], bytes[cut...]]
            #expect(Self.parts(chunks.map { String(decoding: $0, as: UTF8.self) }) == parts)
        }
    }

    @Test func `an escape character is held until it is known what it is`() {
        #expect(Self.parts(["a\r~"]) == ["a\r"])
        #expect(Self.parts(["a\r~", "x"]) == ["a\r~x"])
    }

    @Test func `in BINARY everything is for the device, also what was held when it began`() {
        var sequences = EscapeSequences()
        #expect(Self.parts(["a\r~"], by: &sequences) == ["a\r"])
        sequences.isOn = false
        #expect(Self.parts([".", "\r~.", "~"], by: &sequences) == ["~.\r~.~"])
        sequences.isOn = true
        #expect(Self.parts(["~.\r~."], by: &sequences) == ["~.\r", "<leave>"])
    }

    @Test func `the escape character can be another one`() {
        var sequences = EscapeSequences(character: UInt8(ascii: "%"))
        #expect(Self.parts(["~.\r%%%w\r%w"], by: &sequences) == ["~.\r%%w\r", "<who>"])
    }

    @Test func `what has no escape character is passed on uncopied`() {
        var sequences = EscapeSequences()
        var bytes = ByteBuffer(string: "show\r~x\r")
        let address = bytes.withUnsafeReadableBytes { $0.baseAddress }
        guard case .bytes(let read)? = sequences.read(&bytes) else {
            Issue.record("no bytes came")
            return
        }
        #expect(read.withUnsafeReadableBytes { $0.baseAddress } == address)
        #expect(read.readableBytes == 8)
    }
}
