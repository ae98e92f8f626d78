#ifndef LAMPIRAN_REPORT_FILTERS_H
#define LAMPIRAN_REPORT_FILTERS_H

/*
 * How readers narrow a long page: prior studies by year, kind, method, place and theory, quotes by theme, group,
 * technique and stance.  A filter is data for the layout (layouts/html/filters.html): which options there are, and the
 * anchors on the page that each one leaves.
 */

#include "report/assembly.h"

/* A map: items (list of name, label, options), ids (all anchors, parted by spaces). NULL: nothing to choose from. */
struct value *filters_of_synthesis(const struct assembly *assembly);

/*
 * The same for quotes (struct excerpt).  positions NULL: they are all on one page.  Else an empty map; then the options
 * name no anchors, and positions gets for each filter and each of its options the positions in quotes that it leaves.
 */
struct value *filters_of_quotes(const struct assembly *assembly, const struct list *quotes, struct value *positions);

#endif
