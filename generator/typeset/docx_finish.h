#ifndef LAMPIRAN_TYPESET_DOCX_FINISH_H
#define LAMPIRAN_TYPESET_DOCX_FINISH_H

/*
 * What pandoc has no word for.  layouts/docx/appendices.lua marks it, and here it is put into the document's XML:
 *
 *     <!--section KIND-->        the properties of a section that ends, within its w:sectPr: those of the reference
 *     <!--last section KIND-->   document, for KIND "portrait", "landscape" (turned to the left) or "cover" (no footer)
 *     the style "Language TAG"   a character style; its words are in that language
 *
 * Rows of tables that hold little are kept whole, and Word is told that the document is none of before 2013, which it
 * would show in a mode of its own.
 */

#include <stdbool.h>

struct arena;
struct buffer;

/* Adds the document docx, finished, to out. False: it is none of pandoc's. */
bool docx_finish(struct arena *arena, const struct buffer *docx, struct buffer *out);

/* What is done to word/document.xml, word/styles.xml and word/settings.xml. */
void docx_finish_sections(struct arena *arena, const char *document, struct buffer *out);
void docx_finish_rows(const char *document, struct buffer *out);
void docx_finish_styles(struct arena *arena, const char *styles, struct buffer *out);
void docx_finish_settings(struct arena *arena, const char *settings, struct buffer *out);

#endif
