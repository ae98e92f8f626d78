#ifndef LAMPIRAN_READ_PRIVATE_H
#define LAMPIRAN_READ_PRIVATE_H

/* What the files of this room share; each part is implemented by the file of its name. */

#include "read/read.h"
#include "base/diag.h"
#include "base/list.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct build;
struct diags;
struct map;
struct node;
struct record_reader;
struct study;

/* Splits a Markdown file into its front matter (YAML between two lines '---') and what follows. */

struct front_matter {
    const char *yaml; /* between the lines */
    size_t yaml_length;
    int yaml_line; /* number of its first line */
    const char *body;
    size_t body_length;
    int body_line;
};

/* False: there is none, or it is not closed (reported); body is then the whole text, or nothing. */
bool front_matter_split(struct front_matter *parts, struct diags *diags, const char *file, const char *text,
                        size_t length);

/*
 * A study may be written in more than one language: a field of words then holds a text for each, by language
 * ("title: {id: Misi, en: Mission}"), and NAME.en.md beside NAME.md holds a page or finding in the other one.  Each
 * reading of the study is in one language; what is not written in it stays as it is, marked as the study's own.
 */

struct languages {
    const char *own;    /* the study's, "id" */
    const char *wanted; /* the one to read in */
    struct list others; /* of const char *: what else it is written in, by `translations` in study.yaml */
    bool as_typed;      /* `typography`: quotes and dashes are printed as they are typed */
};

/*
 * As study.yaml says, whose root is the map root; wanted may be NULL for the study's own. Where it cannot be read (root
 * NULL), or not what it says of other languages, all that can be printed in count as the study's.
 */
struct languages languages_of(struct arena *arena, const struct node *root, const char *wanted);

/* The study is, or is also, in language. */
bool languages_have(const struct languages *languages, const char *language);

/* What is not written in the wanted language has to be marked as this one; NULL: there is nothing to mark. */
const char *languages_mark(const struct languages *languages);

/* The field holds words for readers. */
bool languages_apply(const struct field *field);

/* The value is a text for each language: node is a map with a language among its keys, and field holds words. */
bool languages_are_in(const struct field *field, const struct node *node);

/*
 * The text of a value that is given by language, in map; *mark is the language it has to be marked as, or NULL. NULL:
 * there is none, reported where there should be.
 */
const struct node *languages_choose(const struct record_reader *reader, const struct field *field,
                                    const struct node *map, const char **mark);

/* The language of the file name "metode.en.md": "en", or NULL if it names none that can be printed in. */
const char *languages_of_file(const char *path);

/* What the structs say of each other, once all files are read and references resolved. */

/* Sets code levels and parents, the sources and techniques of excerpts, and the lists over all files, in order. */
void complete_study(struct arena *arena, struct study *study);

/*
 * Moves excerpts of words that another coder has already to study->recodings, and says of documents what the others
 * are; after transcripts_compare.
 */
void complete_coders(struct arena *arena, struct study *study);

/* Gives the statistics that name a file of numbers, in content/data/, those that were read from files. */
void statistics_take(struct build *build, const struct study *study, const struct list *files);

/* What a single value of YAML may be: numbers, dates, ids. Pure functions on text, for record.c. */

/* Whole number of text, in decimal. False: it is none, or too large. */
bool literal_integer(const char *text, long *value);

/* Digits with at most one '.' or ',' before the decimals, and a sign. */
bool literal_number(const char *text, double *value);

enum date_status {
    DATE_OK,
    DATE_MALFORMED,
    DATE_IMPOSSIBLE, /* the month or the day does not exist */
};

/* YYYY, YYYY-MM or YYYY-MM-DD. */
enum date_status literal_date(const char *text);

/* Diagnostics for bad field values, each with a hint. */

/* id is the record's own id, NULL if it has none. */
void diagnose_unknown_key(const struct record_reader *reader, const struct schema *schema, const struct node *key,
                          const char *id);
void diagnose_missing(const struct record_reader *reader, const struct record *record, const struct field *field,
                      const char *id);
void diagnose_duplicate_key(const struct record_reader *reader, const struct node *key, struct position first);

