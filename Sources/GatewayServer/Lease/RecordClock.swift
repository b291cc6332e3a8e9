// Which scale the sessions of one device are recorded on. A scale of its own for each arrival would
// round each differently, and one's end would come after the next one's grant. One for the whole
// run would be wrong from the day on which the wall clock is set, which happens: at the first word
// of a time server, after a laptop's sleep, by hand. So there is one until the clock is set; both
// clocks are slewed alike (clock_gettime(2)), so that nothing else moves them apart.

import LeaseCore

/// The scale of one device's record, and when it changes.
///
/// A clock that was set forward counts at once, for whoever comes from then on: what is recorded of
/// them lies behind what is recorded of the others, as it was. One that was set back would put them
/// before those who are still there, so that counts once nobody is. Whoever is there keeps its
/// scale: its lengths are true, whatever the wall clock does.
struct RecordClock {
    /// What was read of both clocks at once.
    struct Reading {
        /// Of the monotonic clock.
        var instant: Instant
        /// Of the wall clock: milliseconds since the epoch.
        var milliseconds: Int64
    }

    /// Two readings may differ by less than this, in milliseconds, without anybody having set the
    /// clock.
    static let settingMin: Int64 = 10

    private var present: EpochScale?

    /// The scale of a session that arrives. `isAnybodyThere`: there are sessions at the device on
    /// the scale before.
    mutating func scale(at reading: Reading, isAnybodyThere: Bool) -> EpochScale {
        let shown = EpochScale(
            offset: reading.milliseconds - EpochScale.rounded(reading.instant)
        )
        guard let present else {
            present = shown
            return shown
        }
        let change = shown.offset - present.offset
        guard abs(change) >= Self.settingMin, change > 0 || !isAnybodyThere else { return present }
        self.present = shown
        return shown
    }

    /// From now on the sessions of another device may follow those of this one. The later scale
    /// counts for both: nobody is put before one who is still there.
    mutating func join(_ other: RecordClock) {
        guard let theirs = other.present else { return }
        guard let present, present.offset >= theirs.offset else {
            self.present = theirs
            return
        }
    }
}
