// One look at a TCP connection: what the kernel knows of it now. Reading it costs one system call.
// What follows from a reading is decided by whoever asked.

import CLinuxTCP
import Glibc
import LeaseCore

/// What TCP_INFO (tcp(7)) says of a socket at one moment.
struct TCPReading {
    private let kernel: linux_tcp_reading

    /// Nil where the descriptor is no TCP socket, or gone.
    init?(descriptor: Int32) {
        var reading = linux_tcp_reading()
        guard linux_tcp_read(descriptor, &reading) == 0 else { return nil }
        kernel = reading
    }

    /// How the peer has left, as far as it has: by FIN, by RST; nil when it has not.
    var departure: EndReason? {
        switch Int(kernel.state) {
        case TCP_CLOSE_WAIT: .clientClosed
        case TCP_CLOSE: .clientReset
        default: nil
        }
    }

    /// Every byte that was written has been sent and acknowledged.
    var isAllAcknowledged: Bool { kernel.unacked_segments == 0 && kernel.not_sent_bytes == 0 }

    /// Payload acknowledged by the peer since the connection began.
    var acknowledgedByteCount: Int64 { Int64(clamping: kernel.bytes_acked) }

    /// Payload received in order since the connection began, read or not.
    var receivedByteCount: Int64 { Int64(clamping: kernel.bytes_received) }

    /// Since the last segment with payload arrived.
    var sinceDataReceived: Duration { .milliseconds(Int64(kernel.last_data_received_ms)) }

    /// Since the peer was last heard of, by payload or a bare acknowledgement.
    var sinceHeard: Duration {
        .milliseconds(Int64(min(kernel.last_data_received_ms, kernel.last_ack_received_ms)))
    }

    /// Keep-alive or zero-window probes sent without an answer.
    var probesUnanswered: Int { Int(kernel.probes) }

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
