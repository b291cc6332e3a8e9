// What clients do, as events for the machine, and what the machine wants done with them. How bytes
// are kept and passed is `ClientSession`'s and `Tenure`'s; how a client comes in, `+Door`'s.

import GatewayConfiguration
import Glibc
import LeaseCore
import NIOCore

// MARK: What clients do

extension LeaseRunner {
    /// What the holder may have waiting for the device before it is made to wait itself.
    static let inputByteCountMax = 1_024 * 1_024
    /// What is kept of one who is not the holder yet.
    static let keptByteCountMax = 4 * 1_024

    func clientArrived(_ client: ClientSession) {
        guard client.stage == .live else { return }
        if journal.hasRoom != machine.isAdmitting {
            handle(journal.hasRoom ? .admissionResumed : .admissionSuspended)
        }
        handle(.sessionArrived(client.id, client.claim))
    }

    func clientSent(_ typed: ByteBuffer, _ client: ClientSession) {
        var typed = typed
        while client.isTalking, let part = client.input.nextPart(of: &typed) {
            switch part {
            case .bytes(let bytes): clientTyped(bytes, client)
            case .command(let command): obey(command, of: client)
            }
        }
    }

    private func clientTyped(_ bytes: ByteBuffer, _ client: ClientSession) {
        var bytes = bytes
        guard client.received(&bytes) else { return }
        if let tenure = client.tenure {
            let now = Instant.now
            tenure.clientSent(bytes, at: now, behind: silence(at: now))
            checkAnswer(client, heardFrom: true)
        }
        if client.input.toDevice?.isFull == true { client.pauseReading() }
    }

    func clientFinished(_ client: ClientSession) {
        client.finished()
        guard client.isTalking else { return }
        client.lastSign = .finished
        guard client.stage == .live else { return sessionEnded(client, .clientClosed) }
        handle(.clientFinished(client.id, answerDue: isAnswerDue(client, at: .now)))
        guard client.stage == .live else { return }
        // It stays for an answer, and may be gone by the time that its end is recorded.
        client.lastSign = client.reading.map { LastSign(what: "FIN", reading: $0) }
        awaitAnswer(client)
    }

    /// The connection is closed, by whomever.
    func clientClosed(_ client: ClientSession) {
        if client.stage == .live {
            // The end may have to wait for its turn: until then the machine still speaks of it.
            client.lost()
            sessionEnded(client, client.hasFinished ? .clientClosed : .clientReset)
        } else {
            sessionEnded(client, .clientReset)
            forget(client)
            finishIfStopped()
        }
    }

    /// A session is over, and not because the machine decided so; that hears of those it knows.
    func sessionEnded(_ client: ClientSession, _ reason: EndReason) {
        switch client.stage {
        case .arriving: turnAway(client, reason)
        case .observing: endObserver(client, reason)
        case .live, .lost: handle(.sessionEnded(client.id, reason))
        case .leaving, .closed: break
        }
    }

    private func forget(_ client: ClientSession) {
        client.closed()
        clients[client.id] = nil
    }

    /// Some of the client's output was taken: the device may go on.
    func outputProgressed(_ client: ClientSession) {
        guard let tenure = client.tenure, client.stage == .live else { return }
        if tenure.hasRoom(for: client) { link?.resumeReading() }
        guard tenure.isHoldingBack, !client.output.isFull else { return }
        tenure.letDeviceGoOn(at: .now)
        if client.hasFinished { awaitAnswer(client) }
    }

    /// Some of the client's input was taken by the device: the client may go on.
    func inputProgressed(_ client: ClientSession) {
        guard client.stage == .live else { return }
        client.tenure?.delivered(client.input.deliveredByteCount, at: .now)
        if client.input.toDevice?.isFull == false { client.resumeReading() }
        if client.hasFinished { awaitAnswer(client) }
        carryOutOrders(of: client)
    }
}

// MARK: What the machine wants

extension LeaseRunner {
    func expect(_ client: ClientSession) {
        client.queuePosition = 0
        client.input.fate = .forDevice(
            OutgoingBytes(waitingByteCountMax: Self.keptByteCountMax, observer: client)
        )
        recordArrivalFirst(client)
    }

    func enqueue(_ client: ClientSession, _ place: Place) {
        client.queuePosition = place.position
        keepTypeAhead(of: client)
        recordArrivalFirst(client)
        tellPlace(client, place)
    }

    func tellPlace(_ client: ClientSession, _ place: Place) {
        let device = settings.name
        let notice = hold.map { Notice.inLine(device: device, $0, place) }
        tell(client, notice ?? .inLineUnheld(device: device, machine.deviceState, place))
    }

