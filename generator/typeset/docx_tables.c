#include "typeset/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Letters of the longest cell of a row that is not parted by the end of a page: about a quarter of its height. */
enum { MOST_IN_WHOLE_ROW = 250 };

/* Word measures widths that depend on the page in fiftieths of a percent. */
enum { WHOLE_WIDTH = 5000, MOST_COLUMNS = 63 };

static const char row_start[] = "<w:tr>", row_end[] = "</w:tr>", cell_start[] = "<w:tc>";

struct grid {
    int widths[MOST_COLUMNS];
    int columns;
    int total;
};

/* Letters and other bytes of the longest cell between row and end. */
static size_t longest_cell(const char *row, const char *end)
{
    size_t letters = 0, most = 0;
    bool in_tag = false;

    for (; row < end; row++) {
        if (text_starts_with(row, cell_start))
            letters = 0;
        in_tag = *row == '<' || (in_tag && *row != '>');
        letters += !in_tag && *row != '>';
        most = letters > most ? letters : most;
    }
    return most;
}

/* The widths of the columns between table and end; no columns if pandoc was given none, or too many. */
static struct grid read_grid(const char *table, const char *end)
{
    static const char column[] = "<w:gridCol w:w=\"";
    struct grid grid = {.columns = 0};

    for (const char *next = strstr(table, column); next != NULL && next < end; next = strstr(next, column)) {
        next += strlen(column);
        if (grid.columns == MOST_COLUMNS)
            return (struct grid){.columns = 0};
        grid.widths[grid.columns] = atoi(next);
        grid.total += grid.widths[grid.columns++];
    }
    return grid.total > 0 ? grid : (struct grid){.columns = 0};
}

/* How many columns the cell takes whose properties begin at text. */
static int span_of(const char *text, const char *end)
{
    static const char span[] = "<w:gridSpan w:val=\"";
    const char *paragraph = strstr(text, "<w:p>"), *found = strstr(text, span);

    if (found == NULL || found > end || (paragraph != NULL && found > paragraph))
        return 1;
    return atoi(found + strlen(span));
}

/* Adds the width of the cell that begins at *column, and moves that on. */
static void put_width(const struct grid *grid, int *column, int span, struct buffer *out)
{
    int width = 0;

    for (int i = 0; i < span && *column < grid->columns; i++)
        width += grid->widths[(*column)++];
    buffer_format(out, "<w:tcW w:type=\"pct\" w:w=\"%d\" />", width * WHOLE_WIDTH / grid->total);
}

/* Adds the cells between row and end, each with its width. */
static void put_cells(const struct grid *grid, const char *row, const char *end, struct buffer *out)
{
    static const char none[] = "<w:tcPr />", some[] = "<w:tcPr>";
    int column = 0;

    for (const char *next = strstr(row, cell_start); grid->columns > 0 && next != NULL && next < end;
         next = strstr(row, cell_start)) {
        next += strlen(cell_start);
        buffer_bytes(out, row, (size_t)(next - row));
        bool has_properties = text_starts_with(next, some);
        row = next + (has_properties ? strlen(some) : text_starts_with(next, none) ? strlen(none) : 0);
        buffer_text(out, some);
        put_width(grid, &column, has_properties ? span_of(row, end) : 1, out);
        if (!has_properties)
            buffer_text(out, "</w:tcPr>");
    }
    buffer_bytes(out, row, (size_t)(end - row));
}

