// When the log is told that a device cannot be reached: not of every refusal, of a silence at once.
// That it is told at all is seen end to end.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct LinkFailuresTests {
    /// Which of these failures, one after the other, the log is told of.
    private static func logged(_ failures: [LinkFailure], standing: Bool = false) -> [Bool] {
        var count = LinkFailures()
        return failures.map { count.note($0, standing: standing) }
    }

    @Test func `a refusal is logged once, after a while`() {
        let logged = Self.logged(Array(repeating: .refused, count: 20))
        #expect(logged.firstIndex(of: true) == 7)
        #expect(logged.count { $0 } == 1)
    }

    @Test func `no answer is logged at once, and once`() {
        let logged = Self.logged([.refused, .unreachable, .unreachable])
        #expect(logged == [false, true, false])
    }

    @Test func `of a link that stands a refusal is logged at once`() {
        #expect(Self.logged([.refused, .refused], standing: true) == [true, false])
    }
}
