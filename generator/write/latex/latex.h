#ifndef LAMPIRAN_WRITE_LATEX_LATEX_H
#define LAMPIRAN_WRITE_LATEX_LATEX_H

/*
 * Text into LaTeX.  Whoever writes text names where it will stand.  No backslash, brace or other special
 * character of the text survives as such, so no text can run a command or end an environment.  Output is
 * plain UTF-8 that pdfLaTeX, LuaLaTeX and XeLaTeX all take; what the engine's fonts lack becomes a
 * \lampirankarakter, for lampiran.sty to print as it can.  Lines are broken at spaces.
 */

#include <stdbool.h>
#include <stddef.h>

struct block;
struct buffer;
struct build;
struct output_sink;
struct report;

enum latex_context {
    LATEX_TEXT,
    LATEX_CODE,       /* one line of program text: every space counts, quotes stay straight */
    LATEX_URL,        /* argument of a link; an address that could run something becomes "#" */
    LATEX_LABEL,      /* name of a \label: [a-z0-9-] only */
    LATEX_COMMENT,    /* after a % */
    LATEX_PDF_STRING, /* title and bookmarks of the PDF */
};

/* Words longer than this get places where they may break without a hyphen. */
enum { LATEX_LONGEST_WORD = 28 };

void latex_escape(struct buffer *out, enum latex_context context, const char *text);

/* LATEX_TEXT or LATEX_CODE in a narrow column: words longer than longest letters get places to break. */
void latex_escape_narrow(struct buffer *out, enum latex_context context, const char *text, size_t longest);

/* The appendices of report: lampiran.sty, one fragment each, lampiran.tex. False: errors were reported. */
bool render_appendices(struct build *build, const struct report *report, struct output_sink *sink);

/* Blocks alone, without a report, for `lampiran render`. */
void render_latex_fragment(struct buffer *out, const struct block *blocks);

#endif
