// One machine under test, driven event by event, with the time that it is told. Here are the ways
// into each of its states; what is expected of them is in the tests.

import LeaseCore

struct Driven {
    private(set) var machine: LeaseStateMachine
    private(set) var now = Instant(nanoseconds: 0)

    init(_ policy: LeasePolicy = .tested) {
        machine = LeaseStateMachine(policy: policy)
    }

    @discardableResult
    mutating func handle(_ event: LeaseEvent, after wait: Duration = .zero) -> [LeaseAction] {
        now = now + wait
        return machine.handle(event, at: now)
    }

    /// How long until the machine's next deadline.
    var untilDeadline: Duration? { machine.nextDeadline.map { $0 - now } }

    /// Lets the next deadline pass, in time.
    @discardableResult
    mutating func passDeadline() -> [LeaseAction] {
        handle(.deadlinePassed, after: max(untilDeadline ?? .zero, .zero))
    }
}

extension Driven {
    /// Alice has the lease of a device that is being connected; the others are in line.
    static func connecting(waiting: SessionID..., under policy: LeasePolicy = .tested) -> Driven {
        var driven = Driven(policy)
        for session in [.alice] + waiting { driven.handle(.sessionArrived(session)) }
        return driven
    }

    /// Alice has the lease, recorded, on an open link; the others are in line.
    static func held(waiting: SessionID..., under policy: LeasePolicy = .tested) -> Driven {
        var driven = Driven(policy)
        for session in [.alice] + waiting { driven.handle(.sessionArrived(session)) }
        driven.handle(.linkOpened)
        driven.handle(.grantRecorded(.alice))
        return driven
    }

    /// Alice has left and her link is on its way out.
    static func releasing(waiting: SessionID..., under policy: LeasePolicy = .tested) -> Driven {
        var driven = Driven(policy)
        for session in [.alice] + waiting { driven.handle(.sessionArrived(session)) }
        driven.handle(.linkOpened)
        driven.handle(.sessionEnded(.alice, .clientReset))
        return driven
    }

    /// Nobody has the lease, and a link is kept.
    static func ready(under policy: LeasePolicy = .persistent) -> Driven {
        var driven = releasing(under: policy)
        driven.handle(.lineCleared)
        return driven
    }

    /// Nobody has the lease, and the link that stands is open.
    static func standing() -> Driven {
        var driven = Driven(.standing)
        driven.handle(.resumeRequested)
        driven.handle(.linkOpened)
        return driven
    }

    /// Alice has left before her link was open.
    static func orphaned(under policy: LeasePolicy = .tested) -> Driven {
        var driven = connecting(under: policy)
        driven.handle(.sessionEnded(.alice, .clientReset))
        return driven
    }

    /// Alice was refused by the device for as long as it takes; the others are in line, and the
    /// next try is a second away.
    static func down(waiting: SessionID..., under policy: LeasePolicy = .tested) -> Driven {
        var driven = Driven(policy)
        for session in [.alice] + waiting { driven.handle(.sessionArrived(session)) }
        driven.handle(.linkFailed(.refused), after: policy.deviceReady)
        return driven
    }

    /// Alice left while bob waited; bob has the lease, has not answered for a second, and is passed
    /// over for carol. The link is open.
    static func passedOver(under policy: LeasePolicy = .tested) -> Driven {
        var driven = releasing(waiting: .bob, .carol, under: policy)
        driven.handle(.linkReleased)
        driven.handle(.linkOpened)
        driven.handle(.deadlinePassed, after: policy.heirAnswerMax)
        return driven
    }
}

extension SessionID {
    static let alice = SessionID(1)
    static let bob = SessionID(2)
    static let carol = SessionID(3)
    static let dave = SessionID(4)
}

extension LeasePolicy {
    static let tested = LeasePolicy(queueDepthMax: 3, queueTimeout: .seconds(3600)).patient
    static let persistent = LeasePolicy(
        queueDepthMax: 3,
        queueTimeout: .seconds(3600),
        linkLife: .persistent
    ).patient

    static let standing = LeasePolicy(
        queueDepthMax: 3,
        queueTimeout: .seconds(3600),
        linkLife: .standing
    ).patient

    /// Holders may stay for as long as any test takes.
    var patient: LeasePolicy {
        var policy = self
        policy.idleMax = .seconds(1_000_000)
        policy.holdMax = .seconds(1_000_000)
        return policy
    }
}

extension LeaseAction {
    /// The end of one that was turned away.
    static func refused(_ session: SessionID, _ reason: EndReason) -> LeaseAction {
        .end(
            Ending(
                session: session,
                reason: reason,
                phase: .arriving,
                role: .refused,
                waited: .zero,
                held: .zero
            )
        )
    }

    /// The end of one that waited in vain.
    static func gone(
        _ session: SessionID,
        _ reason: EndReason,
        waited: Duration = .zero
    ) -> LeaseAction {
        .end(
            Ending(
                session: session,
                reason: reason,
                phase: .queued,
                role: .waiter,
                waited: waited,
                held: .zero
            )
        )
    }

    /// The end of one that had the lease.
    static func over(
        _ session: SessionID,
        _ reason: EndReason,
        _ phase: SessionPhase = .holding,
        waited: Duration = .zero,
        held: Duration = .zero
    ) -> LeaseAction {
        .end(
            Ending(
                session: session,
                reason: reason,
                phase: phase,
                role: .holder,
                waited: waited,
                held: held
            )
        )
    }
}
