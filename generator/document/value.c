#include "document/document.h"

#include "base/arena.h"
#include "base/map.h"

#include <string.h>

static struct value *keep(struct arena *arena, struct value value)
{
    return arena_keep(arena, &value, sizeof value);
}

struct value *value_text(struct arena *arena, const char *text)
{
    return keep(arena, (struct value){.kind = VALUE_TEXT, .text = text ? text : ""});
}

struct value *value_number(struct arena *arena, double number)
{
    return keep(arena, (struct value){.kind = VALUE_NUMBER, .number = number});
}

struct value *value_boolean(struct arena *arena, bool boolean)
{
    return keep(arena, (struct value){.kind = VALUE_BOOLEAN, .boolean = boolean});
}

struct value *value_page(struct arena *arena, const char *path)
{
    return keep(arena, (struct value){.kind = VALUE_PAGE, .text = path});
}

struct value *value_spans(struct arena *arena, const struct span *spans)
{
    return keep(arena, (struct value){.kind = VALUE_SPANS, .spans = spans});
}

struct value *value_blocks(struct arena *arena, const struct block *blocks)
{
    return keep(arena, (struct value){.kind = VALUE_BLOCKS, .blocks = blocks});
}

struct value *value_list(struct arena *arena)
{
    return keep(arena, (struct value){.kind = VALUE_LIST});
}

struct value *value_map(struct arena *arena)
{
    return keep(arena, (struct value){.kind = VALUE_MAP, .map = map_new(arena)});
}

void value_add(struct value *list, struct arena *arena, struct value *item)
{
    /* Full at every power of two. */
    if ((list->count & (list->count - 1)) == 0) {
        struct value **items = arena_alloc(arena, (list->count ? list->count * 2 : 1) * sizeof *items);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
    }
    list->items[list->count++] = item;
}

void value_set(struct value *map, const char *name, struct value *item)
{
    map_put(map->map, name, item);
}

void value_set_text(struct arena *arena, struct value *map, const char *name, const char *text)
{
    value_set(map, name, value_text(arena, text));
}
