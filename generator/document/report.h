#ifndef LAMPIRAN_DOCUMENT_REPORT_H
#define LAMPIRAN_DOCUMENT_REPORT_H

/*
 * What is to be printed for one audience: the pages of the site and the appendices, as typed blocks, with
 * numbers, cross-references and citations resolved.  Made by assemble, read by render, immutable there.
 */

#include "base/list.h"
#include "document/block.h"
#include "document/value.h"

struct arena;
struct labels;
struct map;
struct view;

enum page_kind {
    PAGE_HOME,
    PAGE_OBJECTIVE,
    PAGE_THEME,
    PAGE_SECTION, /* a section that is also an appendix: synthesis, definitions, ... */
    PAGE_TEXT,    /* content/pages/ */
    PAGE_BRIEF,   /* the findings on one sheet of paper */
    PAGE_LIST,    /* lists of tables and figures, of objectives, of themes */
};

struct report_page {
    enum page_kind kind;
    const char *path;   /* below the site, "tujuan/a.html" */
    const char *layout; /* layouts/html/NAME.html */
    const char *title;  /* plain text */
    const struct span *heading;
    const char *menu;        /* name in the navigation; NULL: not in it */
    int group;               /* enum menu_group: the part of the navigation; the home page is in none */
    const char *description; /* plain, one sentence; NULL if none */
    struct block *blocks;
    const struct report_page *parent; /* one step up, for breadcrumbs; NULL for the home page */
    struct value *variables;          /* a map: what the layout gets besides */
    bool apart;                       /* outside the reading order: search, and what is shown for a missing page */
    bool illustrative;                /* shows an excerpt that was made up */
    bool untranslated;                /* shows words that the study has only in its own language, not in this one */
    struct place source;              /* the input that it is mainly made from */
};

struct appendix {
    const char *id;    /* section name: "synthesis" */
    const char *slug;  /* in the language of the study, for its file: "sintesis" */
    const char *title; /* plain text */
    struct block *blocks;
    bool illustrative;
    struct place source;
};

enum target_kind { TARGET_TABLE, TARGET_FIGURE, TARGET_SECTION, TARGET_OBJECT };

/* Where a label ("tbl:sintesa") or an object ("informant:IK-01") is printed. */
struct target {
    enum target_kind kind;
    const char *label;
    const char *number; /* "3"; NULL for sections and objects */
    const struct span *title;
    const struct report_page *page;  /* NULL: not in the site */
    const struct appendix *appendix; /* NULL: in no appendix */
    const char *anchor;              /* on that page */
};

/* A place where an excerpt is quoted. */
struct use {
    const struct report_page *page;
    const char *anchor;
    const char *title; /* what it is quoted for */
};

struct report {
    const struct view *view;
    const struct labels *labels;
    const char *folder; /* of its site, seen from the first language's: "" or "en/" */
    struct list
        editions;      /* of struct report: the site in each language, this one among them; empty if it has but one */
    struct list pages; /* of struct report_page, in reading order; the first is the home page */
    struct list appendices; /* of struct appendix, in order */
    struct map *targets;    /* label or "kind:id" -> struct target */
    struct map *uses;       /* excerpt id -> struct list of struct use */
    struct value *quotes;   /* data for filtering quotes that stand on several pages; NULL: they do not */
};

/* Makes reports (of struct report), which are the same in each language of the site, known to each other. */
void report_join(struct arena *arena, const struct list *reports);

/* The target of label, or NULL. */
const struct target *report_target(const struct report *report, const char *label);

#endif
