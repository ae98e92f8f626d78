#ifndef LAMPIRAN_ANALYSIS_REPORTING_H
#define LAMPIRAN_ANALYSIS_REPORTING_H

/*
 * Reporting checklists, their items in our own words: COREQ (Tong, Sainsbury & Craig 2007) and SRQR (O'Brien et al.
 * 2014).  An item is answered by reporting.yaml, by what the study holds, or by both.
 */

#include "study/study.h"

enum standard { STANDARD_COREQ, STANDARD_SRQR, STANDARD_COUNT };

/* "coreq", as in reporting.yaml; "COREQ". */
extern const char *const standard_names[];
const char *standard_title(enum standard standard);

/* Its items are numbered from 1 to this. */
long standard_items(enum standard standard);

struct standard_item {
    const char *name;                       /* what it asks for, for diagnostics */
    bool (*has)(const struct study *study); /* the study holds an answer; NULL: it cannot */
    const char *data;                       /* where such an answer comes from */
};
const struct standard_item *standard_item(enum standard standard, long number);

/* What reporting.yaml answers, or NULL. */
const struct reporting_item *reporting_given(const struct study *study, enum standard standard, long number);

#endif
