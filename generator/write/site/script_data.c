#include "write/site/private.h"

#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "write/html/html.h"

static void write_list(struct buffer *out, const struct value *list)
{
    buffer_char(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_char(out, ',');
        script_data(out, list->items[i]);
    }
    buffer_char(out, ']');
}

static void write_map(struct buffer *out, const struct map *map)
{
    buffer_char(out, '{');
    for (size_t i = 0; i < map_count(map); i++) {
        if (i > 0)
            buffer_char(out, ',');
        html_escape(out, HTML_SCRIPT, map_key(map, i));
        buffer_char(out, ':');
        script_data(out, map_value(map, i));
    }
    buffer_char(out, '}');
}

/* Positions are most of the numbers, and printf is slow. */
static void write_number(struct buffer *out, double number)
{
    char digits[12], *at = digits + sizeof digits;

    if (!(number >= 0 && number <= 1e9) || number != (double)(long)number) {
        buffer_format(out, "%.15g", number);
        return;
    }
    long rest = (long)number;
    do {
        *--at = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    buffer_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

void script_data(struct buffer *out, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
    case VALUE_PAGE:
        html_escape(out, HTML_SCRIPT, value->text);
        return;
    case VALUE_NUMBER:
        write_number(out, value->number);
        return;
    case VALUE_BOOLEAN:
        buffer_text(out, value->boolean ? "true" : "false");
        return;
    case VALUE_LIST:
        write_list(out, value);
        return;
    case VALUE_MAP:
        write_map(out, value->map);
        return;
    case VALUE_SPANS:
    case VALUE_BLOCKS:
        buffer_text(out, "null");
        return;
    }
}

void script_data_assign(struct buffer *out, const char *name, const struct value *value)
{
    buffer_format(out, "self.%s=", name);
    script_data(out, value);
    buffer_text(out, ";\n");
}
