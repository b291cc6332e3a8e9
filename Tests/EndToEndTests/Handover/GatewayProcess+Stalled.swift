// A hand-over from a holder whose bytes the device does not take. The suites that look at what
// becomes of such bytes share it.

import GatewayTestSupport

extension GatewayProcess {
    /// Has a holder send `byteCount` bytes to a device that stalls, and leave by FIN. Returns the
    /// one who waited and has the lease now, and how long that took.
    func handOverBehindStall(
        of device: FakeDevice,
        byteCount: Int
    ) throws -> (holder: LineClient, next: LineClient, taken: Duration) {
        let holder = try holder()
        try device.waitForConnection(1)
        device.stall()
        try holder.send([UInt8](repeating: UInt8(ascii: "r"), count: byteCount))
        let next = try waiter()
        let taken = try time {
            holder.close()
            try next.readGrant()
        }
        return (holder, next, taken)
    }
}

extension LineClient {
    /// Has the device go on, and sends it a text over the second connection. Returns all that has
    /// arrived there.
    func sendAlone(_ text: String, to device: FakeDevice) throws -> String? {
        try device.waitForConnection(2)
        device.goOn()
        try send(text)
        try device.waitToReceive(text)
        return device.last?.text
    }
}
