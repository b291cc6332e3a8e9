// What each action may be, given what the auditor has seen so far; each is believed once it was
// found right. Ends are in `+Endings`.

import LeaseCore

extension Auditor {
    mutating func audit(_ action: LeaseAction) throws(Violation) {
        switch action {
        case .expect(let session): try auditExpect(session)
        case .enqueue(let session, let place): try auditEnqueue(session, place)
        case .tell(let session, let place): try auditTell(session, place)
        case .grant(let session): try auditGrant(session)
        case .passOver(let session): try auditPassOver(session)
        case .startOutput(let session): try auditOutput(session)
        case .startInput(let session): try auditInput(session)
        case .end(let ending): try auditEnd(ending)
        case .openLink: try auditOpen()
        case .releaseLink: try auditRelease()
        case .clearLine: try auditClear()
        case .tellTrial(let session, let failure, let left):
            try auditTellTrial(session, failure, left: left)
        case .warn(let session, let warning): try auditWarning(session, warning)
        case .announceDown:
            try require(turn.wentDown && !turn.wasAnnounced, .deviceReady, "down was announced")
            turn.wasAnnounced = true
        }
        choose()
    }

    /// A session that may still be spoken of.
    private func present(_ session: SessionID) throws(Violation) -> Stay {
        guard let stay = stay(of: session) else {
            throw Violation(rule: .oneEnd, detail: "\(session.text) is not here (any more)")
        }
        return stay
    }

    private func auditAdmission(of session: SessionID) throws(Violation) {
        let stay = try present(session)
        try require(
            stay.standing == .arriving,
            .everyArrivalAnswered,
            "\(session.text) was let in before"
        )
        try require(!isDrained || isStopping, .drained, "\(session.text) was let in")
        try require(!isSuspended && !isStopping, .admission, "\(session.text) was let in")
    }

    private mutating func auditExpect(_ session: SessionID) throws(Violation) {
        try auditAdmission(of: session)
        try require(link.isLeaving, .nextHolder, "\(session.text) is next, and no link goes")
        try require(
            next == nil,
            .firstCome,
            "\(session.text) is next, and \(next.text) was before it"
        )
        next = session
        change(session) { $0.standing = .next }
    }

    private mutating func auditEnqueue(_ session: SessionID, _ place: Place) throws(Violation) {
        try auditAdmission(of: session)
        if isFree {
            let rule = link.isLeaving ? Rule.nextHolder : .grantedAtOnce
            throw Violation(
                rule: rule,
                detail: "\(session.text) is in line, and nobody is before it"
            )
        }
        try require(hasRoom, .queueMax, "\(session.text) is in line behind \(line.count)")
        change(session) {
            $0.standing = .inLine
            $0.positionTold = place.position
        }
        let line = line
        let position = (line.firstIndex { $0.session == session } ?? 0) + 1
        try require(
            place == Place(position: position, length: line.count),
            .truePlace,
            "\(session.text) was told \(place.text) and is \(position) of \(line.count)"
        )
    }

    private mutating func auditTell(_ session: SessionID, _ place: Place) throws(Violation) {
        try require(policy.tellsPlaces, .promptPlace, "\(session.text) was told where nobody is")
        let stay = try present(session)
        let line = line
        let position = line.firstIndex { $0.session == session }.map { $0 + 1 }
        try require(
            place.position == position && place.length == line.count,
            .truePlace,
            "\(session.text) was told \(place.text) and is \(position ?? 0) of \(line.count)"
        )
        try require(
            stay.positionTold != position,
            .promptPlace,
            "\(session.text) was told \(place.text) twice"
        )
        let isBehind = place.position > policy.promptPlacesMax
        if isBehind, let before = stay.toldBehindAt {
            try require(
                turn.now - before >= policy.placesPause,
                .promptPlace,
                "\(session.text) was told \(place.text) after only \(turn.now - before)"
            )
        }
        let now = turn.now
        change(session) {
            $0.positionTold = place.position
            if isBehind { $0.toldBehindAt = now }
        }
    }

