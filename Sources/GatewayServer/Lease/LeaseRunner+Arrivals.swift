// What a connection passes before it is a session: the device's accept rate, and the limits that
// all devices share. Who has passed is welcomed in `+Door`.

import LeaseCore
import NIOCore

extension LeaseRunner {
    /// What becomes of a new connection. One that is closed gets no row: it is counted.
    /// `isCrowded`: no more may step aside.
    func verdict(on channel: any Channel, isCrowded: Bool) -> ArrivalGate.Verdict {
        let now = Instant.now
        let address = channel.remoteAddress
        let peer = PeerAddress(address)
        // A balancer's own address is nobody's: the limits are for those it names.
        let isBalancer = expectsHeader(from: peer)
        // Those that are gone already have no address any more: all of them count as one.
        if !isBalancer, !arrivalRate.admits(address?.network ?? 0, at: now) {
            return reject(peer, .acceptRate, at: now)
        }
        let isOneTooMany = !isBalancer && entrance.census.isFull(of: peer.host)
        if isOneTooMany, isCrowded { return reject(peer, .acceptRate, at: now) }
        guard entrance.census.takePlace() else { return reject(peer, .clientsMax, at: now) }
        let census = entrance.census
        channel.closeFuture.whenComplete { _ in census.givePlaceBack() }
        return isOneTooMany ? .stepsAside : .passes
    }

    private func reject(
        _ peer: PeerAddress,
        _ cause: RejectionCause,
        at now: Instant
    ) -> ArrivalGate.Verdict {
        entrance.rejections.note(cause, from: peer.endpoint, at: now)
        return .isClosed
    }

    /// Whether a balancer is there that has to name its client first.
    func expectsHeader(from peer: PeerAddress) -> Bool {
        entrance.balancers.contain(peer.host)
    }

    /// Counts a connection as its address's. False: its address, which a balancer has named, is
    /// over the accept rate, and the connection is closed without a row.
    func enter(_ caller: Caller) -> Bool {
        let now = Instant.now
        if let named = caller.named, !arrivalRate.admits(named.network, at: now) {
            entrance.rejections.note(.acceptRate, from: caller.peer.endpoint, at: now)
            settle(caller)
            caller.channel.close(promise: nil)
            return false
        }
        caller.standing = entrance.census.enter(caller.peer.host) ? .counted : .oneTooMany
        // A handshake costs more than a word is worth.
        if caller.standing == .oneTooMany, caller.isEncrypted {
            let clientsMax = entrance.census.clientsPerAddressMax
            let why = "more than \(clientsMax) connections from \(caller.peer.host)"
            turnAway(caller, .resourceExhausted, why: why)
            return false
        }
        return true
    }

    /// The connection is closed.
    func leave(_ caller: Caller) {
        if caller.standing == .counted { entrance.census.leave(caller.peer.host) }
        caller.standing = .uncounted
    }
}

// MARK: Waiting in front of a session

extension LeaseRunner {
    /// A connection waits for a header or a handshake. Whoever makes it wait bounds that time.
    func hold(_ caller: Caller) {
        guard caller.stage == .arriving else { return }
        callers[ObjectIdentifier(caller)] = caller
        if isStopping { turnAway(caller, reasonToClose) }
    }

    /// A connection that waited becomes a session, or has been turned away.
    func settle(_ caller: Caller) {
        caller.stage = .settled
        callers[ObjectIdentifier(caller)] = nil
    }

    /// Turns away one whose connection has failed while it waited.
    func turnAway(_ caller: Caller, failed error: any Error) {
        let reading = caller.reading
        let sign = LastSign(error: error, reading: reading)
        let words = sign.words(reading)
        turnAway(caller, EndReason(failure: error, reading: reading), why: words)
    }

    /// Turns away one that did not say in time what it had to. One that has left TCP's own
    /// questions unanswered meanwhile has not kept silent: it is not there.
    func turnAway(_ caller: Caller, tooLate why: String) {
        guard let reading = caller.reading, reading.isUnanswered else {
            return turnAway(caller, .protocolError, why: why)
        }
        turnAway(caller, reading.silenceReason, why: "\(why); \(reading.words)")
    }

    /// Closes a connection that has not become a session, with a row of its own: the one way in
    /// which whatever stands in front of a session refuses.
    func turnAway(_ caller: Caller, _ reason: EndReason, why: String? = nil) {
        guard caller.stage == .arriving else { return }
        settle(caller)
        recordTurnedAway(caller, reason, detail: why)
        caller.channel.close(promise: nil)
    }
}
