#ifndef LAMPIRAN_LUA_HEAP_H
#define LAMPIRAN_LUA_HEAP_H

/*
 * The memory of one Lua state: small pieces from free lists by size, large ones from malloc, all of it released
 * at once.  Lua says how large a piece was when it gives it back, so pieces carry no header.
 */

#include <stddef.h>

struct heap;

struct heap *heap_new(void);
void heap_free(struct heap *heap);

/* As realloc, with the old size given; size 0 releases bytes and gives NULL. Never NULL otherwise. */
void *heap_resize(struct heap *heap, void *bytes, size_t old_size, size_t size);

#endif
