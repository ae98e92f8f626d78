#ifndef LAMPIRAN_BASE_CONFINE_H
#define LAMPIRAN_BASE_CONFINE_H

/*
 * A process that can reach nothing but what it is named: no other files (Landlock), no network and no other process
 * (seccomp).  Needs no rights.  Linux 5.13 and newer can, on the processors that are known here.
 */

#include <stdbool.h>

/* Where a program may go; both lists end by NULL, and what is not there is passed over. "." is where it starts. */
struct confinement {
    const char *const *readable; /* files and folders: also what it may run */
    const char *const *writable; /* folders */
};

/*
 * For a program that gets all of its work on standard input: it may read what is installed, and what that needs to
 * start, and write nothing.
 */
extern const struct confinement confine_to_input;

/* The system can confine. */
bool confine_is_possible(void);

/*
 * Confines this process and all that it starts, for ever. For a child after a fork: nothing is allocated. False: it is
 * not confined.
 */
bool confine_self(const struct confinement *confinement);

#endif
