// Watches a machine at work and knows the rules, not the machine: its own picture of the device is
// made from events and actions alone. `audit` is called once a turn. What events mean is in
// `+Events`, what each action may be in `+Actions` and `+Endings`, what a turn must not leave
// undone in `+Turn` and `+Deadlines`, how long a holder may stay in `+Limits` and `+Precedence`,
// what became of bytes and rows in `+Bytes` and `+Rows`.

import LeaseCore

/// Holds a machine to the rules, turn by turn.
public struct Auditor: Hashable, Sendable {
    var policy: LeasePolicy
    /// `type_ahead: hold`.
    let holdsTypeAhead: Bool
    /// Everybody who has arrived and not ended, in order of arrival.
    var stays: [Stay] = []
    var holder: SessionID?
    /// Who was chosen when the last holder left, or was the first to arrive after that.
    var next: SessionID?
    var link = SimulatedLink.closed
    /// Nobody who has left has had the open link.
    var lineIsClean = true
    /// Whose bytes the link has carried since it was opened or cleared.
    var bytesOnLine: SessionID?
    /// The rows that have begun and not ended.
    var rows: [SessionID: Row] = [:]
    /// The row that began last. Sessions are numbered as they arrive.
    var lastRow: SessionID?
    var tries = Tries()
    /// The device could not be reached for `device_ready`, or a standing link not opened.
    var isDown = false
    var isSuspended = false
    var isDrained = false
    var isStopping = false
    /// Somebody in the line of another device of a pool could take this one.
    var isWantedElsewhere = false
    var turn: Turn

    /// How far a row has come.
    enum Row: Hashable, Sendable {
        case waiting, granted
    }

    /// What belongs to one turn only.
    struct Turn: Hashable, Sendable {
        var event = LeaseEvent.deadlinePassed
        var now = Instant(nanoseconds: 0)
        /// Who has to end in this turn, and why.
        var causes: [SessionID: EndReason] = [:]
        var linkWasLost = false
        var deviceMoved = false
        var wentDown = false
        var wasAnnounced = false
        /// Who takes the place of its own user's silent session.
        var successor: SessionID?
    }

    init(policy: LeasePolicy, holdsTypeAhead: Bool) {
        self.policy = policy
        self.holdsTypeAhead = holdsTypeAhead
        self.turn = Turn()
    }

    /// Takes one turn: what happened and when, what the machine answered, and the machine after it.
    mutating func audit(
        _ event: LeaseEvent,
        at now: Instant,
        _ actions: [LeaseAction],
        of decider: some LeaseDecider
    ) throws(Violation) {
        turn = Turn(event: event, now: now)
        note(event)
        for action in actions { try audit(action) }
        noteContention()
        try auditTurn()
        try auditHolder()
        try auditPlaces(decider.nextDeadline)
        try auditDeadlines(decider.nextDeadline)
        try auditStatus(of: decider)
        turn = Turn()
    }

    func require(
        _ condition: Bool,
        _ rule: Rule,
        _ detail: @autoclosure () -> String
    ) throws(Violation) {
        guard condition else { throw Violation(rule: rule, detail: detail()) }
    }
}

extension Auditor {
    func stay(of session: SessionID) -> Stay? {
        stays.first { $0.session == session }
    }

    mutating func change(_ session: SessionID, _ change: (inout Stay) -> Void) {
        guard let index = stays.firstIndex(where: { $0.session == session }) else { return }
        change(&stays[index])
    }

    /// Everybody in line, in order: a higher priority first, then first come, first served.
    var line: [Stay] {
        stays.enumerated().filter { $0.element.standing == .inLine }.sorted {
            (-$0.element.claim.priority, $0.offset) < (-$1.element.claim.priority, $1.offset)
        }.map(\.element)
    }

    /// The first in line who is there to take the lease.
    var candidate: SessionID? { line.first { !$0.isSilent }?.session }

    /// While a link is still the last holder's, somebody is next as soon as anybody is there.
    mutating func choose() {
        guard link.isLeaving, next == nil, let chosen = turn.successor ?? candidate,
            stay(of: chosen)?.standing == .inLine
        else { return }
        next = chosen
        change(chosen) { $0.standing = .next }
    }

    /// Whether anybody could take the lease, here or in a sibling's line.
    var isWaitedFor: Bool { candidate != nil || isWantedElsewhere }

    /// Whether one more may be in line.
    var hasRoom: Bool {
        line.count < policy.queueDepthMax || (isDown && candidate == nil)
    }

    /// Whether nobody has the device or is about to: who comes now need not wait.
    var isFree: Bool { holder == nil && next == nil && candidate == nil && !isDown }

    /// Whether the link is wanted even while nobody is there.
    var linkStands: Bool { policy.linkLife == .standing && !isDrained && !isStopping }

    /// Whether a half-closed client lingers on the lease, or on being next.
    var somebodyLingers: Bool { stays.contains { $0.isHalfClosed } }
}
