// What counts as the device's answer: not its greeting, not the echo of what it was sent, not the
// answer to an earlier line. What is done with that is seen end to end.

import NIOCore
import Testing

@testable import GatewayServer

@Suite struct AnswerTests {
    /// What happens, one after the other.
    private enum Step {
        case sent(String, behind: Duration = .zero)
        case acquired(String)
        case said(String)
    }

    /// Whether there is an answer in the end. `kept`: the link was there before, and quiet.
    private func isGiven(kept: Bool = false, _ steps: Step...) -> Bool {
        var answer = Answer(isGreetingDue: !kept)
        for step in steps {
            switch step {
            case .sent(let text, let silence):
                answer.clientSent(ByteBuffer(string: text), behind: silence)
            case .acquired(let text): answer.gatewaySent(Array(text.utf8))
            case .said(let text): answer.deviceSaid(ByteBuffer(string: text))
            }
        }
        return answer.isGiven
    }

    private let version = Step.sent("version\r\n")
    private let quietly = Step.sent("version\r\n", behind: .seconds(2))

    @Test func `nothing is none`() {
        #expect(!isGiven(version))
        #expect(!isGiven(quietly))
        #expect(!isGiven(quietly, .said("\r\n")))
    }

    @Test func `a greeting is none, however many pieces it has`() {
        #expect(!isGiven(version, .said("Welcome!\r\n> ")))
        #expect(!isGiven(version, .said("Welcome!\r\n"), .said("> ")))
        #expect(!isGiven(.said("Welcome!\r\n"), version, .said("> ")))
        #expect(!isGiven(version, .said("Welcome!\r\nversion\r\n> ")))
    }

    @Test func `behind a greeting it is one when the prompt is there again`() {
        let greeting = Step.said("Welcome!\r\n> ")
        #expect(isGiven(version, greeting, .said("1.0\r\n> ")))
        #expect(isGiven(greeting, version, .said("version\r\n1.0\r\n> ")))
        #expect(!isGiven(greeting, version, .said("version\r\nworking...\r\n")))
    }

    @Test func `each line has its own prompt`() {
        let lines = Step.sent("a\nb\r\nc")
        #expect(!isGiven(lines, .said("> a\r\nA\r\n> b\r\nB\r\n> ")))
        #expect(isGiven(lines, .said("> a\r\nA\r\n> b\r\nB\r\n> c\r\nC\r\n> ")))
        #expect(!isGiven(kept: true, lines, .said("A\r\n")))
        #expect(isGiven(kept: true, lines, .said("A\r\n> B\r\n> C\r\n> ")))
    }

    @Test func `what begins a lease has its own prompt, too`() {
        let acquired = Step.acquired("\r")
        #expect(!isGiven(acquired, version, .said("Welcome!\r\n> "), .said("\r\n> ")))
        #expect(isGiven(acquired, version, .said("Welcome!\r\n> \r\n> 1.0\r\n> ")))
        #expect(!isGiven(kept: true, acquired, version, .said("\r\n> ")))
        #expect(isGiven(kept: true, acquired, version, .said("\r\n> 1.0\r\n> ")))
        #expect(!isGiven(kept: true, quietly, acquired, .said("> ")))
    }

    @Test func `a device that was quiet has answered with the first word beyond an echo`() {
        #expect(isGiven(quietly, .said("1.0\r\n")))
        #expect(isGiven(kept: true, .sent("version\r\n", behind: .milliseconds(300)), .said("1")))
        #expect(isGiven(quietly, .said("version\r\n1.0\r\n")))
        #expect(isGiven(.said("Hi"), .sent("a\n", behind: .milliseconds(200)), .said("b")))
        #expect(!isGiven(.said("Hi"), .sent("a\n", behind: .milliseconds(199)), .said("b")))
        #expect(!isGiven(.sent("a\n", behind: .milliseconds(900)), .said("b")))
        // Its prompt may still come.
        #expect(!isGiven(.said("Hi\n"), .sent("a\n", behind: .milliseconds(900)), .said("> ")))
    }

    @Test func `an echo is none, in one piece or in several, plain or coloured`() {
        #expect(!isGiven(quietly, .said("version\r\n")))
        #expect(!isGiven(quietly, .said("ver"), .said("sion"), .said("\r\n")))
        #expect(!isGiven(quietly, .said("\u{1b}[1mversion\u{1b}[0m\r\n")))
    }

    @Test func `a file is never answered for sure`() {
        let file = String(repeating: "0123456789\n", count: 100) + "version\n"
        #expect(!isGiven(.sent(file, behind: .seconds(2)), .said(file)))
        #expect(!isGiven(.sent(String(repeating: file, count: 10)), .said("> > ")))
    }

    @Test func `what is sent behind an answer begins anew`() {
        let uptime = Step.sent("uptime\r\n", behind: .milliseconds(300))
        let answer = Step.said("version\r\n1.0\r\n> ")
        #expect(!isGiven(quietly, answer, uptime))
        #expect(!isGiven(quietly, answer, uptime, .said("uptime\r\n")))
        #expect(isGiven(quietly, answer, uptime, .said("uptime\r\n"), .said("3 days")))
        // Without an answer it does not.
        #expect(!isGiven(quietly, uptime, .said("1.0\r\n")))
    }
}
