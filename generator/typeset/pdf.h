#ifndef LAMPIRAN_TYPESET_PDF_H
#define LAMPIRAN_TYPESET_PDF_H

/*
 * lampiran.tex and its fragments -> lampiran.pdf, by the TeX that is installed.  TeX runs in a private folder, without
 * a shell, kept from files elsewhere, and with a time limit.  The PDF holds no time and no path: the same files give
 * the same bytes.  Beside it .lampiran-pdf remembers the engine and what it complained of; as long as the files are the
 * same, the PDF that is there already is taken again.
 */

#include <stdbool.h>

struct build;
struct collection;

/*
 * files holds lampiran.tex and what it reads. The PDF is passed on through it: made anew if wanted, or taken from
 * folder, the old output, if it belongs to the same files. engine is a name, or NULL for the first that is installed.
 * False: errors were reported.
 */
bool typeset_pdf(struct build *build, struct collection *files, const char *folder, bool wanted, const char *engine);

#endif
