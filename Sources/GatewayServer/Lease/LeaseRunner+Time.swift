// What the clock and a higher priority mean for the holder, as it is told; and what the machine is
// told of the holder's typing, which passes it by. When anything is due, the machine decides.

import LeaseCore

extension LeaseRunner {
    /// Before anything is decided the machine hears when the holder last typed: bytes themselves
    /// are none of its events.
    var unreportedInput: LeaseEvent? {
        guard let (client, tenure) = holder, let instant = tenure.takeUnreportedInput() else {
            return nil
        }
        return .holderTyped(client.id, at: instant)
    }

    func warn(_ client: ClientSession, _ warning: Warning) {
        let device = settings.name
        switch warning {
        case .limit(let reason, let left, let next):
            let next = next.flatMap { clients[$0] }?.title
            tellBetween(client, .limit(device: device, reason, left: left, next: next))
        case .preemption(let left, let session):
            let next = self.client(session)
            tellBetween(client, .givesWay(device: device, to: next.title, left: left))
            tell(next, .isYoursSoon(device: device, from: client.title, left: left))
        case .preemptionLifted: tellBetween(client, .staysYours(device: device))
        }
    }

    /// A line that comes between the grant and the end: only where everything is told.
    func tellBetween(_ client: ClientSession, _ notice: Notice) {
        if notices(for: client) == .on { tell(client, notice) }
    }
}
