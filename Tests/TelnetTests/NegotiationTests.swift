// Which options are asked for, accepted and refused at either end (RFC 855, 856, 857, 858, 1073,
// 1091, 2217), and that nobody is told twice. How one option goes on and off is in
// `OptionStateTests`, the arguments of options are in `SubnegotiationTests`.

import NIOCore
import Testing

@testable import Telnet

struct NegotiationTests {
    @Test func `a server offers a character at a time, and asks for the terminal and its size`() {
        var codec = TelnetCodec.server
        codec.begin()
        let asked: [UInt8] = [
            .iac, .will, .echo, .iac, .will, .suppressGoAhead, .iac, .do, .terminalType,
            .iac, .do, .windowSize,
        ]
        #expect(codec.said() == asked)
        #expect(codec.said().isEmpty)
    }

    @Test func `for a login a server leaves the client its echo, and takes it over afterwards`() {
        var codec = TelnetCodec.server
        codec.begin(echoes: false)
        #expect(codec.said() == [.iac, .do, .terminalType, .iac, .do, .windowSize])
        #expect(codec.hear([.iac, .do, .echo]).answers == [.iac, .wont, .echo])

        codec.setEcho(true)
        #expect(codec.said() == [.iac, .will, .echo, .iac, .will, .suppressGoAhead])
        let heard = codec.hear([.iac, .do, .echo, .iac, .do, .suppressGoAhead])
        #expect(heard.answers.isEmpty)
        #expect(
            heard.events == [
                .option(.echo, .ours, isOn: true), .option(.suppressGoAhead, .ours, isOn: true),
            ]
        )
        codec.setEcho(true)
        #expect(codec.said().isEmpty)
        codec.setEcho(false)
        #expect(codec.said() == [.iac, .wont, .echo, .iac, .wont, .suppressGoAhead])
        #expect(!codec.isOn(.echo, .ours))
    }

    @Test func `a client that asks at the same moment is not answered twice`() {
        var codec = TelnetCodec.begunServer
        let heard = codec.hear([
            .iac, .do, .echo, .iac, .do, .suppressGoAhead, .iac, .will, .windowSize,
        ])
        #expect(heard.answers.isEmpty)
        #expect(codec.hear([.iac, .do, .echo, .iac, .will, .windowSize]).answers.isEmpty)
    }

    @Test func `a server accepts BINARY either way and never asks for it`() {
        var codec = TelnetCodec.begunServer
        let heard = codec.hear([.iac, .will, .binary])
        #expect(heard.answers == [.iac, .do, .binary])
        #expect(heard.events == [.option(.binary, .theirs, isOn: true)])
        #expect(!codec.isOn(.binary, .ours))
        #expect(codec.hear([.iac, .do, .binary]).answers == [.iac, .will, .binary])
        #expect(codec.isOn(.binary, .ours))
        #expect(!codec.isNegotiatingBinary)
        #expect(codec.hear([.iac, .dont, .binary]).answers == [.iac, .wont, .binary])
        #expect(!codec.isOn(.binary, .ours))
    }

    @Test(arguments: [UInt8.status, .timingMark, .lineMode, 39, 255])
    func `an option that is not known is refused once for each time it is wanted`(option: UInt8) {
        for var codec in [TelnetCodec.begunServer, .binary(.client)] {
            for _ in 0..<2 {
                #expect(codec.hear([.iac, .do, option]).answers == [.iac, .wont, option])
                #expect(codec.hear([.iac, .will, option]).answers == [.iac, .dont, option])
            }
            #expect(codec.hear([.iac, .dont, option, .iac, .wont, option]).answers.isEmpty)
        }
    }

    @Test(arguments: [.do, .will] as [UInt8])
    func `the serial port is for a server that has one`(verb: UInt8) {
        var codec = TelnetCodec.server
        let refusal: UInt8 = verb == .do ? .wont : .dont
        let consent: UInt8 = verb == .do ? .will : .do
        #expect(codec.hear([.iac, verb, .comPort]).answers == [.iac, refusal, .comPort])
        codec = .serialServer
        let heard = codec.hear([.iac, verb, .comPort])
        #expect(heard.answers.prefix(3) == [.iac, consent, .comPort])
        #expect(heard.events == [.option(.comPort, verb == .do ? .ours : .theirs, isOn: true)])
    }

    @Test func `a client's terminal is asked for its type once`() {
        var codec = TelnetCodec.begunServer
        let question: [UInt8] = [.iac, .sb, .terminalType, 1, .iac, .se]
        #expect(codec.hear([.iac, .will, .terminalType]).answers == question)
        #expect(codec.hear([.iac, .wont, .terminalType]).answers == [.iac, .dont, .terminalType])
        #expect(codec.hear([.iac, .will, .terminalType]).answers == [.iac, .do, .terminalType])
    }

    @Test func `a server has neither terminal nor window, and a client echoes nothing`() {
        var server = TelnetCodec.server
        let wanted: [UInt8] = [
            .iac, .do, .terminalType, .iac, .do, .windowSize, .iac, .will, .echo,
        ]
        let refused: [UInt8] = [
            .iac, .wont, .terminalType, .iac, .wont, .windowSize, .iac, .dont, .echo,
        ]
        #expect(server.hear(wanted).answers == refused)
        var client = TelnetCodec.binary(.client)
        let heard = client.hear([.iac, .do, .echo, .iac, .will, .windowSize, .iac, .do, .comPort])
        #expect(
            heard.answers == [
                .iac, .wont, .echo, .iac, .dont, .windowSize, .iac, .wont, .comPort,
            ]
        )
    }

    @Test func `a client is silent until the device has negotiated`() {
        var codec = TelnetCodec.client
        codec.begin()
        codec.setWindow(WindowSize(columns: 80, rows: 24))
        #expect(codec.said().isEmpty)
        #expect(codec.hear([.iac, .nop, 65, .iac, .iac, .iac, .brk]).answers.isEmpty)

        #expect(
            codec.hear([.iac, .will, .echo]).answers == [
                .iac, .do, .echo, .iac, .will, .binary, .iac, .do, .binary,
            ]
        )
        #expect(codec.isNegotiatingBinary)
        #expect(codec.hear([.iac, .will, .suppressGoAhead]).answers == [.iac, .do, 3])
        let heard = codec.hear([.iac, .dont, .binary, .iac, .will, .binary])
        #expect(heard.answers.isEmpty)
        #expect(!codec.isNegotiatingBinary)
        #expect(codec.isOn(.binary, .theirs))
        #expect(!codec.isOn(.binary, .ours))
    }

    @Test func `a device that refuses everything is enough to ask it for BINARY, once`() {
        var codec = TelnetCodec.client
        let asked: [UInt8] = [.iac, .will, .binary, .iac, .do, .binary]
        #expect(codec.hear([.iac, .dont, .status]).answers == asked)
        #expect(codec.hear([.iac, .dont, .binary, .iac, .wont, .binary]).answers.isEmpty)
        #expect(codec.hear([.iac, .wont, .status]).answers.isEmpty)
    }

    @Test func `a client without a terminal does not say that it has one`() {
        var codec = TelnetCodec.binary(TelnetCodec(as: .client(terminalType: nil)))
        #expect(codec.hear([.iac, .do, .terminalType]).answers == [.iac, .wont, .terminalType])
    }

    @Test func `both ends wired to each other agree on all that both know, and come to rest`() {
        var server = TelnetCodec.server
        var client = TelnetCodec.client
        client.setWindow(WindowSize(columns: 132, rows: 255))
        server.begin()
        var toClient = server.said()
        var events: [TelnetEvent] = []
        var rounds = 0
        while !toClient.isEmpty, rounds < 10 {
            let heard = server.hear(client.hear(toClient).answers)
            events += heard.events
            toClient = heard.answers
            rounds += 1
        }
        #expect(toClient.isEmpty)
        for option in TelnetOption.allCases where option != .comPort {
            #expect(server.isOn(option, .ours) == client.isOn(option, .theirs))
            #expect(server.isOn(option, .theirs) == client.isOn(option, .ours))
        }
        #expect(server.isOn(.binary, .ours) && server.isOn(.binary, .theirs))
        #expect(events.contains(.terminalType("xterm")))
        #expect(events.contains(.window(WindowSize(columns: 132, rows: 255))))
    }
}
