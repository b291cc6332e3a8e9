// An operator's order about a device's service, as the record keeps it: the last one about a device
// counts, also after a restart. What follows from it for those who are there is the machine's.

/// A device was taken out of service, or was put back.
public struct ServiceOrder: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Sendable {
        case drain
        case resume
    }

    public var device: String
    public var kind: Kind
    /// Wall-clock milliseconds since the epoch.
    public var at: Int64
    /// The operator's user name.
    public var actor: String

    public init(device: String, kind: Kind, at: Int64, actor: String) {
        self.device = device
        self.kind = kind
        self.at = at
        self.actor = actor
    }
}
