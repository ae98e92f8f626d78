#ifndef LAMPIRAN_ANALYSIS_SATURATION_H
#define LAMPIRAN_ANALYSIS_SATURATION_H

/*
 * Whether interviews still bring new codes, after Guest, Namey & Chen (2020), "A simple method to assess and report
 * thematic saturation in qualitative research", PLoS ONE 15(5).  The codes of the first interviews are the base; then
 * the codes that are new in a run of interviews are set against it.  Runs overlap: of two, the fifth and sixth
 * interview, then the sixth and seventh.  At the first run at or below the threshold saturation is reached.
 */

#include "study/study.h"

struct arena;
struct view;

struct saturation_rule {
    size_t base_size;  /* interviews that make the base */
    size_t run_length; /* interviews in a run */
    double threshold;  /* percent of the codes of the base */
};

/* One informant, at the first interview. */
struct saturation_step {
    const struct informant *informant;
    const char *date;  /* NULL if not known */
    size_t fresh;      /* codes that no one before had */
    size_t cumulative; /* codes so far */
    bool is_judged;    /* a run ends here */
    size_t run;        /* new codes in that run */
    double percent;    /* of the codes of the base */
};

struct saturation {
    struct saturation_rule rule;
    struct saturation_step *steps; /* by date, then as in the file */
    size_t count;
    size_t base;    /* codes in it */
    size_t reached; /* interviews until saturation, with its run; 0: not reached */
};

/* What study.yaml sets, with 4, 2 and 5 percent in place of what it leaves out. */
struct saturation_rule saturation_rule_of(const struct study *study);

/* Fills all of saturation but rule, steps' informants, dates and fresh counts, and count, which are given. */
void saturation_judge(struct saturation *saturation);

/* Over the informants of view that have excerpts. */
struct saturation saturation_of(struct arena *arena, const struct view *view);

#endif
