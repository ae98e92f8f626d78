#ifndef LAMPIRAN_EXCHANGE_EXCHANGE_H
#define LAMPIRAN_EXCHANGE_EXCHANGE_H

/*
 * The door to other tools: their projects become a study or extend one, and a study becomes a project of theirs.  What
 * comes from outside is never trusted: one clear error, and nothing is written.
 */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct build;
struct identities;
struct study;

enum partial_words {
    PARTIAL_KEEP,  /* and marked */
    PARTIAL_WIDEN, /* an excerpt that begins or ends within a word takes the whole word */
};

struct import_request {
    struct list files;     /* of const char *: the projects, each a file or folder */
    const char *separator; /* what parts levels in the names of codes ("open: privacy"); NULL: as the format does */
    const char *encoding;  /* of texts that are not UTF-8; NULL: it is guessed, or asked for */
    enum partial_words words;
    const char *coder; /* the id of who coded what is imported, where it does not say; NULL: nobody in particular */
    bool documents;    /* sources without a case are documents, not informants */
    bool dry_run;      /* tell the difference and write nothing */
};

/*
 * Makes the study at build->root from the projects, or extends the one that is there. What became of each concept is
 * printed and written to content/IMPORT.md. False: reported, and the study is as it was.
 */
bool import_run(struct build *build, const struct import_request *request);

/* The argument names a project of another tool, not a folder for a study. */
bool import_is_project(const char *path);

/* Writes an empty sheet with a page of instructions to path, .csv or .xlsx. False: reported. */
bool import_write_template(struct build *build, const char *path);

enum export_format { EXPORT_QDPX, EXPORT_QDC, EXPORT_CSV, EXPORT_XLSX, EXPORT_CODING };

struct export_request {
    enum export_format format;
    const char *path;
    const struct study *whole;
    const struct study *seen; /* what the audience may see; the whole one for the researcher */
    bool with_private;        /* the researcher's own: whole transcripts, nothing withheld */
    const struct identities *identities;
};

/*
 * Writes what the audience may see to request->path; it goes through the leak gate unless it is the researcher's own.
 * What the format cannot hold is listed. False: reported, and nothing was written.
 */
bool export_run(struct build *build, const struct export_request *request);

struct review_request {
    const char *path; /* a Word document that lampiran made and a reader sent back */
    int change;       /* the number of the tracked change to make; 0: all remarks are listed */
    bool dry_run;     /* show what the change would do, and write nothing */
};

/*
 * Reports each comment and tracked change at its place in the study at build->root, as a note; or makes one change in
 * the study's prose, showing the lines before and after on standard output. The words of excerpts are never changed.
 * False: reported, and nothing was written.
 */
bool review_run(struct build *build, const struct review_request *request);

#endif
