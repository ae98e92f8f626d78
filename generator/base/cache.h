#ifndef LAMPIRAN_BASE_CACHE_H
#define LAMPIRAN_BASE_CACHE_H

/*
 * What was dear to make, kept in the user's cache ($XDG_CACHE_HOME, ~/.cache) by the hash of what it was made from.  It
 * holds words of the study, so it is the user's alone.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

/* The file that keeps what is made from key, below folder ("diagrams"). NULL: the user has no cache. In arena. */
const char *cache_file(struct arena *arena, const char *folder, const char *key);

/* Puts what file keeps into result. False: there is nothing, or a failing disk changed it; file may be NULL. */
bool cache_read(const char *file, struct buffer *result);

/* Keeps length bytes in file. False: it could not, which is no trouble; file may be NULL. */
bool cache_write(struct arena *arena, const char *file, const char *bytes, size_t length);

#endif
