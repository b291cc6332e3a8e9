// The system calls behind `linux_tcp.h`. To read one more figure of TCP_INFO: a field in the
// header, and its line here.

#include "linux_tcp.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int linux_tcp_read(int fd, struct linux_tcp_reading *reading) {
    struct tcp_info kernel;
    socklen_t length = sizeof kernel;
    memset(&kernel, 0, sizeof kernel);
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &kernel, &length) != 0) return errno;
    reading->state = kernel.tcpi_state;
    reading->retransmits = kernel.tcpi_retransmits;
    reading->probes = kernel.tcpi_probes;
    reading->backoff = kernel.tcpi_backoff;
    reading->retransmission_timeout_us = kernel.tcpi_rto;
    reading->segment_bytes = kernel.tcpi_snd_mss;
    reading->unacked_segments = kernel.tcpi_unacked;
    reading->last_data_sent_ms = kernel.tcpi_last_data_sent;
    reading->last_data_received_ms = kernel.tcpi_last_data_recv;
    reading->last_ack_received_ms = kernel.tcpi_last_ack_recv;
    reading->not_sent_bytes = kernel.tcpi_notsent_bytes;
    reading->send_window_bytes = kernel.tcpi_snd_wnd;
    reading->bytes_acked = kernel.tcpi_bytes_acked;
    reading->bytes_received = kernel.tcpi_bytes_received;
    reading->window_limited_us = kernel.tcpi_rwnd_limited;
    return 0;
}

int linux_tcp_set_silent(int fd, int is_silent) {
    struct sock_filter drop = BPF_STMT(BPF_RET | BPF_K, 0);
    struct sock_fprog program = {.len = 1, .filter = &drop};
    int option = is_silent ? SO_ATTACH_FILTER : SO_DETACH_FILTER;
    return setsockopt(fd, SOL_SOCKET, option, &program, sizeof program) == 0 ? 0 : errno;
}
