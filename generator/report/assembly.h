#ifndef LAMPIRAN_REPORT_ASSEMBLY_H
#define LAMPIRAN_REPORT_ASSEMBLY_H

/* What the files of this folder share while one report is being assembled. */

#include "study/build.h"
#include "study/labels.h"
#include "document/report.h"
#include "study/study.h"
#include "study/view.h"

struct cite;
struct evidence;
struct hooks;
struct map;

struct assembly {
    struct build *build;
    struct arena *arena;
    const struct view *view;
    const struct study *study; /* only what concerns no single person; informants and excerpts: view */
    const struct labels *labels;
    const struct evidence *evidence;
    struct hooks *hooks;
    struct cite *cite;
    struct report *report;
    struct map *statistics; /* id -> struct block: those that are shown so far */
    struct list narratives; /* of struct narrative, in order of objectives */
    struct list citations;  /* of struct citation: those that are printed */
};

/* The results of one objective, as the hooks assembled them. */
struct narrative {
    const struct objective *objective;
    struct block *blocks;
};

#endif
