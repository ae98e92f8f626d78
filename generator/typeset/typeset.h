#ifndef LAMPIRAN_TYPESET_TYPESET_H
#define LAMPIRAN_TYPESET_TYPESET_H

/* An output sink that remembers what goes through it, for programs that make more of those files. */

#include "base/buffer.h"
#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct build;
struct collection;
struct study;

struct collected_file {
    const char *bytes;
    size_t length;
};

/* A collection in arena that passes everything on to sink, or to nobody if that is NULL. */
struct collection *collection_new(struct arena *arena, struct output_sink *sink);

/* What fills it: each file that is put is kept, and passed on. */
struct output_sink *collection_sink(struct collection *collection);

/* What was put under path, or NULL. */
const struct collected_file *collection_get(const struct collection *collection, const char *path);

/* In the order in which they were put: 0 <= position < collection_count. */
size_t collection_count(const struct collection *collection);
const char *collection_name(const struct collection *collection, size_t position);

/* Every file lies in folder (a descriptor, or -1: no folder) with the same bytes. */
bool collection_equals(const struct collection *collection, int folder);

/* Writes all files below folder, a descriptor. False: errno tells. */
bool collection_write(const struct collection *collection, int folder);

/* Puts a file on to the sink behind, without remembering it. */
void collection_pass(struct collection *collection, const char *path, struct buffer *bytes);

/*
 * lampiran.html, the HTML of each appendix and their pictures -> lampiran.docx and others, by pandoc with the filter
 * and the reference document of layouts/docx/.  Beside them .lampiran-docx remembers the digests of what they were made
 * from; as long as those are the same, the documents that are there already are taken again. What pandoc made of one
 * document is kept in the user's cache.
 */

/* There is a Word document in folder (a descriptor, or -1: no folder), made by us. */
bool typeset_docx_is_there(int folder);

/*
 * source holds lampiran.html and its like. The documents are passed on through files: made anew if wanted, or taken
 * from folder, the old output (a descriptor, or -1: none), if they belong to the same source. False: errors were
 * reported.
 */
bool typeset_docx(struct build *build, const struct study *study, struct collection *source, struct collection *files,
                  int folder, bool wanted);

/*
 * lampiran.tex and its fragments -> lampiran.pdf, by the TeX that is installed.  TeX runs in a private folder, without
 * a shell, kept from files elsewhere, and with a time limit.  The PDF holds no time and no path: the same files give
 * the same bytes.  Beside it .lampiran-pdf remembers the engine and what it complained of; as long as the files are the
 * same, the PDF that is there already is taken again.  .lampiran-aux is what TeX noted for its next run: where no page
 * and no number has moved since, one run is enough.
 */

/*
 * files holds lampiran.tex and what it reads. The PDF is passed on through it: made anew if wanted, or taken from
 * folder, the old output (a descriptor, or -1: none), if it belongs to the same files. engine is a name, or NULL for
 * the first that is installed. False: errors were reported.
 */
bool typeset_pdf(struct build *build, struct collection *files, int folder, bool wanted, const char *engine);

/*
 * Passes on overleaf.zip, the LaTeX files of files in one archive without times, which Overleaf takes as a project and
 * compiles as it is: if wanted, or if the old output (folder, or -1: none) has one. False: errors were reported.
 */
bool typeset_overleaf(struct build *build, struct collection *files, int folder, bool wanted);

#endif
