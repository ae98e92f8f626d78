#ifndef LAMPIRAN_WRITE_SITE_DOWNLOADS_H
#define LAMPIRAN_WRITE_SITE_DOWNLOADS_H

/*
 * Each table of the site, and the numbers of each chart, as a file for spreadsheets (CSV) and for programs (JSON), made
 * from what the page shows and so from the public view alone.  CSV: UTF-8 with a byte order mark, lines end in CR LF,
 * fields are parted by the label csv_separator (Excel expects a semicolon where the decimal mark is a comma); no cell
 * can start a formula.
 */

#include "base/list.h"

struct arena;
struct buffer;
struct map;
struct output_sink;
struct report;
struct report_page;
struct table;

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

#endif
