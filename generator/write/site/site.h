#ifndef LAMPIRAN_WRITE_SITE_SITE_H
#define LAMPIRAN_WRITE_SITE_SITE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct build;
struct map;
struct output_sink;
struct report;
struct report_page;

/*
 * Each table of the site, and the numbers of each chart, as a file for spreadsheets (CSV) and for programs (JSON), made
 * from what the page shows and so from the public's study alone.  CSV: UTF-8 with a byte order mark, lines end in CR
 * LF, fields are separated by the label csv_separator (Excel expects a semicolon where the decimal mark is a comma); no
 * cell can start a formula.
 */

/* The downloads of all pages: path of a page -> struct list of struct download. In arena. */
struct map *downloads_plan(struct arena *arena, const struct report *report);

/* The path of the archive of all tables, "unduhan/data.zip". In arena. */
const char *downloads_archive(struct arena *arena, const struct report *report);

/*
 * Puts that archive: each table as CSV, and what they are; in a trial, whose tables are looked at alone, the words that
 * nothing else has. False: there is no memory for it.
 */
bool downloads_put_archive(const struct map *plan, const struct report *report, struct output_sink *sink);

/* Puts the files of the downloads that page is the first to show; in a trial as CSV alone. */
void downloads_put(const struct map *plan, const struct report_page *page, const struct report *report,
                   struct output_sink *sink);

/* Puts what a trial leaves out: those of all pages as JSON. */
void downloads_put_again(const struct map *plan, const struct report *report, struct output_sink *sink);

/* One cell of a CSV file: quoted where needed, with an apostrophe before what a spreadsheet would run. */
void downloads_write_cell(struct buffer *out, const char *text);

/* What layouts/frame.lua knows besides the model; it makes of it what layouts are given (layouts/README.md). */

/* Of all pages of the site: language, groups (of the navigation, in reading order), pages. */
struct map *frame_site(struct arena *arena, const struct report *report);

/* Of one page: number, vars, body, toc, languages, root. position is its place in report->pages. */
struct map *frame_page(struct arena *arena, const struct report *report, size_t position, const char *root);

/* The pages of the site and its assets. False: errors were reported. */
bool render_site(struct build *build, const struct report *report, struct output_sink *sink);

/*
 * Puts what render_site leaves out in a trial, as it says again, for programs, what pages and their tables say: only
 * where that is not clean does it matter where else it is.
 */
void render_site_again(struct build *build, const struct report *report, struct output_sink *sink);

#endif
