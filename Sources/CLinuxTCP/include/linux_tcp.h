// What Linux knows of a TCP connection, as far as liveness and hand-over need it. glibc's own
// `struct tcp_info` is shorter than the kernel's, and the kernel's header cannot be imported into
// Swift beside glibc's: hence this shim. Decisions are not made here.

#ifndef HOTSEAT_LINUX_TCP_H
#define HOTSEAT_LINUX_TCP_H

#include <stdint.h>

// A reading of TCP_INFO (tcp(7), linux/tcp.h). Times are in milliseconds.
struct linux_tcp_reading {
    uint8_t state;
    uint8_t retransmits;
    uint8_t probes;
    uint8_t backoff;
    // What the kernel takes for the time of an answer (tcpi_rto), in microseconds.
    uint32_t retransmission_timeout_us;
    // The most payload of one segment to the peer.
    uint32_t segment_bytes;
    uint32_t unacked_segments;
    uint32_t last_data_sent_ms;
    uint32_t last_data_received_ms;
    uint32_t last_ack_received_ms;
    uint32_t not_sent_bytes;
    uint32_t send_window_bytes;
    uint64_t bytes_acked;
    uint64_t bytes_received;
    // For so long, in microseconds, the peer's window has held bytes back.
    uint64_t window_limited_us;
};

// Reads TCP_INFO of a socket. Returns 0, or an errno: ENOTSUP where it is no TCP socket.
int linux_tcp_read(int fd, struct linux_tcp_reading *reading);

// How many milliseconds from now the kernel probes a socket's shut window next (sock_diag(7)), by
// its ticks rounded up; 0 where it is late. Returns 0, or an errno: ENODATA where it is not going
// to, EOPNOTSUPP where the kernel, or a sandbox, has no sock_diag for TCP: that is found out once.
int linux_tcp_next_probe(int fd, uint32_t *due_ms);

// Makes a listener drop every SYN, or answer again (socket(7), SO_ATTACH_FILTER): for a demo board
// that is silent. Returns 0, or an errno.
int linux_tcp_set_silent(int fd, int is_silent);

#endif
