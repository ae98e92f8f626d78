#ifndef LAMPIRAN_SERVE_REBUILD_H
#define LAMPIRAN_SERVE_REBUILD_H

/*
 * A build in a child process, so that a build which crashes, eats all memory or never ends, ends alone.  The
 * parent has one thread and waits in poll; nothing here blocks it.
 */

#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>

/* Starts as {.descriptor = -1}. */
struct rebuild {
    pid_t child;          /* 0: none is running */
    int descriptor;       /* its report comes here; -1: none is running */
    bool ended;           /* by rebuild_kill */
    struct buffer report; /* of the last build, or what has come of the running one's */
};

/*
 * Starts a child that calls work, which appends its report, and returns the child's exit status. False: errno tells.
 */
bool rebuild_start(struct rebuild *rebuild, int (*work)(void *context, struct buffer *report), void *context);

/*
 * Takes what the child has reported, when descriptor can be read. True: the child is gone, its report is whole,
 * and *status is what waitpid said.
 */
bool rebuild_take(struct rebuild *rebuild, int *status);

/* Ends the child at once; rebuild_take tells when it is gone. */
void rebuild_kill(struct rebuild *rebuild);

/* Ends the child if there is one, waits for it, and releases everything. */
void rebuild_close(struct rebuild *rebuild);

#endif
