// What the gateway is told about one pool: devices that are as good as each other, and where
// clients come in that want any of them. Whether the devices exist is checked where a file is read.
// To add a setting of a pool: a property here, a row in `SettingKeys.pool`.

/// Devices of which whoever comes gets the first that is free.
public struct PoolSettings: Sendable, Equatable {
    /// The pool's name, by the rule for devices; no device has it.
    public var name: String
    /// The names of its devices, in the order in which they are given away; one or more, each once.
    public var devices: [String]
    /// Where the pool's clients come in, in the order of the file; none is for observers.
    public var listen: [ListenEndpoint]

    public init(name: String, devices: [String], listen: [ListenEndpoint]) {
        self.name = name
        self.devices = devices
        self.listen = listen
    }
}
