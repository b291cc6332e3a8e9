// What the API can ask of a running gateway: GatewayServer answers it, GatewayHTTP serves it. What
// is asked of the record, running gateway or not, is `SessionArchive`.

/// The live side of the API.
public protocol GatewayView: Sendable {
    /// The gateway and its devices as they are now, in the configuration's order.
    func status() async -> GatewayStatus

    /// One device as it is now; nil where no device has that name.
    func status(of device: String) async -> DeviceStatus?

    /// What does not work as promised, a sentence each; empty when all does.
    func problems() async -> [String]
}
