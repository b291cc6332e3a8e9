// In which order the commands of one device's leases run: one at a time, each lease's acquire
// before its release, and both before anything of the next lease. It starts nothing itself, and
// knows no process: whoever does asks it what is next. Who waits for it is `LeaseRunner+Commands`.
//
// It stays short whatever clients do: a lease that ends before its turn has come leaves nothing in
// it. So there is what runs, the release of one lease, and the acquire of one other.

import LeaseCore

/// The commands of one device's leases, in order.
struct LeaseCommandQueue {
    /// Which of a lease's two.
    enum Kind: String, Sendable {
        case acquire = "on_acquire_command"
        case release = "on_release_command"
    }

    /// One command of one lease.
    struct Entry: Sendable {
        let kind: Kind
        /// The lease that it was first for: one that is passed over goes on as the next one's.
        let lease: LeaseNumber
        /// The session that has, or had, the lease.
        let session: SessionID
        /// Empty: the lease has none, and its turn is over at once.
        let command: [String]
        /// What it is told of its lease.
        let variables: [String: String]
    }

    private(set) var running: Entry?
    private(set) var waiting: [Entry] = []

    /// Nothing runs, and nothing waits to.
    var isIdle: Bool { running == nil && waiting.isEmpty }

    /// Something runs, or is to for a lease that has ended.
    var isAtWork: Bool { running != nil || waiting.contains { $0.kind == .release } }

    /// A lease begins: its acquire, or none, is in line.
    mutating func begin(_ acquire: Entry) {
        waiting.append(acquire)
    }

    /// A lease goes on as another's, on the same link. It has begun for the device, or will once:
    /// an acquire whose turn has not come yet is the other's now.
    mutating func handOn(_ acquire: Entry) {
        if let index = index(ofAcquireOf: acquire.lease) { waiting[index] = acquire }
    }

    /// A lease ends. It has a release if its own turn had come.
    mutating func end(_ release: Entry) {
        if let index = index(ofAcquireOf: release.lease) {
            waiting.remove(at: index)
        } else if !release.command.isEmpty {
            waiting.append(release)
        }
    }

    /// Whether what would be started next is a lease's acquire.
    var isAcquireNext: Bool { waiting.first { !$0.command.isEmpty }?.kind == .acquire }

    /// Takes what is to be started now; nil while something runs, or nothing waits.
    mutating func next() -> Entry? {
        while running == nil, !waiting.isEmpty {
            let entry = waiting.removeFirst()
            guard !entry.command.isEmpty else { continue }
            running = entry
            return entry
        }
        return nil
    }

    /// What runs is over.
    mutating func ended() {
        precondition(running != nil, "nothing runs that could be over")
        running = nil
    }

    /// Takes everything out that has not been started.
    mutating func dropWaiting() -> [Entry] {
        defer { waiting = [] }
        return waiting
    }

    private func index(ofAcquireOf lease: LeaseNumber) -> Int? {
        waiting.firstIndex { $0.kind == .acquire && $0.lease == lease }
    }
}
