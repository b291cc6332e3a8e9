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
        if let address, !arrivalRate.admits(address.network, at: now) {
            return reject(address, .acceptRate, at: now)
        }
        let isOneTooMany = entrance.census.isFull(of: PeerAddress(address).host)
        if isOneTooMany, isCrowded { return reject(address, .acceptRate, at: now) }
        guard entrance.census.takePlace() else { return reject(address, .clientsMax, at: now) }
        let census = entrance.census
        channel.closeFuture.whenComplete { _ in census.givePlaceBack() }
        return isOneTooMany ? .stepsAside : .passes
    }

    private func reject(
        _ address: SocketAddress?,
        _ cause: RejectionCause,
        at now: Instant
    ) -> ArrivalGate.Verdict {
        entrance.rejections.note(cause, from: PeerAddress(address).endpoint, at: now)
        return .isClosed
    }

    /// Counts a connection as its address's.
    func enter(_ caller: Caller) {
        caller.standing = entrance.census.enter(caller.peer.host) ? .counted : .oneTooMany
    }

    /// The connection is closed.
    func leave(_ caller: Caller) {
        if caller.standing == .counted { entrance.census.leave(caller.peer.host) }
        caller.standing = .uncounted
    }
}
