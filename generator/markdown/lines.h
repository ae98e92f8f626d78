#ifndef LAMPIRAN_MARKDOWN_LINES_H
#define LAMPIRAN_MARKDOWN_LINES_H

/* The source's lines: where they start, which open an extension's block, and what cmark gets instead. */

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct mark;
struct piece;
struct reading;

/* What cmark gets for a line of a directive or table: a one-line HTML block. */
extern const char lines_html_mark[];

/* Fills reading->starts. */
void lines_index(struct reading *reading);

/* Marks the lines of extensions; also, in plain sources, those that cmark would take too long over. */
void lines_mark(struct reading *reading);

struct mark *lines_add_mark(struct reading *reading, int line, size_t start, size_t end);

/* The mark of line that is not dropped, or NULL. */
struct mark *lines_find_mark(const struct reading *reading, int line);

/*
 * Drops the marks that cmark did not take for blocks, all of them if desperate. False: none was to be dropped.
 */
bool lines_drop_unused(struct reading *reading, bool desperate);

/* Writes what cmark is to read to out and collects reading->pieces. */
void lines_rewrite(struct reading *reading, struct buffer *out);

/* Writes the piece as the heading that cmark gets. */
void lines_write_piece(const struct piece *piece, struct buffer *out);

/* Past white space, quote marks and list markers from offset; *quotes counts the quote marks. */
size_t lines_content(const struct reading *reading, size_t offset, size_t end, int *quotes);

/* Past white space and at most quotes quote marks; *quotes becomes the number of those not found. */
size_t lines_continued(const struct reading *reading, size_t offset, size_t end, int *quotes);

/* Where line ends, without its line end. */
size_t lines_end(const struct reading *reading, int line);

/* What starts here would open a CommonMark block other than a paragraph. */
bool lines_opens_block(const char *text, size_t length);

#endif
