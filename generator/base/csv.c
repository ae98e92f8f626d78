#include "base/csv.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

enum { MOST_COLUMNS = 1024 };

/* Without the ' that keeps a spreadsheet from taking the cell for a formula. */
static const char *unguarded(const char *cell)
{
    return *cell == '\'' && cell[1] != '\0' && strchr("=+-@", cell[1]) != NULL ? cell + 1 : cell;
}

void csv_add_row(struct arena *arena, struct list *rows, struct list *cells, int line)
{
    bool is_filled = false;

    for (size_t i = 0; i < cells->count; i++)
        is_filled |= *(const char *)cells->items[i] != '\0';
    if (is_filled) {
        struct csv_row *row = arena_alloc(arena, sizeof *row);
        *row = (struct csv_row){cells->count, arena_alloc(arena, sizeof *row->cells * cells->count), line};
        for (size_t i = 0; i < cells->count; i++)
            row->cells[i] = unguarded(cells->items[i]);
        list_add(rows, arena, row);
    }
    cells->count = 0;
}

/* A '\n', or the lone '\r' of an old Macintosh. */
static bool is_line_end(const char *text)
{
    return *text == '\n' || (*text == '\r' && text[1] != '\n');
}

/* What separates the cells of the first line that has such a sign: the one that it has most, outside of quotes. */
static char delimiter_of(const char *text)
{
    static const char signs[] = ",;\t|";
    size_t counts[4] = {0}, best = 0, count = 0;
    bool is_quoted = false;

    for (; *text != '\0' && (is_quoted || count == 0 || !is_line_end(text)); text++) {
        const char *sign = strchr(signs, *text);
        is_quoted ^= *text == '"';
        if (sign != NULL && !is_quoted) {
            counts[sign - signs]++;
            count++;
        }
    }
    for (size_t i = 1; i < 4; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    return signs[best];
}

/* A cell in quotes; returns what follows it, NULL: it does not end. */
static const char *read_quoted(struct buffer *cell, const char *text, int *line)
{
    for (text++; *text != '\0'; text++) {
        if (*text == '"' && text[1] != '"')
            return text + 1;
        text += *text == '"';
        *line += *text == '\n';
        buffer_char(cell, *text);
    }
    return NULL;
}

int csv_read(struct arena *arena, const char *text, struct list *rows)
{
    char delimiter = delimiter_of(text);
    struct list cells = {0};
    struct buffer cell = {0};
    int line = 1, first = 1;

    while (*text != '\0') {
        int quoted = line;
        buffer_clear(&cell);
        if (*text == '"' && (text = read_quoted(&cell, text, &line)) == NULL) {
            buffer_free(&cell);
            return quoted;
        }
        while (*text != '\0' && *text != delimiter && !is_line_end(text))
            buffer_char(&cell, *text++);
        if (cells.count < MOST_COLUMNS)
            list_add(&cells, arena, (void *)text_trimmed(arena, buffer_string(&cell)));
        if (*text == delimiter && text[1] != '\0') {
            text++;
            continue;
        }
        text += *text != '\0';
        line++;
        csv_add_row(arena, rows, &cells, first);
        first = line;
    }
    buffer_free(&cell);
    return 0;
}

const char *csv_cell(const struct csv_row *row, size_t column)
{
    return column < row->count ? row->cells[column] : "";
}
