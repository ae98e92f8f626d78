#ifndef LAMPIRAN_STUDY_CODES_H
#define LAMPIRAN_STUDY_CODES_H

/* The objectives, the tree of codes, what is defined and noted of them. */

#include "base/list.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct block;
struct span;

/* objectives.yaml */
struct objectives_file {
    struct record record;
    struct block *general;
    struct list objectives; /* of struct objective */
};

struct objective {
    struct record record;
    const char *id;
    struct span *title;
    struct block *statement;
    struct reference variable; /* a code */
    struct list themes;        /* of struct reference to codes */
    struct block *answer;      /* in short, for decision makers */
    struct block *discussion;  /* the findings against theory and prior studies; NULL: not written */
    struct list formerly;      /* of const char *: ids that it had */
};

/*
 * codebook.yaml: a tree of codes of any depth.  What a code is to the report follows from its place: a variable heads
 * themes and has no page of its own, a theme has one, and all below a theme is on the theme's.
 */
enum code_level { CODE_VARIABLE, CODE_THEME, CODE_SUBTHEME };

struct codebook_file {
    struct record record;
    struct list levels;    /* of const char *: names of the levels, outermost first; empty: as the labels have them */
    struct list variables; /* of struct code: roots whose children are themes */
    struct list codes;     /* of struct code: roots as they are in a tree without names for its levels */
    struct list sets;      /* of struct code_set */
    struct list roots;     /* set when read: variables, then codes */
};

/* Codes that belong together across the tree; a code may be in several. */
struct code_set {
    struct record record;
    const char *id;
    struct span *label;
    struct block *definition;
    struct list codes; /* of struct reference */
    const char *guid;
};

/* What a code was before: "formerly: [old-id]" or with its label, how it changed and when. */
enum code_change { CODE_RENAMED, CODE_MERGED, CODE_SPLIT };

struct former_code {
    struct record record;
    const char *id;
    struct span *label;
    int how; /* enum code_change */
    const char *date;
};

/* how the findings compare with what was expected */
enum code_outcome { OUTCOME_UNJUDGED, OUTCOME_AS_EXPECTED, OUTCOME_IN_PART, OUTCOME_OTHERWISE };
extern const char *const outcome_names[];

struct code {
    struct record record;
    const char *id;
    struct span *label;
    struct block *definition;
    struct block *claim;       /* what support and contrast of its excerpts refer to */
    struct block *expectation; /* what was expected of it beforehand */
    int outcome;               /* enum code_outcome */
    struct block *when_to_use;
    struct block *when_not_to_use;
    struct block *anchor_example;
    struct list components; /* of struct reference to framework components it comes from */
    const char *color;      /* "#rrggbb" */
    const char *guid;       /* its id in another tool */
    struct block *memo;     /* NULL once read: it is one of the study's memos then */
    struct list formerly;   /* of struct former_code */
    bool codable;           /* false: a folder, which no excerpt may carry */
    struct list children;   /* of struct code */
    enum code_level level;  /* set when read */
    size_t depth;           /* set when read: 0 for a root */
    const struct code *parent;
};

/* The theme that code is or is below of, or the variable that it is; NULL of NULL. Of a study that is read. */
const struct code *code_theme(const struct code *code);

/* memos.yaml: what the researcher wrote down on the way; nobody else reads it unless it says so */
enum memo_readers { MEMO_NOBODY, MEMO_EXAMINER, MEMO_PUBLIC };

struct memos_file {
    struct record record;
    struct list memos; /* of struct memo */
};

struct memo {
    struct record record;
    const char *id;
    const char *about; /* "study", or the id of a code, an informant, a document or an excerpt */
    const char *date;
    const char *author;
    struct block *text;
    int read_by; /* enum memo_readers */
    /* set when read: what it is about; OBJECT_NONE and NULL: the study as a whole */
    enum object_kind about_kind;
    void *object;
};

/* definitions.yaml */
struct definitions_file {
    struct record record;
    struct span *caption;
    struct list variables; /* of struct definition */
    struct block *source;
};

struct definition {
    struct record record;
    struct span *label;
    struct reference code;
    struct block *text;
    struct list indicators; /* of struct definition: indicators, then aspects */
};

/* codebook-versions/NAME.yaml: an earlier state of the codebook */
struct codebook_version {
    struct record record;
    const char *date;
    struct block *note;
    struct list codes; /* of const char *: their ids */
};

/* ancestor is code or above it in the codebook. */
bool code_is_within(const struct code *code, const struct code *ancestor);

#endif
