// A gateway in the middle of a day: one device held, with two in line, one free, one down. Tests
// change what they are about.

import GatewayAPI

extension GatewayStatus {
    public static var sample: GatewayStatus {
        GatewayStatus(
            gateway: GatewayIdentity(
                name: "lab1",
                version: "0.1.0",
                startedAt: Timestamp(text: "2026-11-22T08:00:00.000Z")!
            ),
            devices: [.held, .free, .down]
        )
    }
}

extension DeviceStatus {
    /// `board1`, which alice holds while two wait.
    public static var held: DeviceStatus {
        DeviceStatus(
            device: "board1",
            description: "nRF52 DK, rack 2",
            state: "held",
            lease: 4_812,
            holder: HolderStatus(
                session: 17,
                user: "alice",
                address: "10.0.0.5:5123",
                via: "raw",
                grantedAt: Timestamp(text: "2026-11-22T16:08:41.500Z")!,
                heldMilliseconds: 723_000,
                idleMilliseconds: 40_000,
                lastHeardMilliseconds: 2_000,
                probesUnanswered: 0,
                probesMax: 10
            ),
            queue: [
                WaiterStatus(
                    session: 18,
                    position: 1,
                    user: nil,
                    address: "10.0.0.6:40000",
                    via: "raw",
                    waitedMilliseconds: 61_000
                ),
                WaiterStatus(
                    session: 20,
                    position: 2,
                    user: "bob",
                    address: "[fd00::7]:40001",
                    via: "telnet",
                    waitedMilliseconds: 350
                ),
            ],
            observers: 0,
            link: "open",
            listen: ["raw://[::]:4001", "telnet://0.0.0.0:2001"]
        )
    }

    /// `board2`, which nobody has.
    public static var free: DeviceStatus {
        DeviceStatus(
            device: "board2",
            description: "",
            state: "free",
            lease: 4_811,
            holder: nil,
            queue: [],
            observers: 0,
            link: "closed",
            listen: ["raw://[::]:4002"]
        )
    }

    /// `board3`, which cannot be reached.
    public static var down: DeviceStatus {
        var device = free
        (device.device, device.state, device.lease) = ("board3", "down", nil)
        device.listen = ["raw://[::]:4003"]
        return device
    }
}
