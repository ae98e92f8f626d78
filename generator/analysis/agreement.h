#ifndef LAMPIRAN_ANALYSIS_AGREEMENT_H
#define LAMPIRAN_ANALYSIS_AGREEMENT_H

/*
 * How far coders agree, beyond chance: Cohen (1960), "A Coefficient of Agreement for Nominal Scales", Educational and
 * Psychological Measurement 20(1); Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability".
 */

#include "base/list.h"
#include "study/study.h"

struct arena;
struct view;

/* Whether two coders gave a code to excerpts. */
struct pairing {
    size_t both;
    size_t first;  /* the first coder alone */
    size_t second; /* the second coder alone */
    size_t neither;
};

/* Excerpts on which both did the same, of all, as 0 to 1. */
double agreement_observed(const struct pairing *pairing);

/*
 * Cohen's kappa of a square table of counts, row by row: row the first coder's category, column the second's. NAN
 * when chance alone would make them agree always.
 */
double agreement_kappa(const size_t *table, size_t categories);
double agreement_kappa_of(const struct pairing *pairing);

/*
 * Krippendorff's alpha for nominal data: values[unit * coders + coder] is a category in [0, categories), or negative
 * where the coder passed the unit over. NAN when all values are the same.
 */
double agreement_alpha(const int *values, size_t units, size_t coders, size_t categories);
double agreement_alpha_of(const struct pairing *pairing);

/* One code, over the excerpts that were coded twice. */
struct code_agreement {
    const struct code *code;
    struct pairing pairing;
};

struct agreement {
    size_t units;                 /* excerpts coded twice, of those in view */
    size_t excerpts;              /* all in view */
    struct code_agreement *codes; /* those that one of the coders used; a code stands for itself alone */
    size_t count;
    struct pairing all; /* all decisions together: each excerpt by each of these codes */
};

/* Between excerpts/ and second-coding.yaml, as far as view shows it. */
struct agreement agreement_of(struct arena *arena, const struct view *view);

#endif
