#ifndef LAMPIRAN_BASE_PROCESS_H
#define LAMPIRAN_BASE_PROCESS_H

/*
 * Another program, run to its end: in a folder, with an environment of its own, in a process group that is ended
 * as a whole when the time is up or when we end ourselves.  Never through a shell.
 */

#include <stdbool.h>

struct arena;

enum process_status {
    PROCESS_DONE,    /* it ended with exit_code */
    PROCESS_MISSING, /* there is no such program on the PATH */
    PROCESS_TIMEOUT, /* it was ended */
    PROCESS_BROKEN,  /* it could not be run, or a signal ended it */
};

struct process {
    const char *folder;           /* where it runs */
    const char *const *arguments; /* the program first, ended by NULL */
    const char *const *variables; /* "NAME=value", ended by NULL; besides them it gets PATH and HOME only */
    const char *output;           /* file that takes its standard output and error; NULL: nowhere */
    int seconds;                  /* time limit */
    int exit_code;                /* set by process_run */
};

/* Runs process and waits for it. */
enum process_status process_run(struct process *process, struct arena *arena);

/* Is program on the PATH? */
bool process_is_there(const char *program);

#endif
