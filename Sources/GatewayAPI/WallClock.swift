// Local time: what a moment is on the clock on the wall, and which moment somebody means who writes
// a day, a time of day or an age. The zone is a function, so that a test can hang up its own clock.

import Glibc

/// A zone, and the moment that counts as now.
public struct WallClock: Sendable {
    public var now: Timestamp
    /// How many seconds east of UTC clocks are at a moment, given in seconds since the epoch.
    public var offsetSeconds: @Sendable (Int64) -> Int64

    public init(now: Timestamp, offsetSeconds: @escaping @Sendable (Int64) -> Int64) {
        self.now = now
        self.offsetSeconds = offsetSeconds
    }

    /// The machine's clock in the process's zone (`TZ`, else /etc/localtime; tzset(3)).
    public static var local: WallClock {
        tzset()
        return WallClock(now: .now) { seconds in
            var time = time_t(seconds)
            var parts = tm()
            localtime_r(&time, &parts)
            return Int64(parts.tm_gmtoff)
        }
    }

    /// `2026-11-22 16:20:44`, local; to the millisecond: `2026-11-22 16:20:44.123`.
    public func text(_ timestamp: Timestamp, toTheMillisecond: Bool = false) -> String {
        let fraction = timestamp.fraction
        let seconds = (timestamp.milliseconds - fraction) / 1_000
        let civil = CivilTime(seconds: seconds + offsetSeconds(seconds))
        let text = "\(civil.date) \(civil.timeOfDay)"
        return toTheMillisecond ? "\(text).\(padded(Int(fraction), to: 3))" : text
    }

    /// Reads RFC 3339; the same without an offset, which is local time; a day, which is its
    /// midnight, local; or an age such as `90m` or `7d`, which is so long before now.
    public func timestamp(text: String) -> Timestamp? {
        if let age = Duration(text: text) {
            let (ago, overflow) = now.milliseconds.subtractingReportingOverflow(age.inMilliseconds)
            return overflow ? nil : Timestamp(milliseconds: ago)
        }
        guard let written = WrittenTime(text: text) else { return nil }
        let local = written.civil.seconds
        // The offset is that of the moment, which depends on the offset: the second look settles it
        // but in the hour that a change of the clocks leaves out.
        let guess = local - offsetSeconds(local)
        let offset = written.offsetSeconds ?? offsetSeconds(guess)
        return Timestamp(milliseconds: (local - offset) * 1_000 + written.milliseconds)
    }
}
