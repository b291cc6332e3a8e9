// What the outside is told about a device: the one word of `status`. The machine's own states,
// with what belongs to each, are in `LeaseStateMachine`.

/// A device's state as `hotseat status` shows it.
public enum DeviceState: String, CaseIterable, Hashable, Sendable {
    /// Nobody has the lease; whoever arrives gets it at once.
    case free
    /// The link to the device is being opened.
    case connecting
    /// Somebody has the lease, on an open link.
    case held
    /// The last holder has gone and its link is on its way out.
    case releasing
    /// The device could not be reached for `device_ready`, and is tried while somebody waits; or
    /// its link, one that stands, could not be opened, and is tried always.
    case down
    /// Out of service as soon as the holder leaves.
    case draining
    /// Out of service.
    case drained
}
