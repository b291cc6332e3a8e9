// What the outside is told about the gateway's own connection to a device. The attempts to open it
// are a `LinkTrial`; the device's own state is `DeviceState`.

/// The state of a device's link as `hotseat status --json` shows it.
public enum LinkState: String, CaseIterable, Hashable, Sendable {
    case closed, opening, open, closing
}
