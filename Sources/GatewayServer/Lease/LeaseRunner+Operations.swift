// What operators order at one device. Who may give orders is decided on the floor above; what
// follows from one for the lease, by the machine.

import GatewayAPI
import LeaseCore
import Logging
import NIOCore

extension LeaseRunner {
    /// Ends the session that has the lease.
    func kickHolder(_ order: KickOrder, by actor: String) -> Result<KickedSession, Problem> {
        let name = settings.name
        guard let (client, tenure) = holder else {
            let hint = lastLease.map { "Its last lease was \($0.number), and is over." } ?? ""
            return .failure(Problem(.conflict, "Nobody has \(name).", hint: hint))
        }
        if let lease = order.ifLease, lease != tenure.lease.number {
            return .failure(
                Problem(
                    .conflict,
                    "Lease \(lease) is not \(name)'s any more.",
                    hint: "It is held by \(client.host) with lease \(tenure.lease.number)."
                )
            )
        }
        return .success(dismiss(client, Dismissal(actor: actor, because: order.reason)))
    }

    /// Ends one session; nil where it is not here, or has ended.
    func kick(_ session: SessionID, _ order: KickOrder, by actor: String) -> KickedSession? {
        guard let client = clients[session], client.isTalking else { return nil }
        return dismiss(client, Dismissal(actor: actor, because: order.reason))
    }

    private func dismiss(_ client: ClientSession, _ order: Dismissal) -> KickedSession {
        let kicked = KickedSession(
            session: client.id.number,
            device: settings.name,
            user: client.claim.user,
            address: client.address,
            lease: client.tenure?.lease.number
        )
        log.notice(
            "kicked",
            metadata: [
                "session": "\(client.id.number)",
                "operator": "\(order.actor ?? "")",
                "because": "\(order.because ?? "")",
            ]
        )
        client.dismissal = order
        sessionEnded(client, .kicked)
        return kicked
    }

    /// Takes the device out of service. What is so already stays as it is, with whose order it was.
    /// A device that the configuration has no more comes back so, if it does. Fulfilled when it is
    /// in the record, or cannot be.
    func drain(by actor: String) -> EventLoopFuture<DeviceStatus> {
        switch service {
        case .open: break
        case .removed where standingService == .open:
            note("drained", by: actor)
            return record(.drain, by: actor)
        case .drained, .removed: return loop.makeSucceededFuture(status())
        }
        note("drained", by: actor)
        service = .drained(by: actor)
        handle(.drainRequested)
        tellHolder(.draining(device: settings.name))
        return record(.drain, by: actor)
    }

    /// Puts the device back in service. One that the configuration has no more stays out.
    func resume(by actor: String) -> EventLoopFuture<DeviceStatus> {
        switch service {
        case .open: return loop.makeSucceededFuture(status())
        case .removed:
            return loop.makeFailedFuture(
                Problem(.conflict, "The configuration has no \(settings.name) any more.")
            )
        case .drained: break
        }
        note("resumed", by: actor)
        service = .open
        tellHolder(.resumed(device: settings.name))
        handle(.resumeRequested)
        return record(.resume, by: actor)
    }

    private func record(_ kind: ServiceOrder.Kind, by actor: String) -> EventLoopFuture<
        DeviceStatus
    > {
        let order = ServiceOrder(
            device: settings.name,
            kind: kind,
            at: EpochClock.milliseconds,
            actor: actor
        )
        let written = loop.makePromise(of: Void.self)
        journal.record(order) { _ in written.succeed(()) }
        return written.futureResult.assumeIsolated().map { self.status() }.nonisolated()
    }

    /// Between grant and end: only where the gateway may say everything.
    private func tellHolder(_ notice: Notice) {
        if let holder { tellBetween(holder.client, notice) }
    }

    /// Says it in the log, and in the record of everybody who is there.
    private func note(_ kind: String, by actor: String) {
        log.notice("\(kind)", metadata: ["operator": "\(actor)"])
        let waiting = machine.queue.map(\.session)
        for session in [machine.holder].compactMap(\.self) + waiting {
            self.note(client(session), "device_\(kind)", "by \(actor)")
        }
    }

    /// The order that brought an end about; nil where none did.
    func order(behind departure: Departure) -> Dismissal? {
        switch departure.ending.reason {
        case .kicked: departure.client.dismissal
        case .deviceDrained: service.dismissal
        default: nil
        }
    }
}
