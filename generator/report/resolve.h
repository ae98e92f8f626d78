#ifndef LAMPIRAN_REPORT_RESOLVE_H
#define LAMPIRAN_REPORT_RESOLVE_H

/*
 * One walk over all pages or appendices, in the order of numbering (sections as study.yaml lists the appendices,
 * then the rest): expands directives, numbers tables and figures, finds where labels and objects are printed,
 * notes where excerpts are quoted, registers citations.  Then cross-references are checked.
 */

#include "report/assembly.h"

void resolve_report(struct assembly *assembly);

/* Prints the citations that the walk found, after cite_settle. */
void resolve_citations(struct assembly *assembly);

#endif
