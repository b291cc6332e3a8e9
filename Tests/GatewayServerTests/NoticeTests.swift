// What clients read: each line letter for letter, and never a control character from outside. When
// each is said is seen end to end.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct NoticeTests {
    @Test func `the place in line`() {
        let notice = Notice.inLine(
            device: "board1",
            .init(
                holder: "10.0.0.5",
                held: .milliseconds(723_900),
                idle: .milliseconds(40_200)
            ),
            Place(position: 2, length: 3)
        )
        #expect(
            notice.line
                == "\r\n[hotseat] board1 is held by 10.0.0.5 for 12m03s, idle 40s."
                + " You are 2 of 3 in line.\r\n"
        )
    }

    @Test func `the grant`() {
        let notice = Notice.granted(device: "board1", LeaseNumber(4_812))
        #expect(notice.line == "\r\n[hotseat] board1 is yours (lease 4812).\r\n")
    }

    @Test(arguments: [
        (LinkFailure.refused, Duration.milliseconds(39_990), "refuses connections", "40"),
        (.unreachable, .milliseconds(40_000), "does not answer", "40"),
        (.unreachable, .milliseconds(1), "does not answer", "1"),
    ])
    func `how a link gets on`(
        failure: LinkFailure,
        left: Duration,
        words: String,
        seconds: String
    ) {
        let notice = Notice.trial(device: "board1", failure, left: left)
        #expect(
            notice.line == "\r\n[hotseat] board1 \(words); trying for \(seconds) s more\r\n"
        )
    }

    @Test func `a link of this machine says why in its own words`() {
        let why = "/dev/ttyUSB0 is used by another program"
        let trial = Notice.trial(device: "b", .refused, why: why, left: .seconds(4))
        #expect(trial.line.contains("] b: \(why); trying for 4 s more"))
        let end = Notice.ended(device: "b", .deviceClosed, why: "exit status 3")
        #expect(end.line.contains("] b: the device closed the connection (exit status 3)."))
    }

    @Test(arguments: EndReason.allCases)
    func `every end is said in words, on one line, in ASCII`(reason: EndReason) {
        let line = Notice.ended(device: "board1", reason).line
        #expect(line.hasPrefix("\r\n[hotseat] board1: "))
        #expect(line.hasSuffix(".\r\n"))
        #expect(line.unicodeScalars.dropFirst(2).dropLast(2).allSatisfy { $0.value >= 0x20 })
        #expect(line.utf8.allSatisfy { $0 < 0x7F })
    }

    @Test func `what comes from outside cannot control a terminal`() {
        let line = Notice.tooManyFromAddress(device: "b", host: "\u{1B}[2J\u{9B}é", clientsMax: 1)
            .line
        #expect(!line.contains("\u{1B}"))
        #expect(line.hasPrefix("\r\n[hotseat] b: [2J has 1 connections"))
    }
}
