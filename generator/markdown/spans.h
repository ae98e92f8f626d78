#ifndef LAMPIRAN_MARKDOWN_SPANS_H
#define LAMPIRAN_MARKDOWN_SPANS_H

/* cmark's inlines to our spans. */

#include "markdown/flat.h"

#include <stdbool.h>
#include <stddef.h>

struct cmark_node;
struct reading;
struct span;

/* Where the inlines of one parent go: to spans, or to the flat text if extensions may be in it. */
struct inlines {
    struct spans spans;
    bool flat;
    size_t start; /* of their flat text */
};

/* Reads parent's children, where reading->leaf stands; depth: of inlines around them. */
void spans_read(struct reading *reading, struct inlines *out, struct cmark_node *parent, int depth);

/* What was read, with extensions; ends the flat text. */
struct span *spans_finish(struct reading *reading, struct inlines *out);

/*
 * The line of the source that parent's text starts in, out of line to last: where link definitions stood before it,
 * cmark forgets their lines, so the text is looked for.
 */
int spans_first_line(const struct reading *reading, struct cmark_node *parent, int line, int last);

#endif
