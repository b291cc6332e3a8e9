// What Linux does with a serial port that Swift cannot say: ioctl(2) takes any number of arguments,
// and `struct termios2`, which alone has every baud rate, cannot be imported beside glibc's own.
// Each function returns 0, or an errno. Decisions are not made here.

#ifndef HOTSEAT_LINUX_TERMINAL_H
#define HOTSEAT_LINUX_TERMINAL_H

#include <stdint.h>

enum linux_terminal_parity {
    LINUX_TERMINAL_PARITY_NONE,
    LINUX_TERMINAL_PARITY_ODD,
    LINUX_TERMINAL_PARITY_EVEN,
    LINUX_TERMINAL_PARITY_MARK,
    LINUX_TERMINAL_PARITY_SPACE,
};

enum linux_terminal_flow {
    LINUX_TERMINAL_FLOW_NONE,
    LINUX_TERMINAL_FLOW_RTSCTS,
    LINUX_TERMINAL_FLOW_XONXOFF,
};

// How a port sends and receives.
struct linux_terminal_mode {
    uint32_t bits_per_second;
    uint8_t data_bits;
    uint8_t stop_bits;
    uint8_t parity;
    uint8_t flow;
};

// Modem lines, as bits of a set (ioctl_tty(2), TIOCMGET).
enum linux_terminal_lines {
    LINUX_TERMINAL_DTR = 1,
    LINUX_TERMINAL_RTS = 2,
    LINUX_TERMINAL_CTS = 4,
    LINUX_TERMINAL_DSR = 8,
    LINUX_TERMINAL_RI = 16,
    LINUX_TERMINAL_CD = 32,
};

// What of a port's queues.
enum linux_terminal_queues {
    LINUX_TERMINAL_RECEIVED = 1,
    LINUX_TERMINAL_UNSENT = 2,
};

// Makes the port raw and sets its mode (ioctl_tty(2), TCSETS2 with BOTHER): every byte passes as it
// is, no modem line has to be up, and a close leaves the lines as they are.
int linux_terminal_set_mode(int fd, const struct linux_terminal_mode *mode);

// The mode that the port has; what the driver could not do shows here.
int linux_terminal_read_mode(int fd, struct linux_terminal_mode *mode);

// Keeps every later open(2) out, but root's; or lets it in again (TIOCEXCL, TIOCNXCL).
int linux_terminal_set_exclusive(int fd, int is_exclusive);

// The modem lines that are up. A port that has none, as a PTY, answers with an errno.
int linux_terminal_read_lines(int fd, uint32_t *lines);

// Sets some of them to what `values` has.
int linux_terminal_set_lines(int fd, uint32_t lines, uint32_t values);

// Begins or ends a break (TIOCSBRK, TIOCCBRK).
int linux_terminal_set_break(int fd, int is_on);

// Throws away what the kernel holds in these queues (TCFLSH).
int linux_terminal_flush(int fd, uint32_t queues);

// How many bytes the kernel has taken and not sent, and how many it has received that nobody has
// read (TIOCOUTQ, FIONREAD).
int linux_terminal_read_queues(int fd, int *unsent_bytes, int *unread_bytes);

// Lets the next close(2) not wait until everything is sent, but throw it away: for a driver that
// does not obey TCFLSH, as those of most USB adapters (TIOCSSERIAL, closing_wait). Takes
// CAP_SYS_ADMIN.
int linux_terminal_discard_at_close(int fd);

#endif
