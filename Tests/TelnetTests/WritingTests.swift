// What goes to the wire: 0xFF doubled, and the newline rule of RFC 854 (page 11) at either end.
// That the other end reads the same bytes again is in `RoundTripTests`.

import NIOCore
import Testing

@testable import Telnet

struct WritingTests {
    @Test(arguments: [TelnetCodec.server, .client, .binary(.server), .binary(.client)])
    func `what has nothing to escape is passed on uncopied, CR LF included`(codec: TelnetCodec) {
        var codec = codec
        let bytes = ByteBuffer(string: "one\r\ntwo\n\r\n")
        let wire = codec.encode(bytes)
        #expect(wire == bytes)
        #expect(
            wire.withUnsafeReadableBytes { $0.baseAddress }
                == bytes.withUnsafeReadableBytes { $0.baseAddress }
        )
    }

    @Test(arguments: [TelnetCodec.server, .client, .binary(.server), .binary(.client)])
    func `a byte 0xFF is doubled, in BINARY too`(codec: TelnetCodec) {
        var codec = codec
        #expect(codec.written([255]) == [255, 255])
        #expect(codec.written([65, 255, 255, 66]) == [65, 255, 255, 255, 255, 66])
    }

    @Test(arguments: [TelnetCodec.server, .client])
    func `a CR that no LF follows is followed by a NUL`(codec: TelnetCodec) {
        var codec = codec
        #expect(codec.written([.cr, 65, .cr, .cr, .lf]) == [.cr, .nul, 65, .cr, .nul, .cr, .lf])
        #expect(codec.written([.cr, 0, 65]) == [.cr, .nul, .nul, 65])
        #expect(codec.written([.cr, 255, 65]) == [.cr, .nul, 255, 255, 65])
    }

    @Test func `a server shows a CR at once, and sends what follows it when that is known`() {
        var codec = TelnetCodec.server
        #expect(codec.written([65, .cr]) == [65, .cr])
        #expect(codec.written([]) == [])
        #expect(codec.written([.lf, 65]) == [.lf, 65])
        #expect(codec.written([.cr]) == [.cr])
        #expect(codec.written([66, .cr]) == [.nul, 66, .cr])
        #expect(codec.written([.cr]) == [.nul, .cr])
    }

    @Test func `a client sends a whole end of line at once, and only one`() {
        var codec = TelnetCodec.client
        #expect(codec.written([65, .cr]) == [65, .cr, .nul])
        #expect(codec.written([]) == [])
        #expect(codec.written([.lf]) == [])
        #expect(codec.written([.lf]) == [.lf])
        #expect(codec.written([.cr]) == [.cr, .nul])
        #expect(codec.written([66, .lf]) == [66, .lf])
    }

    @Test(arguments: [TelnetCodec.binary(.server), .binary(.client)])
    func `in BINARY a CR is a CR`(codec: TelnetCodec) {
        var codec = codec
        let bytes: [UInt8] = [.cr, 65, .cr, .nul, .cr, .lf, .cr]
        #expect(codec.written(bytes) == bytes)
        #expect(codec.written([66]) == [66])
    }

    @Test func `a CR that is owed a byte gets it before BINARY begins or ends`() {
        var codec = TelnetCodec.server
        #expect(codec.written([.cr]) == [.cr])
        #expect(codec.hear([.iac, .do, .binary]).answers == [.nul, .iac, .will, .binary])
        #expect(codec.written([.lf, .cr]) == [.lf, .cr])
        #expect(codec.hear([.iac, .dont, .binary]).answers == [.iac, .wont, .binary])
        #expect(codec.written([65]) == [65])
    }

    @Test func `what the codec has to say goes in front of what is written after it`() {
        var codec = TelnetCodec.server
        codec.begin(echoes: false)
        codec.send(.noOperation)
        #expect(
            codec.written([65]) == [
                .iac, .do, .terminalType, .iac, .do, .windowSize, .iac, .nop, 65,
            ]
        )
        #expect(codec.said().isEmpty)
    }

    @Test(
        arguments: [
            (.noOperation, .nop), (.areYouThere, .areYouThere), (.breakSignal, .brk),
            (.interruptProcess, .interruptProcess),
        ] as [(TelnetSignal, UInt8)]
    )
    func `a command is sent as its two bytes`(signal: TelnetSignal, byte: UInt8) {
        var codec = TelnetCodec.client
        codec.send(signal)
        #expect(codec.said() == [.iac, byte])
    }
}
