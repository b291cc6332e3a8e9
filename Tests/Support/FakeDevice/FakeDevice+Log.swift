// What a fake device saw: every connection from its first to its last moment, with its bytes, on
// the monotonic clock; and whoever came while the slot was taken.

import Synchronization

extension FakeDevice {
    /// One connection.
    public struct Connection: Sendable {
        /// The number of the connection, from 1.
        public let number: Int
        /// Who came.
        public let peer: TCPAddress?
        /// When it was accepted.
        public let begin: ContinuousClock.Instant
        /// When it was over for the device.
        public internal(set) var end: ContinuousClock.Instant?
        /// How it ended.
        public internal(set) var ending: Ending?
        /// When a FIN was seen, forgotten or not.
        public internal(set) var finSeen: ContinuousClock.Instant?
        /// When the device's own FIN went out before the other side's.
        public internal(set) var finSent: ContinuousClock.Instant?
        /// Everything that arrived.
        public internal(set) var received: [UInt8] = []
        /// When each piece of it arrived, and how long it was.
        public internal(set) var pieces: [(moment: ContinuousClock.Instant, count: Int)] = []
        /// How many bytes were said and taken by the kernel.
        public internal(set) var saidCount = 0

        /// When the first byte arrived.
        public var firstByte: ContinuousClock.Instant? { pieces.first?.moment }

        /// What arrived, as text.
        public var text: String { String(decoding: received, as: UTF8.self) }
    }

    /// How a connection ended, as the device saw it.
    public enum Ending: Sendable, Equatable {
        /// The gateway's FIN; the device closed.
        case fin
        /// The gateway's RST, or another error.
        case reset
        /// The device itself closed or reset it.
        case own
        /// Its keep-alive found that the other side had vanished.
        case lost
        /// A reboot: without a word to the other side.
        case forgotten
    }

    struct Log: CustomStringConvertible {
        var connections: [Connection] = []
        var intrusions: [ContinuousClock.Instant] = []
        var handshakes: [(peer: TCPAddress, begin: ContinuousClock.Instant)] = []
        var deaths: [ContinuousClock.Instant] = []
        var isListening = false
        let start = ContinuousClock.now

        var isTaken: Bool { connections.last.map { $0.end == nil } ?? false }

        var description: String {
            let lines = connections.suffix(20).map { "  \($0.words(since: start))" }
            let intruders = intrusions.map { "  came while it was taken: \($0 - start)" }
            let deaths = deaths.map { "  killed by an abandoned connect: \($0 - start)" }
            return (lines + intruders + deaths).joined(separator: "\n")
        }
    }

    /// Every connection so far, in order.
    public var connections: [Connection] { log.withLock { $0.connections } }

    /// The connection that is there now, or the last one.
    public var last: Connection? { log.withLock { $0.connections.last } }

    /// Whether somebody is on it now.
    public var isTaken: Bool { log.withLock { $0.isTaken } }

    /// When somebody came while the slot was taken. Only a device that resets them
    /// (``WhileTaken/resets``) sees all of them.
    public var intrusions: [ContinuousClock.Instant] { log.withLock { $0.intrusions } }

    /// Whose handshakes took their time, and from when.
    public var handshakes: [(peer: TCPAddress, begin: ContinuousClock.Instant)] {
        log.withLock { $0.handshakes }
    }

    /// When an abandoned connect killed its listener.
    public var deaths: [ContinuousClock.Instant] { log.withLock { $0.deaths } }

    /// Whether every connection began after the one before it had ended, and nobody was seen to
    /// come in between.
    public var sawOneAtATime: Bool {
        log.withLock { log in
            log.intrusions.isEmpty
                && zip(log.connections, log.connections.dropFirst()).allSatisfy { before, after in
                    before.end.map { $0 <= after.begin } ?? false
                }
        }
    }

    /// Waits until so many connections have been made in all.
    public func waitForConnection(_ number: Int, within duration: Duration = patience) throws {
        try eventually("connection \(number) of the device", within: duration) {
            log.withLock { $0.connections.count >= number }
        }
    }

    /// Waits until `text` has arrived on the last connection.
    public func waitToReceive(_ text: String, within duration: Duration = patience) throws {
        try eventually("the device receives \(text.debugDescription)", within: duration) {
            last?.text.contains(text) ?? false
        }
    }

    /// Waits until nothing has been said or heard on the last connection for `duration`.
    public func waitUntilQuiet(for duration: Duration = .milliseconds(150)) throws {
        var seen = (heard: -1, said: -1)
        var since = ContinuousClock.now
        try eventually("the line of the device is quiet") {
            let now = last.map { (heard: $0.received.count, said: $0.saidCount) } ?? seen
            if now != seen { since = .now }
            seen = now
            return ContinuousClock.now - since >= duration
        }
    }

    /// Waits until nobody is on it.
    public func waitUntilFree(within duration: Duration = patience) throws {
        try eventually("nobody is on the device", within: duration) { !isTaken }
    }
}

extension FakeDevice.Connection {
    /// Its life in a line, in times since `start`.
    fileprivate func words(since start: ContinuousClock.Instant) -> String {
        let moments = [
            ("first byte", firstByte), ("its FIN", finSent), ("FIN seen", finSeen), ("end", end),
        ]
        let life = moments.compactMap { name, moment in
            moment.map { "\(name) \($0 - start)" }
        }
        let ending = ending.map { "\($0)" } ?? "open"
        let tail = String(decoding: received.suffix(200), as: UTF8.self).debugDescription
        let from = peer.map { "\($0)" } ?? "somebody gone already"
        return "\(number): \(from), accepted \(begin - start), "
            + (life + [ending]).joined(separator: ", ")
            + "; \(received.count) bytes in, \(saidCount) out: \(tail)"
    }
}
