// RFC 854: the bytes of the data, the newline rule (page 11, and RFC 1123, section 3.3.1) and the
// commands, as they are read at either end. Options are in `NegotiationTests`.

import NIOCore
import Testing

@testable import Telnet

struct ReadingTests {
    @Test func `what has nothing in it that means anything is passed on as it is, uncopied`() {
        var codec = TelnetCodec.server
        var bytes = ByteBuffer(string: "show version\n\u{7}")
        let address = bytes.withUnsafeReadableBytes { $0.baseAddress }
        guard case .bytes(let read)? = codec.read(&bytes) else {
            Issue.record("no bytes came")
            return
        }
        #expect(read == ByteBuffer(string: "show version\n\u{7}"))
        #expect(read.withUnsafeReadableBytes { $0.baseAddress } == address)
        #expect(codec.read(&bytes) == nil)
    }

    @Test(
        arguments: [
            ([.cr, .nul], [.cr]), ([.cr, .lf], [.cr]), ([.cr, .nul, .lf], [.cr, .lf]),
            ([.cr, .lf, .lf], [.cr, .lf]), ([.cr, .cr, .lf], [.cr, .cr]), ([.cr, 65], [.cr, 65]),
            ([.lf, .cr], [.lf, .cr]), ([.nul, 65], [.nul, 65]), ([.cr, .lf, .nul], [.cr, .nul]),
            ([.cr, .iac, .iac], [.cr, .iac]), ([.cr, .iac, .iac, .nul], [.cr, .iac, .nul]),
        ] as [([UInt8], [UInt8])]
    )
    func `to a server, CR LF and CR NUL are the end-of-line key: a CR`(
        wire: [UInt8],
        bytes: [UInt8]
    ) {
        var codec = TelnetCodec.server
        #expect(codec.hear(wire).bytes == bytes)
    }

    @Test(
        arguments: [
            ([.cr, .nul], [.cr]), ([.cr, .lf], [.cr, .lf]), ([.cr, .nul, .lf], [.cr, .lf]),
            ([.cr, .cr, .lf], [.cr, .cr, .lf]), ([.cr, 65], [.cr, 65]),
            ([.cr, .lf, .nul], [.cr, .lf, 0]),
        ] as [([UInt8], [UInt8])]
    )
    func `to a client, CR LF stays what a printer makes of it, and CR NUL is a CR`(
        wire: [UInt8],
        bytes: [UInt8]
    ) {
        var codec = TelnetCodec.client
        #expect(codec.hear(wire).bytes == bytes)
    }

    @Test(arguments: [TelnetCodec.binary(.server), .binary(.client)])
    func `in BINARY a CR is a CR and what follows it is data`(codec: TelnetCodec) {
        var codec = codec
        let bytes: [UInt8] = [.cr, .nul, .cr, .lf, .cr]
        #expect(codec.hear(bytes).bytes == bytes)
    }

    @Test func `a CR is delivered at once, and what belongs to it is passed over when it comes`() {
        var codec = TelnetCodec.server
        #expect(codec.hear([65, .cr]).bytes == [65, .cr])
        #expect(codec.hear([.nul]).events.isEmpty)
        #expect(codec.hear([.nul]).bytes == [.nul])
    }

    @Test func `a command between a CR and what belongs to it does not part them`() {
        var codec = TelnetCodec.server
        #expect(codec.hear([.cr, .iac, .nop, .lf, 65]).bytes == [.cr, 65])
    }

    @Test func `what follows a CR is data if BINARY began in between`() {
        var codec = TelnetCodec.server
        #expect(codec.hear([.cr, .iac, .will, .binary, .lf]).bytes == [.cr, .lf])
    }

    @Test func `a doubled IAC is one byte 0xFF, in BINARY too`() {
        var codec = TelnetCodec.server
        #expect(codec.hear([65, .iac, .iac, .iac, .iac, 66]).bytes == [65, 255, 255, 66])
        codec = .binary(codec)
        #expect(codec.hear([.iac, .iac]).bytes == [255])
    }

    @Test func `a Break and an Are You There come where they were sent`() {
        var codec = TelnetCodec.server
        let heard = codec.hear([65, .iac, .brk, 66, .iac, .areYouThere])
        #expect(
            heard.events == [
                .bytes(ByteBuffer(string: "A")), .breakSignal, .bytes(ByteBuffer(string: "B")),
                .areYouThere,
            ]
        )
        #expect(heard.answers.isEmpty)
    }

    @Test(
        arguments: [
            (.interruptProcess, 0x03), (.endOfFile, 0x04), (.eraseLine, 0x15), (.suspend, 0x1A),
            (.abort, 0x1C), (.eraseCharacter, 0x7F),
        ] as [(UInt8, UInt8)]
    )
    func `a function of the keyboard becomes the character that a terminal has for it`(
        command: UInt8,
        character: UInt8
    ) {
        var codec = TelnetCodec.server
        #expect(codec.hear([65, .iac, command, 66]).bytes == [65, character, 66])
        var client = TelnetCodec.client
        #expect(
            client.hear([65, .iac, command, 66]).bytes == [65, 66],
            "a device has no keyboard"
        )
    }

    @Test(arguments: [
        UInt8.nop, .dataMark, .goAhead, .abortOutput, .endOfRecord, .se, 0, 65, 235,
    ])
    func `what has nothing to say here is passed over, and so is what is no command`(byte: UInt8) {
        var codec = TelnetCodec.server
        let heard = codec.hear([65, .iac, byte, 66])
        #expect(heard.events == [.bytes(ByteBuffer(string: "AB"))])
        #expect(heard.answers.isEmpty)
    }

    @Test func `a paste of many lines comes in one piece`() {
        var codec = TelnetCodec.server
        var bytes = ByteBuffer(string: String(repeating: "show\r\n", count: 1000))
        let expected = ByteBuffer(string: String(repeating: "show\r", count: 1000))
        #expect(codec.read(&bytes) == .bytes(expected))
        #expect(codec.read(&bytes) == nil)
    }

    @Test func `an Are You There in front of an IAC that is cut off waits for nothing`() {
        var codec = TelnetCodec.server
        #expect(codec.hear([.iac, .areYouThere, .iac]).events == [.areYouThere])
        #expect(codec.hear([.iac]).bytes == [255])
    }
}