    private mutating func auditGrant(_ session: SessionID) throws(Violation) {
        let stay = try present(session)
        try require(
            holder == nil,
            .oneHolder,
            "\(session.text) was granted it, and \(holder.text) has it"
        )
        if stay.standing == .arriving { try auditAdmission(of: session) }
        try require(!isStopping, .shutdown, "\(session.text) was granted the lease")
        try require(!isDown, .linkGone, "\(session.text) was granted a device that is down")
        try require(
            !link.isLeaving && lineIsClean,
            .linkGone,
            "\(session.text) was granted it while the link is still the last one's"
        )
        let first = next ?? candidate ?? session
        try require(first == session, .firstCome, "\(session.text) was served before \(first.text)")
        try require(
            !stay.isSilent,
            .deadHeir,
            "\(session.text) was granted it, and does not answer"
        )
        let lease = Stay.Lease(grantedAt: turn.now, isAnswered: stay.standing == .arriving)
        change(session) {
            $0.standing = .holder(lease)
            $0.grants += 1
        }
        if next == session { next = nil }
        holder = session
    }

    private mutating func auditPassOver(_ session: SessionID) throws(Violation) {
        let stay = try present(session)
        guard holder == session, let lease = stay.lease else {
            throw Violation(
                rule: .deadHeir,
                detail: "\(session.text) was passed over, and has nothing"
            )
        }
        try require(
            !lease.isAnswered,
            .deadHeir,
            "\(session.text) was passed over, and has answered"
        )
        try require(
            turn.now - lease.grantedAt >= policy.heirAnswerMax,
            .deadHeir,
            "\(session.text) was passed over after only \(turn.now - lease.grantedAt)"
        )
        try require(candidate != nil, .deadHeir, "\(session.text) was passed over for nobody")
        change(session) {
            $0.standing = .inLine
            $0.isSilent = true
            $0.positionTold = nil
            $0.owedSince = nil
        }
        holder = nil
    }

    private mutating func auditOutput(_ session: SessionID) throws(Violation) {
        let stay = try present(session)
        try require(
            holder == session && link == .open && stay.lease?.isRecorded == true
                && stay.lease?.outputStarted == false,
            .output,
            "the device's bytes went to \(session.text)"
        )
        change(session) { $0.lease?.outputStarted = true }
    }

    private mutating func auditInput(_ session: SessionID) throws(Violation) {
        let stay = try present(session)
        try require(
            holder == session && link == .open && stay.lease?.isRecorded == true
                && stay.lease?.outputStarted == true && stay.lease?.inputStarted == false
                && stay.lease?.isAnswered == true,
            .input,
            "\(session.text)'s bytes went to the device"
        )
        change(session) { $0.lease?.inputStarted = true }
    }

    private mutating func auditOpen() throws(Violation) {
        try require(
            link == .closed,
            .oneLink,
            "a connect was started beside a link \(link.rawValue)"
        )
        try require(!isStopping, .shutdown, "a connect was started")
        try require(
            holder != nil || (isDown && isWaitedFor) || linkStands,
            .linkNeeded,
            "a connect was started for nobody"
        )
        try require(
            tries.notBefore.map { $0 <= turn.now } ?? true,
            .retryPause,
            "try \(tries.failures + 1) was made too early"
        )
        tries.begin(at: turn.now, under: policy)
        link = .opening
    }

    private mutating func auditRelease() throws(Violation) {
        try require(
            link == .open || (link == .clearing && isStopping),
            .oneLink,
            "a link \(link.rawValue) was released"
        )
        try require(holder == nil, .linkNeeded, "the link was released under \(holder.text)")
        try require(
            policy.linkLife == .perLease || isStopping || isDrained || turn.deviceMoved,
            .linkKept,
            "a persistent link was released"
        )
        link = .closing
        tries.released(at: turn.now)
    }

    private mutating func auditClear() throws(Violation) {
        try require(
            policy.linkLife != .perLease && link == .open && !lineIsClean && !isStopping,
            .linkKept,
            "the line of a link \(link.rawValue) was cleared"
        )
        try require(holder == nil, .linkNeeded, "the line was cleared under \(holder.text)")
        link = .clearing
        tries.forgetRelease()
    }

    private mutating func auditTellTrial(
        _ session: SessionID,
        _ failure: LinkFailure,
        left: Duration
    ) throws(Violation) {
        let stay = try present(session)
        guard holder == session, link != .open, let lease = stay.lease else {
            throw Violation(rule: .trialTold, detail: "\(session.text) waits for no link")
        }
        try require(
            failure == tries.lastFailure ?? .unreachable,
            .trialTold,
            "\(session.text) was told what the device did not say: \(failure.reason.rawValue)"
        )
        try require(
            left > .zero && turn.now + left == lease.grantedAt + policy.deviceReady,
            .trialTold,
            "\(session.text) was told \(left)"
        )
        try require(
            lease.trialToldBy(under: policy) <= turn.now,
            .trialTold,
            "\(session.text) was told too early"
        )
        let now = turn.now
        change(session) { $0.lease?.trialToldAt = now }
    }
}
