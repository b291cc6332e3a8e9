// Who of those that came to a pool comes first for a device, wherever they stand. Whether that one
// would be served, the machine says: `MovingTests`.

import LeaseCore
import Testing

@Suite struct PoolLineTests {
    private static let both = ["board1": Claim.anybody, "board2": Claim.anybody]
    private let place = Place(position: 1, length: 1)

    /// Everybody came to the pool and is in board1's line, a second apart.
    private func line(_ guests: (SessionID, [String: Claim])...) -> PoolLine {
        var line = PoolLine()
        for (index, (session, claims)) in guests.enumerated() {
            let now = Instant(nanoseconds: Int64(index) * 1_000_000_000)
            line.arrive(session, at: "board1", claims: claims, at: now)
            line.note(.sessionArrived(session), [.enqueue(session, place)], chosen: nil)
        }
        return line
    }

    private func first(_ line: PoolLine, for device: String) -> SessionID? {
        line.first(for: device) { _ in true }?.session
    }

    @Test func `who came first is the first for a device elsewhere`() {
        let line = line((.alice, Self.both), (.bob, Self.both))
        #expect(first(line, for: "board2") == .alice)
        #expect(first(line, for: "board1") == nil)
        #expect(line.waiting(at: "board1") == [.alice, .bob])
    }

    @Test func `a device's own priorities count for it`() {
        let urgent = ["board1": Claim.anybody, "board2": Claim(priority: 5)]
        let line = line((.alice, Self.both), (.bob, urgent), (.carol, urgent))
        #expect(first(line, for: "board2") == .bob)
    }

    @Test func `who may not have a device is not for it`() {
        let line = line((.alice, ["board1": .anybody]), (.bob, Self.both))
        #expect(first(line, for: "board2") == .bob)
        #expect(line.visitor(.alice, to: "board2") == nil)
    }

    @Test func `who is served, or does not answer, is not moved`() {
        var line = line((.alice, Self.both), (.bob, Self.both))
        line.note(.linkReleased, [.grant(.alice)], chosen: nil)
        #expect(first(line, for: "board2") == .bob)
        line.note(.deadlinePassed, [.passOver(.alice), .grant(.bob)], chosen: nil)
        #expect(first(line, for: "board2") == nil)
        line.note(.heirAnswered(.alice), [], chosen: nil)
        #expect(first(line, for: "board2") == .alice)
    }

    @Test func `who is next stays, unless the device goes out of service`() {
        var line = line((.alice, Self.both), (.bob, Self.both))
        line.note(.sessionEnded(.carol, .clientReset), [.releaseLink], chosen: .alice)
        #expect(first(line, for: "board2") == .bob)
        #expect(line.waiting(at: "board1") == [.bob])
        #expect(line.waiting(at: "board1", withNext: true) == [.alice, .bob])
    }

    @Test func `whoever has moved or ended is no more where it was`() {
        var line = line((.alice, Self.both), (.bob, Self.both))
        line.move(.alice, to: "board2")
        #expect(first(line, for: "board1") == .alice)
        let end = Ending(
            session: .alice,
            reason: .clientReset,
            phase: .queued,
            role: .waiter,
            waited: .zero,
            held: .zero
        )
        line.note(.sessionEnded(.alice, .clientReset), [.end(end)], chosen: nil)
        #expect(first(line, for: "board1") == nil)
        #expect(line.waiting(at: "board2").isEmpty)
    }

    @Test func `who stands at a device that is not its pool's any more is astray`() {
        var line = line((.alice, Self.both), (.bob, Self.both))
        #expect(line.astray.isEmpty)
        line.setClaims(of: .bob, ["board2": .anybody])
        #expect(line.astray == [.bob])
        line.move(.bob, to: "board2")
        #expect(line.astray.isEmpty)
    }

    @Test func `whose pool is no more is for no other device`() {
        var line = line((.alice, Self.both), (.bob, Self.both))
        line.leave(.alice)
        #expect(first(line, for: "board2") == .bob)
        #expect(line.waiting(at: "board1") == [.bob])
    }

    @Test func `the best reception is the lease, then to be next, then the best place`() {
        func inLine(_ position: Int, isDown: Bool = false) -> Reception {
            .inLine(Place(position: position, length: 9), isDown: isDown)
        }
        let order: [Reception] = [
            .granted, .next, inLine(1), inLine(2), inLine(1, isDown: true), .refused(.queueFull),
            .refused(.deviceDrained),
        ]
        for (index, reception) in order.enumerated() {
            #expect(Reception.best(of: [reception] + order[index...]) == 0)
            let worseFirst = Array(order[index...].reversed())
            #expect(Reception.best(of: worseFirst) == worseFirst.count - 1)
        }
        #expect(Reception.best(of: []) == nil)
    }
}
