// Short ways to record what tests need recorded, and to wait until it is in the database. To record
// another fact: a function here, with defaults for what most tests do not care about.

import History
import LeaseCore

extension HistoryDatabase {
    @discardableResult
    func arrive(
        device: String = "board1",
        user: String? = nil,
        address: String = "10.0.0.5:40001",
        at arrivedAt: Int64 = 1_000_000,
        position: Int = 0,
        context: [String: String] = [:]
    ) -> SessionID {
        let session = nextSession()
        record(
            .arrived(
                SessionArrival(
                    session: session,
                    device: device,
                    user: user,
                    address: address,
                    via: "raw",
                    arrivedAt: arrivedAt,
                    queuePosition: position,
                    clientContext: context
                )
            )
        )
        return session
    }

    /// Grants the next lease, and waits for what becomes of it.
    @discardableResult
    func grant(
        _ session: SessionID,
        at grantedAt: Int64 = 1_000_000,
        waited: Int64 = 0
    ) async -> (lease: LeaseNumber?, isDurable: Bool) {
        guard let lease = nextLease() else { return (nil, false) }
        let grant = SessionGrant(
            session: session,
            lease: lease,
            grantedAt: grantedAt,
            waitedMilliseconds: waited
        )
        let isDurable = await withCheckedContinuation { continuation in
            record(grant) { continuation.resume(returning: $0) }
        }
        return (lease, isDurable)
    }

    func end(
        _ session: SessionID,
        _ reason: EndReason = .clientClosed,
        role: SessionRole = .waiter,
        at endedAt: Int64 = 1_000_000,
        waited: Int64 = 0,
        held: Int64 = 0
    ) {
        record(
            .ended(
                SessionEnd(
                    session: session,
                    role: role,
                    endedAt: endedAt,
                    waitedMilliseconds: waited,
                    heldMilliseconds: held,
                    idleMilliseconds: 0,
                    reason: reason,
                    phase: role == .holder ? .holding : .queued,
                    detail: nil,
                    actor: nil,
                    bytesToDevice: 7,
                    bytesFromDevice: 11
                )
            )
        )
    }

    func note(_ session: SessionID, _ kind: String, at: Int64 = 1_000_000) {
        record(.noted(SessionNote(session: session, at: at, kind: kind, detail: nil)))
    }

    /// Returns when all that was recorded before has been written, or could not be. Facts keep
    /// their order, so a grant to a session that is not there tells.
    func settle() async {
        let nobody = SessionGrant(
            session: SessionID(0),
            lease: LeaseNumber(0),
            grantedAt: 0,
            waitedMilliseconds: 0
        )
        await withCheckedContinuation { continuation in
            record(nobody) { _ in continuation.resume() }
        }
    }
}
