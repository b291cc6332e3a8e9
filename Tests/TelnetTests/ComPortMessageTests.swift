// RFC 2217, section 3: what a client says about a serial port, number by number, and what it is
// answered. The dialogue with pyserial is the bytes that pyserial 3.5 sends and waits for.

import NIOCore
import Testing

@testable import Telnet

struct ComPortMessageTests {
    /// An access server whose client has agreed, and has BINARY both ways.
    private static var agreed: TelnetCodec {
        var codec = TelnetCodec.serialServer
        _ = codec.hear([.iac, .will, .comPort, .iac, .do, .binary, .iac, .will, .binary])
        return codec
    }

    private static func argument(_ value: [UInt8]) -> [UInt8] {
        [.iac, .sb, .comPort] + value + [.iac, .se]
    }

    /// What a client sends, what it means, and what the same means as an answer on the wire.
    private static let messages: [([UInt8], ComPortMessage, [UInt8])] = [
        ([0], .signature(nil), [100]),
        ([0] + "ttyd 1".utf8, .signature("ttyd 1"), [100] + "ttyd 1".utf8),
        ([1, 0, 0, 0, 0], .baudRate(nil), [101, 0, 0, 0, 0]),
        ([1, 0, 1, 0xC2, 0], .baudRate(115_200), [101, 0, 1, 0xC2, 0]),
        ([2, 0], .dataSize(nil), [102, 0]), ([2, 8], .dataSize(8), [102, 8]),
        ([3, 0], .parity(nil), [103, 0]), ([3, 1], .parity(ComPortParity.none), [103, 1]),
        ([3, 2], .parity(.odd), [103, 2]), ([3, 3], .parity(.even), [103, 3]),
        ([3, 4], .parity(.mark), [103, 4]), ([3, 5], .parity(.space), [103, 5]),
        ([4, 0], .stopSize(nil), [104, 0]), ([4, 1], .stopSize(.one), [104, 1]),
        ([4, 2], .stopSize(.two), [104, 2]), ([4, 3], .stopSize(.oneAndAHalf), [104, 3]),
        ([5, 0], .control(.askFlow), [105, 0]), ([5, 5], .control(.breakOn), [105, 5]),
        ([5, 6], .control(.breakOff), [105, 6]), ([5, 8], .control(.dtrOn), [105, 8]),
        ([5, 9], .control(.dtrOff), [105, 9]), ([5, 11], .control(.rtsOn), [105, 11]),
        ([5, 12], .control(.rtsOff), [105, 12]), ([5, 19], .control(.flowDSR), [105, 19]),
        ([6], .lineState([]), [106, 0]), ([7], .modemState([]), [107, 0]),
        ([8], .suspend, [108]), ([9], .resume, [109]),
        ([10, 16], .lineStateMask(.breakDetected), [110, 16]),
        (
            [11, 0xF0], .modemStateMask([.clearToSend, .dataSetReady, .ring, .carrierDetect]),
            [111, 0xF0]
        ),
        ([12, 1], .purge(.received), [112, 1]), ([12, 2], .purge(.unsent), [112, 2]),
        ([12, 3], .purge(.both), [112, 3]),
    ]

    @Test(arguments: messages)
    func `each message is read, and answered under its number and 100`(
        value: [UInt8],
        message: ComPortMessage,
        answer: [UInt8]
    ) {
        var codec = Self.agreed
        #expect(codec.hear(Self.argument(value)).events == [.comPort(message)])
        codec.answer(message)
        #expect(codec.said() == Self.argument(answer))
    }

    @Test(arguments: ComPortControl.allCases)
    func `every value of SET-CONTROL goes there and back`(control: ComPortControl) {
        var codec = Self.agreed
        let value = control.rawValue
        #expect(codec.hear(Self.argument([5, value])).events == [.comPort(.control(control))])
        codec.answer(.control(control))
        #expect(codec.said() == Self.argument([105, value]))
    }

    @Test func `what happens on the port is told`() {
        var codec = Self.agreed
        codec.answer(.lineState([.breakDetected, .framingError]))
        #expect(codec.said() == Self.argument([106, 24]))
        codec.answer(.modemState([.carrierDetect, .carrierDetectChanged]))
        #expect(codec.said() == Self.argument([107, 136]))
    }

