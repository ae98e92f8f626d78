#ifndef LAMPIRAN_REPORT_COUNTS_H
#define LAMPIRAN_REPORT_COUNTS_H

/* Numbers over the excerpts of a view.  Frequency is by excerpts and by informants: 12 excerpts, 5 of 11 informants. */

#include "report/assembly.h"

struct code_counts {
    size_t excerpts;
    size_t informants; /* different ones */
    size_t documents;
    size_t contrasts; /* excerpts that contrast */
};

/* Excerpts with code or one below it. */
struct code_counts count_code(const struct view *view, const struct code *code);

/*
 * A box that says how many of excerpts (of struct excerpt) were made up, for whatever is counted over them. NULL when
 * none was.
 */
struct block *counts_warning(const struct assembly *assembly, const struct list *excerpts);

#endif
