#ifndef LAMPIRAN_TYPESET_PRIVATE_H
#define LAMPIRAN_TYPESET_PRIVATE_H

/* What the rest of this room does not show: finishing pandoc's document, and what TeX says. */

#include "typeset/typeset.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct appendix_settings;
struct arena;
struct build;
struct collection;
struct diags;
struct map;
struct workdir;

/* Notes that name, made in an earlier build from what has changed since, is gone until it is made anew with option. */
void diagnose_outdated(struct build *build, const char *name, const char *option);

/*
 * What layouts/docx/appendices.lua cannot do, as only pandoc's finished document has it.  The filter marks where:
 *
 *     <!--headers and footers-->   in a section: those of pandoc's own section, by the names that pandoc gave them
 *     <!--last section-->          what follows is a section that takes the place of pandoc's own
 *     <!--document LANGUAGE FORMAT FIRST WORD-->
 *                                  titles are numbered by Word: its name for the format of numbers ("upperLetter"), or
 *                                  "none", the number of the first, and the word before it, escaped as in XML
 *     <!--title-->                a paragraph that begins with it is a title
 *     <!--no title-->              there is no title page: what comes before goes
 *     the style "Language TAG"     a character style; its words are in that language
 *
 * Columns of tables keep the widths that we gave them, and rows that hold little are kept whole. Word is told that the
 * document is none of before 2013, which it would show in a mode of its own, and what signs its language uses.
 */

struct docx_facts {
    const char *language;
    const char *format; /* NULL: titles have no numbers */
    int first;
    const char *word;
};

/* What the filter says of the document; English without numbers if it says nothing. In arena. */
struct docx_facts docx_facts_of(struct arena *arena, const char *document);

/* Adds the document docx, finished, to out. False: it is none of pandoc's. */
bool docx_finish(struct arena *arena, const struct buffer *docx, struct buffer *out);

/*
 * Puts the parts of a reference document of the study's own, content/NAME, into source, in place of those of ours that
 * it has. Styles that only ours has, as those of notes below tables, are added to its own. False: reported at place.
 */
bool docx_take_template(struct build *build, const char *name, struct place place, struct collection *source);

/* Our styles as the study's settings want them: letters of tables, titles at the right, captions at the left. In arena.
 */
const char *docx_set_styles(struct arena *arena, const char *styles, const struct appendix_settings *settings);
/* The reference document with the paper and margins of the settings. */
const char *docx_set_page(struct arena *arena, const char *document, const struct appendix_settings *settings);

/* Adds theirs, a word/styles.xml, with the styles of ours whose names it lacks. */
void docx_merge_styles(struct arena *arena, const char *theirs, const char *ours, struct buffer *out);

/* What is done to word/document.xml, footnotes.xml, numbering.xml, styles.xml and settings.xml; each adds to out. */
void docx_finish_sections(struct arena *arena, const char *document, struct buffer *out);
void docx_finish_titles(const char *document, struct buffer *out);
void docx_finish_tables(const char *document, struct buffer *out);
void docx_finish_numbers(const struct docx_facts *facts, const char *numbering, struct buffer *out);
void docx_finish_styles(const char *styles, struct buffer *out);
void docx_finish_settings(const struct docx_facts *facts, const char *settings, struct buffer *out);
/* What is in each of them stands in the order of the schema. */
void docx_order(const char *part, struct buffer *out);

/* A private folder for another program to work in, below TMPDIR or /tmp. */

struct workdir {
    const char *path; /* in the build's arena */
    int folder;       /* it, held open: a program may have put links into it */
};

/* Makes one. False: reported. */
bool workdir_open(struct build *build, struct workdir *workdir);

/* Removes it and all that is in it. */
void workdir_close(const struct workdir *workdir);

/*
 * Where a program that works in such a folder may go: what the system has installed, besides it the folders of more
 * (NULL: none), and besides its own it may write into the folder writable (NULL: none).  In arena.
 */
const struct confinement *workdir_confinement(struct arena *arena, const struct list *more, const char *writable);

/* Reports that a file could not be written there; errno tells why. */
void workdir_complain(struct build *build, const char *path);

/* An error of TeX in our words, at the place in the study, or in its layouts, where its cause stands. */

/* The Debian packages that hold what lampiran.tex loads, with pdflatex. */
#define TEX_PACKAGES "texlive-latex-recommended lmodern texlive-lang-other"

/* What a run of TeX is held against. */
struct tex_errors {
    struct arena *arena;
    const struct collection *files;   /* what TeX read: fragments whose comments tell where their lines come from */
    const struct collection *layouts; /* "layouts/latex/fragment.tex" and others that the study has of its own */
    struct diags *diags;
    struct map *told; /* one cause is told once, and not all of very many */
};

/*
 * What TeX complains about, said in our words and at the place in the study.  The log is condensed to a few lines
 * first, which can be kept beside the PDF: its warnings are the same as long as it is.
 *
 *     file lampiran-hasil.tex         what follows is about this fragment
 *     error NAME:LINE: MESSAGE        as TeX words it, with the command that it does not know
 *     overfull LINE POINTS            a line that is too wide
 *     missing CHARACTER               the font lacks it, and nothing was printed
 *     code HEX LINE                   the font lacks it, and [U+HEX] was printed
 */

void tex_log_condense(const char *log, struct buffer *out);

/*
 * Reports the condensed log. files are what TeX read: a fragment's comments tell where its lines come from; layouts are
 * those that the study has of its own, by their paths.
 */
void tex_log_diagnose(struct arena *arena, const char *engine, const struct collection *files,
                      const struct collection *layouts, const char *condensed, struct diags *diags);

/* Where in the study that stands which TeX complains of. */

#endif