/* node is not of the field's type; or not of the type of the field's items. */
void diagnose_type(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_item_type(const struct record_reader *reader, const struct field *field, const struct node *node);

void diagnose_empty(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_empty_item(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_boolean(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_number(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_choice(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_id(const struct record_reader *reader, const struct field *field, const struct node *node);
void diagnose_date(const struct record_reader *reader, const struct field *field, const struct node *node,
                   enum date_status status);

/* key is no language of the study; the text is given by language, but not in the study's own. */
void diagnose_language(const struct record_reader *reader, const struct field *field, const struct node *key);
void diagnose_own_language(const struct record_reader *reader, const struct field *field, const struct node *map);

/* In a translation, where only words stand. */
void diagnose_not_words(const struct record_reader *reader, const struct field *field, const struct node *key);

/* A warning: the value is cut off by '#'. */
void diagnose_comment(const struct record_reader *reader, const struct field *field, const struct node *node);

/*
 * YAML text to a tree of values with places; what the values mean is the business of record.c.  Aliases are
 * followed here, within limits, so a tree is finite and no deeper than YAML_DEPTH_LIMIT.
 */

enum {
    YAML_DEPTH_LIMIT = 64,
    YAML_ALIAS_LIMIT = 10 * 1000,       /* values that aliases may add to a file */
    YAML_VALUE_LIMIT = 8 * 1000 * 1000, /* values in a file */
};

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

enum node_style {
    STYLE_PLAIN,
    STYLE_QUOTED,
    STYLE_LITERAL, /* | */
    STYLE_FOLDED,  /* > */
};

struct node {
    enum node_kind kind;
    enum node_style style; /* of a scalar */
    bool before_comment;   /* a plain scalar, followed by '#' without a space: perhaps meant as part of it */
    int line;              /* in the file, from 1 */
    int column;            /* in bytes, from 1 */
    int text_line;         /* where the text of a scalar begins: behind the quote, below the | */
    int text_column;
    const char *text; /* of a scalar, NUL-terminated */
    size_t length;
    struct node *items; /* of a list: its items; of a map: key, value, key, value ... */
    struct node *next;
};

struct yaml_source {
    const char *file; /* for places */
    int line;         /* of the first line of text in that file */
    const char *text; /* valid UTF-8 without NUL and byte order mark */
    size_t length;
};

/*
 * Reads source into *root, in arena; *root is NULL if source holds no value. False: it is not correct YAML,
 * *root is NULL and the trouble (libyaml gives up at the first) has been reported.
 */
bool yaml_read(struct arena *arena, struct diags *diags, const struct yaml_source *source, struct node **root);

/* The value is absent: nothing, ~ or null. */
bool node_is_absent(const struct node *node);

/* The value of key in a map, or NULL. */
const struct node *node_value(const struct node *map, const char *key);

/*
 * A tree of YAML values to the structs of study/study.h, by the schema tables (study/schema.h).  Every
 * mistake is reported and costs the value it is in, no more.
 */

struct record_reader {
    struct arena *arena; /* where the structs live */
    struct diags *diags;
    const char *file;
    const struct languages *languages;
    bool is_translation; /* of a record that is read elsewhere: it holds nothing but words, and not all of them */
    bool *lost;          /* set when a mistake may have cost a record that others refer to */
    bool is_marked;      /* the records are marks in a transcript */
};

/* Where a node of the file is. */
struct place record_place(const struct record_reader *reader, const struct node *node);

/* What a value of field is in YAML: one value, a list or a map. */
enum node_kind record_node_kind(const struct field *field);

/* A struct of schema made from node, which is a map; never NULL. */
void *record_read(const struct record_reader *reader, const struct schema *schema, const struct node *node);

/* The words of translation, a record of the same schema without lists, in place of those of record. */
void record_overlay(struct record *record, const struct record *translation);

/* A struct of schema with all its fields absent, for a file that is not there. */
void *record_empty(struct arena *arena, const struct schema *schema, const char *file);

/* Ids and what refers to them, over all files. */

struct resolver {
    struct arena *arena;
    struct diags *diags;
    struct study *study;
    struct map *unknown[OBJECT_KIND_COUNT]; /* id -> how often it was reported (size_t); NULL: never */
};

/* A file of schema could not be read. */
void resolve_incomplete(struct resolver *resolver, const struct schema *schema);

/* Enters the ids in record, and in those it holds, into study->objects; the first one of an id counts. */
void resolve_register(struct resolver *resolver, struct record *record);

/* The same for the entries of references.bib, whose reader reports doubles itself. */
void resolve_register_works(struct resolver *resolver, const struct list *works);

/* Sets reference.object of all references in record and in those it holds. */
void resolve_references(struct resolver *resolver, struct record *record);

/* Single values of a record: text, prose, numbers, dates, choices, ids and references. */

/*
 * Reads the scalar node into target, the field's place in its struct. Prose is marked as being in the language mark,
 * unless that is NULL. False: it stays absent, a mistake was reported.
 */
bool scalar_read(const struct record_reader *reader, const struct field *field, const struct node *node,
                 const char *mark, void *target);

/* An item of the list field; NULL: reported and left out. */
void *scalar_item(const struct record_reader *reader, const struct field *field, const struct node *node,
                  const char *mark);

/* Reports a translation that is into no further language of the study. */
void translation_check(struct build *build, const struct languages *languages, const struct input_file *translation);

/*
 * Puts the words of translation into the record of the file among files that it translates; reports if there is none.
 * A text that it does not hold, as where it has front matter alone, stays what it is.
 */
void translation_take(struct build *build, const struct list *files, const struct input_file *translation);

/* What libyaml says about broken YAML, in words for people who write studies. */

struct yaml_problem {
    const char *problem; /* libyaml's words */
    const char *context; /* what it was doing, or "" */
    struct place place;
    struct place context_place; /* where what it was doing began */
    const struct yaml_source *source;
    size_t offset;     /* of place in source */
    bool after_closed; /* the last thing read was a text in quotes, or a list or mapping in brackets */
};

void yaml_problem_diagnose(struct diags *diags, const struct yaml_problem *problem);

/*
 * content/private/transcripts/NAME.txt: what was said, to hold the excerpts against.  Nothing of a transcript gets
 * into the study but the numbers of lines, and the words of excerpts that name their lines alone.
 */

/*
 * Looks each excerpt up in the transcript that it is from, if there is one, and sets its transcript_lines; one that
 * has `lines` and no text gets its words there. Reports the excerpts that are not there word for word, and transcripts
 * of nobody. Made-up excerpts are passed over.
 */
void transcripts_compare(struct build *build, struct study *study);

/*
 * Adds the transcripts with marks to the study's files of excerpts, and to files (of struct input_file), so that their
 * ids and references are resolved as all others are.
 */
void marks_take(struct build *build, struct study *study, const struct languages *languages, struct list *files);

/* One transcript while it is compared (read/verbatim.c): text of the file at path; words of excerpts go to arena. */
struct excerpt;
struct hearing;

#endif
