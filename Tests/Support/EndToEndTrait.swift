// The trait of every end-to-end suite: a bench (see Bench), a thread of its own for each test, and
// not too many at once. On that thread a test may block, so it reads from top to bottom like a
// script; Swift's own pool of threads, one for each core, stays free for everybody else's tests.

import Testing

/// Runs each test of a suite on a thread of its own, with a bench.
public struct EndToEndTrait: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Turnstile.shared.pass {
            try await withTaskExecutorPreference(OwnThreadExecutor()) {
                try await Bench.around(test.displayName ?? test.name) {
                    let watch = IssueHandlingTrait.compactMapIssues { issue in
                        Bench.current.noteFailure()
                        return issue
                    }
                    try await watch.provideScope(for: test, testCase: testCase) {
                        try await function()
                    }
                }
            }
        }
    }
}

extension Trait where Self == EndToEndTrait {
    /// Each test on a thread of its own, with a bench that is cleared at its end.
    public static var endToEnd: Self { Self() }
}
