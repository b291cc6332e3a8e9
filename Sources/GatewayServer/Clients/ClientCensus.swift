// How many clients are connected, over all devices and from each address: the two limits that no
// single device can keep. Asked at each arrival and told at each departure, from any loop.

import NIOConcurrencyHelpers

/// Counts connections, and clients of each address, and says whether one more may come.
final class ClientCensus: Sendable {
    private struct Counts {
        var total = 0
        var byHost: [String: Int] = [:]
        var clientsMax: Int
        var clientsPerAddressMax: Int
    }

    private let counts: NIOLockedValueBox<Counts>

    init(clientsMax: Int, clientsPerAddressMax: Int) {
        counts = NIOLockedValueBox(
            Counts(clientsMax: clientsMax, clientsPerAddressMax: clientsPerAddressMax)
        )
    }

    var clientsPerAddressMax: Int { counts.withLockedValue { $0.clientsPerAddressMax } }

    /// Other limits, for whoever comes from now on.
    func setLimits(clientsMax: Int, clientsPerAddressMax: Int) {
        counts.withLockedValue { counts in
            counts.clientsMax = clientsMax
            counts.clientsPerAddressMax = clientsPerAddressMax
        }
    }

    /// A place for one more connection, whoever it will turn out to be; false: `clients_max` are
    /// here.
    func takePlace() -> Bool {
        counts.withLockedValue { counts in
            guard counts.total < counts.clientsMax else { return false }
            counts.total += 1
            return true
        }
    }

    /// The connection that took a place is closed.
    func givePlaceBack() {
        counts.withLockedValue { $0.total -= 1 }
    }

    /// Whether `host` has its number.
    func isFull(of host: String) -> Bool {
        counts.withLockedValue { $0.byHost[host, default: 0] >= $0.clientsPerAddressMax }
    }

    /// One more client from `host`; false: `clients_per_address_max` are here from it.
    func enter(_ host: String) -> Bool {
        counts.withLockedValue { counts in
            let fromHost = counts.byHost[host, default: 0]
            guard fromHost < counts.clientsPerAddressMax else { return false }
            counts.byHost[host] = fromHost + 1
            return true
        }
    }

    /// One that had entered from `host` is gone.
    func leave(_ host: String) {
        counts.withLockedValue { counts in
            guard let fromHost = counts.byHost[host] else { return }
            counts.byHost[host] = fromHost > 1 ? fromHost - 1 : nil
        }
    }
}
