#ifndef LAMPIRAN_WRITE_COLUMNS_H
#define LAMPIRAN_WRITE_COLUMNS_H

/* How wide the columns of a table should be in print, from the text in them: longest word, total length. */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct table;

struct column_plan {
    double *shares;  /* of the line, one a column; their sum is at most 1 */
    size_t *letters; /* that fit a line of the column, about */
    bool landscape;  /* the page must be turned for the table to fit, or it was asked for */
};

/* The plan for table; given widths are kept as far as the longest words allow. In arena. */
struct column_plan columns_plan(struct arena *arena, const struct table *table);

#endif
