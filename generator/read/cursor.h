#ifndef LAMPIRAN_READ_CURSOR_H
#define LAMPIRAN_READ_CURSOR_H

/*
 * From libyaml's marks to our places: it counts lines and columns from 0, columns in characters, and takes
 * a few more characters for line ends than an editor does.  Marks that go forward cost nothing extra.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct cursor {
    const char *text;
    size_t length;
    bool odd_breaks; /* text holds a line end other than LF and CR LF */
    size_t at;       /* offset that belongs to mark_line, mark_column */
    size_t mark_line;
    size_t mark_column;
    size_t line_start; /* of the editor's line */
    int line;          /* its number, from 1 */
    int first_line;    /* number of the first line of text */
};

/* A cursor at the start of text (UTF-8), whose first line has number first_line in its file. */
struct cursor cursor_new(const char *text, size_t length, int first_line);

/* Moves to a mark; offset, line and column say where that is. */
void cursor_move(struct cursor *cursor, size_t mark_line, size_t mark_column);

/* The column of the cursor, in bytes, from 1. */
int cursor_column(const struct cursor *cursor);

#endif
