// The calls behind `linux_process.h`, which says what each is for. What is decided (when a program
// is started, signalled and reaped) is the gateway's own, and not here.

#define _GNU_SOURCE

#include "linux_process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

char *const *linux_process_environment(void) { return environ; }

// In the order in which the child does them.
static int add_descriptors(
    posix_spawn_file_actions_t *actions, const struct linux_process_order *order
) {
    int problem;
    if (order->terminal) {
        // A session's leader that opens a terminal gets it as its controlling terminal.
        problem = posix_spawn_file_actions_addopen(actions, 0, order->terminal, O_RDWR, 0);
        if (!problem) problem = posix_spawn_file_actions_adddup2(actions, 0, 1);
    } else {
        problem = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
        if (!problem) problem = posix_spawn_file_actions_adddup2(actions, order->output, 1);
    }
    if (!problem) problem = posix_spawn_file_actions_adddup2(actions, 1, 2);
    // The gateway's sockets are not close-on-exec: a client's that lived on in the child would get
    // no FIN from us.
    if (!problem) problem = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (!problem) problem = posix_spawn_file_actions_addchdir_np(actions, "/");
    return problem;
}

static int set_attributes(posix_spawnattr_t *attributes) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    // The gateway ignores SIGPIPE and blocks what it reads as a stream: both would be inherited.
    int problem = posix_spawnattr_setsigdefault(attributes, &all);
    if (!problem) problem = posix_spawnattr_setsigmask(attributes, &none);
    short flags = POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;
    if (!problem) problem = posix_spawnattr_setflags(attributes, flags);
    return problem;
}

int linux_process_start(const struct linux_process_order *order, pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int problem = posix_spawn_file_actions_init(&actions);
    if (problem) return problem;
    problem = posix_spawnattr_init(&attributes);
    if (!problem) {
        problem = add_descriptors(&actions, order);
        if (!problem) problem = set_attributes(&attributes);
        if (!problem) {
            problem = posix_spawnp(
                pid, order->arguments[0], &actions, &attributes, order->arguments,
                order->environment
            );
        }
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

int linux_process_watch(pid_t pid, int *descriptor) {
    // glibc has a name for it from 2.36 on.
    long opened = syscall(SYS_pidfd_open, pid, 0);
    if (opened < 0) return errno;
    *descriptor = (int)opened;
    return 0;
}

static int set_login_modes(int follower) {
    struct termios modes;
    if (tcgetattr(follower, &modes) != 0) return errno;
    // A new terminal of Linux has them but for UTF-8; what an administrator made of that is undone.
    modes.c_iflag &= ~(tcflag_t)(ISTRIP | INPCK | PARMRK | IGNCR | INLCR | IUCLC);
    modes.c_iflag |= ICRNL | IXON | IMAXBEL | IUTF8;
    modes.c_oflag |= OPOST | ONLCR;
    modes.c_cflag = (modes.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8 | CREAD;
    modes.c_lflag |= ICANON | ISIG | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
    return tcsetattr(follower, TCSANOW, &modes) == 0 ? 0 : errno;
}

int linux_terminal_open(int *leader, int *follower, char path[LINUX_TERMINAL_PATH_LENGTH]) {
    int opened = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0) return errno;
    int program_side = -1;
    int problem = 0;
    if (grantpt(opened) != 0 || unlockpt(opened) != 0) problem = errno;
    if (!problem) problem = ptsname_r(opened, path, LINUX_TERMINAL_PATH_LENGTH);
    if (!problem) {
        program_side = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
        problem = program_side < 0 ? errno : set_login_modes(program_side);
    }
    if (problem) {
        if (program_side >= 0) close(program_side);
        close(opened);
        return problem;
    }
    *leader = opened;
    *follower = program_side;
    return 0;
}

int linux_terminal_resize(int descriptor, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(descriptor, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}
