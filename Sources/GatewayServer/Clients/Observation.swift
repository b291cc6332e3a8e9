// What an observer has been shown of its device, and what it was too slow for. Who observes, and
// what it is told, is `LeaseRunner+Observers`'.

import LeaseCore

/// One observer's stay, as far as bytes go. Confined to its device's event loop.
final class Observation {
    /// The device's bytes that were sent on their way to the observer.
    private(set) var shownByteCount: Int64 = 0
    /// What it has missed since it was last told so; 0: nothing.
    private var skippedByteCount = 0
    /// Whether the observer is there. Taking nothing is its own affair.
    private var watch: PeerWatch

    init(_ watch: PeerWatch) {
        self.watch = watch
    }

    /// Has it watched by another from now on, and no more by the one before.
    func watch(by watch: PeerWatch) {
        stop()
        self.watch = watch
    }

    /// It is watched no more.
    func stop() { watch.stop() }

    /// Whether there was room for so many bytes. Once one did not fit, all are skipped until the
    /// observer has been told so: it never reads on as if nothing were missing.
    func takes(byteCount: Int, hasRoom: Bool) -> Bool {
        guard hasRoom, skippedByteCount == 0 else {
            skippedByteCount += byteCount
            return false
        }
        shownByteCount += Int64(byteCount)
        return true
    }

    /// How much was skipped, if that is to be told now.
    func takeSkipped() -> Int? {
        guard skippedByteCount > 0 else { return nil }
        defer { skippedByteCount = 0 }
        return skippedByteCount
    }
}
