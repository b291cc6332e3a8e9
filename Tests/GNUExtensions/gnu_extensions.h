// Functions of glibc that its headers declare only with _GNU_SOURCE, which Swift's import of them
// is built without. Declared here for the tests alone, as their manual pages have them; nothing is
// defined. To add one, copy its prototype. And headers of Linux that Swift's Glibc leaves out.

#ifndef GNU_EXTENSIONS_H
#define GNU_EXTENSIONS_H

#include <linux/filter.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>

int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
int pipe2(int ends[2], int flags);
int ppoll(struct pollfd *entries, nfds_t count, const struct timespec *wait, const sigset_t *mask);
int setns(int namespace_descriptor, int type);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

#endif
