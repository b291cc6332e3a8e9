// Whether a client whose session has ended has everything that was taken for it: the device's bytes
// first, then our last words. Its lease is somebody else's by then, so that it may be slow, and
// pause: it is left alone as long as it is there and takes something within `client_stall`. How its
// connection is closed then is `ClientSession`'s.

import LeaseCore
import NIOCore

/// Looks after one client on its way out, by what TCP says. Confined to its device's event loop.
final class Farewell {
    /// How far the last byte has come that was written to the client.
    enum Delivery {
        /// Some bytes wait for the client to take those before them.
        case underWay
        /// All bytes are out, within the window that the client had opened.
        case sent
        /// The client's TCP has acknowledged all of them.
        case arrived
    }

    private enum Stage {
        case looking(Scheduled<Void>)
        case over
    }

    /// The looks, apart; the last one repeats.
    private static let looks: [TimeAmount] = [1, 2, 5, 10, 20, 50, 100].map { .milliseconds($0) }

    private unowned let client: ClientSession
    private let loop: any EventLoop
    /// Nil until it has taken longer than most.
    private var watch: PeerWatch?
    private var stage = Stage.over

    init(to client: ClientSession, on loop: any EventLoop) {
        self.client = client
        self.loop = loop
        client.excuse()
        lookLater(lookCount: 0)
    }

    var delivery: Delivery {
        // What is closed has been told all that it can be told.
        guard let reading = client.reading, reading.hasBytesWaiting else { return .arrived }
        return reading.unsentByteCount > 0 ? .underWay : .sent
    }

    private func lookLater(lookCount: Int) {
        let pause = Self.looks[min(lookCount, Self.looks.count - 1)]
        stage = .looking(
            loop.assumeIsolated().scheduleTask(in: pause) { self.look(lookCount: lookCount + 1) }
        )
    }

    private func look(lookCount: Int) {
        guard case .looking = stage else { return }
        // Most have everything at once, and need no watch.
        if lookCount == Self.looks.count { startWatch() }
        lookLater(lookCount: lookCount)
        client.goOnLeaving()
    }

    /// Has it watched as the settings are now, where it is.
    func watchAnew() {
        guard watch != nil else { return }
        watch?.stop()
        startWatch()
    }

    private func startWatch() {
        let watch = client.runner.makeWatch(over: client) { [unowned client] _, reading in
            client.runner.gaveUp(client, reading)
        }
        self.watch = watch
        watch.start()
    }

    /// The client has everything, or is gone.
    func end() {
        if case .looking(let task) = stage { task.cancel() }
        stage = .over
        watch?.stop()
    }
}
