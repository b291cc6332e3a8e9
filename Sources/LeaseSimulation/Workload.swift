// What may happen next: every event that is possible in a world, and none that is not, as a
// gateway could never report it. To add an event: its line in `possible`, its kind, and, where it
// has variants, `variant`.

import LeaseCore

/// The events that a simulation draws from.
public struct Workload: Hashable, Sendable {
    /// How many sessions arrive at most.
    var arrivalsMax: Int
    /// Whether the gateway may run out of room in its history, and back.
    var suspends = true
    /// Whether holders type, fall silent and are heard again, and operators drain and resume.
    var isLively = false
    /// What arrivals claim, in turn.
    var claims = [Claim.anybody]
    /// The rules that the configuration may change to.
    var policies: [LeasePolicy] = []

    /// Everything that can happen in `world`; of an end's many causes, and of a failure's two, one
    /// stands for all. `deadline`: whether the machine has one.
    func possible(in world: World, deadline: Bool) -> [LeaseEvent] {
        var events: [LeaseEvent] = []
        if world.arrivals < arrivalsMax {
            let claim = claims[world.arrivals % claims.count]
            events.append(.sessionArrived(SessionID(Int64(world.arrivals + 1)), claim))
        }
        for client in world.clients { append(what: client, in: world, to: &events) }
        if let session = world.unwrittenGrants.first { events.append(.grantRecorded(session)) }
        switch world.link {
        case .closed: break
        case .opening: events += [.linkOpened, .linkFailed(.refused)]
        case .open:
            events.append(.linkLost(.deviceClosed))
            // Under a holder it changes nothing.
            if isLively || world.holder == nil { events.append(.deviceMoved) }
        case .clearing: events += [.lineCleared, .linkReleased]
        case .closing: events.append(.linkReleased)
        }
        if deadline { events.append(.deadlinePassed) }
        if suspends {
            events.append(world.admissionIsSuspended ? .admissionResumed : .admissionSuspended)
        }
        if isLively { events.append(world.isDrained ? .resumeRequested : .drainRequested) }
        events += policies.map { .policyChanged($0) }
        if !world.isStopping { events.append(.shutdownRequested) }
        return events
    }

    private func append(
        what client: World.Client,
        in world: World,
        to events: inout [LeaseEvent]
    ) {
        events.append(.sessionEnded(client.session, .clientReset))
        if client.hasFinished {
            if world.holder == client.session { events.append(.answerOver(client.session)) }
        } else if !client.hasVanished {
            events.append(.clientFinished(client.session, answerDue: false))
            events.append(.clientFinished(client.session, answerDue: true))
        }
        if isLively, world.holder == client.session { appendLife(of: client, in: world, &events) }
        if client.owesAnswer, !client.hasVanished { events.append(.heirAnswered(client.session)) }
    }

    private func appendLife(
        of holder: World.Client,
        in world: World,
        _ events: inout [LeaseEvent]
    ) {
        if !holder.hasVanished { events.append(.holderTyped(holder.session, at: world.now)) }
        // Only of somebody known does silence mean anything yet.
        guard holder.claim.user != nil else { return }
        events.append(
            holder.isUnheard ? .holderHeard(holder.session) : .holderFellSilent(holder.session)
        )
    }

    /// One of the events that `event` stands for.
    func variant(of event: LeaseEvent, in world: World, by chance: inout SplitMix64) -> LeaseEvent {
        switch event {
        case .sessionEnded(let session, _):
            .sessionEnded(session, chance.pick(causes(of: session, in: world)))
        case .linkFailed: .linkFailed(chance.pick([.refused, .refused, .unreachable]))
        case .linkLost: .linkLost(chance.pick([.deviceClosed, .deviceReset, .deviceLost]))
        default: event
        }
    }

    private func causes(of session: SessionID, in world: World) -> [EndReason] {
        let client = world.clients.first { $0.session == session }
        if client?.hasVanished == true { return [.clientKeepalive, .clientUnacked, .kicked] }
        let any: [EndReason] = [
            .clientReset, .clientQuit, .clientKeepalive, .clientUnacked, .clientStalled, .kicked,
            .internalError,
        ]
        guard world.holder == session, world.link == .open else { return any }
        return any + [.deviceStalled]
    }
}
