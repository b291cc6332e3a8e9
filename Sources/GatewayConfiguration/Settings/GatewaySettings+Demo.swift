// The settings of `hotseat serve --demo`: two built-in boards on loopback, no file, no hardware,
// and a state directory of their own. The boards themselves are not here.

extension GatewaySettings {
    /// The demo: `demo1` on port 4001 and `demo2` on port 4002 of 127.0.0.1, with its state beside
    /// the default state directory.
    public static func demo(surroundings: Surroundings) -> GatewaySettings {
        let devices = [("demo1", 4001), ("demo2", 4002)].map { name, port in
            let listen = ListenEndpoint(kind: .raw, host: "127.0.0.1", port: port)
            var device = DeviceSettings(name: name, connect: .demo, listen: [listen])
            device.description = "built-in demo board"
            return device
        }
        var settings = GatewaySettings(surroundings: surroundings, devices: devices)
        settings.stateDirectory += "-demo"
        return settings
    }
}
