#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_REFERENCE_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_REFERENCE_H

/* One entry of the list of references. */

struct arena;
struct cite_work;
struct labels;
struct span;

struct span *cite_reference(struct arena *arena, const struct labels *labels, const struct cite_work *work);

#endif
