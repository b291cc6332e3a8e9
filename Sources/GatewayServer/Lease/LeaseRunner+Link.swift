// What the link does, as events for the machine, and what the machine wants done with it. How it is
// opened and closed is each kind's own, in `Devices`.

import LeaseCore
import Logging
import NIOCore

extension LeaseRunner: DeviceLinkObserver {
    /// By then the first byte of a device that greets has passed. Not sooner: the kernel's timer
    /// would have to be set anew for it.
    private static let openingNotePause = TimeAmount.milliseconds(20)

    func openLink() {
        makeDueLink()
        openDueLink()
    }

    private func makeDueLink() {
        let route = presentRoute
        let link = route.make(self)
        self.link = link
        if linkEndpoint != route.endpoint { missed = MissedOutput() }
        linkEndpoint = route.endpoint
        linkDue = link
    }

    /// The link that is to be opened leads where it would not be made to lead now.
    var isDueLinkOutdated: Bool { linkDue != nil && linkEndpoint != presentRoute.endpoint }

    /// A link that has not been begun leads where the lease does that is under way, or is next.
    func remakeDueLink() {
        if isDueLinkOutdated { makeDueLink() }
    }

    /// The way of the lease that is under way; where there is none, the next one's.
    var presentRoute: LinkRoute { holder?.tenure.route ?? route }

    /// Sends the device what it is to hear at the end of each lease. What it answers is nobody's.
    func sayGoodbye() {
        guard let link, !settings.onRelease.isEmpty, unsentByteCount == 0 else { return }
        write(settings.onRelease, to: link)
        clearing = clearing(of: link, then: .release)
    }

    /// A link that was lost in this very turn says so in the next event: nothing is left to do.
    func releaseLink() {
        if untoldLoss != nil {
            tellLoss()
        } else if let clearing {
            clearing.outcome = .release
        } else {
            link?.release(hasUnsentBytes: unsentByteCount > 0)
        }
    }

    /// Keeps the link, unless bytes of the last holder wait for it, which only its end withdraws,
    /// or the device is somewhere else by now.
    func clearLine() {
        tellLoss()
        guard let link else { return }
        guard unsentByteCount == 0, !isLinkOutdated else { return releaseLink() }
        let clearing = clearing ?? clearing(of: link, then: .keep)
        clearing.outcome = .keep
        self.clearing = clearing
    }

    private func clearing(
        of link: any DeviceLink,
        then outcome: LineClearing.Outcome
    ) -> LineClearing {
        link.resumeReading()
        return LineClearing(on: loop, then: outcome) { outcome in
            self.clearing = nil
            switch outcome {
            case .keep where link.hasBytesWaiting: link.release(hasUnsentBytes: true)
            case .keep where self.isLinkOutdated: link.release(hasUnsentBytes: false)
            case .keep:
                self.startRelease()
                self.handle(.lineCleared)
            case .release: link.release(hasUnsentBytes: false)
            }
        }
    }

    /// Bytes of ours, before or behind a holder's. A link that fails under them says so itself.
    func write(_ bytes: [UInt8], to link: any DeviceLink) {
        guard !bytes.isEmpty else { return }
        linkStirred = .now
        link.channel?.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
    }

    /// For how long the device has said nothing, and had no reason of ours to; zero while no link
    /// is open.
    func silence(at now: Instant) -> Duration {
        link?.channel == nil ? .zero : now - linkStirred
    }

    func linkOpened(_ link: any DeviceLink) {
        guard !isForAnother else {
            mark("link opened, and let go: the device is somewhere else now")
            link.release(hasUnsentBytes: false)
            return
        }
        linkStirred = .now
        holder?.client.linkSign = nil
        mark("link opened")
        handle(.linkOpened)
        noteOpening(after: linkFailures.count)
        if linkFailures.isLogged { log.notice("the device is reached again") }
        linkFailures = LinkFailures()
        leaveIdleOutdatedLink()
    }

    func linkFailed(_ link: any DeviceLink, _ failure: LinkFailure, detail: String) {
        self.link = nil
        if linkFailures.note(failure, standing: machine.policy.linkLife == .standing) {
            log.notice("the device cannot be reached", metadata: ["why": "\(detail)"])
        }
        if linkFailures.count == 1 {
            mark("link \(failure == .refused ? "refused" : "unreachable"): \(detail)")
        }
        noteDelay(failure == .refused ? "link_refused" : "link_unreachable", detail)
        holder?.client.linkSign = LastSign(what: detail)
        handle(.linkFailed(failure))
    }

