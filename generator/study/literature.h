#ifndef LAMPIRAN_STUDY_LITERATURE_H
#define LAMPIRAN_STUDY_LITERATURE_H

/* What others wrote: prior studies, frameworks, works of the bibliography. Abbreviations. */

#include "base/diag.h"
#include "base/list.h"
#include "study/schema.h"

#include <stddef.h>

struct block;
struct span;

/* synthesis.yaml */
struct synthesis_file {
    struct record record;
    struct span *caption;
    struct list studies; /* of struct prior_study */
    struct block *conclusion;
    struct block *source;
};

struct prior_study {
    struct record record;
    const char *id;
    const char *authors;
    const char *year;
    const char *kind;
    const char *title;
    const char *place;
    struct block *method;
    struct block *sample;
    struct block *result;
    const char *theory;
    struct block *variables;
    struct list themes; /* of struct prior_relation */
    struct reference work;
};

/* What a prior study says to a theme of this one, and whether the findings here agree with it. */
enum prior_direction { DIRECTION_UNJUDGED, DIRECTION_SUPPORTS, DIRECTION_CONTRASTS, DIRECTION_EXTENDS };

struct prior_relation {
    struct record record;
    struct reference theme; /* a code */
    int direction;          /* enum prior_direction */
    struct span *point;     /* follows "found that"; NULL: not said */
};

/* frameworks.yaml */
struct frameworks_file {
    struct record record;
    struct list frameworks; /* of struct framework */
};

struct framework {
    struct record record;
    const char *id;
    const char *name;
    struct span *caption; /* of its figure */
    struct block *description;
    struct list works;      /* of struct reference to references.bib */
    struct list components; /* of struct component */
    struct list relations;  /* of struct relation */
    struct block *note;
};

struct component {
    struct record record;
    const char *id;
    const char *label;
    struct block *description;
    struct list parts; /* of struct component */
};

struct relation {
    struct record record;
    struct reference from; /* components */
    struct reference to;
    const char *label;
};

/* references.bib */
struct work {
    const char *key;
    const char *type;          /* "article", lower case */
    struct place place;        /* of the key */
    struct work_field *fields; /* in order of writing, crossref resolved by the reader */
    const char *language;      /* its title's, a tag (language_is_tag); NULL if the file does not say */
    struct work_flaw *flaws;   /* what is wrong with the entry, in order of finding */
};

/* A mistake that matters only if the work is cited: an error then, else a warning. Texts as diag_error has them. */
struct work_flaw {
    struct place place;
    const char *code;
    const char *message;
    const char *hint; /* NULL if none */
    struct work_flaw *next;
};

struct work_field {
    const char *name;  /* lower case */
    const char *value; /* TeX accents resolved; braces that protect case kept for the formatter */
    struct place place;
    struct work_field *next;
};

/* The field of that name, or NULL. */
const struct work_field *work_find_field(const struct work *work, const char *name);
const char *work_value(const struct work *work, const char *name); /* what is in it */

/* abbreviations.yaml */
struct abbreviations_file {
    struct record record;
    struct list abbreviations; /* of struct abbreviation */
    struct list known;         /* of const char *: words in capitals that need no explanation */
};

struct abbreviation {
    struct record record;
    const char *short_form;
    const char *long_form;
    struct block *definition; /* what it is, or NULL */
    const char *language;     /* of the long form, a tag; NULL: the study's */
};

/* The first abbreviation of file in text from *at on, as a whole word: *at is where it begins. NULL: there is none. */
const struct abbreviation *abbreviation_find(const struct abbreviations_file *file, const char *text, size_t *at);

/* The length of the word at text[at], if it looks like an abbreviation: three capitals or more; else 0. */
size_t abbreviation_like(const char *text, size_t at);

#endif
