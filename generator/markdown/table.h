#ifndef LAMPIRAN_MARKDOWN_TABLE_H
#define LAMPIRAN_MARKDOWN_TABLE_H

/*
 * Pipe tables, as GitHub reads them: a head row, a delimiter row (| --- | :-: |), rows to the next blank
 * line or block. A pipe within a cell, in code too, is written \|.
 */

#include <stdbool.h>
#include <stddef.h>

struct block;
struct draft;
struct mark;
struct piece;
struct reading;

/* Marks the table whose delimiter row may be line, its content at offset. Returns the line to go on with. */
int table_mark(struct reading *reading, int line, size_t offset, int quotes);

/* The cells of a row, to be read by cmark. */
struct piece *table_pieces(const struct draft *draft, int row, size_t *count);

/* The table still has this row; it ends before it. */
bool table_has_row(const struct draft *draft, int row);
void table_cut(struct draft *draft, int row);

/* The table whose first row is at mark. */
struct block *table_block(struct reading *reading, const struct mark *mark);

#endif
