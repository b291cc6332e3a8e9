// What happened, as facts for the journal. Times and lengths are instants of the monotonic clock on
// the session's `EpochScale`, so that they agree with each other, and with those of the device's
// other sessions, whatever the wall clock does in between.

import LeaseCore
import NIOCore

extension LeaseRunner {
    func recordArrival(_ client: ClientSession) { journal.record(arrival(of: client)) }

    /// Nothing is said to the client until that is in the database.
    func recordArrivalFirst(_ client: ClientSession) {
        client.awaitRow()
        let bound = NIOLoopBound(client, eventLoop: loop)
        let loop = loop
        journal.record(arrival(of: client)) { _ in
            loop.execute { bound.value.runner.rowWritten(bound.value) }
        }
    }

    /// One that has left in the meantime hears its last words behind its end.
    private func rowWritten(_ client: ClientSession) {
        guard client.isTalking, client.rowWritten() else { return }
        // The words of its grant may have been among them.
        askByNotice(client)
    }

    private func arrival(of client: ClientSession) -> SessionFact {
        .arrived(
            SessionArrival(
                session: client.id,
                device: settings.name,
                user: client.claim.user,
                address: client.address,
                via: client.via,
                role: client.role,
                arrivedAt: client.scale.milliseconds(at: client.arrived),
                queuePosition: client.queuePosition ?? 0,
                clientContext: client.context
            )
        )
    }

    /// No byte passes before the journal has answered.
    func recordGrant(_ client: ClientSession, _ tenure: Tenure) {
        let grant = SessionGrant(
            session: client.id,
            lease: tenure.lease,
            grantedAt: client.scale.milliseconds(at: tenure.granted),
            waitedMilliseconds: EpochScale.length(from: client.arrived, to: tenure.granted)
        )
        let (session, lease, loop) = (client.id, tenure.lease, self.loop)
        let runner = NIOLoopBound(self, eventLoop: loop)
        journal.record(grant) { isDurable in
            loop.execute { runner.value.grantWritten(session, lease, isDurable: isDurable) }
        }
    }

    private func grantWritten(_ session: SessionID, _ lease: LeaseNumber, isDurable: Bool) {
        guard let client = clients[session], client.tenure?.lease == lease, client.stage == .live
        else { return }
        client.rowWritten()
        if !isDurable {
            note(client, "grant_not_durable", "the history could not be written")
        }
        client.tenure?.isWritten = true
        if commands.isIdle { handle(.grantRecorded(session)) }
    }

    func recordPassOver(_ client: ClientSession) {
        journal.record(.passedOver(client.id, at: client.scale.milliseconds(at: turn)))
    }

    /// The end of one who had nothing on its way to the device.
    func recordEnd(of client: ClientSession, _ ending: Ending, at endedAt: Instant) {
        recordEnd(
            Departure(
                client: client,
                ending: ending,
                endedAt: endedAt,
                unsentByteCount: 0,
                bytesToDevice: 0
            )
        )
    }

    /// It waits here from now on.
    func recordMove(_ client: ClientSession) {
        let now = client.scale.milliseconds(at: .now)
        journal.record(.moved(client.id, to: settings.name, at: now))
    }

    /// Where the client's words wait for its row, they wait for that row to be whole.
    func recordEnd(_ departure: Departure) {
        let end = SessionFact.ended(end(of: departure))
        guard departure.client.isAwaitingRow else { return journal.record(end) }
        let client = NIOLoopBound(departure.client, eventLoop: loop)
        let loop = loop
        journal.record(end) { _ in
            loop.execute { client.value.rowWritten() }
        }
    }

    private func end(of departure: Departure) -> SessionEnd {
        let (client, ending, endedAt) = (departure.client, departure.ending, departure.endedAt)
        let granted = client.tenure?.granted ?? endedAt
        let unsent = departure.unsentByteCount
        let order = order(behind: departure)
        let sign = ending.reason.side == .device ? client.linkSign : client.lastSign
        let cause = order.map(\.because) ?? sign?.words(client.reading)
        let details = [cause, unsent > 0 ? "\(unsent) B unsent, withdrawn" : nil]
            .compactMap(\.self)
        return SessionEnd(
            session: client.id,
            role: ending.role,
            endedAt: client.scale.milliseconds(at: endedAt),
            waitedMilliseconds: EpochScale.length(from: client.arrived, to: granted),
            heldMilliseconds: EpochScale.length(from: granted, to: endedAt),
            idleMilliseconds: client.tenure?.idle(at: endedAt).wholeMilliseconds ?? 0,
            reason: ending.reason,
            phase: ending.phase,
            detail: details.isEmpty ? nil : details.joined(separator: "; "),
            actor: order?.actor,
            bytesToDevice: departure.bytesToDevice,
            bytesFromDevice: client.tenure?.byteCountFromDevice
                ?? client.observation?.shownByteCount ?? 0,
            clientContext: client.context
        )
    }

    /// The whole row of one that never became a session.
    func recordTurnedAway(_ caller: Caller, _ reason: EndReason, detail: String?) {
        let session = journal.nextSession()
        let stay = EpochScale.length(from: caller.arrived, to: .now)
        journal.record(
            .arrived(
                SessionArrival(
                    session: session,
                    device: settings.name,
                    user: nil,
                    address: caller.peer.endpoint,
                    via: caller.via,
                    role: .refused,
                    arrivedAt: caller.arrivedAt,
                    queuePosition: 0,
                    clientContext: caller.context
                )
            )
        )
        journal.record(
            .ended(
                SessionEnd(
                    session: session,
                    role: .refused,
                    endedAt: caller.arrivedAt + stay,
                    waitedMilliseconds: stay,
                    heldMilliseconds: 0,
                    idleMilliseconds: 0,
                    reason: reason,
                    phase: .arriving,
                    detail: detail,
                    actor: nil,
                    bytesToDevice: 0,
                    bytesFromDevice: 0
                )
            )
        )
    }

    /// Something worth telling has happened within a session, now.
    func note(
        _ client: ClientSession,
        _ kind: String,
        _ detail: String?,
        at instant: Instant = .now
    ) {
        let happened = client.scale.milliseconds(at: instant)
        record(SessionNote(session: client.id, at: happened, kind: kind, detail: detail))
    }

    func record(_ note: SessionNote) {
        journal.record(.noted(note))
    }
}
