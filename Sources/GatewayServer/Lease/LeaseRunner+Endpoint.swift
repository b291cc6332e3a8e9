// Where this device is among all of the gateway's: at the endpoint of a lease from before its first
// command on until its link is left and its last command is over. What belongs to a lease waits
// before that while another device is there that has the endpoint from another configuration. Who
// may be there together is `Endpoints`' to say.

import GatewayConfiguration
import LeaseCore
import NIOCore

extension LeaseRunner {
    /// Whether the device is where the next link leads, or may be from now on. If not, the link is
    /// thought of again when it may.
    func enterEndpoint() -> Bool {
        let next = presentRoute.endpoint
        if endpoint == next { return true }
        // A connect to where it was before is not abandoned.
        guard !isBusy else { return false }
        let runner = NIOLoopBound(self, eventLoop: loop)
        occupant = endpoints.enter(next, ObjectIdentifier(self), of: settings.name) {
            runner.eventLoop.execute { runner.value.openDueLink() }
        }
        endpoint = occupant == nil ? next : nil
        return occupant == nil
    }

    /// Nothing of a lease is where the device was, nor goes there.
    func leaveEndpoint() {
        guard !isBusy, let endpoint, holder?.tenure.route.endpoint != endpoint else { return }
        self.endpoint = nil
        endpoints.leave(ObjectIdentifier(self))
    }

    private var isBusy: Bool { link != nil && linkDue == nil || commands.isAtWork }

    /// What the link that is to be opened waits for, in words; nil where that is nothing of ours.
    var inTheWay: String? {
        guard linkDue != nil else { return nil }
        if let entry = commands.running {
            return "\(entry.kind.rawValue) of lease \(entry.lease.number) still runs"
        }
        return occupant.map {
            "\($0.device), which "
                + ($0.isFormer ? "led to this device until" : "leads to this device since")
                + " a reload, still has it"
        }
    }

    /// The same as what is said of a device that could not be had.
    var whyNotAsked: String? { inTheWay.map { "\($0), and the device was not asked" } }

    /// The link of the holder has not been begun. That its own command runs, it knows.
    func tellDelay(_ client: ClientSession, left: Duration) {
        guard commands.running == nil, let why = inTheWay else {
            return noteDelay("link_awaits_command")
        }
        noteDelay("link_awaits_session", why)
        tell(client, .trial(device: settings.name, .unreachable, why: why, left: left))
    }
}
