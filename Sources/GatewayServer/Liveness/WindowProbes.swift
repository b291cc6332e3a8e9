// Has a shut window probed often enough that a peer which vanishes while it is paused is found in
// time: on kernels that cannot limit their retransmission (before Linux 6.15), and for a short
// `dead_peer` on all, which do not go below a second. Not a timeout: it is pushed on before it is
// over, for as long as the peer is watched.

import CLinuxTCP
import Glibc
import LeaseCore

/// Paces the kernel's probes of one connection's shut window, from one watch over it to the next,
/// by a user timeout that never comes.
///
/// The kernel doubles the pause between two probes, up to 2 min, but lets no pause reach beyond the
/// user timeout (tcp_clamp_probe0_to_user_timeout in net/ipv4/tcp_timer.c, since 5.11), which it
/// counts from `FirstProbe`. One that is always a little ahead makes it probe at that pace.
///
/// Of the moments from which it may count, the earliest is taken: so the timeout is not over too
/// early, and at worst nothing comes of it. Which one is right shows when the kernel arms its timer
/// for the next probe: no later than the timeout allows, and no later than its own pause. It rests
/// on looks that are not later than the pause that is left.
final class WindowProbes {
    /// How often a shut window is to be probed.
    struct Pace {
        /// The longest pause between two probes. A living peer answers bare probes no closer than
        /// half a second (Linux, tcp_invalid_ratelimit): to ask more often would only be asking in
        /// vain.
        let pauseMax: Duration
        /// The kernel's own pauses grow to that.
        let kernelPauseMax: Duration

        init(_ times: LivenessTimes, isLimited: Bool) {
            pauseMax = max(.milliseconds(550), times.deadPeer / 2)
            kernelPauseMax =
                isLimited
                ? .milliseconds(times.retransmissionMaxMilliseconds) : .seconds(120)
        }

        /// How long the kernel by itself would wait, once it has sent so many probes of a shut
        /// window (tcp_probe0_when in include/net/tcp.h).
        fileprivate func kernelPause(afterProbes count: Int, _ reading: TCPReading) -> Duration {
            let first = max(reading.retransmissionTimeout, WindowProbes.unprobedMin)
            return min(first * (1 << min(count, 16)), kernelPauseMax)
        }
    }

    /// A window that is shut. Nothing has been taken of what waits since it was seen so.
    private struct Shut {
        /// `TCPReading.waitedForWindow`, as of the look before it was seen shut.
        let waitedBefore: Duration
        let backoffBefore: Int
        /// Its first probe is not earlier.
        var notBefore: Instant
        /// Its first probe has been sent for certain.
        var isProbed = false
        /// When the kernel probes next, as far as it has told.
        var due: Instant?
    }

    private let beginning: Instant
    /// Nil: the window was open at the last look.
    private var shut: Shut?
    private var firstProbe = FirstProbe()
    private var lastLook: (at: Instant, reading: TCPReading)
    /// Nil: the kernel's own pace will do.
    private var pace: Pace?
    /// What was set last, and before that; nil: not known, or none.
    private var timeouts: (last: Duration?, before: Duration?)

    /// The probe that the kernel counts from comes so long after the window was shut, and not
    /// earlier (TCP_RTO_MIN); one that it does not count from may come earlier.
    fileprivate static let unprobedMin = Duration.milliseconds(200)
    /// The kernel's timers count in that (CLOCK_MONOTONIC_COARSE in clock_getres(2)): 1 to 10 ms.
    private static let tick: Duration = {
        var resolution = timespec()
        clock_getres(CLOCK_MONOTONIC_COARSE, &resolution)
        return .nanoseconds(resolution.tv_nsec)
    }()
    /// What two of the kernel's times may be wrong by together.
    private static let tickError = tick * 2
    /// The same, where the kernel arms a timer: by a clock that may stand still for some ticks, and
    /// never for less than two of them ahead (TCP_TIMEOUT_MIN).
    private static let armingError = max(tickError, .milliseconds(30))
    /// TCP_USER_TIMEOUT takes no more (tcp(7), an int of milliseconds).
    private static let timeoutMax = Duration.milliseconds(Int64(Int32.max))

