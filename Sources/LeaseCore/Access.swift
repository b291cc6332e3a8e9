// Who may do what at one device: three lists, and the one rule that reads them. Who somebody is,
// and how that is known, is not here. To add a use: a case of `Use` with its list.

/// One device's lists of who may come.
public struct Access: Hashable, Sendable {
    /// Who may hold the lease, and so who may wait for it.
    public var hold: [AccessEntry] = [.anybody]
    /// Who may read what the device says.
    public var observe: [AccessEntry] = [.anybody]
    /// Who may do neither, whatever the other lists say.
    public var deny: [AccessEntry] = []

    /// Everybody may do everything.
    public init() {}

    /// What somebody wants.
    public enum Use: Hashable, Sendable {
        case hold, observe
    }

    /// Why somebody may not.
    public enum Refusal: Hashable, Sendable {
        /// `deny` means them.
        case denied
        /// The list of those who may does not mean them.
        case notListed
    }

    /// Why somebody may not use the device so; nil where they may.
    public func refusal(of identity: Identity, for use: Use) -> Refusal? {
        if deny.contains(where: { $0.means(identity) }) { return .denied }
        let list = use == .hold ? hold : observe
        return list.contains { $0.means(identity) } ? nil : .notListed
    }
}
