#ifndef LAMPIRAN_DOCUMENT_WALK_H
#define LAMPIRAN_DOCUMENT_WALK_H

/* One walk over a document tree, in reading order, through table cells, captions, footnotes and expansions. */

#include "document/block.h"

struct walker {
    /* Called before what lies within; either may be NULL. block is the one that holds the span. */
    void (*on_block)(void *context, struct block *block);
    void (*on_span)(void *context, const struct block *block, struct span *span);
    void *context;
    enum audience audience; /* whose expansions are followed */
};

/* Walks blocks and what follows them. A directive's expansion is read after on_block was called for it. */
void walk_blocks(const struct walker *walker, struct block *blocks);
void walk_spans(const struct walker *walker, const struct block *block, struct span *spans);

#endif
