#ifndef LAMPIRAN_READ_LANGUAGES_H
#define LAMPIRAN_READ_LANGUAGES_H

/*
 * A study may be written in more than one language: a field of words then holds a text for each, by language
 * ("title: {id: Misi, en: Mission}"), and NAME.en.md beside NAME.md holds a page or finding in the other one.  Each
 * reading of the study is in one language; what is not written in it stays as it is, marked as the study's own.
 */

#include "base/list.h"

#include <stdbool.h>

struct arena;
struct field;
struct node;
struct record_reader;

struct languages {
    const char *own;    /* the study's, "id" */
    const char *wanted; /* the one to read in */
    struct list others; /* of const char *: what else it is written in, by `translations` in study.yaml */
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

#endif
