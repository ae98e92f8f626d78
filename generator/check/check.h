#ifndef LAMPIRAN_CHECK_CHECK_H
#define LAMPIRAN_CHECK_CHECK_H

/* Rules that only report: study -> diagnostics.  One file per family of rules; nothing is changed. */

struct build;
struct study;

void check_study(struct build *build, const struct study *study);

#endif
