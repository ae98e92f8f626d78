#ifndef LAMPIRAN_CHECK_CHECK_H
#define LAMPIRAN_CHECK_CHECK_H

/*
 * Rules that only report: study -> diagnostics.  One file per family of rules; nothing is changed.  What knows words of
 * a language is in lua/checks/ and run here, too.
 */

#include "analysis/analysis.h"

struct build;

void check_study(struct build *build, const struct study *study);

/* A warning for each item of a reporting checklist that neither reporting.yaml nor the study itself answers. */
void check_standard(struct build *build, const struct study *study, enum standard standard);

#endif
