#include "base/list.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

void list_add(struct list *list, struct arena *arena, void *item)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 4;
        void **items = arena_alloc(arena, capacity * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
}

bool list_has(const struct list *list, const void *item)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == item)
            return true;
    }
    return false;
}

bool list_has_text(const struct list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], text) == 0)
            return true;
    }
    return false;
}

/* Merges the sorted halves [0, middle) and [middle, count) of items through scratch. */
static void merge(void **items, void **scratch, size_t middle, size_t count,
                  int (*compare)(const void *a, const void *b))
{
    size_t left = 0, right = middle;

    for (size_t i = 0; i < count; i++) {
        if (left < middle && (right == count || compare(items[left], items[right]) <= 0))
            scratch[i] = items[left++];
        else
            scratch[i] = items[right++];
    }
    memcpy(items, scratch, count * sizeof *items);
}

static void sort(void **items, void **scratch, size_t count, int (*compare)(const void *a, const void *b))
{
    if (count < 2)
        return;
    size_t middle = count / 2;
    sort(items, scratch, middle, compare);
    sort(items + middle, scratch, count - middle, compare);
    if (compare(items[middle - 1], items[middle]) <= 0)
        return; /* what comes sorted costs one look at each item */
    merge(items, scratch, middle, count, compare);
}

void list_sort(struct list *list, int (*compare)(const void *a, const void *b))
{
    void **scratch = memory_alloc(list->count * sizeof *scratch);

    sort(list->items, scratch, list->count, compare);
    free(scratch);
}

static int compare_bytes(const void *a, const void *b)
{
    return strcmp(a, b);
}

void list_sort_texts(struct list *list)
{
    list_sort(list, compare_bytes);
}
