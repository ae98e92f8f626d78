#ifndef LAMPIRAN_DOCUMENT_VALUE_H
#define LAMPIRAN_DOCUMENT_VALUE_H

/*
 * What a layout can be given: plain data, and typed content that a writer turns into HTML or LaTeX.  Made
 * by assemble and by the page hooks, read by layouts.  Text is escaped by the layout; there is no kind
 * for ready-made markup, so none can slip through.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct map;
struct span;

enum value_kind {
    VALUE_TEXT,
    VALUE_NUMBER,
    VALUE_BOOLEAN,
    VALUE_PAGE, /* text: path of a page of the site ("tema/misi.html#IK-01.3"), made relative when printed */
    VALUE_SPANS,
    VALUE_BLOCKS,
    VALUE_LIST, /* items, count */
    VALUE_MAP,  /* map: name -> struct value */
    VALUE_DATA, /* data: texts, numbers, booleans, lists and maps that are printed as JSON for programs */
};

struct value {
    enum value_kind kind;
    union {
        const char *text;
        double number;
        bool boolean;
        const struct span *spans;
        const struct block *blocks;
        const struct value *data;
        struct map *map;
        struct {
            struct value **items;
            size_t count;
        };
    };
};

struct value *value_text(struct arena *arena, const char *text); /* text NULL: the empty text */
struct value *value_number(struct arena *arena, double number);
struct value *value_boolean(struct arena *arena, bool boolean);
struct value *value_page(struct arena *arena, const char *path);
struct value *value_spans(struct arena *arena, const struct span *spans);
struct value *value_blocks(struct arena *arena, const struct block *blocks);
struct value *value_data(struct arena *arena, const struct value *data);

/* An empty list or map, filled by value_add and value_set. */
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);
void value_add(struct value *list, struct arena *arena, struct value *item);
void value_set(struct value *map, const char *name, struct value *item);

#endif
