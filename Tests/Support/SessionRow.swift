// A session as it stands in the history: every column, as an outsider's SELECT finds it. To add a
// column, add it here; the keys of the JSON are tested elsewhere.

/// A row of `sessions`, column by column.
public struct SessionRow: Decodable, Sendable {
    public let id: Int
    public let device: String
    public let user: String?
    public let address: String
    public let via: String
    public let role: String
    public let lease: Int?
    /// Milliseconds since the epoch, as the other two moments.
    public let arrivedAt: Int
    public let grantedAt: Int?
    public let endedAt: Int?
    /// Milliseconds, from arrival to grant or end.
    public let waitedMs: Int?
    /// Milliseconds, from grant to end.
    public let heldMs: Int?
    /// Milliseconds.
    public let idleMs: Int?
    public let queuePosition: Int?
    public let endReason: String?
    public let endSide: String?
    public let endPhase: String?
    public let endDetail: String?
    public let endActor: String?
    public let bytesToDevice: Int?
    public let bytesFromDevice: Int?
    public let clientContext: String?
    public let transcript: String?
    public let runId: Int

    /// Reason, side and phase in one word, for comparisons: `client_closed client holding`.
    public var ending: String {
        [endReason, endSide, endPhase].map { $0 ?? "null" }.joined(separator: " ")
    }

    /// How far the two lengths are from the stay, in milliseconds; nil while it has not ended.
    public var discrepancyMs: Int? {
        guard let endedAt, let waitedMs else { return nil }
        return abs(endedAt - arrivedAt - waitedMs - (heldMs ?? 0))
    }
}