    func linkRead(_ link: any DeviceLink, _ bytes: ByteBuffer) {
        deviceLog?.heard(bytes)
        if !observers.isEmpty { show(bytes) }
        let now = Instant.now
        linkStirred = now
        guard let (client, tenure) = holder else {
            if let clearing { clearing.heard() } else { keepMissed(bytes) }
            return
        }
        if !tenure.deviceSaid(bytes, to: client, at: now) { link.pauseReading() }
        askByOutput(client)
        if client.hasFinished {
            // Nothing of the client's is under way that could carry an acknowledgement.
            link.acknowledge()
            awaitAnswer(client)
        }
    }

    func linkLost(_ link: any DeviceLink, _ reason: EndReason, detail: String) {
        linkIsGone()
        mark("link lost, \(reason.rawValue): \(detail)")
        holder?.client.linkSign = LastSign(what: detail)
        log.info(
            "the device ended the link",
            metadata: ["why": "\(reason.rawValue)", "how": "\(detail)"]
        )
        if holder?.tenure.keepsOutput == true {
            untoldLoss = reason
        } else {
            handle(.linkLost(reason))
        }
    }

    /// What the device said before it ended the link has been passed on by now.
    func tellLoss() {
        guard let reason = untoldLoss else { return }
        untoldLoss = nil
        handle(.linkLost(reason))
    }

    /// Nothing that the holder sends arrives any more: the next one gets a link of its own. A kept
    /// link that takes not even our own bytes is of no use to anybody.
    func linkStalled(_ link: any DeviceLink, detail: String) {
        if let client = holder?.client {
            client.linkSign = LastSign(what: detail)
            handle(.sessionEnded(client.id, .deviceStalled))
        } else {
            link.abandon()
            linkIsGone()
            mark("link given up, device_stalled: \(detail)")
            handle(.linkLost(.deviceStalled))
        }
    }

    func linkReleased(_ link: any DeviceLink, how: String) {
        linkIsGone()
        mark("link released: \(how)")
        log.debug("the link is released", metadata: ["how": "\(how)"])
        if machine.linkState == .opening { openOther() } else { handle(.linkReleased) }
    }

    /// A connect is not abandoned, and may end after the lease that it was begun for: the one that
    /// has come since may lead to another device. That link is let go as any other, and until it is
    /// gone the machine's attempt is under way.
    private var isForAnother: Bool { isWaitedFor && linkEndpoint != presentRoute.endpoint }

    private var isWaitedFor: Bool {
        !isStopping && ((machine.holder ?? machine.next) != nil || machine.isWantedElsewhere)
    }

    private func openOther() {
        if isWaitedFor { openLink() } else { handle(.linkFailed(.unreachable)) }
    }

    /// The configuration has the device somewhere else since the link was opened.
    var isLinkOutdated: Bool { linkEndpoint != settings.connect }

    /// A kept link that nobody uses is not for the next lease any more.
    func leaveIdleOutdatedLink() {
        if link != nil, isLinkOutdated { handle(.deviceMoved) }
    }

    private func linkIsGone() {
        clearing?.cancel()
        clearing = nil
        link = nil
        unsentByteCount = 0
        bequest = Tenure.Bequest()
        startRelease()
    }

    /// What keeps the holder's link from opening, each once: that is how the restart after a crash
    /// knows that it was not open.
    func noteDelay(_ kind: String, _ detail: String? = nil) {
        guard let (client, tenure) = holder, tenure.delays.insert(kind).inserted else { return }
        note(client, kind, detail)
    }

    /// Nobody waits for that, and somebody does for the device's first byte, which is about to
    /// come: to wake the writer takes about as long as to pass that byte on.
    private func noteOpening(after failureCount: Int) {
        guard let (client, tenure) = holder, !tenure.delays.isEmpty else { return }
        tenure.delays.removeAll()
        let opened = Instant.now
        let tries = failureCount > 0 ? "after \(failureCount) failed tries" : nil
        loop.assumeIsolated().scheduleTask(in: Self.openingNotePause) {
            self.note(client, "link_opened", tries, at: opened)
        }
    }
}
