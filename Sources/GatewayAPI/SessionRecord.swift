// One row of the record, as JSON shows it: the keys are the columns' names, and what is not known
// is null, never absent. To add a column: a migration, a property with its key here, and its place
// in History's reader; a test compares the three.

/// A session, from its arrival to its end; `ended_at` is null while it goes on.
public struct SessionRecord: Codable, Hashable, Sendable {
    public var id: Int64
    public var device: String
    public var user: String?
    public var address: String
    public var via: String
    public var role: String
    public var lease: Int64?
    public var arrivedAt: Timestamp
    public var grantedAt: Timestamp?
    public var endedAt: Timestamp?
    public var waitedMilliseconds: Int64?
    public var heldMilliseconds: Int64?
    public var idleMilliseconds: Int64?
    public var queuePosition: Int
    public var endReason: String?
    public var endSide: String?
    public var endPhase: String?
    public var endDetail: String?
    public var endActor: String?
    public var bytesToDevice: Int64
    public var bytesFromDevice: Int64
    /// What the client said of itself.
    public var clientContext: [String: String]?
    /// The transcript's file, relative to the state directory.
    public var transcript: String?
    public var runID: Int64
    /// What happened within the session; null where only the row was asked for.
    public var events: [SessionEvent]?

    public enum CodingKeys: String, CodingKey, CaseIterable {
        case id, device, user, address, via, role, lease
        case arrivedAt = "arrived_at"
        case grantedAt = "granted_at"
        case endedAt = "ended_at"
        case waitedMilliseconds = "waited_ms"
        case heldMilliseconds = "held_ms"
        case idleMilliseconds = "idle_ms"
        case queuePosition = "queue_position"
        case endReason = "end_reason"
        case endSide = "end_side"
        case endPhase = "end_phase"
        case endDetail = "end_detail"
        case endActor = "end_actor"
        case bytesToDevice = "bytes_to_device"
        case bytesFromDevice = "bytes_from_device"
        case clientContext = "client_context"
        case transcript
        case runID = "run_id"
        case events
    }

    public init(
        id: Int64,
        device: String,
        user: String?,
        address: String,
        via: String,
        role: String,
        lease: Int64?,
        arrivedAt: Timestamp,
        grantedAt: Timestamp?,
        endedAt: Timestamp?,
        waitedMilliseconds: Int64?,
        heldMilliseconds: Int64?,
        idleMilliseconds: Int64?,
        queuePosition: Int,
        endReason: String?,
        endSide: String?,
        endPhase: String?,
        endDetail: String?,
        endActor: String?,
        bytesToDevice: Int64,
        bytesFromDevice: Int64,
        clientContext: [String: String]?,
        transcript: String?,
        runID: Int64,
        events: [SessionEvent]? = nil
    ) {
        self.id = id
        self.device = device
        self.user = user
        self.address = address
        self.via = via
        self.role = role
        self.lease = lease
        self.arrivedAt = arrivedAt
        self.grantedAt = grantedAt
        self.endedAt = endedAt
        self.waitedMilliseconds = waitedMilliseconds
        self.heldMilliseconds = heldMilliseconds
        self.idleMilliseconds = idleMilliseconds
        self.queuePosition = queuePosition
        self.endReason = endReason
        self.endSide = endSide
        self.endPhase = endPhase
        self.endDetail = endDetail
        self.endActor = endActor
        self.bytesToDevice = bytesToDevice
        self.bytesFromDevice = bytesFromDevice
        self.clientContext = clientContext
        self.transcript = transcript
        self.runID = runID
        self.events = events
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(device, forKey: .device)
        try container.encode(user, forKey: .user)
        try container.encode(address, forKey: .address)
        try container.encode(via, forKey: .via)
        try container.encode(role, forKey: .role)
        try container.encode(lease, forKey: .lease)
        try container.encode(arrivedAt, forKey: .arrivedAt)
        try container.encode(grantedAt, forKey: .grantedAt)
        try container.encode(endedAt, forKey: .endedAt)
        try container.encode(waitedMilliseconds, forKey: .waitedMilliseconds)
        try container.encode(heldMilliseconds, forKey: .heldMilliseconds)
        try container.encode(idleMilliseconds, forKey: .idleMilliseconds)
        try container.encode(queuePosition, forKey: .queuePosition)
        try container.encode(endReason, forKey: .endReason)
        try container.encode(endSide, forKey: .endSide)
        try container.encode(endPhase, forKey: .endPhase)
        try container.encode(endDetail, forKey: .endDetail)
        try container.encode(endActor, forKey: .endActor)
        try container.encode(bytesToDevice, forKey: .bytesToDevice)
        try container.encode(bytesFromDevice, forKey: .bytesFromDevice)
        try container.encode(clientContext, forKey: .clientContext)
        try container.encode(transcript, forKey: .transcript)
        try container.encode(runID, forKey: .runID)
        try container.encodeIfPresent(events, forKey: .events)
    }
}
