#ifndef LAMPIRAN_MARKDOWN_SIBLINGS_H
#define LAMPIRAN_MARKDOWN_SIBLINGS_H

/*
 * The children of one container while they are collected.  Between ":::name" and ":::" they go to the
 * directive instead, so the openings not yet closed are kept here.
 */

#include <stddef.h>

struct block;
struct mark;
struct reading;

struct siblings {
    struct block *first;
    struct block *last;
    struct opening *innermost; /* NULL: nothing is open */
    int depth;                 /* containers around what is added now */
    size_t first_caption;      /* captions before it are not among these */
};

/* An empty list; depth is that of its container. */
struct siblings siblings_start(const struct reading *reading, int depth);

void siblings_add(struct siblings *siblings, struct block *block);

/* ":::name" and ":::" at mark. */
void siblings_open(struct reading *reading, struct siblings *siblings, const struct mark *mark);
void siblings_close(struct reading *reading, struct siblings *siblings, const struct mark *mark);

/* Reports what is still open, joins tables with their captions and returns the blocks. */
struct block *siblings_finish(struct reading *reading, struct siblings *siblings);

#endif
