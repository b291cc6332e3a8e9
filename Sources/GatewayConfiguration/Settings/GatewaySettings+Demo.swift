// The settings of `hotseat serve --demo`: two built-in boards on loopback, no file, no hardware,
// and a state directory of their own. The boards themselves are not here.

extension GatewaySettings {
    /// The demo: `demo1` on ports 4001 (raw) and 2001 (telnet) of 127.0.0.1, `demo2` on 4002 and
    /// 2002, with its state beside the default state directory.
    public static func demo(surroundings: Surroundings) -> GatewaySettings {
        let devices = [1, 2].map { number in
            let listen = [(ListenEndpoint.ClientProtocol.raw, 4000), (.telnet, 2000)]
                .map { ListenEndpoint(kind: $0, host: "127.0.0.1", port: $1 + number) }
            var device = DeviceSettings(name: "demo\(number)", connect: .demo, listen: listen)
            device.description = "built-in demo board"
            return device
        }
        var settings = GatewaySettings(surroundings: surroundings, devices: devices)
        settings.stateDirectory += "-demo"
        return settings
    }
}
