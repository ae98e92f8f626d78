#ifndef LAMPIRAN_REPORT_PAGES_H
#define LAMPIRAN_REPORT_PAGES_H

/* Which pages the site has and what stands on them; which appendices there are. */

#include "base/list.h"
#include "document/report.h"

struct assembly;
struct span;

/* Fills report->pages, the home page first. The bibliography's page is there, its blocks come later. */
void pages_make_site(struct assembly *assembly);

/* Fills report->appendices, as study.yaml lists them; one without data is left out. */
void pages_make_appendices(struct assembly *assembly);

/* After citations are settled: the bibliography's page or appendix gets its blocks, the lists of tables theirs. */
void pages_finish(struct assembly *assembly);

/* The names of the sections (const char *), in the order of study.yaml, or all of them. */
struct list pages_section_names(const struct assembly *assembly);

/* A page more, without blocks so far; its part of the navigation is that of parent. */
struct report_page *pages_add(struct assembly *assembly, enum page_kind kind, const char *path, struct span *heading,
                              const struct report_page *parent);

/* "sintesis.html" for "synthesis". */
const char *pages_section_path(const struct assembly *assembly, const char *name);

/* The page of the site with that path, or NULL. */
struct report_page *pages_find(const struct assembly *assembly, const char *path);

#endif
