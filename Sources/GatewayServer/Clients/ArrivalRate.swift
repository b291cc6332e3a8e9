// How fast connections from one address may arrive, so that a flood from it does not use up what
// belongs to the others. Pure: time is passed in, and whoever is over the rate is let go elsewhere
// (`ArrivalGate`).

import LeaseCore
import NIOCore

/// A leaky bucket for each IPv4 address and each IPv6 /64, which is what one subscriber has.
///
/// The table is bounded: each address has a cell in each of two rows, and shares them with others
/// that fall on the same ones. It is over the rate when both are full. Where the cells are is
/// another in every process, so that nobody can choose whom to share with.
struct ArrivalRate {
    private struct Cell {
        var level = 0.0
        var at = Instant(nanoseconds: 0)

        mutating func leak(_ perSecond: Int, until now: Instant) {
            level = max(0, level - (now - at) / .seconds(1) * Double(perSecond))
            at = now
        }
    }

    private static let rowCount = 2
    private static let cellCount = 1_024

    /// So many may arrive at once.
    let burstMax: Int
    /// So many more in every second.
    let perSecondMax: Int
    private var cells = [Cell](repeating: Cell(), count: rowCount * cellCount)

    /// Generous: a farm of machines behind one address may come all at once, and again; only who
    /// comes over and over is held up.
    init(clientsPerAddressMax: Int) {
        burstMax = max(1_000, 2 * clientsPerAddressMax)
        perSecondMax = burstMax / 2
    }

    /// Whether one more connection of `network` may come in; counts it then. Times never run
    /// backwards.
    mutating func admits(_ network: UInt64, at now: Instant) -> Bool {
        let indices = (0..<Self.rowCount).map { row in
            var hasher = Hasher()
            hasher.combine(row)
            hasher.combine(network)
            let hash = UInt(bitPattern: hasher.finalize())
            return row * Self.cellCount + Int(hash % UInt(Self.cellCount))
        }
        for index in indices { cells[index].leak(perSecondMax, until: now) }
        let level = indices.map { cells[$0].level }.min() ?? 0
        guard level + 1 <= Double(burstMax) else { return false }
        for index in indices { cells[index].level = max(cells[index].level, level + 1) }
        return true
    }
}

extension SocketAddress {
    /// What counts as one address: IPv4 whole, mapped into v6 or not; of IPv6 the first 64 bits.
    var network: UInt64 {
        switch self {
        case .v4(let v4):
            return Self.network(ofV4: v4.address.sin_addr.s_addr)
        case .v6(let v6):
            return withUnsafeBytes(of: v6.address.sin6_addr) { bytes in
                let prefix = bytes.loadUnaligned(as: UInt64.self)
                let rest = bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)
                guard prefix == 0, rest == UInt32(bigEndian: 0xFFFF) else { return prefix }
                return Self.network(
                    ofV4: bytes.loadUnaligned(fromByteOffset: 12, as: UInt32.self)
                )
            }
        case .unixDomainSocket:
            return 0
        }
    }

    private static func network(ofV4 address: UInt32) -> UInt64 { 0xFFFF << 32 | UInt64(address) }
}
