// How many connections were closed without a row, by cause: for the metrics, and for the log once
// in a while. The causes are `RejectionCause`'s.

import LeaseCore
import Logging
import NIOConcurrencyHelpers

/// Counts those who got no row, from any loop.
final class Rejections: Sendable {
    private struct Count {
        var total = 0
        var logged = 0
        var loggedAt: Instant?
    }

    /// A flood is told of so often, and no more.
    private static let logPause = Duration.seconds(10)

    private let counts = NIOLockedValueBox<[RejectionCause: Count]>([:])
    private let log: Logger

    init(log: Logger) {
        self.log = log
    }

    /// Since the start, by cause.
    var totals: [RejectionCause: Int] {
        counts.withLockedValue { $0.mapValues(\.total) }
    }

    /// One more, from `address`.
    func note(_ cause: RejectionCause, from address: @autoclosure () -> String, at now: Instant) {
        let unlogged: Int? = counts.withLockedValue { counts in
            var count = counts[cause, default: Count()]
            defer { counts[cause] = count }
            count.total += 1
            if let loggedAt = count.loggedAt, now - loggedAt < Self.logPause { return nil }
            count.loggedAt = now
            defer { count.logged = count.total }
            return count.total - count.logged
        }
        guard let unlogged else { return }
        log.warning(
            "\(unlogged) turned away without a row: \(cause.words)",
            metadata: ["last": "\(address())"]
        )
    }
}
