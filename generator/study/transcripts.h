#ifndef LAMPIRAN_STUDY_TRANSCRIPTS_H
#define LAMPIRAN_STUDY_TRANSCRIPTS_H

/* The texts that excerpts are from, in content/private/transcripts/, and marks in them. */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct informant;

/* "content/private/transcripts" */
extern const char transcripts_folder[];

/*
 * content/private/transcripts/NAME.txt, or NAME.md with marks in it: the path below root, or NULL if there is neither.
 * In arena.
 */
const char *transcript_find(struct arena *arena, const char *root, const char *name);

/* Marks are looked for in the file of that name. */
bool transcript_has_marks(const char *path);

/* The file at a path below the study folder is a transcript with marks; what is in it is no YAML. */
bool transcript_is_marked(const char *path);

/* "[Suami saya yang antar.]{.dukungan #IU-01.3 stance=support}": words of a transcript as an excerpt. */
struct marked_words {
    size_t start, end; /* of the words, in the text without marks */
    int line, column;  /* of the bracket */
    int last_line;     /* where the words end */
    struct list codes; /* of struct mark_attribute */
    struct list ids;   /* one, if it is as it should be */
    struct list pairs; /* with a key */
    struct list flaws; /* what is none of these */
};

struct mark_attribute {
    const char *key; /* of pairs, else NULL */
    const char *text;
    int line, column;
};

struct marked {
    const char *text;  /* without marks, line by line as it was */
    struct list marks; /* of struct marked_words, in order */
};

/* Reads a transcript, in arena. Brackets without attributes behind them are text. */
struct marked marks_read(struct arena *arena, const char *text);

/*
 * A transcript as examiners read it: what is withheld is blacked out, names are codes.  It is no record, so that
 * nothing that prints the study prints it unasked.
 */
struct printed_transcript {
    const char *name;                  /* of its file, without ending */
    const struct informant *informant; /* whose interview it is; NULL: that of several */
    struct list lines;                 /* of struct printed_line: those that hold words */
};

struct printed_line {
    size_t number;    /* in the file */
    bool begins;      /* a turn */
    bool asks;        /* it is who asks that speaks */
    const char *code; /* of the informant who speaks; NULL: another does */
    const char *text;
};

/* What is printed in place of words that are withheld, however long they are. */
extern const char words_blacked_out[];

#endif
