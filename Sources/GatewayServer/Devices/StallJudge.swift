// Whether a port, or a program, takes anything of what waits for it, judged from counts that are
// read from time to time. One that is merely slow takes some. TCP has `PeerJudge`, which knows
// more.

import LeaseCore

/// What is known of one port's progress.
struct StallJudge {
    let stallMax: Duration
    private var takenByteCount: Int64 = 0
    /// Since when it takes nothing, though something waits.
    private var since: Instant?

    init(stallMax: Duration) {
        self.stallMax = stallMax
    }

    /// `written`: all that was ever written to the port; `waiting`: what of it has not been sent.
    mutating func isStalled(
        writtenByteCount written: Int64,
        waitingByteCount waiting: Int,
        at now: Instant
    ) -> Bool {
        let taken = written - Int64(waiting)
        if waiting == 0 || taken > takenByteCount { since = nil }
        takenByteCount = taken
        guard waiting > 0 else { return false }
        let since = since ?? now
        self.since = since
        return now - since >= stallMax
    }

    /// It could not be expected to take anything until now.
    mutating func excuse() {
        since = nil
    }
}
