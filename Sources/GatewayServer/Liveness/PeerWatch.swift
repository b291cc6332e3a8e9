// Looks at one TCP connection from time to time and has it judged, because the kernel's own means
// each fail somebody: keep-alive is silent while bytes are in flight, a user timeout kills the
// paused. Who is watched: the holder by `LeaseRunner+Liveness`, the device by its link.

import LeaseCore
import NIOCore

/// The watch over one connection. Confined to its event loop.
final class PeerWatch {
    typealias Finding = PeerJudge.Finding

    private enum Stage {
        case idle
        case watching(Scheduled<Void>)
        case over
    }

    private let descriptor: Int32
    private let times: LivenessTimes
    private let loop: any EventLoop
    private let mayStall: () -> Bool
    private let ask: (() -> Void)?
    private let hearing: (Bool) -> Void
    private let found: (Finding, TCPReading) -> Void
    private let judge: PeerJudge
    private let windowProbes: WindowProbes
    private var stage = Stage.idle
    private var isHeard = true
    /// What the last look saw. When the kernel has ended a connection it forgets most of this.
    private(set) var lastReading: TCPReading?

    /// So long an idle peer is left alone before it is asked, where it can be: often enough that
    /// one that vanished is found within 2 s with the least `dead_peer`.
    private static let unaskedMax = Duration.milliseconds(250)

    /// `judge` and `windowProbes`: of this peer; the one is about to judge by this watch's terms.
    /// `mayStall`: whether it is the peer's own doing when it takes nothing. `ask` sends something
    /// that the peer's TCP has to acknowledge, because keep-alive counts in whole seconds; nil:
    /// keep-alive alone asks. `hearing` is told when the peer stops answering, long before it
    /// counts as vanished, and when it answers again. `found` is called once at most, with a
    /// finding other than `present`; the watch is over then.
    init(
        descriptor: Int32,
        times: LivenessTimes,
        judge: PeerJudge,
        windowProbes: WindowProbes,
        on loop: any EventLoop,
        mayStall: @escaping () -> Bool = { true },
        ask: (() -> Void)? = nil,
        hearing: @escaping (Bool) -> Void = { _ in },
        found: @escaping (Finding, TCPReading) -> Void
    ) {
        self.descriptor = descriptor
        self.times = times
        self.judge = judge
        self.windowProbes = windowProbes
        self.loop = loop
        self.mayStall = mayStall
        self.ask = ask
        self.hearing = hearing
        self.found = found
    }

    /// Begins to look. The descriptor has to stay the connection's until `stop`, and to have been
    /// given `LivenessTimes.applyWatched`.
    func start() {
        guard case .idle = stage else { preconditionFailure("a watch is started once") }
        lastReading = TCPReading(descriptor: descriptor)
        let isLimited = times.limitRetransmission(of: descriptor)
        windowProbes.begin(
            isLimited && !times.outpacesKernel ? nil : .init(times, isLimited: isLimited)
        )
        // However often the settings change, somebody looks.
        lookLater(in: judge.goesOn ? .zero : times.lookInterval)
    }

    func stop() {
        if case .watching(let task) = stage { task.cancel() }
        stage = .over
    }

    /// The connection now, and how many of the kernel's questions its peer has left unanswered.
    func look() -> (reading: TCPReading, unansweredCount: Int)? {
        TCPReading(descriptor: descriptor).map { reading in
            (reading, min(judge.unansweredCount(reading), times.watchedProbeCount))
        }
    }

    private func lookLater(in pause: Duration) {
        let pause = TimeAmount.nanoseconds(pause.wholeNanoseconds)
        stage = .watching(
            loop.assumeIsolated().scheduleTask(in: pause) { self.lookAndJudge() }
        )
    }

    private func pause(from now: Instant) -> Duration {
        guard let nextLook = windowProbes.nextLook(after: now) else { return times.lookInterval }
        return min(times.lookInterval, nextLook - now)
    }

    private func lookAndJudge() {
        guard case .watching = stage else { return }
        guard let reading = TCPReading(descriptor: descriptor) else { return stop() }
        lastReading = reading
        let now = Instant.now
        let userTimeout = windowProbes.userTimeout(reading, at: now) { [descriptor] in
            TCPReading.nextProbe(of: descriptor)
        }
        if let userTimeout {
            times.setUserTimeout(userTimeout, of: descriptor)
        }
        if !mayStall() { judge.excuse() }
        switch judge.judge(reading, at: now) {
        case .present:
            lookLater(in: pause(from: now))
            if let ask, !reading.hasBytesWaiting, reading.sinceHeard >= Self.unaskedMax { ask() }
            let isHeard = !judge.isAskedInVain(at: now)
            guard isHeard != self.isHeard else { return }
            self.isHeard = isHeard
            hearing(isHeard)
        case let finding:
            stop()
            found(finding, reading)
        }
    }
}
