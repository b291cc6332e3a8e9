// The order of leases' commands, without a process: one at a time, each lease's acquire before its
// release, and never more than a few, whatever comes and goes.

import LeaseCore
import Testing

@testable import GatewayServer

@Suite struct LeaseCommandQueueTests {
    private typealias Entry = LeaseCommandQueue.Entry

    private static func entry(
        _ kind: LeaseCommandQueue.Kind,
        _ lease: Int64,
        _ command: [String] = ["true"]
    ) -> Entry {
        Entry(
            kind: kind,
            lease: LeaseNumber(lease),
            session: SessionID(lease),
            command: command,
            variables: [:]
        )
    }

    private static func words(_ entry: Entry?) -> String {
        entry.map { "\($0.kind == .acquire ? "acquire" : "release") \($0.lease.number)" } ?? "none"
    }

    @Test func `one runs at a time, in the order of the leases`() {
        var queue = LeaseCommandQueue()
        queue.begin(Self.entry(.acquire, 1))
        #expect(Self.words(queue.next()) == "acquire 1")
        queue.end(Self.entry(.release, 1))
        queue.begin(Self.entry(.acquire, 2))
        #expect(queue.next() == nil, "one runs")
        queue.ended()
        #expect(Self.words(queue.next()) == "release 1")
        queue.ended()
        #expect(Self.words(queue.next()) == "acquire 2")
        #expect(!queue.isIdle)
        queue.ended()
        #expect(queue.isIdle)
        #expect(queue.next() == nil)
    }

    @Test func `a lease whose turn did not come leaves nothing behind`() {
        var queue = LeaseCommandQueue()
        queue.begin(Self.entry(.acquire, 1))
        _ = queue.next()
        queue.end(Self.entry(.release, 1))
        for lease in Int64(2)...100 {
            queue.begin(Self.entry(.acquire, lease))
            queue.end(Self.entry(.release, lease))
        }
        #expect(queue.waiting.map(Self.words) == ["release 1"])
    }

    @Test func `a lease without an acquire has its turn too`() {
        var queue = LeaseCommandQueue()
        queue.end(Self.entry(.release, 1))
        #expect(Self.words(queue.next()) == "release 1")
        // It never came to anything: what it would undo was not done.
        queue.begin(Self.entry(.acquire, 2, []))
        queue.end(Self.entry(.release, 2))
        queue.begin(Self.entry(.acquire, 3, []))
        queue.ended()
        #expect(queue.next() == nil)
        #expect(queue.isIdle)
        queue.end(Self.entry(.release, 3))
        #expect(Self.words(queue.next()) == "release 3")
    }

    @Test func `a lease without a release ends with its acquire`() {
        var queue = LeaseCommandQueue()
        queue.begin(Self.entry(.acquire, 1))
        _ = queue.next()
        queue.end(Self.entry(.release, 1, []))
        queue.ended()
        #expect(queue.isIdle)
    }

    @Test func `one that is passed over leaves its acquire to the next`() {
        var queue = LeaseCommandQueue()
        queue.end(Self.entry(.release, 1))
        _ = queue.next()
        queue.begin(Self.entry(.acquire, 2))
        queue.handOn(Self.entry(.acquire, 2, ["as another"]))
        queue.ended()
        #expect(queue.next()?.command == ["as another"])
        // It runs, and is not run again.
        queue.handOn(Self.entry(.acquire, 2))
        queue.ended()
        #expect(queue.isIdle)
        queue.end(Self.entry(.release, 2))
        #expect(Self.words(queue.next()) == "release 2")
    }

    @Test func `what has not been started can be dropped`() {
        var queue = LeaseCommandQueue()
        queue.end(Self.entry(.release, 1))
        _ = queue.next()
        queue.begin(Self.entry(.acquire, 2))
        #expect(queue.dropWaiting().map(Self.words) == ["acquire 2"])
        #expect(queue.waiting.isEmpty)
        #expect(Self.words(queue.running) == "release 1")
    }
}
