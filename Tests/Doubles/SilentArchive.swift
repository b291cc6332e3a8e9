// A record on a disk that hangs: whoever asks it waits for ever, cancelled or not. For tests of
// what must not wait with them.

import GatewayAPI

/// Never answers.
public struct SilentArchive: SessionArchive {
    public init() {}

    public func sessions(_ filter: SessionFilter) async throws -> SessionPage {
        await silence()
    }

    public func session(_ id: Int64) async throws -> SessionRecord? {
        await silence()
    }

    private func silence<Answer: Sendable>() async -> Answer {
        // Unsafe only in that it is leaked, which is what it is for.
        await withUnsafeContinuation { (_: UnsafeContinuation<Answer, Never>) in }
    }
}
