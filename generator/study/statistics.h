#ifndef LAMPIRAN_STUDY_STATISTICS_H
#define LAMPIRAN_STUDY_STATISTICS_H

/* Numbers of others, and numbers beside voices. */

#include "base/list.h"
#include "study/schema.h"

struct block;
struct span;

/* statistics.yaml */
enum chart_choice { STATISTIC_TABLE, STATISTIC_BAR, STATISTIC_LINE, STATISTIC_DOT };

struct statistics_file {
    struct record record;
    struct list statistics; /* of struct statistic */
};

struct statistic {
    struct record record;
    const char *id;
    struct span *title;
    const char *unit;
    struct list points;  /* of struct statistic_point; of one series, none where there are several */
    struct list series;  /* of struct statistic_series */
    struct list targets; /* of struct statistic_target */
    struct list events;  /* of struct statistic_event */
    const char *file;    /* "angka.csv" in content/data/, from which points or series were read; NULL: none */
    struct statistic_columns *columns; /* how its columns are called; NULL: as they are by themselves */
    int chart;                         /* enum chart_choice */
    const char *interval;              /* what the lowest and the highest values are */
    struct block *source;
    struct block *note;
};

/* The names of the columns of a CSV file; each NULL if not said. */
struct statistic_columns {
    struct record record;
    const char *label, *value, *low, *high, *series, *group;
};

struct statistic_series {
    struct record record;
    const char *label;
    const char *group;  /* of several series; NULL: none */
    struct list values; /* of struct statistic_point */
};

struct statistic_point {
    struct record record;
    const char *label;
    struct number value;
    struct number low, high; /* of its interval; absent: none is known */
    const char *unit;        /* where it differs from the statistic's */
    struct span *note;
};

/* What the numbers should be. */
struct statistic_target {
    struct record record;
    const char *label;
    struct number value;
};

/* What happened meanwhile. */
struct statistic_event {
    struct record record;
    const char *at; /* the label of a point */
    const char *label;
};

/* joint.yaml: numbers and voices side by side */
enum joint_fit { FIT_UNJUDGED, FIT_AGREE, FIT_COMPLEMENT, FIT_CONFLICT };

struct joint_file {
    struct record record;
    struct block *introduction;
    struct list rows; /* of struct joint_row */
};

struct joint_row {
    struct record record;
    struct reference theme;
    struct list numbers;  /* of struct joint_number */
    struct list excerpts; /* of struct reference; none: the rule for quotes chooses */
    int fit;              /* enum joint_fit */
    struct block *inference;
};

struct joint_number {
    struct record record;
    struct reference statistic;
    const char *series; /* the label of one; NULL: all */
    const char *point;  /* the label of one; NULL: all */
};

#endif
