#ifndef LAMPIRAN_ANALYSIS_CRITERIA_H
#define LAMPIRAN_ANALYSIS_CRITERIA_H

/*
 * Whether an informant meets the criteria of the study, judged from the data of informants.yaml and nothing else.
 * One who fails one of them is in the study only with an `exception`.
 */

#include "study/study.h"

enum criterion { CRITERION_MOVED, CRITERION_TENURE, CRITERION_INVOLVED, CRITERION_KNOWLEDGEABLE, CRITERION_COUNT };

/* The key of informants.yaml that each is judged by: "moved", "since", "involved", "knowledgeable". */
extern const char *const criterion_keys[];

enum judgement {
    JUDGED_MET,
    JUDGED_FAILED,
    JUDGED_UNKNOWN, /* the data are missing */
    JUDGED_UNASKED, /* the study does not ask for it, or sets no limit */
};

struct suitability {
    enum judgement by[CRITERION_COUNT];
    long months;           /* whole ones in the sector at the first interview; INTEGER_ABSENT if not known */
    const char *interview; /* date of the first one, or NULL */
    bool failed;           /* at least one criterion */
};

/*
 * The criteria that a study judges its informants by, a bit (1 << enum criterion) for each: those that one of
 * informants tells of, and the tenure where it has a limit. Other studies have other criteria, which only words can
 * tell.
 */
unsigned criteria_asked(const struct criteria *criteria, const struct list *informants);

/* A date that leaves out day or month is taken in the informant's favour when the limit is judged. */
struct suitability criteria_judge(const struct criteria *criteria, unsigned asked, const struct informant *informant);

/* The date of the first interview, NULL without one. */
const char *criteria_first_interview(const struct informant *informant);

/* Whole months from one date to another, both YYYY, YYYY-MM or YYYY-MM-DD; what is left out is the first. */
long criteria_months(const char *from, const char *to);

#endif
