// What a holder wants done to the device's line, beside sending bytes, in the order in which it was
// said among the bytes. When the time of one has come is asked of whoever knows how far the bytes
// are; what is done then is `LeaseRunner+Line`'s.

import LeaseCore
import Telnet

/// A holder's orders that are still to be carried out. Bounded.
struct LineOrders {
    enum Order {
        /// A break of the usual length.
        case sendBreak
        /// To the serial port (RFC 2217).
        case steer(ComPortMessage)
    }

    private struct Entry {
        let order: Order
        /// So many of the client's bytes come before it.
        let byteCount: Int64
        /// The device's line is not waited for any longer then.
        let dueBy: Instant
    }

    /// Whoever gives more at a time gives them in vain.
    private static let countMax = 64
    /// How long the bytes before an order may be on the line.
    private static let lineMax = Duration.seconds(1)

    private var entries: [Entry] = []

    var isEmpty: Bool { entries.isEmpty }

    /// So many bytes of the client's come before the next one; nil: there is none.
    var barrier: Int64? { entries.first?.byteCount }

    /// Puts one behind so many bytes of the client's.
    mutating func append(_ order: Order, behind byteCount: Int64, at now: Instant) {
        guard entries.count < Self.countMax else { return }
        entries.append(Entry(order: order, byteCount: byteCount, dueBy: now + Self.lineMax))
    }

    /// The next one, if all before it has gone to the device: so many bytes were delivered, and
    /// `isLineBusy` while some of them are not sent yet.
    mutating func takeDue(
        deliveredByteCount: Int64,
        isLineBusy: Bool,
        at now: Instant
    ) -> Order? {
        guard let first = entries.first, first.byteCount <= deliveredByteCount,
            !isLineBusy || first.dueBy <= now
        else { return nil }
        return entries.removeFirst().order
    }
}
