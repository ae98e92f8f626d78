#ifndef LAMPIRAN_WRITE_LATEX_PRIVATE_H
#define LAMPIRAN_WRITE_LATEX_PRIVATE_H

/*
 * Blocks and spans to a LaTeX fragment that any thesis can \input after \usepackage{lampiran}.  Only commands of
 * lampiran.sty (layouts/latex/) and of the LaTeX kernel are used, so nothing depends on the host's packages.
 */

#include "write/latex/latex.h"
#include "base/list.h"
#include "document/document.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct diagram;
struct map;

/* What does not change from appendix to appendix. */
struct latex_site {
    const struct report *report; /* NULL: blocks alone, without a study */
    const struct map *figures;   /* "figures/peta.png" -> itself: files that can be shown */
    const struct map *diagrams;  /* "framework:ID" and "figures/x.dot" -> struct diagram */
};

struct latex {
    struct buffer *out;
    struct arena *arena; /* of this appendix */
    const struct latex_site *site;
    const struct appendix *appendix; /* NULL without a report */
    const struct appendix *twin;     /* of a chapter, the appendix that says the same; else NULL */
    struct list figures_used;        /* of const char *, for copying; in arena */

    bool indonesian;    /* the language of what is being written */
    struct map *parted; /* word -> with its hyphens, of those in that language that TeX would part wrongly; in arena */
    bool quotes_once;   /* what another appendix prints the words of is named with its page */
    bool in_cell;       /* paragraphs end with \par, footnotes are collected below the table */
    bool in_note;       /* a footnote within a footnote stands in brackets */
    size_t longest;     /* letters of a word without break places */

    struct place traced;      /* the last source that was named */
    struct map *notes;        /* struct footnote -> label of its first call; in arena */
    struct list *table_notes; /* of struct footnote, in order of first call; NULL outside tables */
    size_t serial;
};

/* Begins an appendix (NULL without a report). Nothing to release. */
void latex_begin(struct latex *latex, const struct latex_site *site, const struct appendix *appendix,
                 struct buffer *out, struct arena *arena);

void latex_blocks(struct latex *latex, const struct block *blocks);
void latex_spans(struct latex *latex, const struct span *spans);

/* blocks start with a table on a turned page, or with few words before one: then the heading belongs on that page. */
bool latex_starts_turned(struct latex *latex, const struct block *blocks);

/* ---- for the latex_*.c files ---- */

void latex_put(struct latex *latex, const char *markup);
void latex_text(struct latex *latex, const char *text);

/* What comes now is in the language of that tag; returns what latex->indonesian was. */
bool latex_speak(struct latex *latex, const char *language);

/* text between markup: "\lampiranderet{", text, "}". */
void latex_around(struct latex *latex, const char *before, const char *text, const char *behind);

/* Starts a line unless at the start of one. */
void latex_line(struct latex *latex);

/* Blocks in a cell, a footnote, or another argument: the last paragraph is not ended. */
void latex_inside(struct latex *latex, const struct block *blocks);

/* "% content/synthesis.yaml:12" on a line of its own, outside cells. */
void latex_trace(struct latex *latex, struct place place);

/* The label of an anchor of this appendix: "lampiran-sintesis-ik-01-3". In the arena. */
const char *latex_anchor(struct latex *latex, const char *id);

/* The label of a table, figure, section or object, wherever it is printed. In the arena. */
const char *latex_target_label(struct latex *latex, const struct target *target);

/* Puts \lampiranjangkar for id, unless it is NULL or nothing refers to anchors, as without a report. */
void latex_put_anchor(struct latex *latex, const char *id);

const char *latex_label(const struct latex *latex, const char *key, const char *fallback);

void latex_table(struct latex *latex, const struct block *block);

/* The lines of a page that a heading and the begin of the table after it take. */
int latex_table_room(struct latex *latex, const struct block *table);

/* The table stands on a page of its own, turned. */
bool latex_is_turned(struct latex *latex, const struct block *table);

void latex_figure(struct latex *latex, const struct block *block);

/* What is around a figure or a chart: its anchor, then its caption, and what is below that. */
void latex_begin_figure(struct latex *latex, const struct block *block);
void latex_end_figure(struct latex *latex, const struct caption *caption);
void latex_diagram(struct latex *latex, const struct diagram *diagram);
void latex_image(struct latex *latex, const struct span *span);
void latex_chart(struct latex *latex, const struct block *block);
void latex_quote(struct latex *latex, const struct block *block);

/* block is a quote that is only named here, as another appendix prints its words. */
bool latex_quote_is_elsewhere(const struct latex *latex, const struct block *block);

/* "[kutipan IK-01.3, hlm. 47]" for such a quote. */
void latex_quote_named(struct latex *latex, const struct block *block);

/* ", hlm. 47" of a label or of "kind:id", if the appendices have it. */
void latex_page_number(struct latex *latex, const char *label);

void latex_callout(struct latex *latex, const struct block *block);
void latex_reference(struct latex *latex, const struct span *span);
void latex_object(struct latex *latex, const struct span *span);
void latex_citation(struct latex *latex, const struct span *span);
void latex_note_call(struct latex *latex, const struct span *span);

/* \caption with its label; \caption[short]{long} when the caption calls footnotes. */
void latex_caption(struct latex *latex, const struct caption *caption);

/* Below a table or figure: the footnotes that were called in it, its notes, "Sumber: ..."; each if there is one. */
void latex_below(struct latex *latex, const struct list *footnotes, const struct caption *caption);

/*
 * Which code points beyond ASCII pdfLaTeX prints, and what stands in for the others.  Found by compiling each
 * of 13,223 code points with T1 fonts: those not listed are a hard error there.
 */

/* Remembers the words of text that TeX's patterns would part wrongly. */
void latex_note_words(struct latex *latex, const char *text);

/* Adds \lampiranpenggalan with these words and their hyphens, if there are any. */
void latex_put_words(const struct latex *latex, struct buffer *out);

#endif
