// What the link does, as events for the machine, and what the machine wants done with it. How it is
// opened and closed is each kind's own, in `Devices`.

import LeaseCore
import Logging
import NIOCore

extension LeaseRunner: DeviceLinkObserver {
    /// About a second of tries.
    private static let failureCountToLog = 8

    func openLink() {
        let link = makeLink(self)
        self.link = link
        link.open()
    }

    func releaseLink() {
        // A link that was lost in this very turn says so in the next event.
        link?.release(hasUnsentBytes: unsentByteCount > 0)
    }

    func linkOpened(_ link: any DeviceLink) {
        noteLink("link_opened", detail: "after \(linkFailureCount) failed tries", atLeast: 1)
        linkFailureCount = 0
        handle(.linkOpened)
    }

    func linkFailed(_ link: any DeviceLink, _ failure: LinkFailure, detail: String) {
        self.link = nil
        linkFailureCount += 1
        // A slot is often taken for a moment after the last lease: worth a note, not a line.
        if linkFailureCount == Self.failureCountToLog {
            log.notice("the device cannot be reached", metadata: ["why": "\(detail)"])
        }
        if linkFailureCount == 1 {
            noteLink(failure == .refused ? "link_refused" : "link_unreachable", detail: detail)
        }
        handle(.linkFailed(failure))
    }

    func linkRead(_ link: any DeviceLink, _ bytes: ByteBuffer) {
        guard let (client, tenure) = holder else { return }
        if !tenure.deviceSaid(bytes, to: client, at: .now) { link.pauseReading() }
        askByOutput(client)
        if client.hasFinished { awaitAnswer(client) }
    }

    func linkLost(_ link: any DeviceLink, _ reason: EndReason, detail: String) {
        self.link = nil
        holder?.client.failure = detail
        log.info("the device ended the link", metadata: ["why": "\(reason.rawValue)"])
        handle(.linkLost(reason))
    }

    /// Nothing that the holder sends arrives any more: the next one gets a link of its own.
    func linkStalled(_ link: any DeviceLink, detail: String) {
        guard let holder else { return }
        holder.client.failure = detail
        handle(.sessionEnded(holder.client.id, .deviceStalled))
    }

    func linkReleased(_ link: any DeviceLink, how: String) {
        self.link = nil
        unsentByteCount = 0
        log.debug("the link is released", metadata: ["how": "\(how)"])
        handle(.linkReleased)
    }

    private func noteLink(_ kind: String, detail: String, atLeast failureCount: Int = 0) {
        guard linkFailureCount >= failureCount, let client = holder?.client else { return }
        record(.init(session: client.id, at: EpochClock.milliseconds, kind: kind, detail: detail))
    }
}
