// One look at a TCP connection: what the kernel knows of it now. Reading it costs one system call,
// asking for its next probe eight. What follows from a reading is decided by whoever asked.

import CLinuxTCP
import Glibc
import LeaseCore

/// What TCP_INFO (tcp(7)) says of a socket at one moment.
struct TCPReading {
    private let kernel: linux_tcp_reading

    init(_ kernel: linux_tcp_reading) {
        self.kernel = kernel
    }

    /// Nil where the descriptor is no TCP socket, or gone.
    init?(descriptor: Int32) {
        var reading = linux_tcp_reading()
        guard linux_tcp_read(descriptor, &reading) == 0 else { return nil }
        self.init(reading)
    }

    /// How the peer has left, as far as it has: by FIN, by RST; nil when it has not.
    var departure: EndReason? {
        switch Int(kernel.state) {
        case TCP_CLOSE_WAIT: .clientClosed
        case TCP_CLOSE: .clientReset
        default: nil
        }
    }

    /// Bytes were sent, and are not acknowledged.
    var hasBytesInFlight: Bool { kernel.unacked_segments > 0 }

    /// Bytes were written that the peer has not taken.
    var hasBytesWaiting: Bool { hasBytesInFlight || kernel.not_sent_bytes > 0 }

    /// Bytes that were written and not sent.
    var unsentByteCount: Int { Int(kernel.not_sent_bytes) }

    /// Bytes wait, and the peer's window is shut: the kernel probes it.
    var isWindowShut: Bool { !hasBytesInFlight && kernel.not_sent_bytes > 0 }

    /// How long bytes have had to wait for the peer's window since the connection began.
    var waitedForWindow: Duration { .microseconds(Int64(clamping: kernel.window_limited_us)) }

    /// An answer of the peer's is due: to a probe, or to bytes in flight that were sent, for the
    /// first time or again, since it was last heard of. What it has answered without taking it is
    /// no question until it is sent again.
    var isAsking: Bool { kernel.probes > 0 || hasBytesInFlight && sinceDataSent < sinceHeard }

    /// Payload acknowledged by the peer since the connection began.
    var acknowledgedByteCount: Int64 { Int64(clamping: kernel.bytes_acked) }

    /// How much payload the peer has allowed since the connection began; right while nothing is in
    /// flight.
    var windowEnd: Int64 { acknowledgedByteCount + Int64(kernel.send_window_bytes) }

    /// Payload received in order since the connection began, read or not.
    var receivedByteCount: Int64 { Int64(clamping: kernel.bytes_received) }

    /// Since the last segment with payload was sent, for the first time or again.
    var sinceDataSent: Duration { .milliseconds(Int64(kernel.last_data_sent_ms)) }

    /// Since the last segment with payload arrived.
    var sinceDataReceived: Duration { .milliseconds(Int64(kernel.last_data_received_ms)) }

    /// Since the peer was last heard of, by payload or a bare acknowledgement.
    var sinceHeard: Duration {
        .milliseconds(Int64(min(kernel.last_data_received_ms, kernel.last_ack_received_ms)))
    }

    /// Keep-alive or zero-window probes sent without an answer.
    var probesUnanswered: Int { Int(kernel.probes) }

    /// The window has no room for a whole segment: but for a probe nothing goes (RFC 1122,
    /// 4.2.3.4).
    var isWindowTiny: Bool { kernel.send_window_bytes < kernel.segment_bytes }

    /// How often the kernel has doubled its pause since the peer last took something, or its window
    /// opened.
    var backoff: Int { Int(kernel.backoff) }

    /// What the kernel gives the peer for an answer (RFC 6298).
    var retransmissionTimeout: Duration { .microseconds(Int64(kernel.retransmission_timeout_us)) }

    /// When the kernel is going to probe the shut window; nil where it is not, does not tell, or is
    /// late: then it is about to, and nobody knows since when.
    static func nextProbe(of descriptor: Int32) -> Instant? {
        var due: UInt32 = 0
        // Before the call: what comes between makes the probe look early, and never late.
        let now = Instant.now
        guard linux_tcp_next_probe(descriptor, &due) == 0, due > 0 else { return nil }
        return now + .milliseconds(Int64(due))
    }

    /// The peer has been asked more than once in vain. A single question may be on its way.
    var isUnanswered: Bool { probesUnanswered + retransmits > 1 }

    /// Why a client that was last seen so, and answers no more, has left.
    var silenceReason: EndReason {
        hasBytesWaiting || retransmits > 0 ? .clientUnacked : .clientKeepalive
    }

    /// Retransmissions without an answer.
    var retransmits: Int { Int(kernel.retransmits) }

    /// The reading in words, for `end_detail`.
    var words: String {
        "probes \(kernel.probes), retransmits \(kernel.retransmits),"
            + " unacked \(kernel.unacked_segments), unsent \(kernel.not_sent_bytes) B,"
            + " window \(kernel.send_window_bytes) B,"
            + " last heard \(sinceHeard.wholeMilliseconds) ms ago"
    }
}
