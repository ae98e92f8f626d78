#ifndef LAMPIRAN_STUDY_LABELS_H
#define LAMPIRAN_STUDY_LABELS_H

/*
 * The words that the program itself prints, in one language, from layouts/labels/LANGUAGE.yaml: a flat
 * mapping of key to text.  "{1}" and "{2}" in a text are filled by label_format.
 */

struct arena;
struct map;

struct labels {
    const char *language; /* "id" */
    struct map *texts;    /* key -> const char * */
};

/* Makes the names of files and anchors (slug_, file_) in labels those of addresses, so that both lead to the same. */
void labels_take_addresses(struct labels *labels, const struct labels *addresses);

/* The text of key. A missing key is printed as itself; a test holds the catalogues complete. */
const char *label_text(const struct labels *labels, const char *key);

/* The text of key with {1} and {2} replaced by first and second (NULL: left out). */
const char *label_format(const struct labels *labels, struct arena *arena, const char *key, const char *first,
                         const char *second);

#endif
