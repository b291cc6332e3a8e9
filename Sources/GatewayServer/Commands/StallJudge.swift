// Whether somebody takes what waits for it, judged by its progress from one look to the next,
// without a clock of its own. Who looks, and how often, is the link's; a TCP connection is judged
// by `PeerJudge`, which knows more of it.

import LeaseCore

/// Judges whether bytes that wait are taken.
struct StallJudge {
    let stallMax: Duration
    /// Since when nothing has been taken, and how much had been until then.
    private var stuck: (since: Instant, takenByteCount: Int64)?

    init(stallMax: Duration) {
        self.stallMax = stallMax
    }

    /// Whether bytes have waited for `stallMax`, and not one was taken. Times never run backwards.
    mutating func isStalled(writtenByteCount: Int64, takenByteCount: Int64, at now: Instant) -> Bool
    {
        guard writtenByteCount > takenByteCount else {
            stuck = nil
            return false
        }
        guard let stuck, stuck.takenByteCount == takenByteCount else {
            stuck = (now, takenByteCount)
            return false
        }
        return now - stuck.since >= stallMax
    }

    /// What was not taken until now was not its own fault.
    mutating func excuse() { stuck = nil }
}
