#ifndef LAMPIRAN_WRITE_DRAWING_DRAWING_H
#define LAMPIRAN_WRITE_DRAWING_DRAWING_H

/* What all writers need to draw: charts, diagrams, mathematics; in the order of the files of this room. */

#include "base/diag.h"
#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct buffer;
struct build;
struct chart;
struct chart_rule;
struct diagram;
struct figure;
struct map;
struct study;

/* ---- chart.c: the scale of a chart, and its numbers in words ---- */

/* Points of a line that get their value written beside. */
enum { CHART_MOST_VALUES = 8 };

struct chart_scale {
    double low; /* a multiple of step, at most 0 for bars */
    double high;
    double step;  /* 1, 2 or 5 times a power of ten */
    int decimals; /* that a multiple of step needs */
};

/* A scale of some four to ten steps that holds all points; counts that are small have one for each. */
struct chart_scale chart_scale(const struct chart *chart);

/* Where value lies on the scale: 0 at its low end, 1 at its high end. */
double chart_share(const struct chart_scale *scale, double value);

/* Where the numbers beside the scale stand on it, from its low end on, with its decimals. */
struct chart_ticks {
    const struct chart_tick {
        double share;
        const char *text;
    } * ticks;
    size_t count; /* at least two */
};

/* Those of the scale, in arena; decimal_mark is "," or ".". */
struct chart_ticks chart_ticks(struct arena *arena, const struct chart_scale *scale, const char *decimal_mark);

/* Where a row, or place on the axis, is between the first, at 0, and the last, at 1; one alone is in the middle. */
double chart_along(const struct chart *chart, size_t row);

/* Each value stands in the drawing as a number. */
bool chart_shows_values(const struct chart *chart);

/* What a line across the chart means: "target RPJMN 2024: 14 %", "2021: Perpres 72/2021". In arena. */
const char *chart_rule_in_words(struct arena *arena, const struct chart *chart, const struct chart_rule *rule);

/* All numbers in one sentence. In arena. */
const char *chart_in_words(struct arena *arena, const struct chart *chart);

/* A value with the unit of the chart, if it has one: "14 %". */
const char *chart_with_unit(struct arena *arena, const struct chart *chart, const char *text);

/* The value of a point as it was typed, with the unit and its interval: "20,1 % (18,3–21,9)". */
const char *chart_value(struct arena *arena, const struct chart *chart, size_t point);

/* How many places on the axis, or rows, the chart has; each has as many points as there are series or columns. */
size_t chart_rows(const struct chart *chart);
size_t chart_series(const struct chart *chart);

/* The highest that is drawn in the row that begins with this point: a value, or the end of its interval. */
double chart_row_top(const struct chart *chart, size_t point);

/* "Kota: 20,1 %": the value, behind the name of its series if there are several. */
const char *chart_named_value(struct arena *arena, const struct chart *chart, size_t point);

/* ---- flow.c ---- */

/*
 * The drawing of a flow or a network, of names and of lines between them.  In arena.  NULL: the chart is of another
 * kind, or has nothing.
 */
struct diagram *diagram_of_chart(struct arena *arena, const struct chart *chart);

/* ---- diagram.c ---- */

/*
 * Graphs in the DOT language, laid out by Graphviz and drawn by us: Graphviz only says where things stand.  So a
 * drawing has the site's colours and the thesis's type, is the same on every machine whatever its fonts, and nothing
 * that DOT can ask for besides (files, addresses, HTML) is ever looked at.
 */

enum diagram_shape { DIAGRAM_GROUP, DIAGRAM_BOX, DIAGRAM_ELLIPSE, DIAGRAM_DIAMOND, DIAGRAM_PLAIN };

struct diagram_point {
    double x;
    double y; /* downwards */
};

/* A node, or a cluster that stands around others. */
struct diagram_part {
    enum diagram_shape shape;
    int depth; /* of a group: 0 is outermost */
    bool dashed;
    struct diagram_point corner; /* top left */
    double width;
    double height;
    struct list lines; /* of const char *: its label */
};

