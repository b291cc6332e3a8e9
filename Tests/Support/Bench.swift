// What one test has set up: its devices, gateways, clients, namespaces. They are taken down in
// reverse order when the test ends, however it ends; if it failed, what each of them has to say is
// printed first. A test never cleans up by hand.

import Glibc
import Synchronization

/// The things that the running test has set up.
public final class Bench: Sendable {
    @TaskLocal private static var ofThisTest: Bench?
    /// Every bench that is not cleared yet; nil once ``clearAll()`` was called.
    private static let standing = Mutex<[ObjectIdentifier: Bench]?>([:])

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
        guard Self.standing.withLock({ $0 == nil }) else { return item }
        item.remove()
        while true { poll(nil, 0, -1) }
    }

    /// Takes down what stands on any bench, because the process is about to end. Whoever adds
    /// something from now on has it taken down, and goes no further.
    public static func clearAll() {
        let benches = standing.withLock { standing in
            defer { standing = nil }
            return standing.map { Array($0.values) } ?? []
        }
        for bench in benches { bench.removeItems() }
    }

    func noteFailure() {
        contents.withLock { $0.failed = true }
    }

    /// Runs a test, or whatever else needs one, with a bench of its own.
    public static func around<Result>(
        _ name: String,
        _ test: @Sendable () async throws -> Result
    ) async throws -> Result {
        let bench = Bench()
        standing.withLock { $0?[ObjectIdentifier(bench)] = bench }
        defer { bench.clear(name) }
        do {
            return try await $ofThisTest.withValue(bench) { try await test() }
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
        removeItems()
        Self.standing.withLock { _ = $0?.removeValue(forKey: ObjectIdentifier(self)) }
    }

    private func removeItems() {
        for item in contents.withLock(\.items).reversed() { item.remove() }
    }
}
