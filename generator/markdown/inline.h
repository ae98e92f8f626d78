#ifndef LAMPIRAN_MARKDOWN_INLINE_H
#define LAMPIRAN_MARKDOWN_INLINE_H

#include <stdbool.h>
#include <stddef.h>

struct reading;
struct span;

/* The bytes hold what may be inline markup of an extension, or a figure or caption. */
bool inline_may_extend(const char *bytes, size_t length);

/*
 * The spans of the flat text from..to, with citations, cross-references, footnote calls and directives.
 * depth: of directives around it.
 */
struct span *inline_extend(struct reading *reading, size_t from, size_t to, int depth);

#endif
