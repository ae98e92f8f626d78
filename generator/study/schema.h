#ifndef LAMPIRAN_STUDY_SCHEMA_H
#define LAMPIRAN_STUDY_SCHEMA_H

/*
 * Every key of every study file, declared once: name, type, whether it must be there, allowed values, one
 * line of help, and where its value lies in the struct of study/study.h.  The table drives reading,
 * "unknown key, did you mean", `lampiran schema`, the format guide, `lampiran model` and what Lua sees.
 */

#include "base/diag.h"
#include "base/list.h"
#include "base/say.h"

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* What a field holds, and the C type at its offset. */
enum field_type {
    FIELD_TEXT,       /* const char *: one plain string, printed as it is; NULL if absent */
    FIELD_PROSE,      /* struct block *: Markdown; NULL if absent */
    FIELD_SPANS,      /* struct span *: one line of Markdown, for titles and labels */
    FIELD_VERBATIM,   /* const char *: words quoted as they were said; never Markdown */
    FIELD_TOKEN,      /* const char *: an address, a path, a tag; no words, so the same in every language; one of
                         allowed, if there are such */
    FIELD_INTEGER,    /* long; INTEGER_ABSENT if absent */
    FIELD_NUMBER,     /* struct number */
    FIELD_BOOLEAN,    /* bool; false if absent */
    FIELD_SWITCH,     /* int, an enum switch_state: true, false, or left to what the rest of the study suggests */
    FIELD_DATE,       /* const char *: YYYY, YYYY-MM or YYYY-MM-DD */
    FIELD_CHOICE,     /* int: position in allowed; the first one if absent */
    FIELD_ID,         /* const char *: [A-Za-z0-9][A-Za-z0-9._-]*, unique in its kind */
    FIELD_REFERENCE,  /* struct reference */
    FIELD_REFERENCES, /* struct list of struct reference * */
    FIELD_TEXTS,      /* struct list of const char * */
    FIELD_PROSES,     /* struct list of struct block * */
    FIELD_RECORD,     /* pointer to a record (of .record), or NULL */
    FIELD_RECORDS,    /* struct list of such pointers */
    FIELD_PAIRS,      /* struct list of struct pair *: keys that the study itself declares, each with a text */
    FIELD_CHOICES,    /* struct list of const char *, each one of allowed */
};

#define INTEGER_ABSENT LONG_MIN

enum switch_state { SWITCH_ABSENT, SWITCH_OFF, SWITCH_ON };

struct number {
    const char *text; /* as typed; NULL if absent */
    double value;
};

/* What an id can stand for; also the names used in links ("informant:IK-01"). */
enum object_kind {
    OBJECT_NONE,
    OBJECT_OBJECTIVE,
    OBJECT_CODE,
    OBJECT_CODE_SET,
    OBJECT_INFORMANT,
    OBJECT_DOCUMENT,
    OBJECT_SOURCE, /* an informant or a document */
    OBJECT_EXCERPT,
    OBJECT_FINDING,
    OBJECT_PAGE,
    OBJECT_QUESTION,
    OBJECT_PRIOR_STUDY,
    OBJECT_FRAMEWORK,
    OBJECT_COMPONENT,
    OBJECT_STATISTIC,
    OBJECT_MEMO,
    OBJECT_CODER,
    OBJECT_ATTRIBUTE,
    OBJECT_ACTOR,
    OBJECT_WORK, /* an entry of references.bib */
    OBJECT_KIND_COUNT,
};

/* "objective", "code", ... as in links; in a message it is translated. */
const char *object_kind_name(enum object_kind kind);

/* The kind whose name in links is the length bytes at name, OBJECT_NONE if none is called that. */
enum object_kind object_kind_named(const char *name, size_t length);

/* "an objective", "a code", ... in the language of messages. */
const char *object_kind_one(enum object_kind kind);

/* Excerpts are from objects of that kind: an informant or a document. */
bool object_kind_is_source(enum object_kind kind);

/* The id of another object; object is set when all files are read, and stays NULL when there is none. */
struct reference {
    const char *id; /* NULL if absent */
    struct place place;
    void *object;
};

/* One of references (struct reference) leads to object. */
bool references_have(const struct list *references, const void *object);

/* "usia: 34" */
struct pair {
    const char *key;
    const char *text;
    struct place place; /* of the text */
};

struct field {
    const char *key;
    enum field_type type;
    bool required;
    size_t offset;
    const char *help;            /* one line, English, for the format guide */
    const char *const *allowed;  /* FIELD_CHOICE(S), some FIELD_TOKENs: NULL-terminated */
    const struct schema *record; /* FIELD_RECORD(S) */
    enum object_kind kind;       /* FIELD_ID: what it names; FIELD_REFERENCE(S): what it points to */
};

struct schema {
    const char *name; /* "informant" */
    const char *help;
    size_t size; /* of the C struct; its first member is struct record */
    const struct field *fields;
    size_t field_count;
    const char *short_key; /* in a list, a plain text stands for a record with this key alone; NULL: none does */
};

/* The first member of every struct that is read by schema. */
struct record {
    const struct schema *schema;
    struct place place;            /* where the record begins */
    const struct position *fields; /* by position in schema->fields */
    const struct record *words;    /* read from a translation: its words stand in this one's; NULL: none do */
};

/* Where a field's value stands; line 0: absent, negative: it is there but empty or wrong. */
struct position {
    int line;
    int column;
};

/* The place of field in the struct that record begins. */
void *record_field(const struct record *record, const struct field *field);

/* Where the value of key stands, or the record's place if it is absent. */
struct place record_place_of(const struct record *record, const char *key);

/* The key has a value that could be read. */
bool record_has(const struct record *record, const char *key);

/* Nothing stands there, not even what could not be read. */
bool record_lacks(const struct record *record, const char *key);

/* The field with this key, or NULL; the one that is the id of a record, or NULL. */
const struct field *schema_field(const struct schema *schema, const char *key);
const struct field *schema_id(const struct schema *schema);

/* A file of the study folder and the schema of its top level (front matter, for Markdown). */
struct schema_file {
    const char *pattern; /* "informants.yaml", or a folder with its ending: "excerpts" + ".yaml" */
    const char *folder;  /* NULL for a single file */
    bool required;
    const struct schema *schema;
    const char *help;
};

extern const struct schema_file schema_files[];
extern const size_t schema_file_count;

#endif