    /// `beginning`: not later than the first byte that was written to the connection.
    init(since beginning: Instant = .now) {
        self.beginning = beginning
        lastLook = (beginning, TCPReading(linux_tcp_reading()))
    }

    /// A watch begins. Whatever the user timeout was, it is none now.
    func begin(_ pace: Pace?) {
        self.pace = pace
        timeouts = (nil, nil)
        shut?.due = nil
    }

    /// What TCP_USER_TIMEOUT has to be from now on, in milliseconds; 0: none. Nil: as it is.
    /// `nextProbe`: when the kernel is going to probe; nil: it is about to, or does not tell.
    func userTimeout(
        _ reading: TCPReading,
        at now: Instant,
        nextProbe: () -> Instant?
    ) -> UInt32? {
        defer { lastLook = (now, reading) }
        notice(reading, at: now)
        guard let pace else { return nil }
        guard var shut else { return set(nil) }
        if let due = nextProbe() { learn(from: due, of: &shut, reading, at: now, pace) }
        doubt(shut, at: now)
        self.shut = shut
        return set(timeout(shut, reading, at: now, pace))
    }

    /// Whether the kernel may count from a moment in the past: a user timeout that is not pushed on
    /// may be over at once.
    var isCounting: Bool { firstProbe.count > 0 }

    /// When to look again at the latest, to see whether the window was still shut when the kernel
    /// probed it, and what it does then; nil: nothing more is to be seen.
    func nextLook(after now: Instant) -> Instant? {
        guard pace != nil, let due = shut?.due else { return nil }
        return [due - Self.tickError, due + Self.tickError].first { $0 > now }
    }

    // MARK: What the window does

    private func notice(_ reading: TCPReading, at now: Instant) {
        let before = lastLook.reading
        let isTaken = reading.acknowledgedByteCount != before.acknowledgedByteCount
        if shut != nil, reading.isWindowShut, !isTaken { return noticeProbe(reading, at: now) }
        if let shut, isCarriedByProbe(shut, reading, at: now) {
            firstProbe = FirstProbe()
        } else if let shut, !shut.isProbed {
            addFirstProbe(since: shut.waitedBefore, notBefore: shut.notBefore, reading, now)
        } else if !reading.isWindowShut {
            // Since a look that is so long ago it was shut; or a probe has carried something, and
            // another one was the first then.
            addFirstProbe(since: before.waitedForWindow, notBefore: lastLook.at, reading, now)
        }
        shut = nil
        guard reading.isWindowShut else { return }
        shut = Shut(
            waitedBefore: before.waitedForWindow,
            backoffBefore: reading.backoff,
            notBefore: lastLook.at + Self.unprobedMin - Self.tickError
        )
        noticeProbe(reading, at: now)
    }

    /// What was taken since the last look had no room to be sent but in a probe, and was sent when
    /// one was due. The kernel forgets the first probe then (tcp_send_probe0).
    private func isCarriedByProbe(_ shut: Shut, _ reading: TCPReading, at now: Instant) -> Bool {
        let before = lastLook.reading
        guard let due = shut.due, reading.isWindowShut, before.isWindowTiny else { return false }
        return reading.windowEnd <= before.windowEnd
            && now - reading.sinceDataSent >= due - Self.tick
    }

    private func noticeProbe(_ reading: TCPReading, at now: Instant) {
        guard let shut, !shut.isProbed,
            reading.probesUnanswered > 0 || reading.backoff > shut.backoffBefore
        else { return }
        firstProbe.add(min(shut.notBefore, now)...now)
        self.shut?.isProbed = true
    }

