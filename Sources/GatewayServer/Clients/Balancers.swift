// From where a PROXY header is expected: `proxy_protocol`, as it counts now. What is in the header
// is `ProxyHeader`'s.

import LeaseCore
import NIOConcurrencyHelpers

/// The balancers' addresses. From any loop.
final class Balancers: Sendable {
    private let ranges: NIOLockedValueBox<[AddressRange]>

    init(_ ranges: [AddressRange]) {
        self.ranges = NIOLockedValueBox(ranges)
    }

    /// From now on these.
    func replace(by ranges: [AddressRange]) {
        self.ranges.withLockedValue { $0 = ranges }
    }

    func contain(_ address: String) -> Bool {
        ranges.withLockedValue { $0 }.contains { $0.contains(address: address) }
    }
}
