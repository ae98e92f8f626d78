#ifndef LAMPIRAN_ANALYSIS_TOGETHER_H
#define LAMPIRAN_ANALYSIS_TOGETHER_H

/*
 * Which themes occur together.  In the same excerpt: it has the codes of both, or codes below them.  Overlapping: two
 * excerpts of one source have a line in common, and one of them has the one theme, the other the other.  Lines are
 * those found in the transcript, or else those that `where` tells ("baris 12-15").
 */

#include "base/list.h"
#include "study/study.h"

struct arena;
struct view;

struct together {
    struct list themes; /* of struct code */
    size_t *same;       /* [i * themes.count + j]: excerpts with both; on the diagonal, with the theme */
    size_t *overlap;    /* the same, but pairs of excerpts; 0 on the diagonal */
    bool overlaps;      /* some pair does */
};

/* Over the themes of view that have excerpts, in the order of the codebook. */
struct together together_of(struct arena *arena, const struct view *view);

/* The lines of an excerpt, from 1. False: it tells none. */
bool together_lines(const struct excerpt *excerpt, long *first, long *last);

#endif
