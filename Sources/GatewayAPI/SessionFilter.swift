// Which sessions somebody asks for. The same filter travels as options on the command line, as the
// query of an URL, and as a condition in SQL; the first two are the floors' above, the third is
// History's. To add one: a property here, its name in `SessionFilter+Fields.swift`, its condition
// in History.

import LeaseCore

/// A question to the record. Conditions of different kinds all have to hold; of the values of one
/// kind, any.
public struct SessionFilter: Hashable, Sendable {
    public var devices: [String] = []
    public var users: [String] = []
    public var addresses: [AddressRange] = []
    public var reasons: [EndReason] = []
    /// On arrival, inclusive.
    public var since: Timestamp?
    /// On arrival, exclusive.
    public var until: Timestamp?
    /// Only sessions that have not ended.
    public var isLive = false
    /// Only sessions that never had the lease.
    public var neverHeld = false
    /// Only sessions that held for at least so long; those that still hold count up to now.
    public var heldMin: Duration?
    /// How many rows at most; nil: all.
    public var limit: Int? = 20
    /// Only sessions older than this one: where a page before ended.
    public var cursor: String?

    public init() {}
}
