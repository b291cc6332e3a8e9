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
            let rule = isStopping ? Rule.shutdown : .promptEnd
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
        try require(link != .closing, .linkGone, "\(session) has the lease while the link goes")
        try require(
            link != .closed || tries.dueBy != nil,
            .nobodyForgotten,
            "no connect was started for \(session)"
        )
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
        try require(link != .open, rule, "an open link is kept for nobody")
        if let waiter = next ?? candidate {
            try require(
                isDown || link == .closing,
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
