#ifndef LAMPIRAN_MARKDOWN_POSITION_H
#define LAMPIRAN_MARKDOWN_POSITION_H

/*
 * True places of inlines.  cmark 0.30 counts columns on a block's later lines as if each were indented as its
 * first, and loses count of lines within links; so we count lines ourselves and take from cmark only how far
 * apart things on one line stand, corrected where a line starts.
 */

#include <stdbool.h>
#include <stddef.h>

struct piece;
struct reading;

/* Starts a leaf block at line (from 0) to last_line; shift is what its first line's columns lack. */
void position_start(struct reading *reading, int line, int last_line, int shift);

/* Starts a piece, which cmark got as a heading of its own. */
void position_start_piece(struct reading *reading, const struct piece *piece);

/* The true column for cmark's. Once after a line start it corrects the columns that follow on the line. */
int position_column(struct reading *reading, int column);

/* As position_column for code: column is that of its content; *ticks is the number of backticks before it. */
int position_code(struct reading *reading, int column, int *ticks);

/*
 * As position_column for text, whose width cmark gives too. cmark has text that starts or ends with backticks start
 * or end behind them; what is left of a run of asterisks start where the run does; and after a backslash at a line end,
 * text keeps the blanks that start the next line.
 */
void position_text(struct reading *reading, const char *text, size_t length, int *column, int *width);

/* A line ended: goes to the next. The column of the line end. */
int position_break(struct reading *reading);

/* Goes down lines, to the first character there. */
void position_down(struct reading *reading, int lines);

/* After code that ended on a later line: behind the closing backticks. */
void position_after_ticks(struct reading *reading, int ticks);

/* After the text of a link: behind its target. */
void position_after_link(struct reading *reading);

/* Bytes of the source from line and column to the end of that line. */
const char *position_source(const struct reading *reading, int line, int column, size_t *length);

#endif
