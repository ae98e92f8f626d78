#ifndef LAMPIRAN_WRITE_SITE_SITE_H
#define LAMPIRAN_WRITE_SITE_SITE_H

/* Files rendered on all cores, each by one member of a crew. The result does not depend on which member makes which. */

#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "document/document.h"
#include "study/study.h"

#include <stdbool.h>
#include <stddef.h>

struct appendix;
struct arena;
struct block;
struct buffer;
struct build;
struct labels;
struct layout_runner;
struct layouts;
struct map;
struct output_sink;
struct report;
struct report_page;
struct table;

/* What belongs to one thread. */
struct crew_member {
    struct build build;           /* with diagnostics, and memory for what lasts, of its own */
    struct layout_runner *runner; /* of the crew's layouts */
    struct arena *arena;          /* of the file being made: cleared after each */
    struct buffer out;            /* the file being made: empty before each */
    struct list figures_used;     /* of const char * */
};

struct crew {
    struct build *build;
    const struct layouts *layouts;
    const struct study *study; /* the model that layouts see */
    const struct labels *labels;
    const struct map *shared; /* name -> struct value: what all layouts see */
    void (*make)(void *context, struct crew_member *member, size_t item);
    void *context;
};

/* Calls make for each item below count. Adds to figures (path -> itself) those that were used. */
void crew_run(const struct crew *crew, size_t count, struct map *figures);

/* Notes that the file being made uses these figures (of const char *, which live as long as the build). */
void crew_use_figures(struct crew_member *member, const struct list *figures);

/*
 * Each table of the site, and the numbers of each chart, as a file for spreadsheets (CSV) and for programs (JSON), made
 * from what the page shows and so from the public's study alone.  CSV: UTF-8 with a byte order mark, lines end in CR
 * LF, fields are parted by the label csv_separator (Excel expects a semicolon where the decimal mark is a comma); no
 * cell can start a formula.
 */

struct download {
    const void *shown;              /* the struct table or struct chart on the page */
    const struct table *table;      /* that table, or the numbers of the chart */
    const char *stem;               /* path below the site without ending, "unduhan/sintesis" */
    const struct report_page *page; /* the first one that shows it */
};

/* The downloads of all pages: path of a page -> struct list of struct download. In arena. */
struct map *downloads_plan(struct arena *arena, const struct report *report);

/* The download of what is shown, a table or chart, on the page at path, or NULL. */
const struct download *downloads_find(const struct map *plan, const char *path, const void *shown);

/* The same for what has that label. */
const struct download *downloads_find_label(const struct map *plan, const char *path, const char *label);

/* Puts the files of the downloads that page is the first to show. */
void downloads_put(const struct map *plan, const struct report_page *page, const struct report *report,
                   struct output_sink *sink);

/* One cell of a CSV file: quoted where needed, with an apostrophe before what a spreadsheet would run. */
void downloads_write_cell(struct buffer *out, const char *text);

/* What layouts/frame.lua knows besides the model; it makes of it what layouts are given (layouts/README.md). */

/* Of all pages of the site: language, groups (of the navigation, in reading order), pages. */
struct map *frame_site(struct arena *arena, const struct report *report);

/* Of one page: number, vars, body, toc, languages, root. position is its place in report->pages. */
struct map *frame_page(struct arena *arena, const struct report *report, size_t position, const char *root);

/* Of all appendices: language, appendices. */
struct map *frame_appendices(struct arena *arena, const struct report *report);

/* For one appendix: appendix, body. turned: it starts with a table on a turned page. */
struct map *frame_appendix(struct arena *arena, const struct appendix *appendix, bool turned);

/* "lampiran-sintesis.tex" */
const char *frame_appendix_file(struct arena *arena, const struct appendix *appendix);

/* Report -> finished files: every page through its writer and its layout, in parallel. */

/* The pages of the site and its assets. False: errors were reported. */
bool render_site(struct build *build, const struct report *report, struct output_sink *sink);

/* The appendices: lampiran.sty, one fragment each, lampiran.tex. */
bool render_appendices(struct build *build, const struct report *report, struct output_sink *sink);

/* The appendices as one file, lampiran.html, for a program that makes Word of it (write/word/word.h), and its pictures.
 */
bool render_word(struct build *build, const struct report *report, struct output_sink *sink);

/* Blocks alone, without a report, for `lampiran render`: HTML, raw HTML passed on if trusted / LaTeX. */
void render_html_fragment(struct buffer *out, const struct block *blocks, bool trusted);
void render_latex_fragment(struct buffer *out, const struct block *blocks);

#endif
