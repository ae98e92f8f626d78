#ifndef LAMPIRAN_BASE_CSV_H
#define LAMPIRAN_BASE_CSV_H

/* Tables as text: CSV with any usual delimiter, as spreadsheets write it. */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct csv_row {
    size_t count;
    const char **cells; /* without white space around, and without the ' that guards a formula */
    int line;           /* where it begins */
};

/*
 * Adds the rows of text (of struct csv_row) that have something in them to rows; all goes to arena. The delimiter is
 * the sign that the first line with any has most: a comma, a semicolon, a tab or a bar. Returns 0, or the line on which
 * a quotation mark begins a cell that none ends; rows then has what comes before.
 */
int csv_read(struct arena *arena, const char *text, struct list *rows);

/* Adds one row of cells, a list of const char *, if one has something in it; empties cells. */
void csv_add_row(struct arena *arena, struct list *rows, struct list *cells, int line);

/* What the row has in that column; "" where it ends before. */
const char *csv_cell(const struct csv_row *row, size_t column);

#endif
