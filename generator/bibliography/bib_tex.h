#ifndef LAMPIRAN_BIBLIOGRAPHY_BIB_TEX_H
#define LAMPIRAN_BIBLIOGRAPHY_BIB_TEX_H

/*
 * The TeX in a bibliography's values, to the text of struct work_field: Unicode in which `{...}` protects
 * from changes of case (and makes a name of an institution), \emph{...} and \url{...} are kept, and a
 * backslash before `{`, `}` or `\` means that character itself.
 */

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;

enum { BIB_NESTING_LIMIT = 64 };

/*
 * Appends what text (balanced braces, nested no deeper than BIB_NESTING_LIMIT) means to out. place is where it
 * begins; an unknown command is reported there and its argument kept. A verbatim text (a URL) is
 * kept as it is, but for the escapes that BibTeX users put before _ % & # ~.
 */
void bib_tex(struct buffer *out, struct diags *diags, struct place place, const char *text, size_t length,
             bool verbatim);

/* text with each run of white space as one space, none at the ends, in normal form C. */
const char *bib_tidy(struct arena *arena, const char *text);

/* The combining mark of an accent command ("'", "v"), or 0. */
unsigned long bib_accent(const char *command);

/* The text of a symbol command ("ss", "&"), or NULL. */
const char *bib_symbol(const char *command);

#endif
