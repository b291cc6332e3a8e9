// What counts as the device's answer: not its greeting, not the echo of what it was sent. What is
// done with that is seen end to end.

import LeaseCore
import NIOCore
import Testing

@testable import GatewayServer

@Suite struct AnswerTests {
    /// An answer to `version`, as far as it has come: pieces, with their milliseconds.
    private func answer(
        to sent: String = "version\r\n",
        hasGreeted: Bool = false,
        _ pieces: (milliseconds: Int, text: String)...
    ) -> Answer {
        var answer = Answer()
        answer.clientSent(ByteBuffer(string: sent))
        answer.beginInput(hasGreeted: hasGreeted)
        for (milliseconds, text) in pieces {
            let moment = Instant(nanoseconds: Int64(milliseconds) * 1_000_000)
            answer.deviceSaid(ByteBuffer(string: text), at: moment)
        }
        return answer
    }

    @Test func `nothing is none`() {
        #expect(!answer().isGiven)
        #expect(!answer((1, "\r\n")).isGiven)
    }

    @Test func `an echo is none, in one piece or in several`() {
        #expect(!answer((1, "version\r\n")).isGiven)
        #expect(!answer((1, "ver"), (40, "sion"), (45, "\r\n")).isGiven)
        #expect(!answer(hasGreeted: true, (1, "version")).isGiven)
    }

    @Test func `what follows an echo is one`() {
        #expect(answer((1, "version\r\n"), (700, "1.0\r\n")).isGiven)
        #expect(answer((1, "version\r\n1.0\r\n> ")).isGiven)
        #expect(answer((1, "> version\r\n1.0\r\n> ")).isGiven)
    }

    @Test func `a greeting is none, nor is one with an echo`() {
        #expect(!answer((1, "Welcome!\r\n> ")).isGiven)
        #expect(!answer((1, "Welcome!\r\n> "), (2, "version\r\n")).isGiven)
    }

    @Test func `from a device without an echo, what comes later than a greeting is one`() {
        #expect(answer((1, "Welcome!\r\n"), (700, "1.0\r\n")).isGiven)
        #expect(answer(hasGreeted: true, (1, "1.0\r\n")).isGiven)
    }

    @Test func `of a long text the last line is looked for, and much said is an answer`() {
        let file = String(repeating: "0123456789\n", count: 100) + "version\n"
        #expect(!answer(to: file, (1, String(file.suffix(100)))).isGiven)
        #expect(answer(to: file, (1, file)).isGiven)
    }

    @Test func `what is sent anew begins anew`() {
        var answer = answer((1, "version\r\n1.0\r\n> "))
        answer.clientSent(ByteBuffer(string: "uptime\r\n"))
        #expect(!answer.isGiven)
        answer.deviceSaid(ByteBuffer(string: "uptime\r\n"), at: Instant(nanoseconds: 0))
        #expect(!answer.isGiven)
        answer.deviceSaid(ByteBuffer(string: "3 days"), at: Instant(nanoseconds: 0))
        #expect(answer.isGiven)
    }
}
