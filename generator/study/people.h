#ifndef LAMPIRAN_STUDY_PEOPLE_H
#define LAMPIRAN_STUDY_PEOPLE_H

/* Informants: who they are, what is known of them, what they agreed to. Coders. */

#include "base/diag.h"
#include "base/list.h"
#include "study/schema.h"

#include <stdbool.h>

struct arena;
struct block;
struct excerpt;
struct span;
struct study;

enum consent { CONSENT_PUBLIC, CONSENT_EXAMINER, CONSENT_NONE };
enum attribution { ATTRIBUTION_BY_STUDY, ATTRIBUTION_CODE, ATTRIBUTION_ROLE, ATTRIBUTION_NAMED };

/* informants.yaml */
struct informants_file {
    struct record record;
    struct block *sampling;
    struct criteria *criteria;
    struct list groups;     /* of struct group_description */
    struct list attributes; /* of struct attribute; in a filtered study those that its audience may see */
    struct list informants; /* of struct informant */
};

/* What the study wants to know of each informant: age, education, ... */
enum attribute_type { ATTRIBUTE_TEXT, ATTRIBUTE_NUMBER, ATTRIBUTE_CHOICE, ATTRIBUTE_DATE };
enum attribute_audience { ATTRIBUTE_EXAMINER, ATTRIBUTE_PUBLIC, ATTRIBUTE_RESEARCHER };

struct attribute {
    struct record record;
    const char *id;
    struct span *label;
    int type; /* enum attribute_type */
    const char *unit;
    struct list choices; /* of const char * */
    struct list bands;   /* of const char *: borders, rising: 30 and 40 make "under 30", "30 to 39", "40 and over" */
    int audience;        /* enum attribute_audience */
};

struct attribute_value {
    const struct attribute *attribute; /* NULL: none is declared with this key, which the checks report */
    const char *key;
    const char *text;
    double number;      /* of ATTRIBUTE_NUMBER */
    bool is_wrong;      /* the text is not of the attribute's type */
    struct place place; /* of the text */
};

struct criteria {
    struct record record;
    struct list inclusion; /* of struct block */
    struct list exclusion;
    long minimum_tenure_months;
};

struct group_description {
    struct record record;
    const char *group; /* "key", "main", "supporting"; or */
    const char *id;    /* a group of the study's own */
    struct span *label;
    struct block *definition;
    struct block *members;
};

/* How long somebody is in a sector, in months, as a band. */
struct tenure {
    bool known;
    long from;
    long below; /* INTEGER_ABSENT: there is no end */
};

struct informant {
    struct record record;
    const char *code;  /* "IK-01" */
    const char *group; /* "key", "main", "supporting", or the id of a group; "informant" where the study has none */
    const char *sector;
    struct list attributes; /* of struct pair; empty once read: values are in the study's map of them */
    const char *institution;
    const char *role;
    const char *since; /* in this sector, a date */
    bool moved;        /* officially, from sector to sector */
    bool involved;     /* in what the study is about */
    bool knowledgeable;
    const char *exception;  /* why one who fails the criteria is in */
    struct list interviews; /* of struct interview */
    int consent;            /* enum consent */
    bool opens_transcript;  /* set when read: a consent to print the whole interview for examiners is recorded */
    int attribution;        /* enum attribution, never ATTRIBUTION_BY_STUDY once it is read */
    const char *credit;     /* the name of one who wants to be named, else NULL */
    bool illustrative;
    struct block *portrait; /* who somebody is, in the researcher's words, for all who may read what they said */
    struct block *note;
    const char *guid;   /* its id in another tool */
    struct block *memo; /* NULL once read: it is one of the study's memos then */
    /* Set in the public study, whose dates are months: */
    struct tenure tenure;        /* instead of `since` */
    const char *first_interview; /* its day, to put informants in order by: printed nowhere */
};

