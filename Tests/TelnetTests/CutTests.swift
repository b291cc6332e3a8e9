// TCP cuts where it likes. Each conversation is read whole, in two parts at every place, and byte
// by byte, and must come to the same events and the same answers; and what is written must come to
// the same bytes on the wire at a server, and to the same meaning at a client.

import NIOCore
import Testing

@testable import Telnet

struct CutTests {
    private static let conversations: [[UInt8]] = [
        // A terminal that agrees, says its size and name, types, and changes its size.
        [
            .iac, .do, .echo, .iac, .do, .suppressGoAhead, .iac, .will, .terminalType,
            .iac, .will, .windowSize, .iac, .sb, .windowSize, 0, 80, 0, 24, .iac, .se,
            .iac, .sb, .terminalType, 0, 120, 116, .iac, .se, 108, 115, .cr, .nul, 97, .cr, .lf,
            .iac, .sb, .windowSize, 0, 255, 255, 0, 24, .iac, .se, .cr, .cr, .lf, .lf, .nul,
        ],
        // Commands among the data, and between a CR and what belongs to it.
        [
            65, .iac, .nop, 66, .iac, .iac, .cr, .iac, .areYouThere, .lf, .iac, .brk, .cr, .iac,
            .iac,
            .nul, .iac, .interruptProcess, .cr, .iac, .eraseLine, .nul, .iac, .goAhead, .cr, .nul,
        ],
        // BINARY begins and ends between bytes that the newline rule looks at.
        [
            .cr, .iac, .will, .binary, .lf, .cr, .nul, .iac, .iac, .cr, .iac, .wont, .binary,
            .nul, .cr, .nul, .iac, .do, .binary, .iac, .dont, .binary, .iac, .do, .status,
        ],
        // Arguments that are wrong, too long, and never ended.
        [.iac, .sb, .windowSize, 1, .iac, .se, .iac, .sb, .iac, .iac, .iac, .se, 65]
            + [.iac, .sb, .windowSize] + [UInt8](repeating: 7, count: 600) + [
                .iac, .iac, .iac, .se,
            ]
            + [
                66, .iac, .sb, .windowSize, 0, .iac, .do, .binary, 67, .iac, .sb, 31, .iac, .sb,
                .iac,
            ],
        // A serial port.
        [
            .iac, .will, .comPort, .iac, .sb, .comPort, 1, 0, 1, 0xC2, 0, .iac, .se,
            .iac, .sb, .comPort, 5, 5, .iac, .se, 65, .iac, .sb, .comPort, 0, 255, 255, .iac, .se,
        ],
    ]

    private static let ends: [TelnetCodec] = [
        .begunServer, .serialServer, .client, .binary(.server), .binary(.client),
    ]

    @Test(arguments: conversations, ends)
    func `wherever a conversation is cut, it comes to the same`(
        bytes: [UInt8],
        codec: TelnetCodec
    ) {
        var whole = codec
        let expected = whole.hear(bytes)

        var byByte = codec
        var heard = Heard()
        for byte in bytes { heard.read([byte], by: &byByte) }
        #expect(heard == expected)

        for cut in 0...bytes.count {
            var codec = codec
            var heard = Heard()
            heard.read(bytes[..<cut], by: &codec)
            heard.read(bytes[cut...], by: &codec)
            #expect(heard == expected, "cut at \(cut)")
        }
    }

    private static let data: [UInt8] = [
        65, .cr, .lf, .cr, 66, .cr, .cr, .lf, .lf, 255, .cr, 255, .nul, .cr, .nul, .lf, .cr, .cr,
    ]

    @Test(arguments: [TelnetCodec.server, .binary(.server), .binary(.client)])
    func `wherever what is written is cut, the wire is the same`(codec: TelnetCodec) {
        var whole = codec
        let expected = whole.written(Self.data)

        var byByte = codec
        #expect(Self.data.flatMap { byByte.written([$0]) } == expected)
        for cut in 0...Self.data.count {
            var codec = codec
            let wire = codec.written(Array(Self.data[..<cut]))
            #expect(wire + codec.written(Array(Self.data[cut...])) == expected, "cut at \(cut)")
        }
    }

    @Test func `wherever what a client writes is cut, a server reads the same`() {
        func read(_ chunks: [ArraySlice<UInt8>]) -> [UInt8] {
            var client = TelnetCodec.client
            var server = TelnetCodec.server
            return chunks.flatMap { server.hear(client.written(Array($0))).bytes }
        }
        let expected = read([Self.data[...]])
        #expect(read(Self.data.indices.map { Self.data[$0...$0] }) == expected)
        for cut in 0...Self.data.count {
            #expect(read([Self.data[..<cut], Self.data[cut...]]) == expected, "cut at \(cut)")
        }
    }
}