    @Test func `a 0xFF in a number is doubled both ways`() {
        var codec = Self.agreed
        let wire = Self.argument([1, 0, 0, 0, 255, 255])
        #expect(codec.hear(wire).events == [.comPort(.baudRate(255))])
        codec.answer(.baudRate(255))
        #expect(codec.said() == Self.argument([101, 0, 0, 0, 255, 255]))
    }

    @Test(
        arguments: [
            [], [1], [1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [2], [2, 8, 8], [3], [4], [5], [5, 20],
            [5, 1, 1],
            [10], [11, 1, 1], [12], [12, 0], [12, 4], [13], [13, 0], [99], [101, 0, 0, 0, 0],
            [107, 1],
        ] as [[UInt8]]
    )
    func `what makes no sense is passed over`(value: [UInt8]) {
        var codec = Self.agreed
        let heard = codec.hear(Self.argument(value))
        #expect(heard.events.isEmpty)
        #expect(heard.answers.isEmpty)
    }

    @Test func `who asks for a setting that does not exist is to be told the present one`() {
        #expect(ComPortMessage(fromClient: [2, 9]) == .dataSize(nil))
        #expect(ComPortMessage(fromClient: [3, 6]) == .parity(nil))
        #expect(ComPortMessage(fromClient: [4, 4]) == .stopSize(nil))
    }

    @Test func `a signature is short and printable, whoever gives it`() {
        let long = "a\u{1B}b" + String(repeating: "c", count: 200)
        let short = "ab" + String(repeating: "c", count: 62)
        #expect(ComPortMessage(fromClient: [0] + Array(long.utf8)) == .signature(short))
        #expect(ComPortMessage.signature(long).bytesToClient == [100] + Array(short.utf8))
    }

    @Test func `who agrees on the serial port is asked for BINARY both ways, once`() {
        var codec = TelnetCodec.serialServer
        #expect(
            codec.hear([.iac, .will, .comPort]).answers == [
                .iac, .do, .comPort, .iac, .will, .binary, .iac, .do, .binary,
            ]
        )
        #expect(codec.isNegotiatingBinary)
        #expect(codec.hear([.iac, .do, .comPort]).answers == [.iac, .will, .comPort])
    }

    @Test func `pyserial opens a port and sets it, as it does it`() {
        var codec = TelnetCodec.serialServer
        codec.begin()
        _ = codec.said()
        let opened = codec.hear([
            .iac, .do, .echo, .iac, .will, .suppressGoAhead, .iac, .do, .suppressGoAhead,
            .iac, .do, .comPort, .iac, .will, .comPort,
        ])
        #expect(
            opened.answers == [
                .iac, .do, .suppressGoAhead, .iac, .will, .comPort, .iac, .will, .binary,
                .iac, .do, .binary, .iac, .do, .comPort,
            ]
        )
        let agreed = codec.hear([.iac, .do, .binary, .iac, .will, .binary])
        #expect(agreed.answers.isEmpty)
        #expect(codec.isOn(.binary, .ours) && codec.isOn(.binary, .theirs))

        let set: [[UInt8]] = [
            [1, 0, 1, 0xC2, 0], [2, 8], [3, 1], [4, 1], [5, 1], [5, 8], [5, 11], [12, 1], [12, 2],
        ]
        let heard = codec.hear(set.flatMap(Self.argument) + [97, .cr, .lf, 255, 255])
        #expect(
            heard.events == [
                .comPort(.baudRate(115_200)), .comPort(.dataSize(8)),
                .comPort(.parity(ComPortParity.none)), .comPort(.stopSize(.one)),
                .comPort(.control(.flowNone)), .comPort(.control(.dtrOn)),
                .comPort(.control(.rtsOn)), .comPort(.purge(.received)), .comPort(.purge(.unsent)),
                .bytes(ByteBuffer(bytes: [97, .cr, .lf, 255])),
            ]
        )
        // It waits for each value to come back as it was sent.
        for case .comPort(let message) in heard.events { codec.answer(message) }
        #expect(
            codec.said() == set.flatMap { Self.argument([$0[0] + 100] + $0.dropFirst()) }
        )
    }
}
