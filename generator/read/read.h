#ifndef LAMPIRAN_READ_READ_H
#define LAMPIRAN_READ_READ_H

/*
 * The study folder to struct study.  Every file is read even when some are wrong; what is wrong goes to the
 * build's diagnostics, and what it would have held is left out.
 */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct attribute;
struct buffer;
struct build;
struct diags;
struct identities;
struct labels;
struct record;
struct schema_file;
struct study;

/*
 * Reads content/ below build->root in language, one of the study's (read/languages.c); NULL: its own. Never NULL; after
 * errors it is incomplete and must not be used further than check_study. Files that are missing and optional leave
 * empty structs: no *_file pointer is NULL.
 */
struct study *read_study(struct build *build, const char *language);

/* Adds to studies (of struct study) the study in each of its languages, its own first. */
void read_studies(struct build *build, struct list *studies);

/* Adds to records (of struct record) what each file of the study holds, as the schema of the file has it. */
void read_list_records(struct arena *arena, const struct study *study, struct list *records);

/* Sets study->digest: reads all inputs again, with build->jobs workers. */
void read_digest(struct build *build, struct study *study);

/*
 * The length of the front matter that a Markdown file of a study begins with, up to behind its second '---' or a '...',
 * and the number of its lines; 0 if it has none. A blank line behind the first '---' makes that a thematic break.
 */
size_t front_matter_length(const char *text, size_t length, int *lines);

/* What other programs do to a text on its way here. */

/*
 * Warns of what a reader does not see, or sees as nonsense: signs read in a wrong encoding ("â€™"), line separators,
 * signs without width, and those that turn the direction of a text that does not run from right to left. One warning of
 * a kind a line.
 */
void damage_check(const char *file, struct diags *diags, const char *text, size_t length);

/* Puts letters for the ligatures of PDF files ("ﬁ") in text, and says so; its length then, which is not greater. */
size_t damage_mend(const char *file, struct diags *diags, char *text, size_t length);

/* content/private/identities.yaml, which study has nothing of. Never NULL; what is wrong with it is reported. */
const struct identities *read_identities(struct build *build, const struct study *study);

/*
 * content/private/consent.yaml: reports what is printed without a recorded consent. Who took it back is withheld from
 * everybody in study from then on. True: such an informant would still have been printed, which was reported.
 */
bool read_consents(struct build *build, struct study *study);

/*
 * The transcripts whose informants allowed that examiners read them (struct printed_transcript), where the study asks
 * for that appendix: what is withheld is blacked out, names are still in them. Those left out are reported. Behind
 * read_consents, and never into a study before leak_anonymise.
 */
struct list read_transcripts(struct build *build, const struct study *study);

/* The label catalogue of language ("id", "en"): layouts/labels/LANGUAGE.yaml, the study's entries winning
   one by one over the built-in ones. Never NULL. */
struct labels *read_labels(struct build *build, const char *language);

/* Which files a study holds, and their bytes; everything that can be wrong with a file before it is understood. */

enum input_kind { INPUT_YAML, INPUT_MARKDOWN, INPUT_BIBLIOGRAPHY, INPUT_FIGURE, INPUT_DATA };

struct input_file {
    const char *path;             /* below the study folder: "content/study.yaml" */
    const char *full;             /* where to open it; NULL: it cannot be, which was reported */
    const struct buffer *instead; /* its text, whatever the file holds; NULL: what it holds */
    enum input_kind kind;
    const struct schema_file *schema; /* NULL for the bibliography, figures and data */
    const char *language;             /* of a translation, "pages/metode.en.md": "en"; NULL: of no one */
    size_t size;
    struct record *record; /* what was read; NULL: failed */
    bool lost;             /* mistakes may have cost records that others refer to */
    struct list works;     /* of struct work */
    struct list rows;      /* of struct csv_row, of data */
};

/* The path of what file is a translation of: "content/pages/metode.md". */
const char *input_original(struct arena *arena, const struct input_file *file);

/*
 * Adds to files (of struct input_file) what lies in content/, sorted by path. Reports files that are not
 * part of a study, folders that cannot be read, links that lead out of it, and files that must be there and are not.
 */
void input_find(struct build *build, struct list *files);

/*
 * Reads file into buffer; *text and *length are its text without byte order mark. False: reported; otherwise the
 * text is UTF-8 without NUL. Sets file->size.
 */
bool input_load(struct input_file *file, struct diags *diags, struct buffer *buffer, const char **text, size_t *length);

/* Reports what is wrong with a figure as a file that is published; buffer is for its bytes. */
void input_check_figure(const struct input_file *file, struct diags *diags, struct buffer *buffer);

/* Whether text is a value of the attribute; of one that is a number, sets it. */
bool attribute_allows(const struct attribute *attribute, const char *text, double *number);

#endif
