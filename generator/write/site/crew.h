#ifndef LAMPIRAN_WRITE_SITE_CREW_H
#define LAMPIRAN_WRITE_SITE_CREW_H

/* Files rendered on all cores, each by one member of a crew. The result does not depend on which member makes which. */

#include "base/buffer.h"
#include "base/list.h"
#include "study/build.h"

#include <stddef.h>

struct labels;
struct layout_runner;
struct layouts;
struct map;

/* What belongs to one thread. */
struct crew_member {
    struct build build;           /* with diagnostics, and memory for what lasts, of its own */
    struct layout_runner *runner; /* of the crew's layouts */
    struct arena *arena;          /* of the file being made: cleared after each */
    struct buffer out;            /* the file being made: empty before each */
    struct list figures_used;     /* of const char * */
};

struct crew {
    struct build *build;
    const struct layouts *layouts;
    const struct labels *labels;
    const struct map *shared; /* name -> struct value: what all layouts see */
    void (*make)(void *context, struct crew_member *member, size_t item);
    void *context;
};

/* Calls make for each item below count. Adds to figures (path -> itself) those that were used. */
void crew_run(const struct crew *crew, size_t count, struct map *figures);

/* Notes that the file being made uses these figures (of const char *, which live as long as the build). */
void crew_use_figures(struct crew_member *member, const struct list *figures);

#endif
