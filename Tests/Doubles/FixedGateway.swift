// A gateway that is as a test says it is, for tests of what shows it: no socket, no device. The
// real one is driven by the end-to-end tests.

import GatewayAPI
import Synchronization

/// Answers for devices with what it was given.
public final class FixedGateway: GatewayView {
    private let present: Mutex<(status: GatewayStatus, problems: [String])>

    public init(_ status: GatewayStatus = .sample, problems: [String] = []) {
        present = Mutex((status, problems))
    }

    public func status() async -> GatewayStatus {
        present.withLock { $0.status }
    }

    public func status(of device: String) async -> DeviceStatus? {
        await status().devices.first { $0.device == device }
    }

    public func problems() async -> [String] {
        present.withLock { $0.problems }
    }
}
