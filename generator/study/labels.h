#ifndef LAMPIRAN_STUDY_LABELS_H
#define LAMPIRAN_STUDY_LABELS_H

#include <stdbool.h>

struct arena;
struct map;
struct study;

/*
 * The words that the program itself prints, in one language, from layouts/labels/LANGUAGE.yaml: a flat
 * mapping of key to text.  "{1}" and "{2}" in a text are filled by label_format, which puts the first of the words in
 * "{1|quote|quotes}" where the first filling is "1"; "{theme}" by labels_with_nouns.
 */

struct labels {
    const char *language; /* "id" */
    struct map *texts;    /* key -> const char * */
};

/* Makes the names of files and anchors (slug_, file_) in labels those of addresses, so that both lead to the same. */
void labels_take_addresses(struct labels *labels, const struct labels *addresses);

/*
 * A copy in which stands what the study of an audience calls those whom it heard and the levels of its codes, and how
 * it heard them. original: the same of the study's own language, NULL for these.
 */
const struct labels *labels_with_nouns(struct arena *arena, const struct labels *labels, const struct labels *original,
                                       const struct study *study);

/* The text of key. A missing key is printed as itself; a test holds the catalogues complete. */
const char *label_text(const struct labels *labels, const char *key);

/*
 * The label of a table or figure of a section that is named alike in all languages: "tbl:informants-criteria" is
 * "tbl:informan-kriteria" in Indonesian.  In arena.  NULL: it names no section.
 */
const char *label_of_neutral(const struct labels *labels, struct arena *arena, const char *neutral);

/* The text of key with "{1|quote|quotes}" as first ("1" or another number) asks for, {2|...} as second;
 * NULL: there is none. In arena, or the catalogue's own. */
const char *label_agreeing(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                           const char *second);

/* The text of key with {1} and {2} replaced by first and second (NULL: left out). In arena. */
const char *label_format(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                         const char *second);

/* A count as it is printed, its thousands set apart as the language has it: "1.800", "1,800". */
const char *label_number(const struct labels *labels, struct arena *arena, long number);

/* Tags of languages, as HTML takes them, and what bibliographies call these languages. */

/* tag has the form of BCP 47 (RFC 5646): "en", "id", "bug-Bugi"; whether it is registered is not asked. */
bool language_is_tag(const char *tag);

/*
 * The tag of the language called name by babel or biblatex ("british", "bahasai"), in English or Indonesian
 * ("Inggris"), or by its code ("en_US", "eng"). NULL if that is not known; *nearest is then the nearest name, or NULL.
 */
const char *language_of_name(struct arena *arena, const char *name, const char **nearest);

/* Both tags name the same language, whatever the country and script: "en" and "en-GB". */
bool language_is_same(const char *tag, const char *other);

#endif
