// A serial port as a device: where it is, how it sends, and what becomes of its DTR line. Opening
// it is not here. To add a setting: a property here, its word in `SerialSettings+Query`, its line
// in the documentation.

/// A serial port.
public struct SerialSettings: Sendable, Equatable {
    /// An absolute path: of the port, or of a link to it, such as udev makes in
    /// `/dev/serial/by-id`. Whoever has that name when the port is opened is the device.
    public var path: String
    public var mode = SerialMode()
    public var dtr = DTR.keep

    public init(path: String) {
        self.path = path
    }

    /// What becomes of the DTR line when the port is opened; the raw value is the file's word.
    public enum DTR: String, Sendable, CaseIterable {
        /// As the kernel leaves it, which raises it at the first open.
        case keep
        case on
        /// Down, as boards need it that are reset by it. The kernel has raised it for a moment.
        case off
    }
}
