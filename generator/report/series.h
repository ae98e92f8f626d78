#ifndef LAMPIRAN_REPORT_SERIES_H
#define LAMPIRAN_REPORT_SERIES_H

/*
 * A page whose quotes or tables would grow without limit is parted into a series: "kutipan.html", then "kutipan/2.html"
 * and so on, each below the first.  Their layout gets, as vars.series, the number of the page and the pages of the
 * series.
 */

#include <stddef.h>

struct assembly;
struct report_page;

/* The most quotes, or rows of tables, on one page: some 25 KB compressed, what a page on a phone may weigh. */
enum { MOST_QUOTES = 200 };

/* How many pages so many quotes take, 1 for none. */
size_t series_count(size_t quotes);

/* Page number (from 1) of the series of count pages that first begins: first itself, or a page that is added. */
struct report_page *series_page(struct assembly *assembly, struct report_page *first, size_t number, size_t count);

/* Its path, for first->path as path. */
const char *series_path(const struct assembly *assembly, const char *path, size_t number);

/*
 * Leaves as many of the page's blocks on it as have MOST_QUOTES rows of tables together, and puts the others on pages
 * that follow it.  No table is cut: one with more rows has a page of its own.
 */
void series_part_tables(struct assembly *assembly, struct report_page *page);

#endif