    /// The machine tells of changes where there may be somebody who is told everything.
    func tellChangedPlace(_ client: ClientSession, _ place: Place) {
        if notices(for: client) == .on { tellPlace(client, place) }
    }

    /// Who has the lease, as others are told.
    var hold: Notice.Hold? {
        holder.map { client, tenure in
            let now = Instant.now
            return .init(
                holder: client.title,
                held: now - tenure.granted,
                idle: now - tenure.lastInput
            )
        }
    }

    func tell(_ client: ClientSession, _ notice: Notice) {
        guard notices(for: client) != .off else { return }
        client.tell(notice.line)
        keepVigil(over: client)
    }

    /// How much is said to a client.
    func notices(for client: ClientSession) -> DeviceSettings.Notices {
        settings.notices ?? client.usualNotices
    }

    func grant(_ client: ClientSession) {
        guard let lease = journal.nextLease() else {
            log.error("no lease number is left: the history cannot reserve more")
            handle(.sessionEnded(client.id, .resourceExhausted))
            return
        }
        lastLease = lease
        bequeathMissed()
        let silence = silence(at: turn)
        let tenure = Tenure(
            lease: lease,
            granted: turn,
            by: route,
            inheriting: bequest,
            isGreetingDue: silence < Answer.quiet
        )
        bequest = Tenure.Bequest()
        client.tenure = tenure
        markLease(lease, of: client)
        let hasWaited = client.queuePosition != nil
        if !hasWaited {
            client.awaitRow()
            recordArrival(client)
        }
        // First of all: the writer is at work while the device is asked.
        recordGrant(client, tenure)
        beginCommands(of: client, tenure)
        // One that was not begun may lead somewhere else now.
        openDueLink()
        passOnWindow(of: client)
        readyInput(of: client)
        if let kept = client.input.toDevice?.waitingBytes {
            tenure.clientHadSent(kept, behind: silence)
        }
        watch(client, askedBefore: liveness.unwatched)
        tellObservers(
            .observedGrant(device: settings.name, holder: client.title, tenure.lease)
        )
        tell(client, .granted(device: settings.name, tenure.lease))
        if hasWaited { awaitHeir(client, tenure) }
    }

    /// From the grant on, what the client sends is the device's; what it sent in line is not.
    private func readyInput(of client: ClientSession) {
        switch client.input.fate {
        case .discarded:
            if client.queuePosition != nil { client.markUnreadAsStale() }
            client.input.fate = .forDevice(
                OutgoingBytes(waitingByteCountMax: Self.inputByteCountMax, observer: client)
            )
        case .held(let bytes), .forDevice(let bytes):
            bytes.waitingByteCountMax = Self.inputByteCountMax
            client.input.fate = .forDevice(bytes)
            client.resumeReading()
        }
    }

    func passOver(_ client: ClientSession) {
        bequest = client.tenure?.bequest ?? Tenure.Bequest()
        recordPassOver(client)
        if let tenure = client.tenure { mark("lease \(tenure.lease.number) passed over") }
        client.tenure = nil
        putLineBack(from: client)
        keepTypeAhead(of: client)
        unsentByteCount = 0
        unwatch(client)
        tell(client, .passedOver(device: settings.name))
    }

    /// It is in line: what it has sent, and is still there, stays where that is held; from now on
    /// it goes by this device's rule.
    func keepTypeAhead(of client: ClientSession) {
        switch (client.input.fate, settings.typeAhead) {
        case (.held, .hold), (.discarded, .discard): break
        case (.forDevice(let bytes), .hold):
            bytes.waitingByteCountMax = Self.keptByteCountMax
            client.input.fate = .held(bytes)
        case (.discarded, .hold):
            client.input.fate = .held(
                OutgoingBytes(waitingByteCountMax: Self.keptByteCountMax, observer: client)
            )
        case (.held(let bytes), .discard), (.forDevice(let bytes), .discard):
            bytes.end()
            client.input.fate = .discarded
        }
    }

    func startOutput(_ client: ClientSession) {
        if let link, let tenure = client.tenure, !tenure.isBegun, !settings.onAcquire.isEmpty {
            write(settings.onAcquire, to: link)
            tenure.gatewaySent(settings.onAcquire)
        }
        client.tenure?.startOutput(to: client)
        askByOutput(client)
        outputProgressed(client)
        tellLoss()
    }

