// The ways out of a lease, as the board's tests go through them one by one: what the client does,
// or what happens to the gateway. What the next one finds is for the test to say.

import GatewayTestSupport
import Glibc

/// How a holder's session ends.
enum WayOut: CaseIterable {
    case fin
    case reset
    case gatewayTerminated
    case gatewayKilled

    /// Has the holder go that way, and returns the gateway that is there afterwards: the same, or
    /// one that was started anew.
    func leave(_ holder: LineClient, of gateway: GatewayProcess) throws -> GatewayProcess {
        switch self {
        case .fin: holder.close()
        case .reset: holder.reset()
        case .gatewayTerminated: return try restart(gateway, by: SIGTERM)
        case .gatewayKilled: return try restart(gateway, by: SIGKILL)
        }
        return gateway
    }

    private func restart(_ gateway: GatewayProcess, by signal: Int32) throws -> GatewayProcess {
        gateway.signal(signal)
        _ = try gateway.waitForExit(within: stopMax + noise)
        return try gateway.home.serve()
    }
}

extension GatewayProcess {
    /// Has a second client come in and be answered, so that the board is usable.
    func expectUsable(_ device: FakeDevice, within duration: Duration = patience) throws {
        let next = try client()
        try next.readToGrant(within: duration)
        try device.waitForConnection(2, within: duration)
        try next.send("version\r\n")
        try device.waitToReceive("version\r\n")
        if device.habits.manner == .console {
            try next.read(until: FakeDevice.version, within: duration)
        }
    }
}
