#include "markdown/private.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST_CHUNK = 4 * 1024 * 1024,
    ALIGNMENT = alignof(max_align_t),
};

struct chunk {
    struct chunk *next;
    alignas(ALIGNMENT) char bytes[];
};

/* Stands before everything that is taken. */
struct header {
    alignas(ALIGNMENT) size_t size;
};

struct pool {
    struct chunk *chunks; /* newest first; only the first has room */
    char *next;
    char *end;
    size_t chunk_size;
};

static _Thread_local struct pool *current;

static void add_chunk(struct pool *pool, size_t size)
{
    struct chunk *chunk = memory_alloc(sizeof *chunk + size);

    chunk->next = pool->chunks;
    pool->chunks = chunk;
    pool->next = chunk->bytes;
    pool->end = chunk->bytes + size;
}

struct pool *pool_open(size_t size)
{
    struct pool *pool = memory_alloc(sizeof *pool);

    *pool = (struct pool){.chunk_size = size};
    add_chunk(pool, size);
    current = pool;
    return pool;
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void pool_reset(struct pool *pool)
{
    free_chunks(pool->chunks->next);
    pool->chunks->next = NULL;
    pool->next = pool->chunks->bytes;
}

void pool_close(struct pool *pool)
{
    free_chunks(pool->chunks);
    free(pool);
    current = NULL;
}

static size_t padded(size_t size)
{
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

/* size bytes, not cleared. */
static void *take(struct pool *pool, size_t size)
{
    size_t whole = sizeof(struct header) + padded(size);

    if ((size_t)(pool->end - pool->next) < whole) {
        if (pool->chunk_size < LARGEST_CHUNK)
            pool->chunk_size *= 2;
        add_chunk(pool, pool->chunk_size > whole ? pool->chunk_size : whole);
    }
    struct header *header = (struct header *)(void *)pool->next;
    header->size = size;
    pool->next += whole;
    return header + 1;
}

void *pool_calloc(size_t count, size_t size)
{
    return memset(take(current, count * size), 0, count * size);
}

void *pool_realloc(void *bytes, size_t size)
{
    if (bytes == NULL)
        return take(current, size);

    struct header *header = (struct header *)bytes - 1;
    if (size <= header->size)
        return bytes;
    void *larger = take(current, size);
    return memcpy(larger, bytes, header->size);
}

void pool_free(void *bytes)
{
    (void)bytes;
}
