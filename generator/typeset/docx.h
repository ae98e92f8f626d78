#ifndef LAMPIRAN_TYPESET_DOCX_H
#define LAMPIRAN_TYPESET_DOCX_H

/*
 * lampiran.html and its pictures -> lampiran.docx, by pandoc with the filter and the reference document of
 * layouts/docx/.  Beside it .lampiran-docx remembers the digest of what it was made from; as long as that is the same,
 * the document that is there already is taken again.
 */

#include <stdbool.h>

struct build;
struct collection;

/* There is a Word document in folder, made by us. */
bool typeset_docx_is_there(struct build *build, const char *folder);

/*
 * source holds lampiran.html. The document is passed on through files: made anew if wanted, or taken from folder, the
 * old output, if it belongs to the same source. False: errors were reported.
 */
bool typeset_docx(struct build *build, struct collection *source, struct collection *files, const char *folder,
                  bool wanted);

#endif
