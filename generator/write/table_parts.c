#include "write/write.h"

#include "base/arena.h"
#include "document/document.h"

/* A table that no page has room for goes on below itself, with its first column and the next ones. */

/* Letters of a part are no smaller: one part more is read more easily than they are. */
static const double least_letters = 0.75;

/* The columns of a part: the first one of the table, then count - 1 from start on. */
struct part {
    const struct table *whole;
    size_t start, count;
};

static size_t column_of(const struct part *part, size_t place)
{
    return place == 0 ? 0 : part->start + place - 1;
}

/* Without ids and labels: what a part repeats has them in the part before. */
static struct block *without_labels(struct arena *arena, const struct block *blocks)
{
    struct block *copy = block_copy(arena, blocks);
    struct iterator it;

    iterator_start(&it, arena, copy);
    while (iterator_next(&it)) {
        if (iterator_meets_span(&it) && it.span->kind == SPAN_MATH) {
            it.span->math = arena_keep(arena, it.span->math, sizeof *it.span->math);
            it.span->math->label = NULL;
        } else if (iterator_meets_block(&it)) {
            struct caption *caption = (struct caption *)block_caption(it.block);
            it.block->id = NULL;
            if (caption != NULL)
                caption->label = NULL;
        }
    }
    return copy;
}

/* A column belongs to its own cell, or to one that began before it. */
static struct cell *cut_cells(struct arena *arena, const struct part *part, const struct row *row)
{
    struct cell *cells = arena_alloc(arena, part->count * sizeof *cells);
    size_t first = 0; /* of the places that one cell covers */
    size_t owner = 0, behind = 0;

    for (size_t i = 0; i < part->count; i++) {
        size_t before = owner;
        while (behind <= column_of(part, i)) {
            owner = behind;
            behind += row->cells[owner].column_span > 1 ? (size_t)row->cells[owner].column_span : 1;
        }
        if (i > 0 && owner == before) {
            cells[first].column_span++;
            continue;
        }
        first = i;
        cells[i] = row->cells[owner];
        cells[i].column_span = 1;
        if (part->start > 1 && owner < part->start)
            cells[i].blocks = without_labels(arena, cells[i].blocks);
    }
    return cells;
}

/* Anchors and the caption's label are those of the first part, notes and source stand below the last one. */
static struct table *cut_part(struct arena *arena, const struct part *part, enum orientation orientation)
{
    const struct table *whole = part->whole;
    struct table *table = arena_keep(arena, whole, sizeof *whole);
    struct row **end = &table->rows;

    table->orientation = orientation;
    table->column_count = part->count;
    table->columns = arena_alloc(arena, part->count * sizeof *table->columns);
    for (size_t i = 0; i < part->count; i++) {
        table->columns[i] = whole->columns[column_of(part, i)];
        table->columns[i].width = 0;
    }
    for (const struct row *row = whole->rows; row != NULL; row = row->next) {
        struct row *own = *end = arena_keep(arena, row, sizeof *row);
        own->cells = cut_cells(arena, part, row);
        own->id = part->start == 1 ? row->id : NULL;
        end = &own->next;
    }
    if (part->start + part->count - 1 < whole->column_count)
        table->caption.notes = table->caption.source = NULL;
    return table;
}

/* The table in parts of each columns beside the first one. False: one of them does not fit either. */
static bool cut(struct arena *arena, const struct table *table, size_t each, const struct column_plan *plan,
                struct list *found)
{
    size_t rest = table->column_count - 1;
    enum orientation orientation = plan->landscape ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT;

    found->count = 0;
    for (size_t start = 1; start <= rest; start += each) {
        struct part part = {table, start, 1 + (start + each > rest + 1 ? rest + 1 - start : each)};
        struct table *own = cut_part(arena, &part, orientation);
        struct column_plan planned = columns_plan(arena, own, plan->points, plan->size);
        if (each > 1 && (!planned.fits || planned.letter_size < least_letters))
            return false;
        list_add(found, arena, own);
    }
    return true;
}

struct list columns_parts(struct arena *arena, const struct table *table, const struct column_plan *plan)
{
    struct list found = {0};
    size_t rest = table->column_count - 1, each = (rest + 1) / 2;

    /* The next are less wide by a column at least, and as even as so many can be. */
    while (table->column_count > 2 && !cut(arena, table, each, plan, &found)) {
        size_t parts = (rest + each - 2) / (each - 1);
        each = (rest + parts - 1) / parts;
    }
    return found;
}
