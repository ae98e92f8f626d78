#ifndef LAMPIRAN_EDIT_PRIVATE_H
#define LAMPIRAN_EDIT_PRIVATE_H

/*
 * One change to a study while it is worked out.  Nothing is written before all of it is known: the files hold changes
 * by the bytes where they belong, so that what no change touches stays as it was typed.
 */

#include "edit/edit.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct code;
struct map;
struct rename;
struct study;

/* What is told once it is known where it stands in the files as they become. */
struct editing_note {
    struct place place; /* in the files as they were */
    const char *code;
    const char *message;
    const char *hint; /* NULL: none */
};

struct editing {
    struct build *build;
    struct arena *arena;
    const struct edit_request *request;
    const struct study *study; /* as it is, in its own language */
    struct list studies;       /* of struct study: in each language */
    struct map *files;         /* path -> struct edited */
    struct list renames;       /* of struct rename */
    size_t places;             /* where an object is named, that were changed */
    struct buffer *out;        /* what is told */
    bool is_told;              /* that is all: nothing is to be changed */
    struct map *keyed;         /* codes that got a key for what is below them */
    struct list notes;         /* of struct editing_note */
    struct map *opened;        /* records whose braces became lines: "path offset" */
};

/* ---- the whole: edit.c ---- */

void editing_begin(struct editing *editing, struct build *build, const struct edit_request *request,
                   struct buffer *out);

/* The excerpts of the study, those of all coders. */
struct list editing_excerpts(const struct editing *editing);

/* Reads the study. False: some file cannot be read, so what it names is not known; reported. */
bool editing_read(struct editing *editing);

/* Writes the changes, or prints them, unless the study would get worse. False: reported. */
bool editing_end(struct editing *editing);

/* Sets the kind and object of id, whose old id then is rename->old. False: reported. */
bool editing_find_object(const struct editing *editing, const char *id, struct rename *rename);

/* Notes something for a person to know; hint may be NULL. */
void editing_note(struct editing *editing, struct place place, const char *code, const char *hint, const char *format,
                  ...) __attribute__((format(printf, 5, 6)));

/* Notes a copy of it among those whose mentions are to be found. */
void editing_add_rename(struct editing *editing, const struct rename *rename);

/* ---- two become one: merge.c ---- */

/* Makes of the object ids[0] a part of ids[1]. False: reported. */
bool editing_merge(struct editing *editing);

/* ---- what is said of them: join.c ---- */

/*
 * Gives the record to what only from says, and all items of lists of both; adds to differ the keys of which both say
 * something else. What the two are called, and the words of excerpts, are left alone. False: reported.
 */
bool record_join(struct editing *editing, const struct record *from, const struct record *to, struct buffer *differ);

/* Names that content/private/identities.yaml has for the informant are names for its new code. False: reported. */
bool identities_join(struct editing *editing, const struct rename *rename);

/* ---- files: edited.c ---- */

/* Bytes that are replaced. Of those at the same byte the one noted first comes first. */
struct replacement {
    size_t at;
    size_t length;
    const char *with;
    size_t order;
};

struct edited {
    const char *path;
    const char *new_path; /* NULL: it keeps its name */
    bool is_new;          /* it is not there yet */
    bool is_gone;         /* it is taken away, with all that is in it */
    bool is_private;      /* its lines are shown to nobody */
    const char *text;     /* as it is, with a byte order mark if it has one */
    size_t length;
    size_t start; /* behind the mark: where its line 1 begins */
    struct list changes;
};

/* The file at path below the study folder, read at the first call; NULL: it cannot be read. */
struct edited *edited_file(struct editing *editing, const char *path);

/* A file that is not there yet. */
struct edited *edited_new(struct editing *editing, const char *path);

/* Offset of a place in its file. */
size_t edited_offset(const struct edited *file, struct place place);

/* Where what stands at the place comes to stand by the changes; nowhere if its file goes. */
struct place edited_place(const struct editing *editing, struct place place);

/* "\r\n" or "\n", as its first line has it. */
const char *edited_line_end(const struct edited *file);

void edited_change(struct editing *editing, struct edited *file, size_t at, size_t length, const char *with);

/* Takes the file away. */
void edited_remove(struct editing *editing, struct edited *file);

/* What is between two offsets, with the changes so far. */
void edited_part(struct edited *file, size_t from, size_t to, struct buffer *out);

