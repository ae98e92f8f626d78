#ifndef LAMPIRAN_BIBLIOGRAPHY_BIB_LANGUAGE_H
#define LAMPIRAN_BIBLIOGRAPHY_BIB_LANGUAGE_H

/* The languages of the works of a bibliography. */

struct arena;
struct diags;
struct list;

/*
 * Sets the language of every work (struct work in works) from what its entry calls it. A name that is not known is
 * reported where it first stands, with the nearest; a work in several languages has none.
 */
void bib_set_languages(struct arena *arena, struct diags *diags, const struct list *works);

#endif
