// When the kernel sent the probe from which it counts a user timeout at a shut window: all that can
// be known of it, because the kernel tells nobody. How that is found out, and what it is good for,
// is `WindowProbes`'s.

import LeaseCore

/// The moments at which the probe that the kernel counts from may have been sent.
///
/// The kernel counts from the first probe of a shut window. It forgets that one where the window
/// opens for all of what is to be sent next, or a probe carries some of it, and does not where the
/// window opens for a part (tcp_ack_probe in net/ipv4/tcp_input.c, tcp_send_probe0): so it may be
/// the first one of any window until now. If it counts at all, it counts from one of these: none is
/// ever left out that may be the right one.
struct FirstProbe {
    /// Oldest first, and apart from one another.
    private var candidates: [ClosedRange<Instant>] = []

    /// Few are open at once, as each shut window tells whether the oldest one is right.
    private static let countMax = 16

    /// Not later than the right one; nil: the kernel counts from nothing that is known.
    var earliest: Instant? { candidates.first?.lowerBound }

    /// How many shut windows it may be of.
    var count: Int { candidates.count }

    /// A window's first probe was sent then, later than all those before.
    mutating func add(_ sent: ClosedRange<Instant>) {
        guard let last = candidates.last,
            candidates.count == Self.countMax || sent.lowerBound <= last.upperBound
        else { return candidates.append(sent) }
        candidates[candidates.count - 1] = last.lowerBound...max(last.upperBound, sent.upperBound)
    }

    /// The right one was not sent earlier.
    mutating func exclude(before bound: Instant) {
        candidates = candidates.compactMap {
            $0.upperBound < bound ? nil : max($0.lowerBound, bound)...$0.upperBound
        }
    }

    /// The right one was not sent later.
    mutating func exclude(after bound: Instant) {
        candidates = candidates.compactMap {
            $0.lowerBound > bound ? nil : $0.lowerBound...min($0.upperBound, bound)
        }
    }
}
