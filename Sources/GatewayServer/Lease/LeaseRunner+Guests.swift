// A client that came to a pool, as its device sees it: it comes in by the pool's choice, and may go
// on waiting in another device's line. Who goes where, and when, is `Turns+Pools`'.

import GatewayConfiguration
import LeaseCore
import NIOCore

extension LeaseRunner {
    /// Lets a pool's client in at the device that the pool chooses. False: it may have none.
    func admitGuest(
        _ client: ClientSession,
        of pool: DevicePool,
        _ identity: Identity,
        isProved: Bool
    ) -> Bool {
        guard let runner = pool.place(client, identity, isProved: isProved) else { return false }
        handOver(client, to: runner)
        // A pool's listener has the times of one of its devices.
        runner.liveness.applyUnwatched(to: client.descriptor)
        runner.letIn(client)
        return true
    }

    /// The ticket of one who came to a pool is drawn with its arrival.
    func noteGuest(of event: LeaseEvent, at now: Instant) {
        guard case .sessionArrived(let session, _) = event, let guest = clients[session]?.guest
        else { return }
        turns.line.arrive(session, at: settings.name, claims: guest.claims, at: now)
    }

    /// A client that waits here goes on in another device's line.
    func letGoOn(_ client: ClientSession, to runner: LeaseRunner, as claim: Claim) {
        carryOut(.sessionWithdrawn(client.id), at: .now)
        handOver(client, to: runner)
        if runner.liveness != liveness {
            // It may have been silent for longer than one may be at this device.
            client.endVigil()
            runner.keepVigil(over: client, until: .heard(after: .now))
        }
        client.identify(claim)
        if runner.settings.escape != settings.escape {
            client.letEscape(with: runner.settings.escape)
        }
        runner.keepTypeAhead(of: client)
        runner.recordMove(client)
    }

    private func handOver(_ client: ClientSession, to runner: LeaseRunner) {
        clients[client.id] = nil
        runner.clients[client.id] = client
        client.runner = runner
    }
}