struct interview {
    struct record record;
    const char *date;
    long minutes;
    const char *place;
    const char *mode;
    const char *transcript; /* of a talk with several: the name of its text, as excerpts have it; NULL: not said */
    /* set when read: */
    const char *talk; /* the text of a talk with several, who each have it among their interviews; NULL: with one */
    int technique;    /* enum technique: interview or focus group */
};

/* A text in which informants speak: an interview, or a talk with several. */
struct talk {
    const char *name;            /* of the text: "FGD-01" */
    const struct excerpt *first; /* from it */
    struct list speakers;        /* of const struct informant */
    bool is_focus_group;
};

/* The talks that excerpts are from (struct talk), in arena. */
struct list study_talks(struct arena *arena, const struct study *study);

/* Sets `talk` and `technique` of each interview. */
void study_settle_talks(struct arena *arena, const struct study *study);

/* One of the interviews of informant is that talk. */
bool talk_is_told(const struct talk *talk, const struct informant *informant);

/* Of several who name the same talk the first that was not made up; if timed, of those that tell their minutes. */
bool interview_counts(const struct study *study, const struct interview *interview, bool timed);

/* coders.yaml: who coded, in words that name nobody */
struct coders_file {
    struct record record;
    struct list coders; /* of struct coder */
};

struct coder {
    struct record record;
    const char *id; /* "A" */
    struct span *label;
};

/* Of a study of any audience: what it may know of the informant (struct attribute_value). Never NULL. */
const struct list *study_attributes_of(const struct study *study, const struct informant *informant);

/*
 * What a value is counted under: the choice, the band of a number ("< 30", "30–39", "≥ 40"), the text; NULL for a
 * number without bands and for what is wrong. In arena. study_category_of: that of somebody; NULL if it is not known.
 */
const char *attribute_category(struct arena *arena, const struct attribute_value *value);
const char *study_category_of(struct arena *arena, const struct study *study, const struct informant *informant,
                              const struct attribute *attribute);

/* `k` of study.yaml, or 3: who takes out what she knows of herself still has two to choose from. */
size_t study_k(const struct study *study);

/*
 * What enough informants have of an attribute that nobody is pointed to (category -> itself). NULL where a choice among
 * those would leave over so few that they were pointed to. In arena.
 */
struct map *study_common_categories(struct arena *arena, const struct study *study, const struct attribute *attribute);

/*
 * Which values the readers of a study may be told of each informant, one by one ("ID CATEGORY"): the public those that
 * enough have. NULL: all. In arena. study_tells: whether value is among them; exact numbers and days are not.
 */
struct map *study_told_values(struct arena *arena, const struct study *study);
bool study_tells(struct arena *arena, const struct map *told, const struct attribute_value *value);

/* The choices or bands of an attribute, in order (const char *); of others there is no list. In arena. */
struct list attribute_categories(struct arena *arena, const struct attribute *attribute);

/* The study's own group with that id, or NULL: key, main, supporting, and "informant" have labels. */
const struct group_description *study_own_group(const struct study *study, const char *group);

/*
 * Whole months from one date to another, both YYYY, YYYY-MM or YYYY-MM-DD; what is left out is the first month or day,
 * in to the last one if latest.
 */
long study_months(const char *from, const char *to, bool latest);

/* The day of somebody's first interview, as far as it is told; NULL without one. */
const char *informant_first_interview(const struct informant *informant);

/* Values of the choices above, as in the files: "public", "key". */
extern const char *const consent_names[];
extern const char *const group_names[];

/*
 * What content/private/identities.yaml holds.  It is no part of struct study, so that neither
 * hooks nor layouts nor `lampiran model` can reach it: only the leak gate (leak/leak.h) is given it.
 */

/* A name, a number or a spelling that must never be published. */
struct identity {
    const char *code; /* of the informant; "others": of somebody else */
    const char *text;
    struct place place;
};

struct identities {
    struct list list; /* of struct identity, in file order */
};

#endif
