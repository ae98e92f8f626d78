#include "report/private.h"

#include "base/arena.h"
#include "base/map.h"

#include <stdint.h>
#include <string.h>

/* A row, a cell and a quote weigh something without any text, too: what is written around them. */
enum { EXCERPT_WEIGHT = 450, ROW_WEIGHT = 200, CELL_WEIGHT = 60, BLOCK_WEIGHT = 20, SPAN_WEIGHT = 20 };

static size_t length_of(const char *text)
{
    return text ? strlen(text) : 0;
}

static size_t weight_of_excerpt(const struct excerpt *excerpt)
{
    return EXCERPT_WEIGHT + length_of(excerpt->text) + length_of(excerpt->translation);
}

size_t series_cut(const struct assembly *assembly, const struct list *excerpts, size_t **starts)
{
    size_t count = 0, weight = 0;

    *starts = arena_alloc(assembly->arena, (excerpts->count + 2) * sizeof **starts);
    (*starts)[count++] = 0;
    for (size_t i = 0; i < excerpts->count; i++) {
        size_t more = weight_of_excerpt(excerpts->items[i]);
        if (i > (*starts)[count - 1] && (i - (*starts)[count - 1] == MOST_QUOTES || weight + more > PAGE_WEIGHT)) {
            (*starts)[count++] = i;
            weight = 0;
        }
        weight += more;
    }
    (*starts)[count] = excerpts->count;
    return count;
}

const char *series_path(const struct assembly *assembly, const char *path, size_t number)
{
    int stem = (int)(strrchr(path, '.') - path);

    return number == 1 ? path : arena_format(assembly->arena, "%.*s/%zu.html", stem, path, number);
}

/* Tells the layout which page of the series this is; all have the list of pages of the first. */
static void set_series(const struct assembly *assembly, struct report_page *page, const struct report_page *first,
                       size_t number, size_t count)
{
    const struct value *begun = map_get(first->variables->map, "series");
    struct value *series = value_map(assembly->arena), *pages = begun ? map_get(begun->map, "pages") : NULL;

    if (pages == NULL) {
        pages = value_list(assembly->arena);
        for (size_t i = 1; i <= count; i++)
            value_add(pages, assembly->arena, value_page(assembly->arena, series_path(assembly, first->path, i)));
    }
    value_set(series, "number", value_number(assembly->arena, (double)number));
    value_set(series, "pages", pages);
    value_set(page->variables, "series", series);
}

/* "Misi (halaman 2 dari 3)" */
static struct report_page *add_part(struct assembly *assembly, const struct report_page *first, size_t number,
                                    size_t count)
{
    const char *part = arena_format(assembly->arena, " (%s)", compose_numbers(assembly, "series_part", number, count));
    struct span *heading = span_append(span_copy(assembly->arena, first->heading), span_text(assembly->arena, part));
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
        set_series(assembly, page, first, number, count);
    return page;
}

/* ---- tables, and the parts of a narrative ---- */

/* Of the blocks and all that lies within. */
static size_t weight_of(const struct assembly *assembly, const struct block *blocks)
{
    size_t weight = 0;
    struct iterator it;

    iterator_start(&it, assembly->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            weight += it.block->kind == BLOCK_EXCERPT ? weight_of_excerpt(it.block->excerpt)
                                                      : BLOCK_WEIGHT + length_of(it.block->text);
        else if (iterator_meets_span(&it))
            weight += SPAN_WEIGHT + length_of(it.span->text);
    }
    return weight;
}

static size_t weight_of_row(const struct assembly *assembly, const struct table *table, const struct row *row)
{
    size_t weight = ROW_WEIGHT;

    for (size_t i = 0; i < table->column_count; i++)
        weight += CELL_WEIGHT + weight_of(assembly, row->cells[i].blocks);
    return weight;
}

/* The same table with rows of its own; it is numbered and downloaded as the whole. */
static struct block *part_of_table(const struct assembly *assembly, const struct block *whole, bool continued)
{
    struct block *block = arena_keep(assembly->arena, whole, sizeof *block);
    struct table *table = arena_keep(assembly->arena, whole->table, sizeof *table);
    const char *word = arena_format(assembly->arena, " (%s)", label_text(assembly->labels, "appendix_continuation"));

    table->rows = NULL;
    table->whole = whole->table;
    if (table->caption.object == NULL)
        table->caption.object = &whole->table->caption;
    if (continued && table->caption.words != NULL)
        table->caption.words =
            span_append(span_copy(assembly->arena, table->caption.words), span_text(assembly->arena, word));
    block->table = table;
    block->next = NULL;
    return block;
}

/* The pages under construction: each a list of blocks. */
struct cutting {
    const struct assembly *assembly;
    struct list pages; /* of struct block_chain */
    size_t most;       /* that each may weigh */
    size_t weight;     /* of the last */
};

static struct block_chain *last_page(struct cutting *cutting)
{
    return cutting->pages.items[cutting->pages.count - 1];
}

/* Begins a page, if what comes would make the last too heavy. */
static bool make_room(struct cutting *cutting, size_t more)
{
    bool is_full = cutting->pages.count == 0 || (cutting->weight > 0 && cutting->weight + more > cutting->most);

    if (is_full) {
        list_add(&cutting->pages, cutting->assembly->arena,
                 arena_alloc(cutting->assembly->arena, sizeof(struct block_chain)));
        cutting->weight = 0;
    }
    return is_full;
}

/* A table that has no room on one page goes on over several. */
static void cut_table(struct cutting *cutting, struct block *whole)
{
    struct block *part = NULL;
    struct row **end = NULL;

    for (const struct row *row = whole->table->rows; row != NULL; row = row->next) {
        size_t weight = weight_of_row(cutting->assembly, whole->table, row);
        struct row *copy = arena_alloc(cutting->assembly->arena, sizeof *copy);
        if (make_room(cutting, weight) || part == NULL) {
            part = part_of_table(cutting->assembly, whole, part != NULL);
            block_chain_add(last_page(cutting), part);
            end = &((struct table *)(uintptr_t)part->table)->rows;
        }
        *copy = *row;
        copy->next = NULL;
        *end = copy;
        end = &copy->next;
        cutting->weight += weight;
    }
}

static void cut_block(struct cutting *cutting, struct block *block)
{
    size_t weight = weight_of(cutting->assembly, block);

    if (block->kind == BLOCK_TABLE) {
        for (const struct row *row = block->table->rows; row != NULL; row = row->next)
            weight += ROW_WEIGHT + CELL_WEIGHT * block->table->column_count;
    }
    if (block->kind == BLOCK_TABLE && weight > cutting->most) {
        make_room(cutting, weight);
        cut_table(cutting, block);
        return;
    }
    make_room(cutting, weight);
    block_chain_add(last_page(cutting), block);
    cutting->weight += weight;
}

void series_part(struct assembly *assembly, struct report_page *page, size_t most)
{
    struct cutting cutting = {.assembly = assembly, .most = most};

    for (struct block *block = page->blocks, *next; block != NULL; block = next) {
        next = block->next;
        block->next = NULL;
        cut_block(&cutting, block);
    }
    for (size_t i = 0; i < cutting.pages.count; i++) {
        const struct block_chain *blocks = cutting.pages.items[i];
        series_page(assembly, page, i + 1, cutting.pages.count)->blocks = blocks->first;
    }
}
