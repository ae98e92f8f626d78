#ifndef LAMPIRAN_ASSEMBLE_CITE_REFERENCE_H
#define LAMPIRAN_ASSEMBLE_CITE_REFERENCE_H

/* One entry of the list of references. */

#include <stddef.h>

struct arena;
struct cite_names;
struct cite_work;
struct labels;
struct span;

struct span *cite_reference(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/* What stands first in it, as plain text: names, or the title. For sorting. */
const char *cite_reference_lead(struct arena *arena, const struct labels *labels, const struct cite_work *work);

/* The names inverted and joined, "dkk." after the first shown of them; 0: as APA does, up to 20 of them. */
const char *cite_reference_names(struct arena *arena, const struct labels *labels, const struct cite_names *names,
                                 size_t shown);

#endif
