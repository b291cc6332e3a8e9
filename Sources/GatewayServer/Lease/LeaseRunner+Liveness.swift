// Whether the holder is there, and why a client's connection is over: from what TCP said last, and
// not from an errno alone, because the same dead host is reported as several. How TCP's words are
// judged is `PeerJudge`'s; waiting for an heir's first answer is in `+Answers`.

import GatewayConfiguration
import LeaseCore
import NIOCore

extension LeaseRunner {
    /// From the grant on the gateway itself judges whether the client is there. `askedBefore`: how
    /// the kernel has asked it until now, where that is known.
    func watch(_ client: ClientSession, askedBefore: KeepAlive?) {
        client.endVigil()
        let watch = makeWatch(
            over: client,
            askedBefore: askedBefore,
            ask: question(to: client),
            hearing: { [unowned self] isHeard in
                handle(isHeard ? .holderHeard(client.id) : .holderFellSilent(client.id))
            },
            found: { [unowned self] in judged(client, $0, $1) }
        )
        holderWatch = watch
        watch.start()
    }

    /// What keeps a connection from being idle without being seen (RFC 854, NOP), where keep-alive
    /// alone would be late: it counts in whole seconds.
    private func question(to client: ClientSession) -> (() -> Void)? {
        guard let telnet = client.telnet, liveness.outpacesKeepAlive else { return nil }
        return { telnet.send(.noOperation) }
    }

    /// A client that waits again is the kernel's to judge.
    func unwatch(_ client: ClientSession) {
        stopWatch()
        leaveToKernel(client)
    }

    private func leaveToKernel(_ client: ClientSession) {
        liveness.applyUnwatched(
            to: client.descriptor,
            isCounting: client.windowProbes.isCounting
        )
    }

    /// Somebody in line was told something, or is under new settings: it is looked after for a
    /// while.
    func keepVigil(over client: ClientSession, until end: Vigil.End = .everythingTaken) {
        guard client.stage == .live, client.tenure == nil else { return }
        if let vigil = client.vigil { return vigil.toldAgain() }
        let asked = end.isOfNewSettings ? nil : liveness.unwatched
        let vigil = Vigil(liveness, until: end, isInDoubt: client.isInDoubt)
        client.keep(vigil)
        vigil.begin(
            client,
            on: loop,
            watch: { [unowned client] told in
                client.runner.watchForWaiter(client, askedBefore: asked, since: told)
            },
            isOver: { [unowned client] in
                client.endVigil()
                client.runner.leaveToKernel(client)
            }
        )
    }

    private func watchForWaiter(
        _ client: ClientSession,
        askedBefore: KeepAlive?,
        since told: Instant
    ) -> PeerWatch {
        makeWatch(
            over: client,
            askedBefore: askedBefore,
            underWaySince: told,
            ask: question(to: client),
            found: { [unowned client] in client.runner.judged(client, $0, $1) }
        )
    }

    /// A watch over a client's connection as the settings are now, yet to be started; from now on
    /// the kernel judges it no more.
    func makeWatch(
        over client: ClientSession,
        askedBefore: KeepAlive? = nil,
        underWaySince: Instant? = nil,
        mayStall: @escaping () -> Bool = { true },
        ask: (() -> Void)? = nil,
        hearing: @escaping (Bool) -> Void = { _ in },
        found: @escaping (PeerWatch.Finding, TCPReading) -> Void
    ) -> PeerWatch {
        liveness.applyWatched(to: client.descriptor)
        let terms = PeerJudge.Terms(
            deadPeer: settings.deadPeer,
            stallMax: settings.clientStall,
            unwatched: askedBefore,
            underWaySince: underWaySince
        )
        return PeerWatch(
            descriptor: client.descriptor,
            times: liveness,
            judge: client.judged(by: terms),
            windowProbes: client.windowProbes,
            on: loop,
            mayStall: mayStall,
            ask: ask,
            hearing: hearing,
            found: found
        )
    }

    func stopWatch() {
        holderWatch?.stop()
        holderWatch = nil
    }

    private func judged(
        _ client: ClientSession,
        _ finding: PeerWatch.Finding,
        _ reading: TCPReading
    ) {
        guard client.stage == .live else { return }
        client.lastSign = LastSign(reading: reading)
        switch finding {
        case .present: break
        case .vanished: handle(.sessionEnded(client.id, reading.silenceReason))
        case .stalled: handle(.sessionEnded(client.id, .clientStalled))
        }
    }

    /// One whose session has ended does not take what was still for it: it is gone, or has read
    /// nothing for `client_stall` since.
    func gaveUp(_ client: ClientSession, _ reading: TCPReading) {
        let lost = client.writtenByteCount - reading.acknowledgedByteCount
        note(client, "output_lost", "\(lost) B not taken; \(reading.words)")
        client.reset()
    }

    /// The gateway stops, and waits no longer for who has not taken everything.
    func cutOff(_ client: ClientSession) {
        guard let farewell = client.farewell, farewell.delivery != .arrived,
            let reading = client.reading
        else { return client.drop() }
        gaveUp(client, reading)
    }

    /// How a client has left, as far as its socket shows it already; nil when it has not.
    func departure(of client: ClientSession) -> EndReason? {
        if client.stage == .lost { return client.hasFinished ? .clientClosed : .clientReset }
        guard let reading = client.reading,
            let departure = reading.departure
        else { return nil }
        client.lastSign = LastSign(
            what: departure == .clientClosed ? "FIN" : "RST",
            reading: reading
        )
        return departure
    }

    /// The connection failed. One that had closed its side before has left by that, whatever became
    /// of our last words to it.
    func clientFailed(_ client: ClientSession, _ error: any Error) {
        guard client.isTalking else { return }
        let watched = machine.holder == client.id ? holderWatch?.lastReading : nil
        // Where its end waits for its turn, the connection is closed by then.
        let reading = watched ?? (turns.isHandling ? client.reading : nil)
        client.lastSign = LastSign(error: error, reading: reading)
        let failure = EndReason(failure: error, reading: reading ?? client.reading)
        sessionEnded(client, client.hasFinished ? .clientClosed : failure)
    }
}
