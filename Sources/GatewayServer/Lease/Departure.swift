// A session that has ended, and what is still to be done for it: its row, its last words, its
// connection. None of that is urgent: the device, which somebody may be waiting for, comes first.

import LeaseCore

/// One end, between the turn's decision and its record.
struct Departure {
    let client: ClientSession
    let ending: Ending
    let endedAt: Instant
    /// Bytes of the client's for the device that were withdrawn.
    let unsentByteCount: Int
    /// What of its bytes has gone on its way to the device.
    let bytesToDevice: Int64
}
