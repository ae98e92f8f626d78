#ifndef LAMPIRAN_ANALYSIS_TRAIL_H
#define LAMPIRAN_ANALYSIS_TRAIL_H

/* The way from interviews to themes in numbers, over what one audience may see; what is withheld is not counted. */

#include "study/study.h"

struct view;

struct trail {
    size_t informants;
    size_t interviews;
    size_t minutes;   /* of the interviews that tell them */
    size_t documents; /* with an excerpt */
    size_t segments;  /* excerpts */
    size_t coded;     /* of these, with a code */
    size_t codes;     /* used by them, a code standing for itself alone */
    size_t subthemes; /* of the codebook */
    size_t themes;
    size_t variables;
    size_t findings;
    size_t illustrative; /* of the segments */
};

struct trail trail_of(const struct view *view);

#endif
