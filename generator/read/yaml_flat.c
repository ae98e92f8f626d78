#include "read/private.h"

#include "base/arena.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST_KEY = 64 };

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes that mean nothing to YAML within plain words on one line. */
static bool is_plain(char c)
{
    return is_letter(c) || is_digit(c) || c == ' ' || c == '.' || c == ',' || c == '-' || c == '_' || c == '/' ||
           c == '(' || c == ')' || c == ';';
}

static size_t key_length(const char *line, size_t length)
{
    size_t end = 0;

    while (end < length && ((line[end] >= 'a' && line[end] <= 'z') || line[end] == '_'))
        end++;
    return end <= LONGEST_KEY ? end : 0;
}

static size_t value_length(const char *value, size_t length)
{
    size_t end = 0;

    if (length == 0 || !(is_letter(*value) || is_digit(*value)))
        return 0;
    while (end < length && is_plain(value[end]))
        end++;
    return value[end - 1] == ' ' ? 0 : end;
}

static struct node *new_node(struct arena *arena, enum node_kind kind, int line, size_t column)
{
    struct node *node = arena_alloc(arena, sizeof *node);

    node->kind = kind;
    node->line = line;
    node->column = (int)column;
    return node;
}

static struct node *new_scalar(struct arena *arena, const char *text, size_t length, int line, size_t column)
{
    struct node *node = new_node(arena, NODE_SCALAR, line, column);

    node->style = STYLE_PLAIN;
    node->text = arena_copy(arena, text, length);
    node->length = length;
    node->text_line = line;
    node->text_column = (int)column;
    return node;
}

struct node *yaml_read_flat(struct arena *arena, const struct yaml_source *source)
{
    const char *at = source->text, *end = source->text + source->length;
    struct node *map = new_node(arena, NODE_MAP, source->line, 1), **next = &map->items;

    for (int line = source->line; at < end; line++) {
        size_t rest = (size_t)(end - at), key = key_length(at, rest);
        if (key == 0 || rest < key + 3 || at[key] != ':' || at[key + 1] != ' ')
            return NULL;
        size_t start = key + 2, value = value_length(at + start, rest - start);
        if (value == 0 || (start + value < rest && at[start + value] != '\n'))
            return NULL;
        *next = new_scalar(arena, at, key, line, 1);
        (*next)->next = new_scalar(arena, at + start, value, line, start + 1);
        next = &(*next)->next->next;
        at += start + value + (start + value < rest);
    }
    return map->items ? map : NULL;
}
