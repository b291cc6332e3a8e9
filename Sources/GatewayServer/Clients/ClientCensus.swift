// How many clients are connected, over all devices and from each address: the two limits that no
// single device can keep. It is asked once an arrival and told once a departure, from any loop.

import NIOConcurrencyHelpers

/// Counts clients and says whether one more may come.
final class ClientCensus: Sendable {
    enum Verdict: Equatable {
        case admitted
        /// `clients_max` are here.
        case tooMany
        /// `clients_per_address_max` are here from this address.
        case tooManyFromAddress
    }

    private struct Counts {
        var total = 0
        var byHost: [String: Int] = [:]
    }

    let clientsMax: Int
    let clientsPerAddressMax: Int
    private let counts = NIOLockedValueBox(Counts())

    init(clientsMax: Int, clientsPerAddressMax: Int) {
        self.clientsMax = clientsMax
        self.clientsPerAddressMax = clientsPerAddressMax
    }

    /// One more from `host`, unless there are too many in all. One too many from its address counts
    /// among all, for as long as it is connected, and not among its address's.
    func enter(_ host: String) -> Verdict {
        counts.withLockedValue { counts in
            guard counts.total < clientsMax else { return .tooMany }
            counts.total += 1
            let fromHost = counts.byHost[host, default: 0]
            guard fromHost < clientsPerAddressMax else { return .tooManyFromAddress }
            counts.byHost[host] = fromHost + 1
            return .admitted
        }
    }

    /// One less from `host`, which `enter` gave this verdict.
    func leave(_ host: String, _ verdict: Verdict) {
        guard verdict != .tooMany else { return }
        counts.withLockedValue { counts in
            counts.total -= 1
            guard verdict == .admitted, let fromHost = counts.byHost[host] else { return }
            counts.byHost[host] = fromHost > 1 ? fromHost - 1 : nil
        }
    }
}
