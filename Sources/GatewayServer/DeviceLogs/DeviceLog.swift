// The log of one device, as its event loop sees it: whatever is said is taken at once, and dropped
// and counted where the disk is too far behind. Who writes it is `DeviceLogs`; what the lines look
// like is `LogLines`'.

import NIOCore
import Synchronization

/// Takes what one device says, for its log. From any thread; never waits.
final class DeviceLog: Sendable {
    /// Something to be written, with its time in milliseconds since the epoch.
    enum Entry {
        case said([UInt8], at: Int64)
        case mark(String, at: Int64)
    }

    private struct Pending {
        var entries: [Entry] = []
        var byteCount = 0
        /// What there was no room for, since something was last taken.
        var droppedByteCount = 0
        /// The writer comes, and asks for all there is.
        var isAwaited = false
        /// Nothing more is taken.
        var isOver = false

        mutating func append(_ entry: Entry) {
            entries.append(entry)
            byteCount += DeviceLog.size(of: entry)
        }

        mutating func tellDropped() {
            guard droppedByteCount > 0 else { return }
            append(.mark("\(droppedByteCount) bytes dropped", at: EpochClock.milliseconds))
            droppedByteCount = 0
        }
    }

    /// What may wait for the disk.
    static let waitingByteCountMax = 1_024 * 1_024
    /// Marks have some more room: they tell whose the bytes are that are missing.
    private static let markByteCountMax = waitingByteCountMax + 64 * 1_024
    /// What an entry takes besides its bytes.
    private static let entryByteCount = 64

    let device: String
    let path: String
    private let pending = Mutex(Pending())
    /// What the writer keeps, who alone asks for it.
    let work: Mutex<LogWork>
    private let wake: @Sendable (DeviceLog) -> Void

    /// `wake` is called, from any thread, when the writer has something to do.
    init(device: String, path: String, wake: @escaping @Sendable (DeviceLog) -> Void) {
        self.device = device
        self.path = path
        work = Mutex(LogWork(path: path))
        self.wake = wake
    }

    /// Takes what the device said.
    func heard(_ bytes: ByteBuffer) {
        let now = EpochClock.milliseconds
        add(byteCount: bytes.readableBytes, max: Self.waitingByteCountMax) {
            // A copy: a slice would keep the whole buffer that it was read into.
            .said(Array(bytes.readableBytesView), at: now)
        }
    }

    /// Takes a line of ours.
    func mark(_ words: String) {
        let now = EpochClock.milliseconds
        add(byteCount: words.utf8.count, max: Self.markByteCountMax) { .mark(words, at: now) }
    }

    /// Takes nothing more. What waits is written, if the disk takes it.
    func end() {
        mark("log ends")
        pending.withLock { $0.isOver = true }
    }

    private func add(byteCount: Int, max: Int, _ entry: () -> Entry) {
        let isToWake = pending.withLock { pending in
            guard !pending.isOver else { return false }
            guard pending.byteCount + byteCount <= max else {
                pending.droppedByteCount += byteCount
                return false
            }
            pending.tellDropped()
            pending.append(entry())
            defer { pending.isAwaited = true }
            return !pending.isAwaited
        }
        if isToWake { wake(self) }
    }

    // MARK: What the writer asks

    var isAwaited: Bool { pending.withLock { $0.isAwaited } }

    var isOver: Bool { pending.withLock { $0.isOver } }

    /// The oldest entries, of about so many bytes together. None: nothing waits, and the writer has
    /// to be woken again.
    func take(byteCount: Int) -> [Entry] {
        pending.withLock { pending in
            if pending.entries.isEmpty { pending.tellDropped() }
            var (taken, left) = (0, byteCount)
            while taken < pending.entries.count, left > 0 {
                let size = Self.size(of: pending.entries[taken])
                left -= size
                pending.byteCount -= size
                taken += 1
            }
            pending.isAwaited = taken > 0
            defer { pending.entries.removeFirst(taken) }
            return Array(pending.entries.prefix(taken))
        }
    }

    private static func size(of entry: Entry) -> Int {
        switch entry {
        case .said(let bytes, _): bytes.count + entryByteCount
        case .mark(let words, _): words.utf8.count + entryByteCount
        }
    }
}
