// Who is counted, and who is one too many. How those who are refused are let go is not here: it is
// seen end to end.

import Testing

@testable import GatewayServer

@Suite struct ClientCensusTests {
    private let census = ClientCensus(clientsMax: 3, clientsPerAddressMax: 2)

    @Test func `an address has its number, and another its own`() {
        #expect(census.enter("a"))
        #expect(census.enter("a"))
        #expect(!census.enter("a"))
        #expect(census.enter("b"))
        census.leave("a")
        #expect(census.enter("a"))
        #expect(!census.enter("a"))
    }

    @Test func `all together have theirs`() {
        for _ in 0..<3 { #expect(census.takePlace()) }
        #expect(!census.takePlace())
        census.givePlaceBack()
        #expect(census.takePlace())
        #expect(!census.takePlace())
    }
}
