// When the log is told that a device cannot be reached.

import Testing

@testable import GatewayServer

@Suite struct LinkFailuresTests {
    @Test func `a refusal is logged once, after a while`() {
        var failures = LinkFailures()
        let told = (1...20).map { _ in failures.isFirstToLog(.refused, standing: false) }
        #expect(told.firstIndex(of: true) == 7)
        #expect(told.count { $0 } == 1)
        #expect(failures.count == 20)
    }

    @Test func `no answer is logged at once`() {
        var failures = LinkFailures()
        #expect(!failures.isFirstToLog(.refused, standing: false))
        #expect(failures.isFirstToLog(.unreachable, standing: false))
        #expect(!failures.isFirstToLog(.unreachable, standing: false))
        #expect(failures.isLogged)
    }

    @Test func `of a link that stands a refusal is logged at once`() {
        var failures = LinkFailures()
        #expect(failures.isFirstToLog(.refused, standing: true))
        #expect(!failures.isFirstToLog(.refused, standing: true))
    }
}
