#include "lua/private.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
    STEP = 16, /* sizes of small pieces are multiples of it */
    LARGEST_SMALL = 512,
    CHUNK = 32 * 1024, /* taken from malloc for small pieces */
};

struct heap_page {
    struct heap_page *next;
};

/* Before the bytes of each large piece and of each chunk; a ring through the heap. */
struct header {
    struct header *next, *before;
};

struct heap {
    struct header ring;
    struct heap_page *free[LARGEST_SMALL / STEP + 1]; /* by size in steps */
    char *at, *end;                                   /* what is left of the newest chunk */
};

struct heap *heap_new(void)
{
    struct heap *heap = memory_alloc(sizeof *heap);

    memset(heap, 0, sizeof *heap);
    heap->ring.next = heap->ring.before = &heap->ring;
    return heap;
}

void heap_free(struct heap *heap)
{
    struct header *next;

    for (struct header *header = heap->ring.next; header != &heap->ring; header = next) {
        next = header->next;
        free(header);
    }
    free(heap);
}

static void *link_in(struct heap *heap, struct header *header)
{
    header->next = heap->ring.next;
    header->before = &heap->ring;
    header->next->before = header;
    heap->ring.next = header;
    return header + 1;
}

static void *take_large(struct heap *heap, size_t size)
{
    return link_in(heap, memory_alloc(sizeof(struct header) + size));
}

static void *resize_large(void *bytes, size_t size)
{
    struct header *header = memory_resize((struct header *)bytes - 1, sizeof *header + size);

    header->next->before = header;
    header->before->next = header;
    return header + 1;
}

static void release_large(void *bytes)
{
    struct header *header = (struct header *)bytes - 1;

    header->next->before = header->before;
    header->before->next = header->next;
    free(header);
}

static size_t steps(size_t size)
{
    return (size + STEP - 1) / STEP;
}

static void *take_small(struct heap *heap, size_t size)
{
    struct heap_page **list = &heap->free[steps(size)], *piece = *list;

    if (piece != NULL) {
        *list = piece->next;
        return piece;
    }
    size = steps(size) * STEP;
    if ((size_t)(heap->end - heap->at) < size) {
        heap->at = take_large(heap, CHUNK);
        heap->end = heap->at + CHUNK;
    }
    heap->at += size;
    return heap->at - size;
}

static void release(struct heap *heap, void *bytes, size_t size)
{
    if (size > LARGEST_SMALL) {
        release_large(bytes);
        return;
    }
    struct heap_page *piece = bytes;
    piece->next = heap->free[steps(size)];
    heap->free[steps(size)] = piece;
}

void *heap_resize(struct heap *heap, void *bytes, size_t old_size, size_t size)
{
    if (size == 0) {
        if (bytes != NULL)
            release(heap, bytes, old_size);
        return NULL;
    }
    if (bytes == NULL)
        return size > LARGEST_SMALL ? take_large(heap, size) : take_small(heap, size);
    if (old_size > LARGEST_SMALL && size > LARGEST_SMALL)
        return resize_large(bytes, size);
    if (old_size <= LARGEST_SMALL && steps(old_size) == steps(size))
        return bytes;
    void *fresh = size > LARGEST_SMALL ? take_large(heap, size) : take_small(heap, size);
    memcpy(fresh, bytes, old_size < size ? old_size : size);
    release(heap, bytes, old_size);
    return fresh;
}
