// What a device says while nobody has it, on a link that is kept: with `show_missed` it is the next
// holder's, before anything newer. What a device still says to the last one is not kept: while its
// line is cleared, that is nobody's.

import LeaseCore
import NIOCore

extension LeaseRunner {
    private var keepsMissed: Bool { settings.showMissed == .on && settings.link == .persistent }

    /// Nobody holds, and no line is cleared.
    func keepMissed(_ bytes: ByteBuffer) {
        guard keepsMissed, machine.deviceState == .free, machine.linkState == .open else { return }
        missed.append(bytes)
    }

    /// What was not shown to one whose lease ended before it began for the device, is the next
    /// one's.
    func keepMissed(of tenure: Tenure) {
        if keepsMissed { missed.append(tenure.bequest.unheard) }
    }

    /// The next grant comes with it, behind what one that was passed over has left.
    func bequeathMissed() {
        let missed = missed.take()
        if keepsMissed, !isLinkOutdated { bequest.unheard.writeImmutableBuffer(missed) }
    }
}
