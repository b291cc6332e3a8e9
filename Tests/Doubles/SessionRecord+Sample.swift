// Sessions in each of their states: ended after a hold, turned away, holding, waiting. Tests change
// what they are about.

import GatewayAPI

extension SessionRecord {
    /// A session that held `board1` for 12 minutes and was closed by its client.
    public static func ended(_ id: Int64 = 17) -> SessionRecord {
        SessionRecord(
            id: id,
            device: "board1",
            user: "alice",
            address: "10.0.0.5:5123",
            via: "raw",
            role: "holder",
            lease: 4_812,
            arrivedAt: Timestamp(text: "2026-11-22T16:08:40.300Z")!,
            grantedAt: Timestamp(text: "2026-11-22T16:08:41.500Z")!,
            endedAt: Timestamp(text: "2026-11-22T16:20:44.500Z")!,
            waitedMilliseconds: 1_200,
            heldMilliseconds: 723_000,
            idleMilliseconds: 0,
            queuePosition: 1,
            endReason: "client_closed",
            endSide: "client",
            endPhase: "holding",
            endDetail: nil,
            endActor: nil,
            bytesToDevice: 120,
            bytesFromDevice: 4_096,
            clientContext: nil,
            transcript: nil,
            runID: 3,
            events: nil
        )
    }

    /// A session that was refused because the line was full.
    public static func refused(_ id: Int64 = 18) -> SessionRecord {
        var session = ended(id)
        (session.user, session.address) = (nil, "[fd00::7]:40001")
        (session.role, session.lease, session.grantedAt) = ("refused", nil, nil)
        session.arrivedAt = Timestamp(text: "2026-11-22T16:10:00.000Z")!
        session.endedAt = Timestamp(text: "2026-11-22T16:10:00.002Z")!
        (session.waitedMilliseconds, session.heldMilliseconds) = (2, 0)
        (session.endReason, session.endSide, session.endPhase) = (
            "queue_full", "gateway", "arriving"
        )
        (session.bytesToDevice, session.bytesFromDevice, session.queuePosition) = (0, 0, 0)
        return session
    }

    /// A session that has held since 16:20:44.
    public static func holding(_ id: Int64 = 19) -> SessionRecord {
        var session = ended(id)
        session.grantedAt = Timestamp(text: "2026-11-22T16:20:44.500Z")!
        (session.endedAt, session.waitedMilliseconds, session.heldMilliseconds) = (nil, nil, nil)
        (session.endReason, session.endSide, session.endPhase) = (nil, nil, nil)
        return session
    }

    /// A session that has waited since 16:08:40.
    public static func waiting(_ id: Int64 = 20) -> SessionRecord {
        var session = holding(id)
        (session.role, session.lease, session.grantedAt) = ("waiter", nil, nil)
        return session
    }
}
