// Whether somebody in line takes what it is told. The kernel alone judges a waiter that is idle;
// once bytes are on their way to it, it would count from those, however long the waiter had been
// gone by then, and would end one that is only paused. The holder's watch is
// `LeaseRunner+Liveness`'s.

import LeaseCore
import NIOCore

/// Looks after one waiter until it has taken what it was told, or for as long as it waits, where it
/// can be asked more often than by keep-alive. Costs a timer where it takes everything at once.
/// Confined to its event loop.
final class Vigil {
    private enum Stage {
        /// It has a moment for that.
        case waiting(Scheduled<Void>)
        /// It has not done so, and is watched like a holder.
        case watching(PeerWatch, Scheduled<Void>)
        case over
    }

    private let times: LivenessTimes
    private let isInDoubt: Bool
    private var stage = Stage.over

    /// `isInDoubt`: whether it has left something unanswered already. Then there is no moment to
    /// lose.
    init(_ times: LivenessTimes, isInDoubt: Bool) {
        self.times = times
        self.isInDoubt = isInDoubt
    }

    /// How long it may take until it is watched: well within the second by which somebody who
    /// vanished may be found later than `dead_peer`.
    private var pause: TimeAmount {
        .nanoseconds(min(times.deadPeer / 2, .seconds(1)).wholeNanoseconds)
    }

    /// Begins, with `watch` for later, which is told since when there has been something to take.
    /// `isOver` is called once it has taken everything.
    func begin(
        _ client: ClientSession,
        on loop: any EventLoop,
        watch: @escaping (Instant) -> PeerWatch,
        isOver: @escaping () -> Void
    ) {
        let told = Instant.now
        stage = .waiting(
            loop.assumeIsolated().scheduleTask(in: isInDoubt ? .zero : pause) {
                [unowned client] in
                guard self.goesOn(client) else { return isOver() }
                let watch = watch(told)
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
        client.telnet != nil && times.outpacesKeepAlive
            || client.reading?.hasBytesWaiting == true
    }

    /// It waits no more, or has taken everything.
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
