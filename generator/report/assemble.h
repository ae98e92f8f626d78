#ifndef LAMPIRAN_REPORT_ASSEMBLE_H
#define LAMPIRAN_REPORT_ASSEMBLE_H

/* What an audience may see -> what is printed for it: runs the Lua hooks, then numbers and resolves. */

#include "document/document.h"
#include "study/study.h"

#include <stddef.h>

struct cite;
struct hooks;

/*
 * The report of study, which one audience may see, lowered, in the arena of build; labels are the words of its
 * language. What is wrong is reported, and left out of it.
 */
struct report *assemble_report(struct build *build, const struct study *study, const struct labels *labels);

/* What the files of this folder share while one report is being assembled. */

struct assembly {
    struct build *build;
    struct arena *arena;
    const struct study *study; /* what the audience may see */
    const struct labels *labels;
    const struct evidence *evidence;
    struct hooks *hooks;
    struct cite *cite;
    struct report *report;
    struct list narratives; /* of struct narrative, in order of objectives */
    struct list citations;  /* of struct met_citation: those that are printed, in order */
    struct list links;      /* of struct met_link */
};

/*
 * The parts of a report that are a page of the site and an appendix of the thesis alike, made by lua/sections/NAME.lua.
 * Its words are the labels section_NAME (title) and slug_NAME (file name).
 */

struct section {
    const char *name;      /* as in study.yaml `appendices` */
    size_t file;           /* offset in struct study of the file that it is mainly made from */
    enum menu_group group; /* of its page in the navigation */
};

/* The section of that name, or NULL. */
const struct section *section_find(const char *name);

/* The place of that file. */
struct place section_source(const struct assembly *assembly, const struct section *section);

/* blocks, the tables on their top passed through the hooks' `table` as those of the section name. */
struct block *section_tables(const struct assembly *assembly, const char *name, struct block *blocks);

/* What the section's file gives, its tables passed through the hooks' `table`. NULL: no data. */
struct block *section_blocks(const struct assembly *assembly, const struct section *section);

/* Title and file name of a section, from the labels. */
const char *section_title(const struct assembly *assembly, const char *name);
const char *section_slug(const struct assembly *assembly, const char *name);

#endif
