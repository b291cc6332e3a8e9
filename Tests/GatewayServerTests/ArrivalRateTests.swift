// How fast an address may come: in a burst, steadily, and beside others. That the others do not
// notice a flood is measured end to end.

import LeaseCore
import NIOCore
import Testing

@testable import GatewayServer

@Suite struct ArrivalRateTests {
    private let start = Instant(nanoseconds: 1_000_000_000_000)

    private func network(_ address: String) throws -> UInt64 {
        try SocketAddress(ipAddress: address, port: 1).network
    }

    private func admitted(
        _ rate: inout ArrivalRate,
        _ network: UInt64,
        of count: Int,
        at now: Instant
    ) -> Int {
        (0..<count).count { _ in rate.admits(network, at: now) }
    }

    @Test func `a farm behind one address comes all at once, and a flood does not`() throws {
        var rate = ArrivalRate(clientsPerAddressMax: 200)
        let farm = try network("192.0.2.1")
        #expect(admitted(&rate, farm, of: 2_000, at: start) == 1_000)
        #expect(admitted(&rate, farm, of: 2_000, at: start + .seconds(1)) == 500)
        #expect(admitted(&rate, farm, of: 2_000, at: start + .seconds(3)) == 1_000)
    }

    @Test func `who may have many connections may also open them at once`() throws {
        var rate = ArrivalRate(clientsPerAddressMax: 5_000)
        #expect(admitted(&rate, try network("192.0.2.1"), of: 20_000, at: start) == 10_000)
    }

    @Test func `one that comes steadily is never held up`() throws {
        var rate = ArrivalRate(clientsPerAddressMax: 200)
        let steady = try network("192.0.2.1")
        let isAdmitted = (0..<10_000).allSatisfy {
            rate.admits(steady, at: start + .milliseconds(2 * Int64($0)))
        }
        #expect(isAdmitted)
    }

    @Test func `a flood from one address takes nothing from another`() throws {
        var rate = ArrivalRate(clientsPerAddressMax: 200)
        _ = admitted(&rate, try network("192.0.2.1"), of: 100_000, at: start)
        #expect(admitted(&rate, try network("192.0.2.2"), of: 2_000, at: start) == 1_000)
    }

    @Test func `many addresses that flood leave nearly all others their own`() throws {
        var rate = ArrivalRate(clientsPerAddressMax: 200)
        for last in 1...50 {
            _ = admitted(&rate, try network("192.0.2.\(last)"), of: 2_000, at: start)
        }
        let others = try (1...250).map { try network("198.51.100.\($0)") }
        let admittedCount = others.count { rate.admits($0, at: start) }
        #expect(admittedCount >= 225)
    }

    @Test func `a subscriber's /64 is one address, and mapped IPv4 is IPv4`() throws {
        #expect(try network("2001:db8::1") == network("2001:db8::ffff:1"))
        #expect(try network("2001:db8::1") != network("2001:db8:0:1::1"))
        #expect(try network("::ffff:192.0.2.1") == network("192.0.2.1"))
        #expect(try network("192.0.2.1") != network("192.0.2.2"))
    }
}
