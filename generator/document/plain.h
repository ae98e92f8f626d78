#ifndef LAMPIRAN_DOCUMENT_PLAIN_H
#define LAMPIRAN_DOCUMENT_PLAIN_H

/*
 * What is printed, as text without markup: for tables that are downloaded, for search, for descriptions.
 * Citations and references come out as they are printed; a quote that was made up says so.
 */

#include "document/block.h"

struct arena;
struct report;

/* The words of blocks, a line for each paragraph and item. In arena. */
const char *plain_blocks(struct arena *arena, const struct report *report, const struct block *blocks);

/* The words of spans, in one line. In arena. */
const char *plain_spans(struct arena *arena, const struct report *report, const struct span *spans);

#endif
