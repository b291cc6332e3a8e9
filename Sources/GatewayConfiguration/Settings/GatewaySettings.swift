// What a gateway is told to be: the whole configuration as plain values, complete and checked.
// Where they come from is not here: `ConfigurationFile` reads them, `GatewaySettings.demo` makes
// them up.
// To add a setting of the gateway: a property with its default here, a row in
// `SettingKeys.gateway`.

import LeaseCore

/// Everything a gateway is told at its start.
public struct GatewaySettings: Sendable, Equatable {
    /// What the gateway calls itself. Default: the host's name.
    public var name: String
    /// Absolute path of the directory with the history and the lock.
    public var stateDirectory: String
    /// Absolute path of the control socket.
    public var controlSocket: String
    /// Clients at once, over all devices; 1 or more.
    public var clientsMax = 10_000
    /// Clients at once from one IP address; 1 or more.
    public var clientsPerAddressMax = 200
    /// IP addresses and CIDR ranges from which a PROXY header is expected.
    public var proxyProtocol: [AddressRange] = []
    /// What encrypted listeners show; nil: there can be none.
    public var tls: TLSSettings?
    /// How the record is kept.
    public var history = HistorySettings()
    /// Those who are known by name, in the order of the file.
    public var users: [UserSettings] = []
    /// The devices, in the order of the file.
    public var devices: [DeviceSettings]
    /// The pools, in the order of the file; their devices are among `devices`.
    public var pools: [PoolSettings] = []

    /// Settings with every default, for `devices`, where nothing else is said.
    public init(surroundings: Surroundings, devices: [DeviceSettings]) {
        name = surroundings.hostName
        stateDirectory = surroundings.stateDirectory
        controlSocket = surroundings.controlSocket
        self.devices = devices
    }
}
