// Two kinds of waiting for an answer. An heir has to show that it is there: its TCP acknowledges
// the grant's notice, or, where there are no notices, the device's first byte, or a probe. And a
// client that closed its side may still get the device's answer to what it sent, while nobody
// waits.

import GatewayConfiguration
import LeaseCore
import NIOCore

// MARK: The heir's answer

extension LeaseRunner {
    /// The first looks at an heir's acknowledgements, apart; the last one repeats.
    private static let looks: [TimeAmount] = [1, 2, 5, 10, 20, 50].map { .milliseconds($0) }

    /// How long an heir is asked as often as the kernel can: a little longer than it has to answer.
    private static let probingMax = Duration.milliseconds(1_500)
    /// What the kernel's clock of what it last heard may be off by.
    private static let hearingError = Duration.milliseconds(10)

    /// Begins to look for a sign of life from one who was granted after waiting.
    func awaitHeir(_ client: ClientSession, _ tenure: Tenure) {
        client.sign = .awaitedSince(tenure.granted)
        if notices(for: client) == .off {
            probe(client, tenure)
        } else {
            ask(client)
        }
        look(for: client, lookCount: 0)
    }

    /// With no notices, and a device that says nothing, there is nothing that an heir could have
    /// acknowledged. Keep-alive asks it instead, and at once where it has been silent for a second:
    /// to set TCP_KEEPIDLE does that (tcp_sock_set_keepidle_locked in net/ipv4/tcp.c).
    private func probe(_ client: ClientSession, _ tenure: Tenure) {
        // Later than the kernel's clock can err: an answer is not taken for an earlier word.
        after(Self.hearingError * 2, while: client, has: tenure.lease) { liveness, descriptor in
            liveness.applyProbing(to: descriptor)
        }
        after(Self.probingMax, while: client, has: tenure.lease) { liveness, descriptor in
            liveness.watched.apply(to: descriptor)
        }
    }

    private func after(
        _ pause: Duration,
        while client: ClientSession,
        has lease: LeaseNumber,
        _ change: @escaping (LivenessTimes, Int32) -> Void
    ) {
        loop.assumeIsolated().scheduleTask(in: .nanoseconds(pause.wholeNanoseconds)) {
            guard client.tenure?.lease == lease, client.stage == .live else { return }
            change(client.runner.liveness, client.descriptor)
        }
    }

    /// Where there are no notices, the device's first byte asks for the sign of life.
    func askByOutput(_ client: ClientSession) {
        guard case .awaitedSince = client.sign, client.tenure?.hasSpoken == true
        else { return }
        ask(client)
    }

    /// An heir's notice waited for its row, and was written only now.
    func askByNotice(_ client: ClientSession) {
        guard isSignAwaited(of: client), notices(for: client) != .off else { return }
        ask(client)
    }

    private func ask(_ client: ClientSession) {
        client.sign = .awaitedFor(acknowledged: client.writtenByteCount)
    }

    private func isSignAwaited(of client: ClientSession) -> Bool {
        switch client.sign {
        case .awaitedFor, .awaitedSince: client.stage == .live
        case .unasked, .given: false
        }
    }

    private func look(for client: ClientSession, lookCount: Int) {
        guard isSignAwaited(of: client) else { return }
        let pause = Self.looks[min(lookCount, Self.looks.count - 1)]
        loop.assumeIsolated().scheduleTask(in: pause) {
            // It may wait at another device of its pool by then.
            client.runner.checkAnswer(client, heardFrom: false)
            client.runner.look(for: client, lookCount: lookCount + 1)
        }
    }

    /// Looks once. `heardFrom`: it has sent something since the grant.
    func checkAnswer(_ client: ClientSession, heardFrom: Bool) {
        guard isSignAwaited(of: client), hasAnswered(client, heardFrom) else { return }
        client.sign = .given
        handle(.heirAnswered(client.id))
    }

    private func hasAnswered(_ client: ClientSession, _ heardFrom: Bool) -> Bool {
        guard let reading = client.reading else { return false }
        switch client.sign {
        case .awaitedFor(let acknowledged): return reading.acknowledgedByteCount >= acknowledged
        case .awaitedSince(let granted):
            return heardFrom || Instant.now - reading.sinceHeard > granted + Self.hearingError
        case .unasked, .given: return false
        }
    }
}

// MARK: The device's answer to one who has closed its side

extension LeaseRunner {
    /// How often a slow device is asked whether it has taken everything.
    private static let takingPause = Duration.milliseconds(50)

    /// Whether the device may still answer something that the client sent.
    func isAnswerDue(_ client: ClientSession, at now: Instant) -> Bool {
        guard settings.finLinger > .zero, let toDevice = client.input.toDevice else { return false }
        // The next holder's are, too: it has no lease yet.
        if toDevice.pendingByteCount > 0 || isBeingTaken(toDevice) { return true }
        guard let tenure = client.tenure, let end = answerEnd(tenure, at: now) else {
            return false
        }
        return tenure.isHoldingBack || now < end
    }

    /// The device has not taken all yet of what was written to it.
    private func isBeingTaken(_ toDevice: OutgoingBytes) -> Bool {
        toDevice.deliveredByteCount > 0 && link?.hasBytesWaiting == true
    }

    /// When to ask again, and the answer is no longer awaited if that is over by now; nil: nothing
    /// has been written to the device. What keeps coming has as long as a slow port behind the
    /// device's buffers takes for what the client wrote. What the client itself has held back does
    /// not count.
    private func answerEnd(_ tenure: Tenure, at now: Instant) -> Instant? {
        guard let delivery = tenure.lastDelivery else { return nil }
        let plainEnd = delivery + tenure.heldBack + settings.finLinger
        guard let output = tenure.lastOutput, output >= delivery else { return plainEnd }
        let quietEnd = output + Answer.quiet
        if now >= quietEnd { return tenure.answer.isGiven ? quietEnd : plainEnd }
        let passedOn = max(delivery, tenure.passedOnBy ?? delivery)
        return min(quietEnd, passedOn + tenure.heldBack + settings.finLinger)
    }

    /// Keeps a half-closed client's time. What the device has not taken yet has not begun to count:
    /// its delivery asks again, and so does every byte of the answer.
    func awaitAnswer(_ client: ClientSession) {
        guard client.stage == .live, client.hasFinished, machine.holder == client.id,
            let tenure = client.tenure
        else { return }
        answerTimer?.cancel()
        answerTimer = nil
        let now = Instant.now
        guard isAnswerDue(client, at: now) else {
            handle(.answerOver(client.id))
            return
        }
        guard let toDevice = client.input.toDevice, toDevice.pendingByteCount == 0 else { return }
        let isTaking = isBeingTaken(toDevice)
        if isTaking { tenure.delivered(toDevice.deliveredByteCount, at: now) }
        // Every byte that a held back device's client takes asks again.
        guard isTaking || !tenure.isHoldingBack,
            let look = isTaking ? now + Self.takingPause : answerEnd(tenure, at: now)
        else { return }
        answerTimer = loop.assumeIsolated().scheduleTask(deadline: look.onLoop) {
            self.awaitAnswer(client)
        }
    }
}
