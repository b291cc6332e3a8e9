// What happens before somebody is a session that the machine knows: whether there is room, who it
// is, whether it may come in. Whoever is turned away, or leaves here, has a row all the same. It
// is in no line and holds nothing up. What lines are said is `Login`'s, who is known
// `UserDirectory`'s.

import Glibc
import LeaseCore
import NIOCore

extension LeaseRunner {
    /// Makes a new connection a session. One that was reset before it could be let in is none, and
    /// has a row all the same: nothing is given to it, and no link is opened for it.
    func welcome(_ channel: any Channel, _ caller: Caller) -> ClientSession? {
        guard let descriptor = channel.descriptor,
            TCPReading(descriptor: descriptor)?.departure != .clientReset
        else {
            turnAway(caller, .clientReset, why: "RST before it was let in")
            return nil
        }
        settle(caller)
        let reading = EpochClock.reading
        let client = ClientSession(
            id: journal.nextSession(),
            caller: caller,
            scale: turns.scale(at: reading, of: self),
            arrived: reading.instant,
            channel: channel,
            descriptor: descriptor,
            runner: self
        )
        clients[client.id] = client
        if caller.standing == .oneTooMany { refuseForAddress(client) }
        return client
    }

    private func refuseForAddress(_ client: ClientSession) {
        let clientsMax = entrance.census.clientsPerAddressMax
        let notice = Notice.tooManyFromAddress(
            device: client.pool?.name ?? settings.name,
            host: client.host,
            clientsMax: clientsMax
        )
        turnAway(
            client,
            .resourceExhausted,
            detail: "more than \(clientsMax) connections from \(client.host)",
            saying: notice,
            // One address may not keep more descriptors by being slow to leave.
            awaitingFIN: false
        )
    }

    /// Lets a client in, or turns it away, or begins to ask it who it is.
    func receive(_ client: ClientSession, _ caller: Caller) -> Login? {
        guard client.stage == .arriving else { return nil }
        switch caller.proof {
        case .none: admit(client, as: nil, isProved: false)
        case .name: return beginLogin(client, asking: .name)
        case .token: return beginLogin(client, asking: .token)
        case .certificate:
            let subject = caller.certificate ?? ""
            if let user = entrance.users.user(ofCertificate: subject) {
                admit(client, as: user, isProved: true)
            } else {
                let detail = subject.isEmpty ? "no certificate" : "certificate of \(subject)"
                let notice = door(.noUsersCertificate, client)
                turnAway(client, .denied, detail: detail, saying: notice)
            }
        }
        return nil
    }

    private func beginLogin(_ client: ClientSession, asking question: Login.Question) -> Login {
        recordArrivalFirst(client)
        tell(client, door(.question(question), client))
        client.awaitLogin(for: Login.durationMax) { [unowned self] in
            if let reading = client.reading, reading.isUnanswered {
                client.lastSign = LastSign(what: "no login in time", reading: reading)
                return turnAway(client, reading.silenceReason)
            }
            let notice = door(.tooLate, client)
            turnAway(client, .protocolError, detail: "no login in time", saying: notice)
        }
        return Login(asking: question)
    }

    /// Takes what a client says before it is in. What is left of it is the session's own.
    func clientSaid(_ bytes: inout ByteBuffer, _ client: ClientSession, _ login: inout Login) {
        while client.stage == .arriving {
            let count = bytes.readableBytes
            let question = login.question
            let outcome = login.take(&bytes) { identify($0, by: question) }
            client.input.readAtTheDoor(byteCount: count - bytes.readableBytes)
            switch outcome {
            case .awaited: return
            case .wrong(let triesLeft):
                tell(client, door(.question(question, triesLeft: triesLeft), client))
            case .known(let user): admit(client, as: user, isProved: question == .token)
            case .refused(let refusal):
                let (reason, detail): (EndReason, String) =
                    switch refusal {
                    case .wrongTooOften: (.denied, "\(Login.triesMax) wrong lines")
                    case .tooLong: (.protocolError, "a line longer than allowed")
                    }
                let notice = door(.refused(question, refusal), client)
                turnAway(client, reason, detail: detail, saying: notice)
            }
        }
    }

    private func identify(_ line: [UInt8], by question: Login.Question) -> String? {
        switch question {
        case .name: UserName.said(line)
        case .token: entrance.users.user(ofToken: line)
        }
    }

    /// Somebody may use the device, or is told that it may not.
    private func admit(_ client: ClientSession, as user: String?, isProved: Bool) {
        let identity = entrance.users.identity(of: user, at: client.host)
        if let pool = client.pool, !pool.isClosed,
            admitGuest(client, of: pool, identity, isProved: isProved)
        {
            return
        }
        let priority = settings.priority.priority(of: identity)
        client.identify(Claim(user: user, isProved: isProved, priority: priority))
        if let refusal = settings.access.refusal(of: identity, for: client.use) {
            let list = client.use == .hold ? "hold" : "observe"
            let detail = refusal == .denied ? "in access.deny" : "not in access.\(list)"
            let sentence = DoorSentence.mayNot(client.use, who: user ?? client.host, refusal)
            turnAway(client, .denied, detail: detail, saying: door(sentence, client))
            return
        }
        switch client.use {
        case .hold: letIn(client)
        case .observe:
            client.telnet?.takeOverEcho()
            observe(client)
        }
    }

    /// Lets in one who may have the device, and so may wait for it.
    func letIn(_ client: ClientSession) {
        client.telnet?.takeOverEcho()
        client.admit()
        if let character = settings.escape { client.letEscape(with: character) }
        clientArrived(client)
    }

    /// Whoever came to a pool does not know yet which of its devices it will be.
    private func door(_ sentence: DoorSentence, _ client: ClientSession) -> Notice {
        .atTheDoor(device: client.pool?.name ?? settings.name, sentence)
    }

    /// Ends the stay of one who is not in yet: its row, its last words, its connection.
    func turnAway(
        _ client: ClientSession,
        _ reason: EndReason,
        detail: String? = nil,
        saying notice: Notice? = nil,
        awaitingFIN: Bool = true
    ) {
        guard client.stage == .arriving else { return }
        client.queuePosition = 0
        if let detail { client.lastSign = LastSign(what: detail) }
        let now = Instant.now
        let ending = Ending(
            session: client.id,
            reason: reason,
            phase: .arriving,
            role: .refused,
            waited: now - client.arrived,
            held: .zero
        )
        client.awaitRow()
        recordArrival(client)
        recordEnd(of: client, ending, at: now)
        let lastWords = notices(for: client) == .off ? nil : notice?.line
        client.leave(saying: lastWords, awaitingFIN: awaitingFIN)
    }

    /// The gateway stops: those at the door are told as all others are.
    func closeTheDoor() {
        for caller in callers.values { turnAway(caller, reasonToClose) }
        for client in clients.values where client.stage == .arriving {
            let reason = reasonToClose
            turnAway(client, reason, saying: .turnedAway(device: settings.name, reason))
        }
    }
}
