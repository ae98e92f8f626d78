#include "write/write.h"

#include "base/arena.h"
#include "base/text.h"
#include "document/document.h"

#include <string.h>

enum {
    PORTRAIT_LETTERS = 80, /* in a line of 14 cm at 10 points */
    LANDSCAPE_LETTERS = 130,
    GAP_LETTERS = 2,    /* between two columns */
    LONGEST_WORD = 15,  /* what is longer is hyphenated */
    PROSE_LETTERS = 60, /* a cell that long is prose, and needs room to be read */
    PROSE_MINIMUM = 15,
    MOST_COUNTED = 4000, /* letters of one cell: what is longer does not widen the column further */
};

struct measure {
    double least;   /* letters that the column must hold in a line */
    double natural; /* that it would fill at most */
    double weight;  /* its part in the length of the rows */
};

static double larger(double a, double b)
{
    return a > b ? a : b;
}

static void measure_text(struct measure *measure, const char *text)
{
    double length = 0, word = 0;

    for (const char *c = text; *c != '\0' && length < MOST_COUNTED; c++) {
        if (((unsigned char)*c & 0xc0) == 0x80)
            continue;
        length++;
        word = *c == ' ' ? 0 : word + 1;
        measure->least = larger(measure->least, word < LONGEST_WORD ? word : LONGEST_WORD);
    }
    if (length > PROSE_LETTERS)
        measure->least = larger(measure->least, PROSE_MINIMUM);
    measure->natural = larger(measure->natural, length);
    measure->weight += length;
}

static void measure_table(struct arena *arena, const struct table *table, struct measure *measures)
{
    size_t rows = 1;

    for (const struct row *row = table->rows; row != NULL; row = row->next, rows++) {
        for (size_t i = 0; i < table->column_count; i++) {
            const struct cell *cell = &row->cells[i];
            if (cell->column_span > 1)
                i += (size_t)cell->column_span - 1;
            else if (cell->blocks != NULL)
                measure_text(&measures[i], block_plain(arena, cell->blocks));
        }
    }
    for (size_t i = 0; i < table->column_count; i++) {
        struct measure *measure = &measures[i];
        measure->weight /= (double)rows;
        if (table->has_head)
            measure_text(measure, span_plain(arena, table->columns[i].head));
        measure->least = larger(measure->least, 2) + 1;
        measure->natural = larger(measure->natural + 1, measure->least);
        measure->weight = larger(measure->weight + measure->natural / 4, 1);
    }
}

/* Room for all columns: each gets its least, the rest goes to those who have more to say. */
static void share_out(const struct table *table, const struct measure *measures, double room, double *widths)
{
    double left = room, weights = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        widths[i] = measures[i].least;
        left -= widths[i];
        weights += widths[i] < measures[i].natural ? measures[i].weight : 0;
    }
    for (int round = 0; round < 8 && left > 0.5 && weights > 0; round++) {
        double given = 0, next_weights = 0;
        for (size_t i = 0; i < table->column_count; i++) {
            if (widths[i] >= measures[i].natural)
                continue;
            double more = left * measures[i].weight / weights;
            if (widths[i] + more > measures[i].natural)
                more = measures[i].natural - widths[i];
            widths[i] += more;
            given += more;
            next_weights += widths[i] < measures[i].natural ? measures[i].weight : 0;
        }
        left -= given;
        weights = next_weights;
    }
}

static bool needs_landscape(const struct table *table, const struct measure *measures, double room)
{
    double least = 0;

    if (table->orientation != ORIENTATION_AUTO)
        return table->orientation == ORIENTATION_LANDSCAPE;
    for (size_t i = 0; i < table->column_count; i++)
        least += measures[i].least + GAP_LETTERS;
    return least > room;
}

/* Given widths are taken as shares of the line; the computed ones share what they leave. */
static void set_shares(const struct table *table, const double *widths, double *shares)
{
    double given = 0, computed = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        given += table->columns[i].width;
        computed += table->columns[i].width > 0 ? 0 : widths[i];
    }
    double left = given < 0.95 ? 1 - given : 0.05;
    double whole = computed > 0 ? given + left : given;
    for (size_t i = 0; i < table->column_count; i++) {
        double width = table->columns[i].width;
        shares[i] = (width > 0 ? width : left * widths[i] / computed) / (whole > 0 ? whole : 1);
    }
}

/* What a column lacks for its longest word is taken from those that have more than they need. */
static void mend_shares(const struct table *table, const struct measure *measures, double room, double *shares)
{
    double lacking = 0, spare = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        double over = shares[i] - (measures[i].least + GAP_LETTERS) / room;
        lacking += over < 0 ? -over : 0;
        spare += over > 0 ? over : 0;
    }
    for (size_t i = 0; i < table->column_count && lacking > 0 && lacking < spare; i++) {
        double over = shares[i] - (measures[i].least + GAP_LETTERS) / room;
        shares[i] -= over < 0 ? over : over * lacking / spare;
    }
}

/* Widths of the columns, in letters, in a line of room letters. */
static double *plan_widths(struct arena *arena, const struct table *table, const struct measure *measures, double room)
{
    double *widths = arena_alloc(arena, (table->column_count + 1) * sizeof *widths);
    double *shares = arena_alloc(arena, (table->column_count + 1) * sizeof *shares);

    share_out(table, measures, room - (double)(GAP_LETTERS * table->column_count), widths);
    for (size_t i = 0; i < table->column_count; i++)
        widths[i] += GAP_LETTERS;
    set_shares(table, widths, shares);
    mend_shares(table, measures, room, shares);
    for (size_t i = 0; i < table->column_count; i++)
        widths[i] = larger(shares[i] * room - GAP_LETTERS, 1);
    return widths;
}

struct column_plan columns_plan(struct arena *arena, const struct table *table, double points)
{
    size_t count = table->column_count;
    struct column_plan plan = {0};
    struct measure *measures = arena_alloc(arena, (count + 1) * sizeof *measures);

    plan.shares = arena_alloc(arena, (count + 1) * sizeof *plan.shares);
    plan.letters = arena_alloc(arena, (count + 1) * sizeof *plan.letters);
    measure_table(arena, table, measures);
    double across = PORTRAIT_LETTERS * 10 / points, along = LANDSCAPE_LETTERS * 10 / points;
    double *upright = plan_widths(arena, table, measures, across);
    double *turned = plan_widths(arena, table, measures, along);
    plan.landscape = needs_landscape(table, measures, across);
    double room = plan.landscape ? along : across;
    const double *widths = plan.landscape ? turned : upright;
    for (size_t i = 0; i < count; i++) {
        plan.shares[i] = (widths[i] + GAP_LETTERS) / room;
        plan.letters[i] = widths[i] > 4 ? (size_t)widths[i] : 4;
    }
    return plan;
}
