// How a time reads in a transcript: counted from the start of the run, fine enough to tell two
// turns apart.

import LeaseCore

extension Instant {
    /// Seconds since the start, with microseconds.
    var text: String {
        let microseconds = nanoseconds / 1_000
        let fraction = "\(1_000_000 + microseconds % 1_000_000)".dropFirst()
        return "\(microseconds / 1_000_000).\(fraction) s"
    }
}
