// The thread of a fake device: one poll(2) over its listener, the one connection, and the pipe by
// which the test's wishes arrive. What is here is what a board's stack and its one task do.

import Glibc
import Synchronization

extension FakeDevice {
    /// The device's thread. Confined to it, but for the wishes and the log.
    final class Loop {
        private let device: FakeDevice
        private let listener: StreamSocket
        private var connection: StreamSocket?
        private var console = FakeDeviceConsole()
        private var saying = Outbox()
        private var thinking: (until: Deadline, answers: [UInt8])?
        private var deaf: Deadline?
        private var resting: Deadline?
        private var finForgotten = false
        private var finAnswer: Deadline?
        private var newcomer: (socket: StreamSocket, judgedAt: Deadline)?
        private var reads = true
        private var refuses: Bool
        private var ended = false

        /// How much later than the next connection's SYN a connection's RST may be seen: with
        /// several busy processors the one overtakes the other in the kernel's queues (6 ms seen).
        /// A newcomer while a FIN is unanswered has no such excuse.
        private static let overtakingMax = Duration.milliseconds(50)

        init(_ device: FakeDevice, _ listener: StreamSocket) {
            self.device = device
            self.listener = listener
            refuses = device.habits.refusesAtFirst
        }

        func run() {
            device.log.withLock { $0.isListening = !refuses }
            while !ended {
                waitForSomething()
                carryOutWishes()
                passTime()
                if let connection { attend(to: connection) }
                if let connection { sayMore(on: connection) }
                admit()
            }
            connection?.reset()
            listener.close()
            device.closeAlarm()
        }

        /// An echo reads no more than it can say again.
        private var canRead: Bool {
            let full = device.habits.manner == .echo && saying.count >= Outbox.countMax
            return reads && resting == nil && !finForgotten && finAnswer == nil && !full
        }

        private func waitForSomething() {
            var entries = [pollfd(fd: device.alarmDescriptor, events: Int16(POLLIN), revents: 0)]
            entries.append(pollfd(fd: listener.fd, events: Int16(POLLIN), revents: 0))
            if let connection {
                let events = (canRead ? POLLIN : 0) | (saying.isEmpty ? 0 : POLLOUT)
                entries.append(pollfd(fd: connection.fd, events: Int16(events), revents: 0))
            }
            if !device.log.withLock(\.isListening) { entries[1].fd = -1 }
            let deadlines = [thinking?.until, deaf, resting, finAnswer, newcomer?.judgedAt]
            let next = deadlines.compactMap { $0?.pollMilliseconds }.min()
            poll(&entries, nfds_t(entries.count), next ?? -1)
        }

        private func carryOutWishes() {
            var byte: UInt8 = 0
            while read(device.alarmDescriptor, &byte, 1) == 1 {}
            let wishes = device.wishes.withLock { wishes in
                defer { wishes = [] }
                return wishes
            }
            for wish in wishes {
                switch wish {
                case .say(let bytes): if connection != nil { saying.append(bytes) }
                case .close: end(.own) { $0.close() }
                case .reset: end(.own) { $0.reset() }
                case .stopReading: reads = false
                case .readAgain: reads = true
                case .refuse: refuses = true
                case .welcome: refuses = false
                case .end: ended = true
                }
            }
        }

        private func passTime() {
            if let thought = thinking, thought.until.isOver {
                thinking = nil
                saying.append(thought.answers)
            }
            if deaf?.isOver ?? false { deaf = nil }
            if resting?.isOver ?? false { resting = nil }
            if finAnswer?.isOver ?? false { end(.fin) { $0.close() } }
        }

        /// Reads once, unless it rests or is stalled; sees RST in any case, and before anybody who
        /// comes after it.
        private func attend(to connection: StreamSocket) {
            var entry = pollfd(fd: connection.fd, events: 0, revents: 0)
            poll(&entry, 1, 0)
            guard entry.revents & Int16(POLLERR) == 0 else { return end(.reset) { $0.close() } }
            guard canRead else { return }
            let pace = device.habits.pace
            switch connection.receive(countMax: pace?.bytes ?? Outbox.countMax) {
            case .nothingYet: break
            case .bytes(let bytes):
                if let pace { resting = Deadline(in: pace.rest) }
                hear(bytes)
            case .fin:
                device.log.withLock { $0.changeLast { $0.finSeen = .now } }
                if device.habits.forgetsFinWhileTalking, !saying.isEmpty || thinking != nil {
                    finForgotten = true
                } else if device.habits.closeDelay > .zero {
                    finAnswer = Deadline(in: device.habits.closeDelay)
                    saying = Outbox()
                    thinking = nil
                } else {
                    end(.fin) { $0.close() }
                }
            case .failed: end(.reset) { $0.close() }
            }
        }