/* The files with their changes, path (the old one) -> struct buffer. In the arena but for the bytes. */
struct map *editing_results(struct editing *editing);
void editing_free(struct map *results);

/* The changes as a unified diff that patch and git take; of private files no line. */
void editing_print_difference(struct editing *editing, struct buffer *out);

/* Writes all files. False: reported, and none is written. */
bool editing_write(struct editing *editing);

/* ---- where objects are named: mentions.c ---- */

/* An object that is to have another id. */
struct rename {
    enum object_kind kind;
    const char *old;
    const char *new;
    void *object;
};

/* A place where the object of a rename is named by its id. */
struct mention {
    struct edited *file;
    size_t at; /* of the id */
    const struct rename *rename;
    const struct record *record; /* that names it by a key; NULL: prose does */
    const struct field *field;   /* the key */
    bool is_own;                 /* it is the id of the object itself */
};

/* Adds to mentions (of struct mention) all that there are, and notes what a person has to look at. */
void mentions_find(struct editing *editing, struct list *mentions);

/* The same in content/private/, whose files no reader of studies takes: only what is surely a mention is changed. */
void mentions_change_private(struct editing *editing);

/* Notes where scripts, layouts and drawings of the study have the id, which nothing changes. */
void mentions_note_scripts(struct editing *editing);

/* Puts another id in its place; or takes it out of its list. */
void mention_change(struct editing *editing, const struct mention *mention, const char *with);
void mention_drop(struct editing *editing, const struct mention *mention);

/* ---- lists and records in YAML: yaml.c ---- */

/* Takes the item, whose text is the length bytes at the offset, out of the list that it is in. */
void yaml_drop_item(struct editing *editing, struct edited *file, size_t at, size_t length);

/* Puts another item behind it. */
void yaml_add_item(struct editing *editing, struct edited *file, size_t at, size_t length, const char *text);

/* The length of what is written at the offset: a scalar with its quotes, or all in brackets. */
size_t yaml_value_length(const struct edited *file, size_t at);

/* The record is typed as "{id: misi, ...}", and was not opened. */
bool yaml_is_in_braces(const struct editing *editing, const struct edited *file, const struct record *record);

/* Makes its braces lines, where it is an item with a dash: for what does not go on one line. */
void yaml_open_record(struct editing *editing, struct edited *file, const struct record *record);

/* Makes the brackets of a list at the offset lines, so far in, behind which more may stand. */
void yaml_open_list(struct editing *editing, struct edited *file, size_t at, size_t indent);

/* The lines of a record that is an item of a list, with remarks above it. False: it has no lines of its own. */
bool yaml_record_lines(const struct edited *file, const struct record *record, size_t *from, size_t *to);

/* Takes the record out of its list; a list that would be empty goes with its key. False: reported. */
bool yaml_drop_record(struct editing *editing, const struct record *record, bool is_only);

/* What is written as the value of a key, as a text in double quotes; NULL: it is not on one line. */
const char *yaml_quoted_value(struct editing *editing, const struct record *record, const char *key);

/* Where a line begins and where the next one does. */
size_t edited_line_begin(const struct edited *file, size_t at);
size_t edited_line_after(const struct edited *file, size_t at);

/* ---- codes: tree.c ---- */

/* What a code was, as an item of its `formerly`; label is as yaml_quoted_value has it. */
const char *former_entry(struct editing *editing, const char *id, const char *label, const char *how);

/*
 * Adds entries, joined by ", ", to what the code was; new_id is the id that it gets, or NULL: that is no former one any
 * more. False: it cannot be written.
 */
bool code_add_formers(struct editing *editing, const struct code *code, const char *new_id, const char *entries);

/* The same of what has former ids alone, those in formerly: former is one, or several joined by ", ". */
bool record_add_former(struct editing *editing, const struct record *record, const struct list *formerly,
                       const char *new_id, const char *former);

/* Puts code below parent, or with NULL at the top of the tree. False: reported. */
bool code_move(struct editing *editing, const struct code *code, const struct code *parent);

/* A new code behind another, with what it was as former_entry has it. False: reported. */
bool code_insert(struct editing *editing, const struct code *beside, const char *id, const char *former);

/* Makes of code from a part of code to. False: reported. */
bool code_merge(struct editing *editing, const struct code *from, const struct code *to);

#endif
