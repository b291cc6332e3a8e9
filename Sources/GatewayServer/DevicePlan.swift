// What is to become of one device when new settings begin to count: made, and its new ports bound,
// before anything changes, so that all of it can still be dropped. What the device then does with
// it is `LeaseRunner+Settings`.

import GatewayConfiguration

/// One device under settings that do not count yet.
struct DevicePlan: Sendable {
    let device: Gateway.Device
    let settings: DeviceSettings
    /// How its links are made from now on; nil where that stays.
    let makeLink: Gateway.LinkMaker?
    /// The board that was started for it.
    let board: DemoBoard?
    /// Bound, and not accepting yet.
    let listeners: [ClientListener]

    /// Makes it count.
    func carryOut() async throws {
        try await device.loop.submit {
            device.runner.value.apply(settings, makeLink: makeLink, listeners: listeners)
        }.get()
    }

    /// Leaves everything as it was.
    func abandon() async {
        for listener in listeners { try? await listener.channel.close() }
        await board?.stop()
    }
}
