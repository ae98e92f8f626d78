#ifndef LAMPIRAN_BASE_KEEPER_H
#define LAMPIRAN_BASE_KEEPER_H

/*
 * What must not outlast us: folders to work in, and the groups of processes that we started.  A process beside us, the
 * keeper, is told of them; when we end in whatever way (Ctrl-C, a signal, kill -9, a crash), it kills and removes what
 * it still knows.  It is started at the first use.  After SIGINT, SIGTERM and SIGHUP we end when it has done so.
 */

#include <sys/types.h>

/* path is a folder of ours, and all that is in it goes with us, unless it is renamed. */
void keeper_add_folder(const char *path);
void keeper_forget_folder(const char *path);

/* So do the processes of the group. */
void keeper_add_group(pid_t group);
void keeper_forget_group(pid_t group);

/* In a child of ours that is not to be a program: it has nothing of ours to keep, and a keeper of its own if any. */
void keeper_start_anew(void);

#endif
