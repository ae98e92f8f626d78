#ifndef LAMPIRAN_MARKDOWN_CITATION_H
#define LAMPIRAN_MARKDOWN_CITATION_H

/*
 * Citations as Pandoc reads them: [@key, hlm. 45; lihat @b], [-@key], @key, @key [hlm. 3]; and
 * cross-references: @tbl:x, @fig:x, @sec:x.
 */

#include <stddef.h>

struct reading;
struct span;

/* The group that starts with the bracket at offset of the flat text, which ends at limit; NULL if none does. */
struct span *citation_group(struct reading *reading, size_t offset, size_t limit, size_t *end);

/*
 * What '@' at offset starts: a citation or cross-reference, NULL if it is text. from is where the text starts,
 * *start where the markup does, before the '@' in -@key.
 */
struct span *citation_narrative(struct reading *reading, size_t from, size_t offset, size_t limit, size_t *start,
                                size_t *end);

#endif