    func startInput(_ client: ClientSession) {
        guard let channel = link?.channel, let toDevice = client.input.toDevice else {
            // The link broke in this very turn, and says so in the next event.
            return
        }
        client.tenure?.startInput()
        toDevice.open(to: channel)
        outputProgressed(client)
        carryOutOrders(of: client)
    }

    /// Takes the device out of the client's hands. The rest is done once the device is seen to.
    func end(_ client: ClientSession, _ ending: Ending) {
        let dropped = client.input.toDevice?.end() ?? OutgoingBytes.Dropped()
        let delivered = client.input.deliveredByteCount
        let unsentByLink = client.tenure == nil ? 0 : link?.unsentByteCount ?? 0
        if let tenure = client.tenure {
            let written = dropped.writtenByteCount + unsentByLink
            let isWithdrawn = written > 0 && link?.withdraw() == true
            unsentByteCount = isWithdrawn ? 0 : written
            putLineBack(from: client)
            mark("lease \(tenure.lease.number) ended: \(ending.reason.rawValue)")
            if tenure.isOutputOpen { sayGoodbye() } else { keepMissed(of: tenure) }
            endCommands(of: client, tenure)
        }
        explain(ending, of: client)
        // What is in front of the client's own is ours, from the beginning of its lease.
        let withdrawn = min(Int64(unsentByLink), delivered)
        departures.append(
            Departure(
                client: client,
                ending: ending,
                endedAt: turn,
                unsentByteCount: dropped.byteCount + Int(withdrawn),
                bytesToDevice: delivered - withdrawn
            )
        )
    }

    /// Keeps for the record what it was, where neither connection has said it.
    private func explain(_ ending: Ending, of client: ClientSession) {
        switch ending.reason {
        case .preempted, .superseded:
            let next = machine.next.flatMap { clients[$0] }
            client.lastSign = next.map { LastSign(what: "for \($0.title)") }
        case .deviceUnreachable where whyNotAsked != nil || client.linkSign == nil:
            let tried = turn - (client.tenure?.granted ?? turn)
            let why = whyNotAsked ?? "the connect had no answer in \(tried.text)"
            client.linkSign = LastSign(what: why)
        case let reason where reason.side != .client:
            // It had closed its side, and stayed for an answer: it did not end by that.
            client.lastSign = nil
        default: break
        }
    }

    /// Records those who have ended, and lets them go.
    func seeOff() {
        for departure in departures {
            if departure.client.tenure != nil { stopWatch() }
            if departure.client.queuePosition == nil, departure.client.tenure == nil {
                departure.client.awaitRow()
                recordArrival(departure.client)
            }
            recordEnd(departure)
            letGo(departure.client, departure.ending)
        }
        departures.removeAll(keepingCapacity: true)
    }

    /// Says the last words to one whose session has ended, and closes its connection.
    func letGo(_ client: ClientSession, _ ending: Ending) {
        guard client.stage != .lost else {
            forget(client)
            return
        }
        switch ending.reason {
        case .clientReset: client.drop()
        case .clientKeepalive, .clientUnacked: client.reset()
        case .clientClosed: client.leave(saying: nil)
        default:
            let notice = lastWords(to: client, ending)
            client.leave(saying: notices(for: client) == .off ? nil : notice.line)
        }
    }

    private func lastWords(to client: ClientSession, _ ending: Ending) -> Notice {
        if ending.reason == .kicked, let dismissal = client.dismissal {
            return .kicked(device: settings.name, dismissal)
        }
        if ending.phase == .arriving { return .turnedAway(device: settings.name, ending.reason) }
        if ending.reason == .deviceUnreachable, let why = whyNotAsked {
            return .notAsked(device: settings.name, why: why)
        }
        let why = ending.reason.side == .device ? ownWords(behind: client) : nil
        return .ended(device: settings.name, ending.reason, why: why)
    }

    func tellTrial(_ client: ClientSession, _ failure: LinkFailure, left: Duration) {
        if client.tenure?.delays.isEmpty == true { noteDelay("link_unanswered") }
        let why = ownWords(behind: client)
        tell(client, .trial(device: settings.name, failure, why: why, left: left))
    }

    /// What the link said last, where it knows more than TCP does: a port that is not there, a
    /// program that has ended with a status.
    private func ownWords(behind client: ClientSession) -> String? {
        linkEndpoint?.isOnThisMachine == true ? client.linkSign?.what : nil
    }

    func announceDown() {
        let device = settings.name
        let notAsked = whyNotAsked.map { Notice.notAsked(device: device, why: $0) }
        let notice = notAsked ?? .down(device: device)
        for (session, _) in machine.queue {
            if let client = clients[session] { tell(client, notice) }
        }
    }
}
