#ifndef LAMPIRAN_MARKDOWN_LABEL_H
#define LAMPIRAN_MARKDOWN_LABEL_H

/* Labels at the end of a heading, a caption or a figure: {#tbl:sintesa}. */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct attributes;
struct reading;

/*
 * The flat text from offset to its end ends with attributes that hold an id or nothing else could be meant:
 * "{#...}". *braces is where they start.
 */
bool label_find(const struct reading *reading, size_t offset, size_t *braces, size_t *length);

/* Where the blanks before braces start. */
size_t label_start(const struct reading *reading, size_t braces);

/* The id of a table or figure, which must start with prefix; NULL, and reported, if it is wrong. */
const char *label_check(struct reading *reading, const struct attributes *attributes, const char *prefix,
                        const char *what, struct place place);

#endif
