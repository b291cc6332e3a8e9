// How many descriptors this process may have open, and how many clients that makes room for. Who is
// counted and turned away is `ClientCensus`'.

import GatewayConfiguration
import Glibc

/// RLIMIT_NOFILE, raised as far as it goes (getrlimit(2)).
struct DescriptorLimit {
    /// The soft limit, after raising.
    let descriptorCountMax: Int

    /// What the gateway needs besides clients: history, control socket and its clients, loops.
    private static let ownDescriptorCount = 96
    /// A listener or two, and a link being released while the next one opens.
    private static let descriptorCountPerDevice = 4
    /// More for a command: both sides of its terminal, both ends of its line, the watch over it.
    private static let descriptorCountPerCommand = 5
    /// More where leases have commands: both ends of what one prints, the watch over it.
    private static let descriptorCountPerLeaseCommand = 3

    /// Raises the soft limit to the hard one.
    static func raise() -> DescriptorLimit {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return DescriptorLimit(descriptorCountMax: 1_024)
        }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 {
                limit = raised
            }
        }
        return DescriptorLimit(descriptorCountMax: Int(clamping: limit.rlim_cur))
    }

    /// How many clients can be connected at once; 1 at least.
    func clientsMax(besides devices: [DeviceSettings]) -> Int {
        let taken = devices.reduce(Self.ownDescriptorCount) { $0 + Self.count(for: $1) }
        return max(1, descriptorCountMax - taken)
    }

    private static func count(for device: DeviceSettings) -> Int {
        var count = descriptorCountPerDevice
        if case .command = device.connect { count += descriptorCountPerCommand }
        if !device.onAcquireCommand.isEmpty || !device.onReleaseCommand.isEmpty {
            count += descriptorCountPerLeaseCommand
        }
        return count
    }
}
