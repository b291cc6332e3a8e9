// The answer to the order to send a break: where it went, and in whose session. It is in that
// session's events too.

/// A break that was sent to a device.
public struct SentBreak: Codable, Hashable, Sendable {
    public var device: String
    /// The holder's; null where nobody had the device.
    public var session: Int64?

    public init(device: String, session: Int64?) {
        self.device = device
        self.session = session
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(device, forKey: .device)
        try container.encode(session, forKey: .session)
    }
}
