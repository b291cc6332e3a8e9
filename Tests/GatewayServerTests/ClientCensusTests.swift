// Who is counted, and who is one too many. How those who are refused are let go is not here: it is
// seen end to end.

import Testing

@testable import GatewayServer

@Suite struct ClientCensusTests {
    private let census = ClientCensus(clientsMax: 3, clientsPerAddressMax: 2)

    @Test func `an address has its number, and another its own`() {
        #expect(census.enter("a") == .admitted)
        #expect(census.enter("a") == .admitted)
        #expect(census.enter("a") == .tooManyFromAddress)
        census.leave("a", .tooManyFromAddress)
        #expect(census.enter("b") == .admitted)
    }

    @Test func `one who is turned away takes no place of its address`() {
        for _ in 0..<2 { #expect(census.enter("a") == .admitted) }
        #expect(census.enter("a") == .tooManyFromAddress)
        #expect(census.enter("b") == .tooMany)
        census.leave("a", .tooManyFromAddress)
        census.leave("a", .admitted)
        #expect(census.enter("a") == .admitted)
        #expect(census.enter("b") == .admitted)
    }

    @Test func `all together have theirs`() {
        for host in ["a", "b", "c"] { #expect(census.enter(host) == .admitted) }
        #expect(census.enter("d") == .tooMany)
        census.leave("d", .tooMany)
        census.leave("b", .admitted)
        #expect(census.enter("d") == .admitted)
    }
}
