// What a turn must not leave undone: whoever should have been served, ended or let go by now, and
// the states of a device that may not outlast a turn.

import LeaseCore

extension Auditor {
    func auditTurn() throws(Violation) {
        for stay in stays {
            try require(
                stay.standing != .arriving,
                .everyArrivalAnswered,
                "\(stay.session.text) heard nothing"
            )
        }
        if let (session, reason) = turn.causes.min(by: { $0.key < $1.key }) {
            let rule: Rule =
                switch reason {
                case .gatewayShutdown: .shutdown
                case .superseded: .reclaim
                default: .promptEnd
                }
            let detail = "\(session.text) is still here, after \(reason.rawValue)"
            throw Violation(rule: rule, detail: detail)
        }
        try require(
            !somebodyLingers || candidate == nil,
            .halfClosed,
            "a half-closed client is in the way of \(candidate.text)"
        )
        try require(
            turn.wentDown == turn.wasAnnounced,
            .deviceReady,
            "the device went down, and nobody was told"
        )
        if let stay = stays.first(where: { $0.lease != nil }), let lease = stay.lease {
            try auditHolding(stay, lease)
        } else {
            try auditVacancy()
        }
    }

    private func auditHolding(_ stay: Stay, _ lease: Stay.Lease) throws(Violation) {
        let session = stay.session.text
        try require(!link.isLeaving, .linkGone, "\(session) has the lease while the link goes")
        try require(
            link != .closed || tries.dueBy != nil,
            .nobodyForgotten,
            "no connect was started for \(session)"
        )
        try require(
            lease.isAnswered || candidate == nil
                || turn.now < lease.grantedAt + policy.heirAnswerMax,
            .deadHeir,
            "\(session) has not answered in time, and \(candidate.text) waits for it"
        )
        if link != .open, turn.now < lease.grantedAt + policy.deviceReady {
            try require(
                turn.now < lease.trialToldBy(under: policy),
                .trialTold,
                "\(session) does not hear that it has no link yet"
            )
        }
        guard link == .open, lease.isRecorded else { return }
        try require(lease.outputStarted, .output, "\(session) does not see what the device says")
        try require(
            lease.inputStarted || !lease.isAnswered,
            .input,
            "\(session)'s bytes are kept back"
        )
    }

    private func auditVacancy() throws(Violation) {
        let rule = isStopping ? Rule.shutdown : .linkNeeded
        let isWanted = !isStopping && !isDrained && !turn.deviceMoved
        let mayBeKept = policy.linkLife != .perLease && isWanted
        try require(link != .open || mayBeKept, rule, "an open link is kept for nobody")
        try require(link != .clearing || !isStopping, rule, "the link is not released")
        try require(link != .open || lineIsClean, .linkKept, "the line is not cleared")
        try require(
            link != .closed || !linkStands || isDown,
            .linkStands,
            "a standing link is not opened"
        )
        if let waiter = next ?? candidate {
            try require(
                isDown || link.isLeaving,
                .nobodyForgotten,
                "nobody has the lease, and \(waiter.text) waits"
            )
        }
    }

    /// Places are told when they have changed: to the first few in that turn, to the others at
    /// most every `placesPause`, and not much more rarely either.
    mutating func auditPlaces(_ deadline: Instant?) throws(Violation) {
        guard policy.tellsPlaces else { return }
        for (index, stay) in line.enumerated() {
            guard stay.positionTold != index + 1 else {
                change(stay.session) { $0.owedSince = nil }
                continue
            }
            try require(
                index >= policy.promptPlacesMax,
                .promptPlace,
                "\(stay.session.text) is now \(index + 1) in line, and was not told"
            )
            let owedSince = stay.owedSince ?? turn.now
            change(stay.session) { $0.owedSince = owedSince }
            try requireDeadline(
                deadline,
                by: owedSince + policy.placesPause,
                .promptPlace,
                "\(stay.session.text) is \(index + 1) in line and is not told"
            )
        }
    }
}
