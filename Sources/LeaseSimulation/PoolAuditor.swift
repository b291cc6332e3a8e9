// Watches a pool's devices together, and knows the rules that no single device can keep: who is
// served before whom, and that everybody who waits is in one line. What each device may do, its own
// `Auditor` says. Its picture is made from arrivals and from what the machines tell the outside.

import LeaseCore

/// Holds several machines to the rules of a pool.
struct PoolAuditor {
    struct Guest {
        var session: SessionID
        var arrivedAt: Instant
        /// By device; where it may not have one, there is none.
        var claims: [String: Claim]
    }

    /// One device as it is between two turns.
    struct Device {
        var name: String
        var machine: LeaseStateMachine
        /// Those in its line who did not answer their grant.
        var silent: Set<SessionID>

        /// Who has it, or is about to.
        var served: SessionID? { machine.holder ?? machine.chosen }
        var inLine: Set<SessionID> {
            Set(machine.queue.map(\.session)).subtracting([machine.chosen].compactMap(\.self))
        }
        var everybody: [SessionID] {
            [machine.holder].compactMap(\.self) + machine.queue.map(\.session)
        }
    }

    /// Those who came to the pool and have not ended, in the order in which they came.
    private var guests: [Guest] = []
    /// What those who came to a device itself claim there, and when they came.
    private var own: [SessionID: (claim: Claim, arrivedAt: Instant)] = [:]

    mutating func arrive(_ session: SessionID, claims: [String: Claim], at now: Instant) {
        guests.append(Guest(session: session, arrivedAt: now, claims: claims))
    }

    mutating func arriveAtDevice(_ session: SessionID, _ claim: Claim, at now: Instant) {
        own[session] = (claim, now)
    }

    mutating func end(_ session: SessionID) {
        guests.removeAll { $0.session == session }
        own[session] = nil
    }

    /// Whoever is served at a device after a turn and was not before comes before everybody who
    /// still waits for it elsewhere. `isOwnPlace`: it took its own user's place.
    func auditOrder(
        of device: Device,
        before: SessionID?,
        among devices: [Device],
        isOwnPlace: Bool,
        at now: Instant
    ) throws(Violation) {
        guard let served = device.served, served != before, !isOwnPlace,
            let claim = claim(of: served, at: device.name)
        else { return }
        for (guest, priority) in rivals(for: device, among: devices, at: now)
        where guest.session != served {
            let isFirst =
                claim.priority == priority
                ? (claim.arrivedAt, served) < (guest.arrivedAt, guest.session)
                : claim.priority > priority
            guard !isFirst else { continue }
            throw Violation(
                rule: .poolOrder,
                detail: "\(served.text) was served by \(device.name) before \(guest.session.text)"
            )
        }
    }

    /// After everything that follows from a turn.
    func auditRest(_ devices: [Device], at now: Instant) throws(Violation) {
        for guest in guests {
            let lines = devices.filter { $0.everybody.contains(guest.session) }.map(\.name)
            guard lines.count == 1 else {
                let detail = "\(guest.session.text) is at \(lines)"
                throw Violation(rule: .oneLine, detail: detail)
            }
        }
        for device in devices where device.machine.isOpenToVisitors {
            guard let (guest, _) = rivals(for: device, among: devices, at: now).first else {
                continue
            }
            throw Violation(
                rule: .poolFree,
                detail: "\(device.name) is free, and \(guest.session.text) waits elsewhere"
            )
        }
    }

    private func claim(
        of session: SessionID,
        at device: String
    ) -> (priority: Int, arrivedAt: Instant)? {
        if let (claim, arrivedAt) = own[session] { return (claim.priority, arrivedAt) }
        guard let guest = guests.first(where: { $0.session == session }),
            let claim = guest.claims[device]
        else { return nil }
        return (claim.priority, guest.arrivedAt)
    }

    /// Those in other devices' lines who could take this one.
    private func rivals(
        for device: Device,
        among devices: [Device],
        at now: Instant
    ) -> [(guest: Guest, priority: Int)] {
        guard device.machine.isInService else { return [] }
        let waiting = devices.filter { $0.name != device.name }
            .reduce(into: Set()) { $0.formUnion($1.inLine.subtracting($1.silent)) }
        return guests.compactMap { guest in
            guard let claim = guest.claims[device.name], waiting.contains(guest.session),
                guest.arrivedAt + device.machine.policy.queueTimeout > now
            else { return nil }
            return (guest, claim.priority)
        }
    }
}
