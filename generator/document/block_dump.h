#ifndef LAMPIRAN_DOCUMENT_BLOCK_DUMP_H
#define LAMPIRAN_DOCUMENT_BLOCK_DUMP_H

struct block;
struct buffer;
struct span;

/*
 * Writes the tree as indented lines, each with its kind, place and what it holds: for golden tests, and to see
 * how a file is read. Footnotes are shown where they are called, so their definitions must not form loops.
 */
void block_dump(struct buffer *out, const struct block *blocks);
void span_dump(struct buffer *out, const struct span *spans);

#endif
