#ifndef LAMPIRAN_WRITE_DRAWING_CHART_H
#define LAMPIRAN_WRITE_DRAWING_CHART_H

/* What both writers need to draw a chart: its scale, and its numbers in words. */

#include <stdbool.h>

struct arena;
struct chart;

/* Points of a line that get their value written beside. */
enum { CHART_MOST_VALUES = 8 };

struct chart_scale {
    double low; /* a multiple of step, at most 0 for bars */
    double high;
    double step;  /* 1, 2 or 5 times a power of ten */
    int decimals; /* that a multiple of step needs */
};

/* A scale of four to eight steps that holds all points. */
struct chart_scale chart_scale(const struct chart *chart);

/* Where value lies on the scale: 0 at its low end, 1 at its high end. */
double chart_share(const struct chart_scale *scale, double value);

/* value with the scale's decimals; decimal_mark is "," or ".". */
const char *chart_tick(struct arena *arena, const struct chart_scale *scale, double value, const char *decimal_mark);

/* Each value stands in the drawing as a number. */
bool chart_shows_values(const struct chart *chart);

/* All numbers in one sentence. In arena. */
const char *chart_in_words(struct arena *arena, const struct chart *chart);

/* The value of a point as it was typed, with the unit: "20,1 %". */
const char *chart_value(struct arena *arena, const struct chart *chart, const char *text);

#endif
