// The arguments of options: what a client says of its window (RFC 1073) and its terminal (RFC
// 1091), what a device is told of ours, and that nothing grows or hangs by one that is wrong. Those
// about the serial port are in `ComPortMessageTests`.

import NIOCore
import Testing

@testable import Telnet

struct SubnegotiationTests {
    /// A server whose client has agreed to say its window and its terminal.
    private static var agreed: TelnetCodec {
        var codec = TelnetCodec.begunServer
        _ = codec.hear([.iac, .will, .windowSize, .iac, .will, .terminalType])
        return codec
    }

    private static func window(_ numbers: [UInt8]) -> [UInt8] {
        [.iac, .sb, .windowSize] + numbers + [.iac, .se]
    }

    private static func terminal(_ name: String) -> [UInt8] {
        [.iac, .sb, .terminalType, 0] + name.utf8 + [.iac, .se]
    }

    @Test func `a client's window is told, and each change of it`() {
        var codec = Self.agreed
        let heard = codec.hear(Self.window([0, 80, 0, 24]) + [65] + Self.window([1, 0, 0, 0]))
        #expect(
            heard.events == [
                .window(WindowSize(columns: 80, rows: 24)), .bytes(ByteBuffer(string: "A")),
                .window(WindowSize(columns: 256, rows: 0)),
            ]
        )
    }

    @Test func `a 0xFF in a window's size is doubled on the wire`() {
        var codec = Self.agreed
        #expect(
            codec.hear(Self.window([0, 255, 255, 255, 255, 255, 255])).events
                == [.window(WindowSize(columns: 255, rows: 65535))]
        )
        #expect(codec.hear(Self.window([0, 255, 255, 0, 24])).signs.count == 1)
    }

    @Test(arguments: [[], [0], [0, 80, 0], [0, 80, 0, 24, 0]] as [[UInt8]])
    func `a window of the wrong length is passed over`(numbers: [UInt8]) {
        var codec = Self.agreed
        let heard = codec.hear(Self.window(numbers) + [65])
        #expect(heard.events == [.bytes(ByteBuffer(string: "A"))])
    }

    @Test func `a client's terminal has a name of 1 to 40 printable characters, or none`() {
        var codec = Self.agreed
        #expect(
            codec.hear(Self.terminal("xterm-256color")).events == [.terminalType("xterm-256color")]
        )
        let longest = String(repeating: "x", count: 40)
        #expect(codec.hear(Self.terminal(longest)).events == [.terminalType(longest)])
        for name in ["", longest + "x", "a\u{1B}[2J", "é", "a\u{7F}"] {
            #expect(codec.hear(Self.terminal(name)).events.isEmpty)
        }
    }

    @Test func `what was not agreed on is passed over`() {
        var codec = TelnetCodec.server
        let wire =
            Self.window([0, 80, 0, 24]) + Self.terminal("xterm")
            + [
                .iac, .sb, .terminalType, 1, .iac, .se, .iac, .sb, .comPort, 1, 0, 0, 0, 0, .iac,
                .se,
            ]
            + [.iac, .sb, .iac, .se, .iac, .sb, .status, 1, .iac, .se]
        let heard = codec.hear(wire)
        #expect(heard.events.isEmpty)
        #expect(heard.answers.isEmpty)
    }

    @Test func `an argument that is too long is passed over to its end, and nothing grows`() {
        var codec = Self.agreed
        let most = TelnetCodec.argumentByteCountMax
        _ = codec.hear([.iac, .sb, .windowSize])
        for _ in 0..<100 {
            #expect(codec.hear([UInt8](repeating: 65, count: 100) + [.iac, .iac]).events.isEmpty)
            #expect(codec.argument.count <= most + 1)
        }
        #expect(codec.hear([.iac, .se, 66]).events == [.bytes(ByteBuffer(string: "B"))])
        #expect(codec.hear(Self.window([0, 80, 0, 24])).signs.count == 1)
        #expect(codec.argument.capacity == 0, "what has been read is not kept")
    }

    @Test func `an argument without an end costs no more than itself`() {
        var codec = Self.agreed
        let heard = codec.hear([.iac, .sb, .windowSize, 0, 80, .iac, .will, .binary, 65])
        #expect(heard.answers == [.iac, .do, .binary])
        #expect(heard.bytes == [65])
    }

    @Test func `a device that asks is told the name of the terminal each time`() {
        var codec = TelnetCodec.binary(.client)
        #expect(codec.hear([.iac, .do, .terminalType]).answers == [.iac, .will, .terminalType])
        for _ in 0..<2 {
            #expect(
                codec.hear([.iac, .sb, .terminalType, 1, .iac, .se]).answers
                    == Self.terminal("xterm")
            )
        }
    }

    @Test func `the name of the terminal that a device is told is printable and short`() {
        let name = "a\u{1B}b\u{FF}" + String(repeating: "c", count: 100)
        var codec = TelnetCodec.binary(TelnetCodec(as: .client(terminalType: name)))
        _ = codec.hear([.iac, .do, .terminalType])
        let answer = codec.hear([.iac, .sb, .terminalType, 1, .iac, .se]).answers
        #expect(answer == Self.terminal("ab" + String(repeating: "c", count: 38)))
    }

    @Test func `a device that asks is told the size of the window, and again when it changes`() {
        var codec = TelnetCodec.binary(.client)
        #expect(codec.hear([.iac, .do, .windowSize]).answers == [.iac, .will, .windowSize])
        codec.setWindow(WindowSize(columns: 80, rows: 24))
        #expect(codec.said() == Self.window([0, 80, 0, 24]))
        codec.setWindow(WindowSize(columns: 80, rows: 24))
        #expect(codec.said().isEmpty)
        codec.setWindow(WindowSize(columns: 255, rows: 24))
        #expect(codec.said() == Self.window([0, 255, 255, 0, 24]))
        #expect(
            codec.hear([.iac, .dont, .windowSize, .iac, .do, .windowSize]).answers
                == [.iac, .wont, .windowSize, .iac, .will, .windowSize]
                + Self.window([0, 255, 255, 0, 24])
        )
    }
}
