#include "report/private.h"

#include "base/arena.h"

#include <string.h>

size_t series_count(size_t quotes)
{
    return quotes == 0 ? 1 : (quotes + MOST_QUOTES - 1) / MOST_QUOTES;
}

const char *series_path(const struct assembly *assembly, const char *path, size_t number)
{
    int stem = (int)(strrchr(path, '.') - path);

    return number == 1 ? path : arena_format(assembly->arena, "%.*s/%zu.html", stem, path, number);
}

/* Tells the layout which page of the series this is. */
static void set_series(const struct assembly *assembly, struct report_page *page, const char *first, size_t number,
                       size_t count)
{
    struct value *series = value_map(assembly->arena), *pages = value_list(assembly->arena);

    for (size_t i = 1; i <= count; i++)
        value_add(pages, assembly->arena, value_page(assembly->arena, series_path(assembly, first, i)));
    value_set(series, "number", value_number(assembly->arena, (double)number));
    value_set(series, "pages", pages);
    value_set(page->variables, "series", series);
}

/* "Misi (halaman 2 dari 3)" */
static struct report_page *add_part(struct assembly *assembly, const struct report_page *first, size_t number,
                                    size_t count)
{
    const char *part = arena_format(assembly->arena, " (%s)", compose_numbers(assembly, "series_part", number, count));
    struct span *heading = span_append(compose_copy_spans(assembly, first->heading), span_text(assembly->arena, part));
    struct report_page *page =
        pages_add(assembly, first->kind, series_path(assembly, first->path, number), heading, first);

    page->source = first->source;
    if (first->description != NULL)
        page->description = arena_concat(assembly->arena, first->description, part, NULL);
    return page;
}

struct report_page *series_page(struct assembly *assembly, struct report_page *first, size_t number, size_t count)
{
    struct report_page *page = number == 1 ? first : add_part(assembly, first, number, count);

    if (count > 1)
        set_series(assembly, page, first->path, number, count);
    return page;
}

static size_t rows_of(const struct block *block)
{
    size_t count = 0;

    if (block->kind == BLOCK_TABLE) {
        for (const struct row *row = block->table->rows; row != NULL; row = row->next)
            count++;
    }
    return count;
}

/* The blocks with which pages begin; each list of blocks is cut before them. */
static struct list cut_blocks(const struct assembly *assembly, struct block *blocks)
{
    struct list parts = {0};
    struct block *last = NULL;
    size_t rows = 0;

    for (struct block *block = blocks; block != NULL; last = block, block = block->next) {
        size_t more = rows_of(block);
        if (last == NULL || (rows > 0 && more > 0 && rows + more > MOST_QUOTES)) {
            list_add(&parts, assembly->arena, block);
            rows = 0;
            if (last != NULL)
                last->next = NULL;
        }
        rows += more;
    }
    return parts;
}

void series_part_tables(struct assembly *assembly, struct report_page *page)
{
    struct list parts = cut_blocks(assembly, page->blocks);

    for (size_t i = 0; i < parts.count; i++)
        series_page(assembly, page, i + 1, parts.count)->blocks = parts.items[i];
}
