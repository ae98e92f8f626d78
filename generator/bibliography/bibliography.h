#ifndef LAMPIRAN_BIBLIOGRAPHY_BIBLIOGRAPHY_H
#define LAMPIRAN_BIBLIOGRAPHY_BIBLIOGRAPHY_H

/* BibTeX and the biblatex types in use, to struct work (study/study.h).  A mistake costs its entry at most. */

#include <stddef.h>

struct arena;
struct diags;
struct list;

/*
 * Adds the entries of text (UTF-8, length bytes) to works (of struct work), in order. file is for places.
 * @string, @comment and @preamble are understood, # joins, TeX accents become Unicode, crossref and xdata are
 * resolved; xref is only checked, as in biblatex. Of works with the same key the first is kept. In values
 * `{...}` protects from changes of case, \emph{...} and \url{...} are kept, and a backslash before
 * `{`, `}` or `\` means that character.
 */
void bibliography_read(struct arena *arena, struct diags *diags, const char *file, const char *text, size_t length,
                       struct list *works);

#endif
