#ifndef LAMPIRAN_BASE_LIST_H
#define LAMPIRAN_BASE_LIST_H

/*
 * A growing list of pointers in an arena.  An empty list is {0}.  Walk it with
 *     for (size_t i = 0; i < list.count; i++) { const struct theme *theme = list.items[i]; ... }
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct list {
    void **items;
    size_t count;
    size_t capacity;
};

/* Appends item; the memory it outgrows stays in the arena. */
void list_add(struct list *list, struct arena *arena, void *item);

/* item is in list. Each is looked at: for short lists. */
bool list_has(const struct list *list, const void *item);

/* The same of items that are texts. */
bool list_has_text(const struct list *list, const char *text);

/* Sorts in place, keeping the order of equal items; compare gets two items. */
void list_sort(struct list *list, int (*compare)(const void *a, const void *b));

/* The same of items that are texts, by their bytes. */
void list_sort_texts(struct list *list);

#endif
