#ifndef LAMPIRAN_BIBLIOGRAPHY_BIB_ENTRY_H
#define LAMPIRAN_BIBLIOGRAPHY_BIB_ENTRY_H

/*
 * What BibTeX and biblatex know: the types of entries, their fields, which of them hold verbatim text, and
 * what an entry inherits from another.
 */

#include "base/diag.h"

#include <stdbool.h>

struct arena;
struct list;
struct work;

struct bib_names;

enum { BIB_FIELD_LIMIT = 200 }; /* fields of one entry, inherited ones too */

/* The names of types and fields, to be asked while one file is read. */
struct bib_names *bib_names_new(struct arena *arena);

/* One copy of name for all entries; for a field that is not known but near a known one, warns at place. */
const char *bib_field_name(struct bib_names *names, struct diags *diags, struct place place, const char *name);

/* The type itself, or "misc" after a warning. */
const char *bib_type_name(struct bib_names *names, struct diags *diags, struct place place, const char *type);

/* The field holds a URL or the like, not TeX. */
bool bib_field_is_verbatim(const char *name);

/* Gives every work (struct work in works) the fields it lacks and its crossref or xdata has; checks those keys. */
void bib_inherit(struct arena *arena, struct diags *diags, const struct list *works);

#endif
