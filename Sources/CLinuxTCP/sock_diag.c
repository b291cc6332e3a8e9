// What TCP_INFO does not say and sock_diag(7) does, of one socket of our own. No privilege is
// needed. To read one more figure of `inet_diag_msg`: a parameter beside `due_ms`.

#include "linux_tcp.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct query {
    struct nlmsghdr header;
    struct inet_diag_req_v2 request;
};

struct answer {
    struct nlmsghdr header;
    union {
        struct inet_diag_msg message;
        struct nlmsgerr error;
        char room[1024];
    };
};

// `idiag_timer` of a shut window's probe (sock_diag(7)).
enum { PROBE_TIMER = 4 };

static int write_end(const struct sockaddr_storage *end, __be32 address[4], __be16 *port) {
    if (end->ss_family == AF_INET) {
        const struct sockaddr_in *inet = (const struct sockaddr_in *)end;
        memcpy(address, &inet->sin_addr, sizeof inet->sin_addr);
        *port = inet->sin_port;
        return 0;
    }
    if (end->ss_family == AF_INET6) {
        const struct sockaddr_in6 *inet = (const struct sockaddr_in6 *)end;
        memcpy(address, &inet->sin6_addr, sizeof inet->sin6_addr);
        *port = inet->sin6_port;
        return 0;
    }
    return EAFNOSUPPORT;
}

static int name_socket(int fd, struct inet_diag_req_v2 *request) {
    struct sockaddr_storage here, there;
    socklen_t length = sizeof here;
    if (getsockname(fd, (struct sockaddr *)&here, &length) != 0) return errno;
    length = sizeof there;
    if (getpeername(fd, (struct sockaddr *)&there, &length) != 0) return errno;
    request->sdiag_family = (__u8)here.ss_family;
    request->sdiag_protocol = IPPROTO_TCP;
    int error = write_end(&here, request->id.idiag_src, &request->id.idiag_sport);
    if (error == 0) error = write_end(&there, request->id.idiag_dst, &request->id.idiag_dport);
    if (error != 0) return error;
    // A link-local connection is found by its interface only.
    int interface = 0;
    length = sizeof interface;
    if (getsockopt(fd, SOL_SOCKET, SO_BINDTOIFINDEX, &interface, &length) != 0) return errno;
    request->id.idiag_if = (__u32)interface;
    uint64_t cookie;
    length = sizeof cookie;
    if (getsockopt(fd, SOL_SOCKET, SO_COOKIE, &cookie, &length) != 0) return errno;
    request->id.idiag_cookie[0] = (__u32)cookie;
    request->id.idiag_cookie[1] = (__u32)(cookie >> 32);
    return 0;
}

// The kernel has answered before `send` returns.
static int ask(const struct query *query, struct answer *answer, ssize_t *length) {
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) return errno;
    int error = 0;
    if (send(netlink, query, sizeof *query, 0) < 0) {
        error = errno;
    } else {
        *length = recv(netlink, answer, sizeof *answer, MSG_DONTWAIT);
        if (*length < 0) error = errno;
    }
    close(netlink);
    return error;
}

// Each question to a kernel that has no sock_diag would have it look for a module.
enum { UNKNOWN, PRESENT, ABSENT };
static atomic_int presence = UNKNOWN;

static int ask_if_present(const struct query *query, struct answer *answer, ssize_t *length) {
    if (atomic_load_explicit(&presence, memory_order_relaxed) == ABSENT) return EOPNOTSUPP;
    int error = ask(query, answer, length);
    if (error == 0 && *length < (ssize_t)NLMSG_LENGTH(sizeof answer->error.error)) error = EPROTO;
    if (error == 0 && answer->header.nlmsg_type == NLMSG_ERROR) error = -answer->error.error;
    int unknown = UNKNOWN;
    atomic_compare_exchange_strong(&presence, &unknown, error == 0 ? PRESENT : ABSENT);
    return error;
}

int linux_tcp_next_probe(int fd, uint32_t *due_ms) {
    struct query query;
    memset(&query, 0, sizeof query);
    query.header.nlmsg_len = sizeof query;
    query.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    query.header.nlmsg_flags = NLM_F_REQUEST;
    query.request.idiag_states = ~0u;
    int error = name_socket(fd, &query.request);
    if (error != 0) return error;
    struct answer answer;
    ssize_t length = 0;
    error = ask_if_present(&query, &answer, &length);
    if (error != 0) return error;
    if (length < (ssize_t)NLMSG_LENGTH(sizeof answer.message)) return EPROTO;
    if (answer.message.idiag_timer != PROBE_TIMER) return ENODATA;
    *due_ms = answer.message.idiag_expires;
    return 0;
}
