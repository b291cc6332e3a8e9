// One pool at work: which devices it gives away, and what becomes of somebody who comes to it. How
// its clients come to their device's line, and from there to another's, is `Turns+Pools`'.

import GatewayAPI
import GatewayConfiguration
import LeaseCore
import Logging
import NIOCore

/// Devices of which whoever comes gets the first that is free. Confined to their event loop.
final class DevicePool {
    let name: String
    let turns: Turns
    private let log: Logger
    /// The device at whose door the pool's clients are until they are in: the first.
    private(set) var porter: LeaseRunner
    /// In the order in which they are given away; none once the pool is closed.
    private(set) var members: [LeaseRunner] = []
    private(set) var listeners: [ClientListener] = []
    /// The configuration has it no more, or the gateway stops.
    private(set) var isClosed = false

    init(name: String, porter: LeaseRunner, turns: Turns, log: Logger) {
        self.name = name
        self.porter = porter
        self.turns = turns
        self.log = log
    }

    /// What a client of the pool claims at each of its devices that it may have.
    private func claims(of identity: Identity, isProved: Bool) -> [String: Claim] {
        var claims: [String: Claim] = [:]
        for settings in members.map(\.settings)
        where settings.access.refusal(of: identity, for: .hold) == nil {
            let priority = settings.priority.priority(of: identity)
            let claim = Claim(user: identity.user, isProved: isProved, priority: priority)
            claims[settings.name] = claim
        }
        return claims
    }

    /// Chooses the device that makes most of somebody new: the first that is free, else the one
    /// where it is next, else the one in whose line its place is best. Nil: it may have none of
    /// them.
    func place(_ client: ClientSession, _ identity: Identity, isProved: Bool) -> LeaseRunner? {
        let claims = claims(of: identity, isProved: isProved)
        let choices = members.compactMap { runner in
            claims[runner.settings.name].map { claim in
                (runner, claim, runner.machine.reception(of: client.id, claim, at: .now))
            }
        }
        guard let best = Reception.best(of: choices.map(\.2)) else { return nil }
        let (runner, claim, _) = choices[best]
        client.identify(claim)
        client.guest = .init(identity: identity, claims: claims)
        return runner
    }
}

// MARK: What the configuration says

extension DevicePool {
    /// The one door for settings. `fresh`: listeners that are not there yet, bound and not
    /// accepting.
    func apply(_ settings: PoolSettings, _ members: [LeaseRunner], _ fresh: [ClientListener]) {
        guard !isClosed else {
            for listener in fresh { listener.channel.close(promise: nil) }
            return
        }
        for runner in members { turns.join(runner) }
        self.members = members
        porter = members.first ?? porter
        listeners = ClientListener.replace(listeners, by: settings.listen, fresh, log)
        followMembers()
    }

    /// The configuration has the pool no more, or the gateway stops. Whoever waits stays where it
    /// is, for that device alone.
    func close() {
        isClosed = true
        for client in clients { turns.line.leave(client.id) }
        for listener in listeners { listener.channel.close(promise: nil) }
        listeners = []
        members = []
    }

    private var clients: [ClientSession] {
        turns.runners.flatMap(\.clients.values).filter { $0.pool === self }
    }

    /// Those who wait may have the devices that the pool has now, and none that it has no more.
    private func followMembers() {
        for client in clients {
            guard let guest = client.guest else { continue }
            let claims = claims(of: guest.identity, isProved: client.claim.isProved)
                .merging(guest.claims) { _, present in present }
                .filter { name, _ in members.contains { $0.settings.name == name } }
            client.guest?.claims = claims
            turns.line.setClaims(of: client.id, claims)
        }
        // It says nothing: after it, whoever may go to another device by now does.
        porter.handle(.deadlinePassed)
    }

    func status() -> PoolStatus {
        PoolStatus(
            pool: name,
            devices: members.map(\.settings.name),
            listen: listeners.map(\.text)
        )
    }
}
