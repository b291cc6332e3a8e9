// Numbers of sessions and leases over starts, crashes and clean stops: none is ever given twice,
// and gaps are normal.

import GRDB
import LeaseCore
import Synchronization
import Testing

@testable import History

struct NumberTests {
    @Test func `session numbers go on after a stop`() async throws {
        let directory = try StateDirectory()
        let first = try directory.open()
        #expect(first.arrive() == SessionID(1))
        #expect(first.arrive() == SessionID(2))
        try await first.close()
        let second = try directory.open()
        #expect(second.arrive() == SessionID(3))
        try await second.close()
    }

    @Test func `session numbers go on after the newest rows were removed`() async throws {
        let directory = try StateDirectory()
        let first = try directory.open()
        for _ in 1...3 { first.arrive() }
        try await first.close()
        try directory.sqlite { try $0.execute(sql: "DELETE FROM sessions") }
        let second = try directory.open()
        #expect(second.nextSession() == SessionID(4))
        try await second.close()
    }

    @Test func `lease numbers go on without a gap after a clean stop`() async throws {
        let directory = try StateDirectory()
        for start in 0..<3 as Range<Int64> {
            let history = try directory.open()
            #expect(history.nextLease() == LeaseNumber(start * 2 + 1))
            #expect(history.nextLease() == LeaseNumber(start * 2 + 2))
            try await history.close()
        }
    }

    @Test func `no lease number is given again after a crash`() async throws {
        let directory = try StateDirectory()
        let killed = try directory.open(journalMax: 10)
        var given: LeaseNumber?
        for _ in 0..<45_000 {
            guard let lease = killed.nextLease() else { break }
            given = lease
        }
        let last = try #require(given)
        let copy = try directory.copyAsAfterKill()
        let next = try copy.open(journalMax: 10)
        #expect(try #require(next.nextLease()) > last)
        try await next.close()
        try await killed.close()
    }

    @Test func `lease numbers never run out while rows are written`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open(journalMax: 10)
        var last = LeaseNumber(0)
        for _ in 0..<40 {
            for _ in 0..<2_500 {
                let lease = try #require(history.nextLease())
                #expect(lease.number == last.number + 1)
                last = lease
            }
            await history.settle()
        }
        #expect(last.number == 100_000)
        try await history.close()
    }

    @Test func `lease numbers are reserved as if the power could go`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open(durability: .normal, journalMax: 10)
        let statements = Mutex<[String]>([])
        try await history.pool.writeWithoutTransaction { database in
            database.trace { event in statements.withLock { $0.append("\(event)") } }
        }
        for _ in 0..<15_000 { #expect(history.nextLease() != nil) }
        await history.settle()
        await history.settle()
        let seen = statements.withLock { $0 }
        let reservation = try #require(
            seen.firstIndex { $0.contains("SET leases_reserved_to") }
        )
        #expect(
            seen[..<reservation].last { $0.contains("synchronous =") }?.hasSuffix("FULL") == true
        )
        let commit = try #require(seen[reservation...].firstIndex { $0.hasPrefix("COMMIT") })
        #expect(!seen[reservation..<commit].contains { $0.contains("synchronous =") })
        #expect(seen.last { $0.contains("synchronous =") }?.hasSuffix("NORMAL") == true)
        try await history.close()
    }

    @Test func `many threads are given different lease numbers`() async throws {
        let supply = LeaseSupply(after: 0, aheadMin: 10)
        supply.reserved(to: 40_000)
        let taken = await withTaskGroup(of: [Int64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var numbers: [Int64] = []
                    while let lease = supply.next() { numbers.append(lease.number) }
                    return numbers
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.sorted() == Array(1...40_000))
    }

    @Test func `a supply that was stopped gives nothing more`() {
        let supply = LeaseSupply(after: 7, aheadMin: 10)
        supply.reserved(to: supply.blockEnd)
        #expect(supply.next() == LeaseNumber(8))
        #expect(supply.stop() == 8)
        #expect(supply.next() == nil)
        #expect(!supply.isShort)
    }
}
