// What a stranger meets who connects to a device: the question that most of its habits are about.
// A stranger whose connect is answered leaves at once.

import GatewayTestSupport
import Glibc

/// The answer to one SYN.
enum Knock: Equatable {
    /// A handshake; the connection is closed again.
    case handshake
    /// RST.
    case refusal
    /// Nothing within 300 ms.
    case silence

    /// Connects once.
    static func at(_ device: FakeDevice) throws -> Knock {
        do {
            try LineClient.connect(to: device.address, within: .milliseconds(300)).close()
            return .handshake
        } catch is NotInTime {
            return .silence
        } catch let failure as SystemCallFailure where failure.errno == ECONNREFUSED {
            return .refusal
        }
    }
}
