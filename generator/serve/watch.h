#ifndef LAMPIRAN_SERVE_WATCH_H
#define LAMPIRAN_SERVE_WATCH_H

/*
 * Sees what changes in content/, layouts/ and lua/ of a study and in the built-in layouts/ and lua/: files written,
 * renamed (as many editors save), linked and removed, files that links lead to, and folders that come, go and move.
 * Hidden files and the spare copies of editors ("name~", "#name#") are passed over, as the build does not read them.
 */

#include <stdbool.h>

struct watch;

/* Starts to watch the study folder root and the folder share. NULL: errno tells. */
struct watch *watch_open(const char *root, const char *share);

/* Can be read when something has happened. */
int watch_descriptor(const struct watch *watch);

/* Takes all that has happened; true when the outcome of a build may be another one now. Does not block. */
bool watch_take(struct watch *watch);

/* The first folder that could not be watched, with *error the reason, or NULL. */
const char *watch_blind_spot(const struct watch *watch, int *error);

void watch_close(struct watch *watch);

#endif
