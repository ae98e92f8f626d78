#ifndef LAMPIRAN_BASE_PLATFORM_H
#define LAMPIRAN_BASE_PLATFORM_H

/*
 * Where systems differ: what Linux does beyond POSIX, and what takes its place elsewhere.  No other file asks which
 * system it is on but confine.c, and in serve/ the two watchers and the server.  With PORTABLE (`make PORTABLE=1`)
 * Linux does as the others do, so that this can be tried here.
 */

#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#if defined __linux__ && !defined PORTABLE
#define ON_LINUX 1
#else
#define ON_LINUX 0
#endif

struct stat;

enum {
/* How a folder is opened that is only passed through, which Linux needs no right to read for. */
#if ON_LINUX
    OPEN_TO_PASS = O_PATH | O_DIRECTORY,
#else
    OPEN_TO_PASS = O_RDONLY | O_DIRECTORY,
#endif
    /* Children end with us by themselves; else the keeper has to end them. */
    ENDS_CHILDREN = ON_LINUX,
};

/* ---- files ---- */

/* Opens name, which must lie below folder with no link on the way, in one step. -1 with ENOSYS: not here. */
int platform_open_beneath(int folder, const char *name, int flags, mode_t mode);

/* Puts each of two in the place of the other, in one step. False: errno tells; EINVAL: not here. */
bool platform_exchange(int from, const char *name, int to, const char *other);

/* Has all of the disk that folder lies on written. False: errno tells. */
bool platform_sync(int folder);

/* Another number when the file, or what is known of it, was changed. */
int64_t platform_changed(const struct stat *info);

/* A new file for bytes that need no name, in memory where that is possible. -1: errno tells. */
int platform_nameless_file(void);

/* ---- processes ---- */

/* How the program was called, for platform_program. */
void platform_called_as(const char *name);

/* Where the file of this program lies, links resolved. False: the system does not tell. */
bool platform_program(char path[PATH_MAX]);

/* A pipe, and two sockets that are told when the other one is closed, for this process alone. False: errno tells. */
bool platform_pipe(int ends[2]);
bool platform_sockets(int ends[2]);

/* Closes the descriptors from first on. For a child after a fork. */
void platform_close_from(int first);

/* In a child: it ends when its parent does, if ENDS_CHILDREN. */
void platform_end_with_parent(void);

/* Can be read when the child has ended; the caller closes it. -1: the system does not tell. */
int platform_end_of(pid_t child);

/* What tools that list processes call this one, where it can have a name of its own. */
void platform_name_process(const char *name);

#endif
