// Those who read what the device says and hold nothing. No link is opened for them, the machine
// does not know them, and none of them ever slows the device or its holder down: one that is too
// slow misses bytes, and is told how many.

import LeaseCore
import NIOCore

extension LeaseRunner {
    /// Lets an observer in.
    func observe(_ client: ClientSession) {
        client.queuePosition = 0
        let watch = watchForObserver(client)
        client.observe(Observation(watch))
        if let character = settings.escape { client.letEscape(with: character) }
        observers[client.id] = client
        watch.start()
        recordArrivalFirst(client)
        client.boundRow()
        tell(client, .observing(device: settings.name, hold))
    }

    /// Has one watched as the settings are now.
    func watchObserverAnew(_ client: ClientSession) {
        let watch = watchForObserver(client)
        client.observation?.watch(by: watch)
        watch.start()
    }

    private func watchForObserver(_ client: ClientSession) -> PeerWatch {
        makeWatch(
            over: client,
            // It may pause for as long as it likes.
            mayStall: { false },
            found: { [unowned self, unowned client] _, reading in
                client.lastSign = LastSign(reading: reading)
                sessionEnded(client, reading.silenceReason)
            }
        )
    }

    /// Shows what the device said to everybody who observes it by now: nobody reads a byte before
    /// its row is written, and its greeting said.
    func show(_ bytes: ByteBuffer) {
        for client in observers.values where !client.isAwaitingRow {
            guard let observation = client.observation else { continue }
            let hasRoom = !client.output.isFull
            if observation.takes(byteCount: bytes.readableBytes, hasRoom: hasRoom) {
                client.output.append(bytes)
            }
        }
    }

    /// An observer has taken some of what waited for it.
    func observerProgressed(_ client: ClientSession) {
        guard client.output.pendingByteCount <= ClientSession.outputByteCountMax / 2,
            let count = client.observation?.takeSkipped()
        else { return }
        // Without this line what follows would look complete.
        client.tell(Notice.skipped(device: settings.name, byteCount: count).line)
    }

    /// The notice is made only where somebody is there to read it: it stands in a hand-over's way.
    func tellObservers(_ notice: @autoclosure () -> Notice) {
        guard !observers.isEmpty else { return }
        let notice = notice()
        for client in observers.values { tellBetween(client, notice) }
    }

    /// The end of an observer's stay.
    func endObserver(_ client: ClientSession, _ reason: EndReason) {
        guard let observation = client.observation, observers[client.id] != nil else { return }
        observers[client.id] = nil
        observation.stop()
        let now = Instant.now
        let ending = Ending(
            session: client.id,
            reason: reason,
            phase: .observing,
            role: .observer,
            waited: now - client.arrived,
            held: .zero
        )
        recordEnd(of: client, ending, at: now)
        letGo(client, ending)
    }

    /// The gateway stops, or the device goes.
    func endObservers() {
        for client in observers.values { endObserver(client, reasonToClose) }
    }
}
