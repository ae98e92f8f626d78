#include "document/document.h"

#include "base/arena.h"
#include "base/map.h"

#include <string.h>

static struct value *new_value(struct arena *arena, enum value_kind kind)
{
    struct value *value = arena_alloc(arena, sizeof *value);

    value->kind = kind;
    return value;
}

struct value *value_text(struct arena *arena, const char *text)
{
    struct value *value = new_value(arena, VALUE_TEXT);

    value->text = text ? text : "";
    return value;
}

struct value *value_number(struct arena *arena, double number)
{
    struct value *value = new_value(arena, VALUE_NUMBER);

    value->number = number;
    return value;
}

struct value *value_boolean(struct arena *arena, bool boolean)
{
    struct value *value = new_value(arena, VALUE_BOOLEAN);

    value->boolean = boolean;
    return value;
}

struct value *value_page(struct arena *arena, const char *path)
{
    struct value *value = new_value(arena, VALUE_PAGE);

    value->text = path;
    return value;
}

struct value *value_spans(struct arena *arena, const struct span *spans)
{
    struct value *value = new_value(arena, VALUE_SPANS);

    value->spans = spans;
    return value;
}

struct value *value_blocks(struct arena *arena, const struct block *blocks)
{
    struct value *value = new_value(arena, VALUE_BLOCKS);

    value->blocks = blocks;
    return value;
}

struct value *value_list(struct arena *arena)
{
    return new_value(arena, VALUE_LIST);
}

struct value *value_map(struct arena *arena)
{
    struct value *value = new_value(arena, VALUE_MAP);

    value->map = map_new(arena);
    return value;
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
