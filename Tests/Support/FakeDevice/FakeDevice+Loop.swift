// The thread of a fake device: one poll(2) over its door, the one connection, and the pipe by which
// the test's wishes arrive. What is here is what a board's stack and its one task do with the
// connection in the slot; who gets into it is in Loop+Admission.

import GNUExtensions
import Glibc
import Synchronization

extension FakeDevice {
    /// The device's thread. Confined to it, but for the wishes and the log.
    final class Loop {
        /// Whether it takes anybody.
        enum Readiness {
            case ready
            /// For a moment after a close.
            case deaf(Deadline)
            /// Nothing is answered at all.
            case booting(Deadline)
            /// An abandoned connect has killed its listener: until a reboot.
            case dead
        }

        let device: FakeDevice
        let handshakes: Handshakes?
        var door: Door
        var readiness = Readiness.ready
        /// As the test wants it, whatever the board itself would do.
        var refuses: Bool
        var visit: Visit?
        var newcomer: Newcomer?
        var handshake: Handshakes.Begun?
        private var taskReads = true
        private var ended = false

        init(_ device: FakeDevice, _ listener: StreamSocket, _ handshakes: Handshakes?) {
            self.device = device
            self.handshakes = handshakes
            refuses = device.habits.refusesAtFirst
            door = Door(listener, refuses ? .refusing : .open)
        }

        var habits: Habits { device.habits }

        func run() {
            device.log.withLock { $0.isListening = !refuses }
            while !ended {
                waitForSomething()
                carryOutWishes()
                passTime()
                attend()
                sayMore()
                admit()
            }
            visit?.socket.reset()
            door.listener.close()
            device.closeAlarm()
        }

        private func waitForSomething() {
            let isDoorWatched = door.answer != .refusing && !leavesThemInTheQueue
            var entries = [
                pollfd(fd: device.alarmDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(
                    fd: isDoorWatched ? door.listener.fd : -1,
                    events: Int16(POLLIN),
                    revents: 0
                ),
                pollfd(fd: handshakes?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
            ]
            if let visit {
                let events =
                    (visit.canRead(taskReads) ? POLLIN : 0)
                    | (visit.talk.rest.isEmpty ? 0 : POLLOUT)
                entries.append(pollfd(fd: visit.socket.fd, events: Int16(events), revents: 0))
            }
            let deadlines = (visit?.deadlines ?? []) + admissionDeadlines
            // To the microsecond: a board is not deaf for longer because nobody has knocked.
            let left = (deadlines.map(\.remaining).min() ?? .seconds(3_600)).components
            var wait = timespec(
                tv_sec: Int(left.seconds),
                tv_nsec: Int(left.attoseconds / 1_000_000_000)
            )
            ppoll(&entries, nfds_t(entries.count), &wait, nil)
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
                case .say(let bytes): visit?.talk.say(bytes)
                case .close: close()
                case .reset: end(.own) { $0.reset() }
                case .reboot: reboot()
                case .stopReading: taskReads = false
                case .readAgain: taskReads = true
                case .refuse: refuses = true
                case .welcome: refuses = false
                case .end: ended = true
                }
            }
        }

        private func passTime() {
            switch readiness {
            case .deaf(let moment), .booting(let moment):
                if moment.isOver { readiness = .ready }
            case .ready, .dead: break
            }
            visit?.talk.passTime()
            if visit?.resting?.isOver ?? false { visit?.resting = nil }
            switch visit?.stage {
            case .closing(let moment): if moment.isOver { end(.fin) { $0.close() } }
            case .awaitingFin(let moment): if moment.isOver { end(.own) { $0.reset() } }
            case nil, .open, .finForgotten, .sayingTheRest: break
            }
        }

        /// Reads once, unless it rests or is stalled; sees RST in any case, and before anybody who
        /// comes after it.
        func attend() {
            guard let visit else { return }
            var entry = pollfd(fd: visit.socket.fd, events: 0, revents: 0)
            poll(&entry, 1, 0)
            guard entry.revents & Int16(POLLERR) == 0 else {
                let isLost = [ETIMEDOUT, EHOSTUNREACH].contains(visit.socket.pendingError)
                return end(isLost ? .lost : .reset) { $0.close() }
            }
            guard visit.canRead(taskReads) else { return }
            switch visit.socket.receive(countMax: habits.pace?.bytes ?? Talk.countMax) {
            case .nothingYet: break
            case .bytes(let bytes): hear(bytes)
            case .fin: finCame(visit)
            case .failed: end(.reset) { $0.close() }
            }
        }

        private func hear(_ bytes: [UInt8]) {
            if let pace = habits.pace { visit?.resting = Deadline(in: pace.rest) }
            guard case .open = visit?.stage else { return }
            device.log.withLock { log in
                log.changeLast {
                    $0.received += bytes
                    $0.pieces.append((.now, bytes.count))
                }
            }
            visit?.talk.hear(bytes)
        }

        private func finCame(_ visit: Visit) {
            device.log.withLock { $0.changeLast { $0.finSeen = .now } }
            if case .awaitingFin = visit.stage {
                end(.own) { $0.close() }
            } else if habits.knowsHalfClose {
                self.visit?.stage = .sayingTheRest
            } else if habits.forgetsFinWhileTalking, visit.isTalking {
                self.visit?.stage = .finForgotten
            } else if habits.closeDelay > .zero {
                self.visit?.stage = .closing(Deadline(in: habits.closeDelay))
                self.visit?.talk.fallSilent()
            } else {
                end(.fin) { $0.close() }
            }
        }

        private func sayMore() {
            guard let visit else { return }
            if !visit.talk.rest.isEmpty {
                guard let count = try? visit.socket.write(visit.talk.rest) else {
                    return end(.reset) { $0.close() }
                }
                self.visit?.talk.drop(count)
                device.log.withLock { $0.changeLast { $0.saidCount += count } }
            }
            if case .sayingTheRest = visit.stage, self.visit?.talk.isOver ?? false {
                end(.fin) { $0.close() }
            }
        }

        /// Its own FIN. What it still had to say is lost.
        private func close() {
            guard let visit else { return }
            guard case .open = visit.stage else { return end(.own) { $0.close() } }
            device.log.withLock { $0.changeLast { $0.finSent = .now } }
            visit.socket.shutdownWriting()
            self.visit?.talk.fallSilent()
            self.visit?.stage = .awaitingFin(Deadline(in: habits.lastAckMax))
        }

        private func reboot() {
            readiness = .booting(Deadline(in: habits.bootTime))
            door.answer(.silent)
            door.forgetHandshakes()
            handshake = nil
            taskReads = true
            end(.forgotten) { socket in
                let isForgotten = socket.forget()
                precondition(isForgotten, "a reboot needs CAP_NET_ADMIN; .needs(.reboots)")
            }
        }

        /// Ends the connection; what it still had to say is lost.
        func end(_ ending: Ending, _ leave: (StreamSocket) -> Void) {
            guard let visit else { return }
            device.log.withLock { log in
                log.changeLast {
                    $0.end = .now
                    $0.ending = ending
                }
            }
            leave(visit.socket)
            self.visit = nil
            if case .ready = readiness, isDeafAfterClose {
                readiness = .deaf(Deadline(in: habits.deafAfterClose))
            }
        }
    }
}

extension FakeDevice.Log {
    mutating func changeLast(_ change: (inout FakeDevice.Connection) -> Void) {
        change(&connections[connections.count - 1])
    }
}
