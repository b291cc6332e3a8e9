// What one test has set up: its devices, gateways, clients, namespaces. They are taken down in
// reverse order when the test ends, however it ends; if it failed, what each of them has to say is
// printed first. A test never cleans up by hand.

import Synchronization

/// The things that the running test has set up.
public final class Bench: Sendable {
    @TaskLocal private static var ofThisTest: Bench?

    private struct Contents {
        var items: [any BenchItem] = []
        var failed = false
    }

    private let contents = Mutex(Contents())

    /// The running test's bench. There is one wherever the suite is marked `.endToEnd`.
    public static var current: Bench {
        guard let bench = ofThisTest else {
            preconditionFailure("mark the suite with .endToEnd: it makes the test's bench")
        }
        return bench
    }

    /// Puts something on the bench, to be taken down with the others.
    @discardableResult
    public func add<Item: BenchItem>(_ item: Item) -> Item {
        contents.withLock { $0.items.append(item) }
        return item
    }

    func noteFailure() {
        contents.withLock { $0.failed = true }
    }

    /// Runs a test with a bench of its own.
    static func around(
        _ name: String,
        _ test: @Sendable () async throws -> Void
    ) async throws {
        let bench = Bench()
        defer { bench.clear(name) }
        do {
            try await $ofThisTest.withValue(bench) { try await test() }
        } catch {
            bench.noteFailure()
            throw error
        }
    }

    private func clear(_ name: String) {
        let (items, failed) = contents.withLock { ($0.items, $0.failed) }
        if failed {
            let testimonies = items.map(\.testimony).filter { !$0.isEmpty }.suffix(30)
            print("--- \(name) failed; what the things on its bench have to say:")
            print((testimonies + ["--- end of \(name)"]).joined(separator: "\n"))
        }
        for item in items.reversed() { item.remove() }
    }
}