        private func hear(_ bytes: [UInt8]) {
            device.log.withLock { log in
                log.changeLast {
                    $0.received += bytes
                    $0.pieces.append((.now, bytes.count))
                }
            }
            switch device.habits.manner {
            case .silent: break
            case .echo: saying.append(bytes)
            case .console:
                let (echo, answers) = console.typed(bytes)
                saying.append(echo)
                if !answers.isEmpty {
                    let before = thinking?.answers ?? []
                    thinking = (Deadline(in: device.habits.answerDelay), before + answers)
                }
            }
        }

        private func sayMore(on connection: StreamSocket) {
            guard !saying.isEmpty else { return }
            guard let count = try? connection.write(saying.rest) else {
                return end(.reset) { $0.close() }
            }
            saying.drop(count)
            device.log.withLock { $0.changeLast { $0.saidCount += count } }
        }

        /// Takes whoever has come, if the slot is free; listens, or stops to, as it must now.
        private func admit() {
            while let (socket, _) = listener.accept() {
                if newcomer != nil || finAnswer != nil {
                    intrude(socket)
                } else if connection == nil, refuses || deaf != nil {
                    socket.reset()
                } else {
                    newcomer = (socket, Deadline(in: Self.overtakingMax))
                }
            }
            if let (socket, deadline) = newcomer {
                if let connection { attend(to: connection) }
                if connection == nil {
                    newcomer = nil
                    begin(socket)
                } else if deadline.isOver {
                    newcomer = nil
                    intrude(socket)
                }
            }
            let taken = connection != nil && device.habits.whileTaken == .refuses
            let shouldListen = !refuses && deaf == nil && !taken
            guard shouldListen != device.log.withLock(\.isListening) else { return }
            if shouldListen { try? listener.listen() } else { listener.stopListening() }
            device.log.withLock { $0.isListening = shouldListen }
        }

        private func intrude(_ socket: StreamSocket) {
            socket.reset()
            device.log.withLock { $0.intrusions.append(.now) }
        }

        private func begin(_ newcomer: StreamSocket) {
            connection = newcomer
            if let bytes = device.habits.receiveBufferBytes { newcomer.set(SO_RCVBUF, to: bytes) }
            console = FakeDeviceConsole()
            saying = Outbox()
            if device.habits.manner == .console { saying.append(FakeDeviceConsole.prompt) }
            device.log.withLock { log in
                log.connections.append(Connection(number: log.connections.count + 1, begin: .now))
            }
        }

        /// Ends the connection; what it still had to say is lost.
        private func end(_ ending: Ending, _ leave: (StreamSocket) -> Void) {
            guard let connection else { return }
            device.log.withLock { log in
                log.changeLast {
                    $0.end = .now
                    $0.ending = ending
                }
            }
            leave(connection)
            self.connection = nil
            saying = Outbox()
            thinking = nil
            resting = nil
            finForgotten = false
            finAnswer = nil
            if device.habits.whileTaken == .refuses, device.habits.deafAfterClose > .zero {
                deaf = Deadline(in: device.habits.deafAfterClose)
            }
        }
    }
}

extension FakeDevice.Log {
    fileprivate mutating func changeLast(_ change: (inout FakeDevice.Connection) -> Void) {
        change(&connections[connections.count - 1])
    }
}

/// What a device has still to say.
private struct Outbox {
    static let countMax = 65_536

    private var bytes: [UInt8] = []
    private var saidCount = 0

    var count: Int { bytes.count - saidCount }
    var isEmpty: Bool { count == 0 }
    var rest: ArraySlice<UInt8> { bytes[saidCount...] }

    mutating func append(_ more: [UInt8]) {
        if isEmpty { self = Outbox() }
        bytes += more
    }

    mutating func drop(_ count: Int) { saidCount += count }
}
