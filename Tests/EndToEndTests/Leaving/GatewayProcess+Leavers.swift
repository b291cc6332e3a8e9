// What the tests of this folder begin with: a holder that does not read what the device says before
// its session ends, and how time passes until it does.

import GatewayTestSupport

/// Lets time pass in which nobody reads: more than the kernel gives what a closed socket has left.
func lookAway(for duration: Duration = .seconds(3)) throws {
    let start = ContinuousClock.now
    try eventually("it has looked away for a while") { ContinuousClock.now - start > duration }
}

extension GatewayProcess {
    /// A holder with a small receive buffer that reads nothing of what the device has said.
    func pausedHolder(
        of device: FakeDevice,
        saying text: String = Numbered.text,
        from source: String? = nil
    ) throws -> LineClient {
        let holder = try client(from: source, receiveBufferBytes: 4_096)
        try holder.readToGrant()
        try device.waitForConnection(device.connections.count + (device.isTaken ? 0 : 1))
        device.say(text)
        try device.waitUntilQuiet()
        return holder
    }
}
