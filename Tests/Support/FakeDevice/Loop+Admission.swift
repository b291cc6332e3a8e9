// Who gets into the slot of a fake device, and what the others meet: what a board's listening
// socket does, on the device's thread (FakeDevice+Loop).

import Glibc
import Synchronization

extension FakeDevice.Loop {
    /// Somebody who has connected and is not in the slot yet.
    struct Newcomer {
        let socket: StreamSocket
        let peer: TCPAddress?
        let judgedAt: Deadline
        /// Whether a FIN was unanswered when it came.
        let isEarly: Bool
    }

    /// How much later than the next connection's SYN a connection's RST may be seen: with several
    /// busy processors the one overtakes the other in the kernel's queues (6 ms seen). A newcomer
    /// has no such excuse where it is the device itself that closes, later.
    private static let overtakingMax = Duration.milliseconds(50)

    /// How long a handshake takes that nothing delays.
    private static let handshakeMax = Duration.milliseconds(5)

    /// Whether whoever has come stays in the kernel's queue.
    var leavesThemInTheQueue: Bool { habits.whileTaken == .queues && visit != nil }

    /// Whether its listener must be made again after a connection.
    var isDeafAfterClose: Bool { isReused && habits.deafAfterClose > .zero }

    /// Whether its one socket listens or is the connection.
    private var isReused: Bool { [.refuses, .ignores].contains(habits.whileTaken) }

    /// When it must look again by itself.
    var admissionDeadlines: [Deadline] {
        let readiness: Deadline? =
            switch self.readiness {
            case .deaf(let moment), .booting(let moment): moment
            case .ready, .dead: nil
            }
        let handshake = self.handshake.map { $0.isSeen ? $0.givenUpAt : $0.lookedAt }
        return [readiness, newcomer?.judgedAt, handshake].compactMap(\.self)
    }

    /// Takes whoever has come, if the slot is free; answers at the door as it must from now on.
    func admit() {
        letIn()
        judgeNewcomer()
        watchHandshakes()
        door.answer(answer)
        let isListening = door.answer == .open
        device.log.withLock { $0.isListening = isListening }
    }

    private func letIn() {
        while !leavesThemInTheQueue, let (socket, peer) = door.listener.accept() {
            if newcomer != nil {
                intrude(socket)
            } else if visit == nil, !isReady {
                socket.reset()
            } else {
                newcomer = Newcomer(
                    socket: socket,
                    peer: peer,
                    judgedAt: Deadline(in: Self.overtakingMax),
                    isEarly: isClosing
                )
                if habits.whileTaken == .queues { return }
            }
        }
    }

    private func judgeNewcomer() {
        guard let newcomer else { return }
        attend()
        guard visit == nil || newcomer.judgedAt.isOver else { return }
        self.newcomer = nil
        let isExcused = !newcomer.isEarly || lastEnding == .reset
        if visit == nil, isExcused { begin(newcomer) } else { intrude(newcomer.socket) }
    }

    /// A handshake that takes its time keeps the slot; one that is abandoned, or never goes on, is
    /// what boards suffer from. Where the door is shut there is none: to ask the kernel about a SYN
    /// that was refused takes milliseconds (it walks its whole table), and the device would be deaf
    /// for that time.
    private func watchHandshakes() {
        guard let handshakes else { return }
        for event in handshakes.look() {
            switch event {
            case .began(let peer)
            where visit == nil && handshake == nil && peer != lastPeer && door.answer == .open:
                handshake = .init(
                    peer: peer,
                    lookedAt: Deadline(in: Self.handshakeMax),
                    givenUpAt: Deadline(in: habits.hangProtection)
                )
            case .reset(let peer) where visit == nil && handshake?.peer == peer:
                handshake = nil
                guard habits.diesOfAbandonedConnect else { break }
                readiness = .dead
                device.log.withLock { $0.deaths.append(.now) }
            case .began, .reset: break
            }
        }
        if visit != nil { handshake = nil }
        guard let begun = handshake else { return }
        if !begun.isSeen, begun.lookedAt.isOver {
            handshake = handshakes.isUnderWay(with: begun.peer) ? begun.seen : nil
            guard handshake != nil else { return }
            device.log.withLock { $0.handshakes.append((begun.peer, .now)) }
        } else if begun.givenUpAt.isOver {
            handshake = nil
            door.forgetHandshakes()
        }
    }

    /// What a newcomer must meet.
    private var answer: FakeDevice.Door.Answer {
        let closed: FakeDevice.Door.Answer = habits.whileTaken == .ignores ? .silent : .refusing
        switch readiness {
        case .booting: return .silent
        case .deaf, .dead: return closed
        case .ready: break
        }
        if refuses { return .refusing }
        if visit != nil, isReused { return closed }
        if let handshake, handshake.isSeen { return .openTo(port: handshake.peer.port) }
        return .open
    }

    private var isReady: Bool {
        if case .ready = readiness { return !refuses }
        return false
    }

    private var isClosing: Bool {
        if case .closing = visit?.stage { return true }
        return false
    }

    private var lastPeer: TCPAddress? { device.log.withLock { $0.connections.last?.peer } }

    private var lastEnding: FakeDevice.Ending? {
        device.log.withLock { $0.connections.last?.ending }
    }

    private func intrude(_ socket: StreamSocket) {
        socket.reset()
        device.log.withLock { $0.intrusions.append(.now) }
    }

    private func begin(_ newcomer: Newcomer) {
        let socket = newcomer.socket
        if let seconds = habits.keepAliveSeconds { socket.keepAlive(seconds: seconds) }
        visit = FakeDevice.Visit(socket: socket, talk: FakeDevice.Talk(habits))
        device.log.withLock { log in
            let number = log.connections.count + 1
            log.connections.append(
                FakeDevice.Connection(number: number, peer: newcomer.peer, begin: .now)
            )
        }
        if habits.manner == .hangsUp { end(.own) { $0.close() } }
    }
}
