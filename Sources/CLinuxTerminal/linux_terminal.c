// The system calls behind `linux_terminal.h`. The kernel's own `termios2` is used throughout, so
// that glibc's <termios.h>, which names other structures the same, stays away.

#include "linux_terminal.h"

#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <errno.h>
#include <linux/serial.h>
#include <linux/tty_flags.h>
#include <string.h>
#include <sys/ioctl.h>

static int result(int value) { return value < 0 ? errno : 0; }

static const struct {
    uint8_t parity;
    tcflag_t flags;
} parities[] = {
    {LINUX_TERMINAL_PARITY_NONE, 0},
    {LINUX_TERMINAL_PARITY_ODD, PARENB | PARODD},
    {LINUX_TERMINAL_PARITY_EVEN, PARENB},
    {LINUX_TERMINAL_PARITY_MARK, PARENB | PARODD | CMSPAR},
    {LINUX_TERMINAL_PARITY_SPACE, PARENB | CMSPAR},
};

static const tcflag_t parity_mask = PARENB | PARODD | CMSPAR;
static const tcflag_t sizes[] = {CS5, CS6, CS7, CS8};

int linux_terminal_set_mode(int fd, const struct linux_terminal_mode *mode) {
    struct termios2 termios;
    if (ioctl(fd, TCGETS2, &termios) < 0) return errno;
    if (mode->data_bits < 5 || mode->data_bits > 8) return EINVAL;
    if (mode->parity >= sizeof parities / sizeof parities[0]) return EINVAL;

    // A break is no byte; nothing else is touched on its way in.
    termios.c_iflag = IGNBRK;
    if (mode->flow == LINUX_TERMINAL_FLOW_XONXOFF) termios.c_iflag |= IXON | IXOFF;
    termios.c_oflag = 0;
    termios.c_lflag = 0;
    termios.c_cflag = CREAD | CLOCAL | BOTHER | (BOTHER << IBSHIFT);
    termios.c_cflag |= sizes[mode->data_bits - 5] | parities[mode->parity].flags;
    if (mode->stop_bits == 2) termios.c_cflag |= CSTOPB;
    if (mode->flow == LINUX_TERMINAL_FLOW_RTSCTS) termios.c_cflag |= CRTSCTS;
    termios.c_ispeed = mode->bits_per_second;
    termios.c_ospeed = mode->bits_per_second;
    // A read of nothing is then the end of the port, and nothing else (termios(3)).
    termios.c_cc[VMIN] = 1;
    termios.c_cc[VTIME] = 0;
    termios.c_cc[VSTART] = 0x11;
    termios.c_cc[VSTOP] = 0x13;
    return result(ioctl(fd, TCSETS2, &termios));
}

int linux_terminal_read_mode(int fd, struct linux_terminal_mode *mode) {
    struct termios2 termios;
    if (ioctl(fd, TCGETS2, &termios) < 0) return errno;
    memset(mode, 0, sizeof *mode);
    mode->bits_per_second = termios.c_ospeed;
    mode->stop_bits = termios.c_cflag & CSTOPB ? 2 : 1;
    for (uint8_t index = 0; index < sizeof sizes / sizeof sizes[0]; index++) {
        if ((termios.c_cflag & CSIZE) == sizes[index]) mode->data_bits = 5 + index;
    }
    for (uint8_t index = 0; index < sizeof parities / sizeof parities[0]; index++) {
        if ((termios.c_cflag & parity_mask) == parities[index].flags) {
            mode->parity = parities[index].parity;
        }
    }
    mode->flow = termios.c_cflag & CRTSCTS  ? LINUX_TERMINAL_FLOW_RTSCTS
                 : termios.c_iflag & IXON ? LINUX_TERMINAL_FLOW_XONXOFF
                                          : LINUX_TERMINAL_FLOW_NONE;
    return 0;
}

int linux_terminal_set_exclusive(int fd, int is_exclusive) {
    return result(ioctl(fd, is_exclusive ? TIOCEXCL : TIOCNXCL));
}

static const struct {
    uint32_t line;
    int bit;
} lines_and_bits[] = {
    {LINUX_TERMINAL_DTR, TIOCM_DTR}, {LINUX_TERMINAL_RTS, TIOCM_RTS},
    {LINUX_TERMINAL_CTS, TIOCM_CTS}, {LINUX_TERMINAL_DSR, TIOCM_DSR},
    {LINUX_TERMINAL_RI, TIOCM_RI},   {LINUX_TERMINAL_CD, TIOCM_CD},
};

static int bits(uint32_t lines) {
    int bits = 0;
    for (size_t index = 0; index < sizeof lines_and_bits / sizeof lines_and_bits[0]; index++) {
        if (lines & lines_and_bits[index].line) bits |= lines_and_bits[index].bit;
    }
    return bits;
}

int linux_terminal_read_lines(int fd, uint32_t *lines) {
    int present = 0;
    if (ioctl(fd, TIOCMGET, &present) < 0) return errno;
    *lines = 0;
    for (size_t index = 0; index < sizeof lines_and_bits / sizeof lines_and_bits[0]; index++) {
        if (present & lines_and_bits[index].bit) *lines |= lines_and_bits[index].line;
    }
    return 0;
}

int linux_terminal_set_lines(int fd, uint32_t lines, uint32_t values) {
    int up = bits(lines & values);
    int down = bits(lines & ~values);
    if (up && ioctl(fd, TIOCMBIS, &up) < 0) return errno;
    if (down && ioctl(fd, TIOCMBIC, &down) < 0) return errno;
    return 0;
}

int linux_terminal_set_break(int fd, int is_on) {
    return result(ioctl(fd, is_on ? TIOCSBRK : TIOCCBRK));
}

int linux_terminal_flush(int fd, uint32_t queues) {
    uint32_t both = LINUX_TERMINAL_RECEIVED | LINUX_TERMINAL_UNSENT;
    int which = queues == both                      ? TCIOFLUSH
                : queues == LINUX_TERMINAL_RECEIVED ? TCIFLUSH
                                                    : TCOFLUSH;
    return queues == 0 ? 0 : result(ioctl(fd, TCFLSH, which));
}

int linux_terminal_read_queues(int fd, int *unsent_bytes, int *unread_bytes) {
    *unsent_bytes = 0;
    *unread_bytes = 0;
    if (ioctl(fd, TIOCOUTQ, unsent_bytes) < 0) return errno;
    return result(ioctl(fd, FIONREAD, unread_bytes));
}

int linux_terminal_discard_at_close(int fd) {
    struct serial_struct serial;
    memset(&serial, 0, sizeof serial);
    if (ioctl(fd, TIOCGSERIAL, &serial) < 0) return errno;
    serial.closing_wait = ASYNC_CLOSING_WAIT_NONE;
    return result(ioctl(fd, TIOCSSERIAL, &serial));
}
