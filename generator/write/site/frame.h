#ifndef LAMPIRAN_WRITE_SITE_FRAME_H
#define LAMPIRAN_WRITE_SITE_FRAME_H

/* The values that layouts are given (layouts/README.md lists them for who writes one). */

#include "document/block.h"

struct appendix;
struct arena;
struct map;
struct report;
struct report_page;

/* For all pages of the site: site, study, nav. */
struct map *frame_site(struct arena *arena, const struct report *report);

/* For one page: page, vars, body, toc, breadcrumbs, previous, next, languages, root. position is its place in
 * report->pages. */
struct map *frame_page(struct arena *arena, const struct report *report, size_t position, const char *root);

/* For all appendices: study, settings, appendices. */
struct map *frame_appendices(struct arena *arena, const struct report *report);

/* For one appendix: appendix, body. turned: it starts with a table on a turned page. */
struct map *frame_appendix(struct arena *arena, const struct appendix *appendix, bool turned);

/* "lampiran-sintesis.tex" */
const char *frame_appendix_file(struct arena *arena, const struct appendix *appendix);

#endif
