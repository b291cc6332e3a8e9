// What happened, as facts for the journal. Lengths come from the monotonic clock, and times are
// the arrival's wall-clock time plus a length, so that they agree with each other whatever the
// wall clock does in between.

import LeaseCore
import NIOCore

extension LeaseRunner {
    func recordArrival(_ client: ClientSession) {
        journal.record(
            .arrived(
                SessionArrival(
                    session: client.id,
                    device: settings.name,
                    user: client.claim.user,
                    address: client.address,
                    via: client.via,
                    role: client.role,
                    arrivedAt: client.arrivedAt,
                    queuePosition: client.queuePosition ?? 0
                )
            )
        )
    }

    /// No byte passes before the journal has answered.
    func recordGrant(_ client: ClientSession, _ tenure: Tenure) {
        let waited = (tenure.granted - client.arrived).wholeMilliseconds
        let grant = SessionGrant(
            session: client.id,
            lease: tenure.lease,
            grantedAt: client.arrivedAt + waited,
            waitedMilliseconds: waited
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
        if !isDurable {
            record(
                .init(
                    session: session,
                    at: EpochClock.milliseconds,
                    kind: "grant_not_durable",
                    detail: "the history could not be written"
                )
            )
        }
        handle(.grantRecorded(session))
    }

    func recordPassOver(_ client: ClientSession) {
        let now = client.arrivedAt + (Instant.now - client.arrived).wholeMilliseconds
        journal.record(.passedOver(client.id, at: now))
    }

    func recordEnd(_ departure: Departure) {
        let (client, ending) = (departure.client, departure.ending)
        let waiting = client.timeAtTheDoor + ending.waited
        let stay = (waiting + ending.held).wholeMilliseconds
        let waited = waiting.wholeMilliseconds
        let unsent = departure.unsentByteCount
        let order = order(behind: departure)
        let cause = order.map(\.because) ?? client.lastSign?.words
        let details = [cause, unsent > 0 ? "\(unsent) B unsent, withdrawn" : nil]
            .compactMap(\.self)
        journal.record(
            .ended(
                SessionEnd(
                    session: client.id,
                    role: ending.role,
                    endedAt: client.arrivedAt + stay,
                    waitedMilliseconds: waited,
                    heldMilliseconds: stay - waited,
                    idleMilliseconds: client.tenure?.idle(at: .now).wholeMilliseconds ?? 0,
                    reason: ending.reason,
                    phase: ending.phase,
                    detail: details.isEmpty ? nil : details.joined(separator: "; "),
                    actor: order?.actor,
                    bytesToDevice: departure.bytesToDevice,
                    bytesFromDevice: client.tenure?.byteCountFromDevice
                        ?? client.observation?.shownByteCount ?? 0
                )
            )
        )
    }

    /// The whole row of one that never became a session.
    func recordTurnedAway(_ caller: Caller, _ reason: EndReason, detail: String?) {
        let session = journal.nextSession()
        let stay = (Instant.now - caller.arrived).wholeMilliseconds
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
                    queuePosition: 0
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

    func record(_ note: SessionNote) {
        journal.record(.noted(note))
    }
}
