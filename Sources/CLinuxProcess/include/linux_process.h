// Starting a program as the gateway needs it: in a session of its own, with nothing of the
// gateway's but what it is given, on a terminal or without one. What of this Swift's Glibc does not
// declare is the reason for this shim. Waiting for its end and signals are plain system calls, and
// not here. To give a child something more: a field of the order, and its line in the .c file.

#ifndef HOTSEAT_LINUX_PROCESS_H
#define HOTSEAT_LINUX_PROCESS_H

#include <stdint.h>
#include <sys/types.h>

// The longest path of a terminal's program side, its closing NUL included.
#define LINUX_TERMINAL_PATH_LENGTH 64

// The gateway's own environment, as environ(7) has it: a variable that Swift takes for unsafe.
// Nothing changes it while the gateway runs.
char *const *linux_process_environment(void);

// What is started, and with what.
struct linux_process_order {
    // The program (looked for in PATH where it has no slash) and its arguments; NULL ends them.
    char *const *arguments;
    // NAME=VALUE; NULL ends them.
    char *const *environment;
    // The path of its controlling terminal, which is its descriptors 0, 1 and 2; or NULL.
    const char *terminal;
    // Without a terminal: what its descriptors 1 and 2 are. Its descriptor 0 is /dev/null.
    int output;
};

// Starts a program in the directory /, as leader of a session and a process group of its own, with
// every signal at its default and none blocked, and with the descriptors 0, 1 and 2 alone. Returns
// 0 once the program itself runs, or the errno of what was in its way (posix_spawn(3)).
int linux_process_start(const struct linux_process_order *order, pid_t *pid);

// A descriptor that becomes readable when a child ends, which must not be reaped yet
// (pidfd_open(2)). Returns 0, or an errno.
int linux_process_watch(pid_t pid, int *descriptor);

// Opens a new pseudoterminal (pty(7)): the side that programs speak to through `path`, which is
// held open as `follower`, and the other, `leader`, which does not block. It is in the modes of a
// login: lines, echo, signals by keys, eight bits, UTF-8. Neither descriptor outlives an exec, and
// neither becomes the caller's own controlling terminal. Returns 0, or an errno.
int linux_terminal_open(int *leader, int *follower, char path[LINUX_TERMINAL_PATH_LENGTH]);

// Sets its size; programs on it get SIGWINCH if that is another one. Returns 0, or an errno.
int linux_terminal_resize(int descriptor, uint16_t columns, uint16_t rows);

#endif
