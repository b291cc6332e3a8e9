// The lines of a login, cut at every byte: which are complete, whose they are, and when it is
// enough. The words and the clock are in the end-to-end tests.

import NIOCore
import Testing

@testable import GatewayServer

@Suite struct LoginTests {
    private static func identify(_ line: [UInt8]) -> String? {
        line == Array("right".utf8) ? "alice" : nil
    }

    /// What becomes of a text that comes in two pieces, and what of it is the session's own.
    private static func outcomes(
        of text: String,
        cutAt cut: Int
    ) -> (outcomes: [Login.Outcome], rest: [UInt8]) {
        var login = Login(asking: .token)
        var outcomes: [Login.Outcome] = []
        var rest: [UInt8] = []
        let bytes = Array(text.utf8)
        for piece in [bytes[..<cut], bytes[cut...]] {
            var buffer = ByteBuffer(bytes: piece)
            while buffer.readableBytes > 0, !outcomes.contains(where: \.isLast) {
                let outcome = login.take(&buffer, identify: identify)
                if outcome != .awaited { outcomes.append(outcome) }
            }
            rest += Array(buffer: buffer)
        }
        return (outcomes, rest)
    }

    @Test(arguments: ["\n", "\r", "\r\n"])
    func `a line ends with CR, LF or both, wherever it is cut`(end: String) {
        let text = "wrong\(end)right\(end)x"
        for cut in 0...text.utf8.count {
            let (outcomes, rest) = Self.outcomes(of: text, cutAt: cut)
            #expect(outcomes == [.wrong(triesLeft: 2), .known(user: "alice")])
            // The LF behind the last CR is the handler's to leave out.
            #expect(rest == Array((end == "\r\n" ? "\nx" : "x").utf8))
        }
    }

    @Test func `what follows the line is not touched`() {
        let text = "right\n\r\n\u{0}\u{FF}right\n"
        for cut in 0...text.utf8.count {
            let (outcomes, rest) = Self.outcomes(of: text, cutAt: cut)
            #expect(outcomes == [.known(user: "alice")])
            #expect(rest == Array("\r\n\u{0}\u{FF}right\n".utf8))
        }
    }

    @Test func `the third wrong line is the last`() {
        let text = "a\n\nb\nright\n"
        for cut in 0...text.utf8.count {
            let (outcomes, rest) = Self.outcomes(of: text, cutAt: cut)
            let last = Login.Outcome.refused(.wrongTooOften)
            #expect(outcomes == [.wrong(triesLeft: 2), .wrong(triesLeft: 1), last])
            #expect(rest == Array("right\n".utf8))
        }
    }

    @Test(arguments: [(256, Login.Outcome.wrong(triesLeft: 2)), (257, .refused(.tooLong))])
    func `a line has 256 bytes at most`(count: Int, outcome: Login.Outcome) {
        let text = String(repeating: "x", count: count) + "\n"
        #expect(Self.outcomes(of: text, cutAt: 100).outcomes == [outcome])
    }
}

extension Login.Outcome {
    fileprivate var isLast: Bool {
        switch self {
        case .awaited, .wrong: false
        case .known, .refused: true
        }
    }
}
