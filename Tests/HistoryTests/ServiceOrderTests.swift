// Orders about the service of devices: the last one about a device counts, after a restart, after a
// kill, and while the disk fails.

import GRDB
import LeaseCore
import Synchronization
import Testing

@testable import History

struct ServiceOrderTests {
    private func order(
        _ kind: ServiceOrder.Kind,
        _ device: String = "board1",
        at: Int64 = 5_000,
        by actor: String = "alice"
    ) -> ServiceOrder {
        ServiceOrder(device: device, kind: kind, at: at, actor: actor)
    }

    /// Whether it is durable.
    private func record(_ order: ServiceOrder, in history: HistoryDatabase) async -> Bool {
        await withCheckedContinuation { done in
            history.record(order) { done.resume(returning: $0) }
        }
    }

    @Test func `the last order about a device counts after a restart`() async throws {
        let directory = try StateDirectory()
        let first = try directory.open()
        #expect(first.drains.isEmpty)
        for kind: ServiceOrder.Kind in [.drain, .resume] {
            #expect(await record(order(kind), in: first))
            #expect(await record(order(kind, "board2"), in: first))
        }
        #expect(first.drains.isEmpty)
        let last = order(.drain, "board2", at: 6_000, by: "bob")
        #expect(await record(last, in: first))
        #expect(first.drains == ["board2": last])
        try await first.close()
        let second = try directory.open()
        #expect(second.drains == ["board2": last])
        try await second.close()
    }

    @Test func `an order that is said to be durable survives a kill`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        #expect(await record(order(.drain), in: history))
        let copy = try directory.copyAsAfterKill()
        try await history.close()
        let next = try copy.open()
        #expect(next.drains == ["board1": order(.drain)])
        try await next.close()
    }

    @Test func `an order that the disk does not take is not durable, and waits`() {
        var backlog = Backlog(countMax: 100)
        let told = Mutex<[Bool]>([])
        _ = backlog.add(
            .order(order(.drain)) { isDurable in told.withLock { $0.append(isDurable) } }
        )
        _ = backlog.nextGroup(at: Instant(nanoseconds: 0))
        for written in backlog.failed("the disk is full").awaited { written(false) }
        #expect(told.withLock { $0 } == [false])
        #expect(backlog.count == 1)
        #expect(backlog.failed("the disk is full").awaited.isEmpty)
    }
}
