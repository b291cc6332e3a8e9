// One device as it is now: its state, who has the lease, who waits. What is not known is null,
// never absent.

/// The bare device object of `GET /v1/devices/D`.
public struct DeviceStatus: Codable, Hashable, Sendable {
    public var device: String
    public var description: String
    /// `free`, `connecting`, `held`, `releasing`, `down`, `draining` or `drained`.
    public var state: String
    /// The present lease's number, else the last one's.
    public var lease: Int64?
    public var holder: HolderStatus?
    public var queue: [WaiterStatus]
    public var observers: Int
    /// `closed`, `opening`, `open` or `closing`.
    public var link: String
    /// Where clients connect, with the ports that are really bound.
    public var listen: [String]

    enum CodingKeys: String, CodingKey {
        case device, description, state, lease, holder, queue, observers, link, listen
    }

    public init(
        device: String,
        description: String,
        state: String,
        lease: Int64?,
        holder: HolderStatus?,
        queue: [WaiterStatus],
        observers: Int,
        link: String,
        listen: [String]
    ) {
        self.device = device
        self.description = description
        self.state = state
        self.lease = lease
        self.holder = holder
        self.queue = queue
        self.observers = observers
        self.link = link
        self.listen = listen
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(device, forKey: .device)
        try container.encode(description, forKey: .description)
        try container.encode(state, forKey: .state)
        try container.encode(lease, forKey: .lease)
        try container.encode(holder, forKey: .holder)
        try container.encode(queue, forKey: .queue)
        try container.encode(observers, forKey: .observers)
        try container.encode(link, forKey: .link)
        try container.encode(listen, forKey: .listen)
    }
}
