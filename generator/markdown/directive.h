#ifndef LAMPIRAN_MARKDOWN_DIRECTIVE_H
#define LAMPIRAN_MARKDOWN_DIRECTIVE_H

/* Directives: :name[text]{a=b} in a line, ::name{a=b} as a block, :::name{a=b} ... ::: around blocks. */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct directive_line;
struct mark;
struct piece;
struct reading;
struct span;

/* Marks the line whose content starts at offset with a colon, if it is a block directive or its end. */
bool directive_mark(struct reading *reading, int line, size_t offset);

/* The label in brackets, NULL if none. */
struct piece *directive_label(struct directive_line *written);

/* "note", or what stands where a name should. */
const char *directive_name(const struct mark *mark);

struct place directive_place(const struct reading *reading, const struct mark *mark);

/* The block for a mark, without children; its spans are the label's. */
struct block *directive_block(struct reading *reading, const struct mark *mark);

/*
 * The directive in a line that starts with the colon at offset of the flat text, which ends at limit;
 * NULL if none does. *end is where it ends.
 */
struct span *directive_span(struct reading *reading, size_t offset, size_t limit, int depth, size_t *end);

#endif
