// Which buffers are thrown away, by RFC 2217's numbers for PURGE-DATA, as seen from the access
// server.

/// Whose bytes are thrown away.
public enum ComPortPurge: UInt8, CaseIterable, Sendable {
    /// What the device sent and the client has not got yet.
    case received = 1
    /// What the client sent and the device has not got yet.
    case unsent = 2
    case both = 3
}
