#ifndef LAMPIRAN_MARKDOWN_POOL_H
#define LAMPIRAN_MARKDOWN_POOL_H

/*
 * The memory cmark works in while it reads one source: taken in turn, released at once.  cmark's allocator
 * functions get no context, so the pool in use is the thread's.
 */

#include <stddef.h>

struct pool;

/* A pool whose first chunk holds about size bytes; it becomes the thread's, which must have none. */
struct pool *pool_open(size_t size);

/* Forgets everything that was taken, keeping the newest chunk. */
void pool_reset(struct pool *pool);

/* Releases the pool; the thread has none then. */
void pool_close(struct pool *pool);

/* calloc, realloc and free in the thread's pool. */
void *pool_calloc(size_t count, size_t size);
void *pool_realloc(void *bytes, size_t size);
void pool_free(void *bytes);

#endif