    /// A window that is open again may have been probed.
    private func addFirstProbe(
        since waitedBefore: Duration,
        notBefore: Instant,
        _ reading: TCPReading,
        _ now: Instant
    ) {
        guard notBefore <= now, Self.mayBeProbed(since: waitedBefore, reading) else { return }
        firstProbe.add(notBefore...now)
    }

    private static func mayBeProbed(since waitedBefore: Duration, _ reading: TCPReading) -> Bool {
        reading.waitedForWindow - waitedBefore >= unprobedMin - tickError
    }

    // MARK: What the kernel's timer tells

    private func learn(
        from due: Instant,
        of shut: inout Shut,
        _ reading: TCPReading,
        at now: Instant,
        _ pace: Pace
    ) {
        let before = shut.due
        if let before, due >= before - Self.tickError, due <= before + Self.tickError { return }
        shut.due = due
        if !Self.mayBeProbed(since: shut.waitedBefore, reading) {
            // Else it has been probed since the reading was taken.
            let isFirst = due <= now + pace.kernelPause(afterProbes: 0, reading) + Self.tickError
            if isFirst { shut.notBefore = max(shut.notBefore, due - Self.tick) }
        } else if before != nil, let last = timeouts.last, let former = timeouts.before {
            // It has been armed since the last look, by one of the two.
            firstProbe.exclude(before: due - max(last, former) - Self.armingError)
            guard isShortened(due, reading, pace) else { return }
            firstProbe.exclude(after: due - min(last, former) + Self.armingError)
        }
    }

    /// Whether a probe that was sent since the last look is followed by the next one sooner than by
    /// the kernel's own pause: then the timeout has said when.
    private func isShortened(_ due: Instant, _ reading: TCPReading, _ pace: Pace) -> Bool {
        // One that could not be sent is not counted, and tried again sooner.
        guard reading.backoff > lastLook.reading.backoff else { return false }
        let ownPause = pace.kernelPause(afterProbes: reading.backoff, reading)
        return due < lastLook.at + ownPause - Self.tickError
    }

    /// The kernel has done what it does not do: nothing is known of it from now on.
    private func doubt(_ shut: Shut, at now: Instant) {
        if shut.isProbed, firstProbe.count == 0 { firstProbe.add(beginning...now) }
    }

    /// So long that the probe after the next one comes when it is to come.
    private func timeout(
        _ shut: Shut,
        _ reading: TCPReading,
        at now: Instant,
        _ pace: Pace
    ) -> Duration? {
        let own = shut.isProbed ? nil : shut.notBefore
        guard let earliest = firstProbe.earliest ?? own else { return nil }
        let next = max(now, shut.due ?? now)
        if let last = timeouts.last, isTooEarly(next - now, reading, pace) { return last }
        var ahead = pace.pauseMax
        if shut.due != nil, firstProbe.count + (own == nil ? 0 : 1) > 1 {
            // Well before the kernel's own time: what it does then rules one of them out.
            let ownPause = pace.kernelPause(afterProbes: reading.backoff + 1, reading)
            ahead = min(ahead, ownPause * 3 / 4)
        }
        let timeout = next - min(earliest, now) + ahead
        return timeout <= Self.timeoutMax ? timeout : nil
    }

    /// The answer to the last probe has the kernel arm its timer once more, by what the timeout is
    /// then. So that stays as it is until the answer has come, or half of the pause is over.
    private func isTooEarly(_ rest: Duration, _ reading: TCPReading, _ pace: Pace) -> Bool {
        rest >= pace.pauseMax || reading.probesUnanswered > 0 && rest >= pace.pauseMax / 2
    }

    /// Nil where it is as it was.
    private func set(_ timeout: Duration?) -> UInt32? {
        defer { timeouts = (timeout, timeouts.last) }
        guard timeout != timeouts.last else { return nil }
        return timeout.map { UInt32(clamping: $0.wholeMilliseconds) } ?? 0
    }
}
