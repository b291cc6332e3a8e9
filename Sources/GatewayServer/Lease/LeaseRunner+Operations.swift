// What operators order at one device. Who may give orders is decided on the floor above; what
// follows from one for the lease, by the machine.

import GatewayAPI
import LeaseCore
import Logging

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

    /// The operator's order that brought an end about; nil where none did.
    func order(behind departure: Departure) -> Dismissal? {
        departure.ending.reason == .kicked ? departure.client.dismissal : nil
    }
}
