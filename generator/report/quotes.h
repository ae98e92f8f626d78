#ifndef LAMPIRAN_REPORT_QUOTES_H
#define LAMPIRAN_REPORT_QUOTES_H

/* The pages with every quote of the study, by source. */

struct assembly;
struct block;
struct excerpt;

/*
 * Adds them, if there are quotes: one page, or a series (report/series.h).  In a series a filter must find quotes on
 * pages that are not open: report->quotes gets what it needs for that.
 */
void quotes_make_pages(struct assembly *assembly);

/* The excerpt with its id as anchor. */
struct block *quotes_anchored(const struct assembly *assembly, const struct excerpt *excerpt);

#endif