/* Adds the rows between table and end; one that holds little stays whole. */
static void put_rows(const struct grid *grid, const char *table, const char *end, struct buffer *out)
{
    static const char properties[] = "<w:trPr>", head[] = "<w:tblHeader w:val=\"true\" />";
    const char *next, *row_finish;

    while ((next = strstr(table, row_start)) != NULL && next < end && (row_finish = strstr(next, row_end)) != NULL) {
        const char *content = next + strlen(row_start);
        bool has_properties = text_starts_with(content, properties);
        bool is_short = longest_cell(content, row_finish) <= MOST_IN_WHOLE_ROW;
        content += has_properties ? strlen(properties) : 0;
        buffer_bytes(out, table, (size_t)(content - table));
        if (is_short)
            buffer_text(out, has_properties ? "<w:cantSplit />" : "<w:trPr><w:cantSplit /></w:trPr>");
        if (text_starts_with(content, head)) {
            buffer_text(out, "<w:tblHeader />"); /* the schema wants "on" here, or nothing */
            content += strlen(head);
        }
        put_cells(grid, content, row_finish, out);
        table = row_finish;
    }
    buffer_bytes(out, table, (size_t)(end - table));
}

/* The number that the attribute has of the first element between text and end that begins so; 0 without one. */
static int number_in(const char *text, const char *end, const char *element, const char *attribute)
{
    const char *found = strstr(text, element), *value = found != NULL && found < end ? strstr(found, attribute) : NULL;

    return value != NULL && value < strchr(found, '>') ? atoi(value + strlen(attribute)) : 0;
}

/* What ends a section, behind all that belongs to it, and how wide its lines are. */
struct section {
    const char *end; /* NULL: none was looked for */
    int width;       /* in twentieths of a point; 0: what follows is in none */
};

static int width_of(const char *section)
{
    const char *end = section ? strstr(section, "</w:sectPr>") : NULL;

    if (end == NULL)
        return 0;
    return number_in(section, end, "<w:pgSz ", " w:w=\"") - number_in(section, end, "<w:pgMar ", " w:left=\"") -
           number_in(section, end, "<w:pgMar ", " w:right=\"");
}

/* The width of the lines of the section that text belongs to; text stands behind that of the call before. */
static int line_width(struct section *section, const char *text)
{
    if (section->end == NULL || section->end < text) {
        const char *next = strstr(text, "<w:sectPr");
        section->width = width_of(next);
        section->end = next ? next : text + strlen(text);
    }
    return section->width;
}

/* Adds the columns, which pandoc makes for one width of lines, as wide as they are on a page of that width. */
static void put_grid(const struct grid *grid, int width, struct buffer *out)
{
    long taken = 0, before = 0;

    for (int i = 0; i < grid->columns; i++) {
        taken += grid->widths[i];
        long end = taken * width / grid->total;
        buffer_format(out, "<w:gridCol w:w=\"%ld\" />", end - before);
        before = end;
    }
}

/* Adds what is before the rows; where there is a grid, no Word chooses other widths by what the cells hold. */
static void put_properties(const struct grid *grid, int width, const char *table, const char *end, struct buffer *out)
{
    static const char columns[] = "<w:tblGrid>";
    const char *look = strstr(table, "<w:tblLook "), *start = strstr(table, columns),
               *finish = strstr(table, "</w:tblGrid>");

    if (grid->columns > 0 && look != NULL && look < end) {
        buffer_bytes(out, table, (size_t)(look - table));
        buffer_text(out, "<w:tblLayout w:type=\"fixed\" />");
        table = look;
    }
    if (grid->columns > 0 && width > 0 && start != NULL && start > table && finish != NULL && finish < end) {
        start += strlen(columns);
        buffer_bytes(out, table, (size_t)(start - table));
        put_grid(grid, width, out);
        table = finish;
    }
    buffer_bytes(out, table, (size_t)(end - table));
}

void docx_finish_tables(const char *document, struct buffer *out)
{
    static const char table_start[] = "<w:tbl>", table_end[] = "</w:tbl>";
    const char *table, *end;
    struct section section = {0};

    while ((table = strstr(document, table_start)) != NULL && (end = strstr(table, table_end)) != NULL) {
        const char *row = strstr(table, row_start);
        const char *rows = row != NULL && row < end ? row : end;
        struct grid grid = read_grid(table, rows);
        buffer_bytes(out, document, (size_t)(table - document));
        put_properties(&grid, line_width(&section, rows), table, rows, out);
        put_rows(&grid, rows, end, out);
        document = end;
    }
    buffer_text(out, document);
}
