// Who may be at an endpoint together, and who is in whose way. What a device does about it is seen
// end to end.

import GatewayConfiguration
import Synchronization
import Testing

@testable import GatewayServer

@Suite struct EndpointsTests {
    private final class Board: Sendable {
        let name: String
        let wakeCount = Mutex(0)

        init(_ name: String) { self.name = name }
    }

    private static let port = DeviceEndpoint.tcp(host: "Board.lab", port: 23)
    private static let other = DeviceEndpoint.tcp(host: "board.lab", port: 24)

    private let endpoints = Endpoints()
    private let one = Board("one")
    private let two = Board("two")

    @Test func `those whom one configuration has there are there together`() {
        settings(one: Self.port, two: Self.port)
        #expect(inTheWay(of: one, to: Self.port) == nil)
        #expect(inTheWay(of: two, to: Self.port) == nil)
    }

    @Test func `one that goes does not keep out whom it was there with`() {
        settings(one: Self.port, two: Self.port)
        #expect(inTheWay(of: one, to: Self.port) == nil)
        settings(two: Self.port)
        #expect(inTheWay(of: two, to: Self.port) == nil)
    }

    @Test func `one that is still there keeps out who has it from then on, until it leaves`() {
        settings(one: Self.port)
        #expect(inTheWay(of: one, to: Self.port) == nil)
        settings(two: Self.port)
        let occupant = inTheWay(of: two, to: Self.port)
        #expect(occupant?.device == "one")
        #expect(occupant?.isFormer == true)
        #expect(two.wakeCount.withLock(\.self) == 0)
        endpoints.leave(ObjectIdentifier(one))
        #expect(two.wakeCount.withLock(\.self) == 1)
        #expect(inTheWay(of: two, to: Self.port) == nil)
    }

    @Test func `one that comes late is kept out by who has it now`() {
        settings(one: Self.port)
        settings(one: Self.other, two: Self.port)
        #expect(inTheWay(of: two, to: Self.port) == nil)
        let occupant = inTheWay(of: one, to: Self.port)
        #expect(occupant?.device == "two")
        #expect(occupant?.isFormer == false)
        #expect(inTheWay(of: one, to: Self.other) == nil)
    }

    @Test func `who goes somewhere else makes room, even where it is kept out`() {
        settings(one: Self.port, two: Self.other)
        #expect(inTheWay(of: one, to: Self.port) == nil)
        #expect(inTheWay(of: two, to: Self.other) == nil)
        settings(one: Self.other, two: Self.port)
        #expect(inTheWay(of: one, to: Self.other)?.device == "two")
        #expect(inTheWay(of: two, to: Self.port) == nil)
        #expect(one.wakeCount.withLock(\.self) == 1)
        #expect(inTheWay(of: one, to: Self.other) == nil)
    }

    @Test(arguments: [
        (DeviceEndpoint.telnet(host: "board.lab", port: 23), true),
        (.tcp(host: "board.lab", port: 2323), false), (.demo, false),
    ])
    func `a place is the same in other words`(endpoint: DeviceEndpoint, isSame: Bool) {
        settings(one: Self.port)
        #expect(inTheWay(of: one, to: Self.port) == nil)
        settings(two: endpoint)
        #expect((inTheWay(of: two, to: endpoint) != nil) == isSame)
    }

    @Test func `each demo board is its device's own`() {
        settings(one: .demo)
        #expect(inTheWay(of: one, to: .demo) == nil)
        settings(two: .demo)
        #expect(inTheWay(of: two, to: .demo) == nil)
    }

    private func settings(one: DeviceEndpoint? = nil, two: DeviceEndpoint? = nil) {
        let all = [(self.one, one), (self.two, two)]
        endpoints.assign(
            all.compactMap { board, endpoint in endpoint.map { (ObjectIdentifier(board), $0) } }
        )
    }

    private func inTheWay(of board: Board, to endpoint: DeviceEndpoint) -> Endpoints.Occupant? {
        endpoints.enter(endpoint, ObjectIdentifier(board), of: board.name) {
            board.wakeCount.withLock { $0 += 1 }
        }
    }
}