struct diagram_arrow {
    size_t from; /* numbers of the parts that it leads from and to; of a flow or a network 0 */
    size_t to;
    bool dashed;
    int weight; /* how thick a line between names is, 1 to 4; 0: as any other */
    bool has_head;
    bool has_tail;
    struct diagram_point head; /* its tip; the curve ends a little before */
    struct diagram_point tail;
    struct diagram_point *points; /* 3 n + 1: cubic Bézier curves, each beginning where the last ended */
    size_t point_count;
    struct diagram_point middle; /* of its label */
    struct list lines;
};

struct diagram {
    double width; /* about pixels, with text of DIAGRAM_LETTER */
    double height;
    struct list parts;             /* of struct diagram_part, groups before what stands in them */
    struct list arrows;            /* of struct diagram_arrow */
    const struct diagram *upright; /* the same for a phone, where it is too wide for one, or NULL */
    const struct diagram *printed; /* the same for paper, where its letters would be too small there, or NULL */
};

/* How large it is within so much room, 1 for its natural size. */
double diagram_fit(const struct diagram *diagram, double width, double height);

/* diagram as it is printed. */
const struct diagram *diagram_on_paper(const struct diagram *diagram);

/* Shrunk to a phone of 320 pixels, a drawing of that width has letters 11 high. */
enum { DIAGRAM_PHONE = 366 };

enum { DIAGRAM_LETTER = 14, DIAGRAM_SMALL = 13, DIAGRAM_LINE = 18, DIAGRAM_MARGIN = 10 };

/*
 * Lays out the graph of the text dot and writes, line by line, what diagrams.c reads.  Graphviz is
 * neither quick nor safe with every input and keeps state of its own: call it in a process that can be ended.
 */
void diagram_layout(const char *dot, struct buffer *out);

/* ---- text of diagrams ---- */

/*
 * How wide words are.  The reader's fonts are not known, so letters are taken to be as wide as those of the wide faces
 * that systems come with (DejaVu Sans, Verdana); in all others the text has some more air.
 */

/* The width of one line of text at that font size. */
double diagram_text_width(const char *text, double size);

/* text in lines no wider than width, broken between words, where a word allows it, words longer still anywhere; '\n'
 * breaks as well. In arena. */
struct list diagram_wrap(struct arena *arena, const char *text, double size, double width);

/* ---- diagrams.c ---- */

/*
 * The diagrams of a study: its frameworks and the DOT files among its figures.  Each is laid out in a process of its
 * own with a time limit, so that no graph can hold up, crash or fill the program; what came out is kept in the user's
 * cache ($XDG_CACHE_HOME/lampiran/diagrams), by the hash of what went in, as laying out takes longer than all else.
 */

/*
 * "framework:ID" and "figures/x.dot" -> struct diagram, in the build's arena.  What cannot be laid out is reported with
 * its place and left out.
 */
struct map *diagrams_of(struct build *build, const struct study *study);

/* The one of diagrams that figure shows: its framework, or the DOT file that it names. NULL: it shows none. */
const struct diagram *diagrams_find(const struct map *diagrams, const struct figure *figure);

/* The diagram of the text dot, or NULL with what was wrong reported; source is its place. */
struct diagram *diagrams_lay_out(struct build *build, const char *dot, struct place source);

/* Takes what this run kept in the user's cache out again: the gate found what must not be kept. */
void diagrams_forget(struct build *build);

/* ---- equations.c ---- */

/*
 * Gives maths, a list of struct span, their MathML, by one call of pandoc for all; what it made is kept in the user's
 * cache. What it cannot read is reported where it stands.
 */
void equations_convert(struct build *build, const struct list *maths);

/* The same for all mathematics in blocks. */
void equations_convert_blocks(struct build *build, const struct block *blocks);

#endif
