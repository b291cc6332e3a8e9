// Whether somebody in line takes what it is told, or is there under new settings. The kernel alone
// judges a waiter that is idle; once bytes are on their way to it, it would count from those,
// however long the waiter had been gone by then, and would end one that is only paused. And a time
// that is shorter from now on may be over for it before it has been asked twice. The holder's watch
// is `LeaseRunner+Liveness`'s.

import LeaseCore
import NIOCore

/// Looks after one waiter until it has taken what it was told, or for as long as it waits, where it
/// can be asked more often than by keep-alive. Costs a timer where it takes everything at once.
/// Confined to its event loop.
final class Vigil {
    /// When there is nothing more to look after.
    enum End {
        /// The waiter has taken all that it was told.
        case everythingTaken
        /// That, and it was heard of after its settings were changed.
        case heard(after: Instant)

        var isOfNewSettings: Bool {
            if case .heard = self { true } else { false }
        }
    }

    private enum Stage {
        /// It has a moment for that.
        case waiting(Scheduled<Void>)
        /// It has not done so, and is watched like a holder.
        case watching(PeerWatch, Scheduled<Void>)
        case over
    }

    private let times: LivenessTimes
    private let until: End
    private let isAtOnce: Bool
    /// When it was told the last thing that it may not have taken yet.
    private var told = Instant.now
    private var stage = Stage.over

    /// `isInDoubt`: whether it has left something unanswered already. Then there is no moment to
    /// lose.
    init(_ times: LivenessTimes, until end: End, isInDoubt: Bool) {
        self.times = times
        until = end
        isAtOnce = isInDoubt || end.isOfNewSettings
    }

    /// How long it may take until it is watched: well within the second by which somebody who
    /// vanished may be found later than `dead_peer`.
    private var pause: TimeAmount {
        .nanoseconds(min(times.deadPeer / 2, .seconds(1)).wholeNanoseconds)
    }

    /// What it was told before may have been taken: nobody asks it since then for certain.
    func toldAgain() { told = .now }

    /// Begins, with `watch` for later, which is told since when there has been something to take.
    /// `isOver` is called once there is nothing more to look after.
    func begin(
        _ client: ClientSession,
        on loop: any EventLoop,
        watch: @escaping (Instant) -> PeerWatch,
        isOver: @escaping () -> Void
    ) {
        stage = .waiting(
            loop.assumeIsolated().scheduleTask(in: isAtOnce ? .zero : pause) { [unowned client] in
                guard self.goesOn(client) else { return isOver() }
                let watch = watch(self.told)
                watch.start()
                self.goOn(client, on: loop, watch, isOver)
            }
        )
    }

    private func goOn(
        _ client: ClientSession,
        on loop: any EventLoop,
        _ watch: PeerWatch,
        _ isOver: @escaping () -> Void
    ) {
        let next = loop.assumeIsolated().scheduleTask(in: pause) { [unowned client] in
            guard self.goesOn(client) else { return isOver() }
            self.goOn(client, on: loop, watch, isOver)
        }
        stage = .watching(watch, next)
    }

    private func goesOn(_ client: ClientSession) -> Bool {
        if client.telnet != nil, times.outpacesKeepAlive { return true }
        guard let reading = client.reading else { return false }
        return switch until {
        case .everythingTaken: reading.hasBytesWaiting
        case .heard(let begun):
            reading.hasBytesWaiting || Instant.now - reading.sinceHeard <= begun
        }
    }

    /// It waits no more, or there is nothing more to look after.
    func end() {
        switch stage {
        case .over: break
        case .waiting(let look): look.cancel()
        case .watching(let watch, let look):
            watch.stop()
            look.cancel()
        }
        stage = .over
    }
}
