#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_ORDER_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_ORDER_H

/*
 * The order of the bibliography, and telling apart: works whose citations would read the same get initials, longer
 * lists of names, and at last a letter after the year.
 */

struct arena;
struct labels;
struct list;

/* Sorts works (of struct cite_work) and sets what cite_work.h says is set here. */
void cite_order(struct arena *arena, const struct labels *labels, struct list *works);

#endif
