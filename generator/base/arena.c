#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Uses write and _exit alone: stdio may need the memory that is not there. */
void memory_exhausted(void)
{
    static const char message[] = "lampiran: out of memory, nothing was published\n"
                                  "  hint: close other programs, or build on a machine with more memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, strlen(message));
    (void)ignored;
    _exit(2);
}

void *memory_alloc(size_t size)
{
    return memory_resize(NULL, size);
}

void *memory_resize(void *bytes, size_t size)
{
    void *result = realloc(bytes, size ? size : 1);
    if (result == NULL)
        memory_exhausted();
    return result;
}

enum {
    FIRST_CHUNK = 16 * 1024,
    LARGEST_CHUNK = 2 * 1024 * 1024,
    ALIGNMENT = alignof(max_align_t),
};

struct chunk {
    struct chunk *next;
    size_t size; /* of bytes */
    alignas(ALIGNMENT) char bytes[];
};

struct arena {
    struct chunk *chunks; /* newest first; only the first has room */
    size_t used;          /* of the first chunk */
    size_t next_size;
    struct arena *children; /* released with it */
    struct arena *sibling;  /* the next of its parent's */
};

struct arena *arena_new(void)
{
    struct arena *arena = memory_alloc(sizeof *arena);
    *arena = (struct arena){.next_size = FIRST_CHUNK};
    return arena;
}

struct arena *arena_child(struct arena *parent)
{
    struct arena *child = arena_new();

    child->sibling = parent->children;
    parent->children = child;
    return child;
}

static void release_chunks(struct chunk *chunk)
{
    while (chunk != NULL) {
        struct chunk *next = chunk->next;
#ifdef __SANITIZE_ADDRESS__
        /* A use after release then fails where it happens; too slow for other builds. */
        memset(chunk->bytes, 0xdb, chunk->size);
#endif
        free(chunk);
        chunk = next;
    }
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    while (arena->children != NULL) {
        struct arena *child = arena->children;
        arena->children = child->sibling;
        arena_free(child);
    }
    release_chunks(arena->chunks);
    free(arena);
}

void arena_clear(struct arena *arena)
{
    if (arena->chunks == NULL)
        return;
    release_chunks(arena->chunks->next);
    arena->chunks->next = NULL;
    arena->used = 0;
#ifdef __SANITIZE_ADDRESS__
    memset(arena->chunks->bytes, 0xdb, arena->chunks->size);
#endif
}

/* One that holds size bytes and no more, behind the chunk at hand, which goes on to be filled. */
static char *add_full_chunk(struct arena *arena, size_t size)
{
    struct chunk *chunk = memory_alloc(sizeof *chunk + size);

    chunk->size = size;
    chunk->next = arena->chunks->next;
    arena->chunks->next = chunk;
    return chunk->bytes;
}

static void add_chunk(struct arena *arena, size_t at_least)
{
    size_t size = sizeof(struct chunk) + at_least;

    if (size < arena->next_size)
        size = arena->next_size;
    struct chunk *chunk = memory_alloc(size);
    chunk->size = size - sizeof *chunk;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
    arena->used = 0;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
}

/* size bytes at a multiple of alignment, not cleared. */
static char *take(struct arena *arena, size_t size, size_t alignment)
{
    size_t start = (arena->used + alignment - 1) / alignment * alignment;

    if (size > LARGEST_CHUNK / 4 && arena->chunks != NULL &&
        (start > arena->chunks->size || size > arena->chunks->size - start))
        return add_full_chunk(arena, size);
    if (arena->chunks == NULL || start > arena->chunks->size || size > arena->chunks->size - start) {
        add_chunk(arena, size);
        start = 0;
    }
    arena->used = start + size;
    return arena->chunks->bytes + start;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    return memset(take(arena, size, ALIGNMENT), 0, size);
}

void *arena_keep(struct arena *arena, const void *value, size_t size)
{
    return memcpy(take(arena, size, ALIGNMENT), value, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
    char *copy = take(arena, length + 1, 1);

    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

char *arena_concat(struct arena *arena, const char *first, ...)
{
    size_t length = 0;
    va_list parts;

    va_start(parts, first);
    for (const char *part = first; part != NULL; part = va_arg(parts, const char *))
        length += strlen(part);
    va_end(parts);
    char *text = take(arena, length + 1, 1), *end = text;
    va_start(parts, first);
    for (const char *part = first; part != NULL; part = va_arg(parts, const char *))
        end = stpcpy(end, part);
    va_end(parts);
    *end = '\0';
    return text;
}

char *arena_vformat(struct arena *arena, const char *format, va_list arguments)
{
    /* Where the text will stand, if there is room for it: mostly it is printed once. */
    size_t room = arena->chunks ? arena->chunks->size - arena->used : 0;
    char *text = arena->chunks ? arena->chunks->bytes + arena->used : NULL;
    va_list again;

    va_copy(again, arguments);
    size_t length = (size_t)vsnprintf(text, room, format, arguments);
    text = take(arena, length + 1, 1);
    if (length >= room)
        vsnprintf(text, length + 1, format, again);
    va_end(again);
    return text;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    char *text = arena_vformat(arena, format, arguments);
    va_end(arguments);
    return text;
}

void arena_adopt(struct arena *parent, struct arena *child)
{
    struct chunk **last = &child->chunks;

    while (*last != NULL)
        last = &(*last)->next;
    /* Behind the parent's newest chunk, the only one that still has room. */
    if (parent->chunks == NULL) {
        parent->chunks = child->chunks;
        parent->used = parent->chunks ? parent->chunks->size : 0;
    } else {
        *last = parent->chunks->next;
        parent->chunks->next = child->chunks;
    }
    free(child);
}
