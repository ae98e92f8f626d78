#ifndef LAMPIRAN_STUDY_EXCERPTS_H
#define LAMPIRAN_STUDY_EXCERPTS_H

/* What was said and read: documents, excerpts, summaries of them, and how others coded them. */

#include "base/list.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct block;
struct coder;
struct informant;

enum narrowed_consent { NARROWED_INHERIT, NARROWED_PUBLIC, NARROWED_EXAMINER, NARROWED_NONE };
enum technique {
    TECHNIQUE_INTERVIEW,
    TECHNIQUE_FOCUS_GROUP,
    TECHNIQUE_DOCUMENT,
    TECHNIQUE_OBSERVATION,
    TECHNIQUE_COUNT
};
enum stance { STANCE_UNJUDGED, STANCE_SUPPORT, STANCE_CONTRAST };
enum document_review { REVIEW_DONE, REVIEW_PENDING, REVIEW_NONE };

/* documents.yaml */
struct documents_file {
    struct record record;
    struct list documents; /* of struct document */
};

struct document {
    struct record record;
    const char *id;
    const char *title;
    const char *short_name; /* NULL: the title */
    const char *issuer;
    const char *number;
    const char *year;
    const char *kind;
    const char *where;
    struct reference work; /* in references.bib */
    int review;            /* enum document_review */
    struct block *note;
    bool has_observations,
        has_other_excerpts; /* whoever may see them; with the first alone it is a log, not a document */
};

/* excerpts/NAME.yaml: the coded excerpts of one source, or of an interview with several speakers */
struct excerpts_file {
    struct record record;
    struct reference source; /* an informant or a document; absent where each excerpt says who speaks */
    const char *transcript;  /* the name of its text in content/private/transcripts/; NULL: that of the source */
    struct reference coder;  /* who coded it; absent: the first of coders.yaml */
    const char *technique;   /* NULL or "by-source": an interview or a document, by its source */
    struct list excerpts;    /* of struct excerpt */
};

/* What one of several speakers says. */
struct turn {
    struct record record;
    struct reference speaker; /* an informant; absent: who asks */
    const char *text;
};

struct excerpt {
    struct record record;
    const char *id;    /* "IK-01.3" */
    struct list codes; /* of struct reference */
    struct reference question;
    struct reference speaker; /* who says it, where that is not the source of the file */
    struct list turns;        /* of struct turn: in place of text */
    const char *technique;    /* "interview", or the id of one of the study's own; never NULL once it is read */
    const char *lines;        /* "12-14" of the transcript, as typed: which words, or where to look for them */
    const char *text;         /* verbatim, but for */
    const char *according_to; /* whose summary the text is; NULL: the words of the source itself */
    const char *where;        /* place in the transcript or document: "baris 12-15" */
    int stance;               /* enum stance */
    bool exemplar;
    struct block *note;      /* the researcher's reading (etic) */
    const char *language;    /* tag of what the words are in; NULL: the language that the study is read in */
    const char *translation; /* NULL if none */
    int consent;             /* enum narrowed_consent */
    bool illustrative;
    bool partial;           /* the words begin or end within a word */
    struct reference coder; /* who coded it; absent: as its file says */
    const char *guid;       /* its id in another tool */
    struct block *memo;     /* NULL once read: it is one of the study's memos then */
    /* set when read: */
    const struct informant *informant; /* who speaks, of several the first; one of these two is NULL */
    const struct document *document;
    struct list speakers;         /* of const struct informant: all who speak, each once; empty: a document does */
    const struct informant *host; /* the source of the file, where others speak: its consent counts, too; or NULL */
    const char *transcript;       /* the name of the text that it is from */
    const struct coder *coded_by; /* NULL: the study names no coders */
    const struct excerpt *again;  /* of study->recodings: the excerpt with the same words */
    size_t words_from;            /* in the transcript: its first word, and how many there are; 0: not known */
    size_t word_count;
    enum technique technique_kind; /* of one of the study's own: which of the usual ones it is a kind of */
    const char *transcript_lines;  /* "12–14": where content/private/transcripts/ has these words; NULL: not known */
    bool where_unconfirmed;        /* `where` was typed, and no transcript has the words, though the study has some */
};

/* summaries.yaml: what an informant says about a theme, in the researcher's words */
struct summaries_file {
    struct record record;
    struct block *introduction;
    struct list summaries; /* of struct summary */
};

struct summary {
    struct record record;
    struct reference theme;
    struct reference informant;
    struct block *text;
    struct list excerpts; /* of struct reference: what it rests on */
    bool illustrative;
};

/* second-coding.yaml: excerpts coded once more by somebody else */
struct second_coding_file {
    struct record record;
    const char *coder; /* who, in words that name nobody */
    struct block *note;
    bool illustrative;
    struct list codings; /* of struct coding */
};

struct coding {
    struct record record;
    struct reference excerpt;
    struct list codes; /* of struct reference; none: the coder saw nothing to code */
};

/* "IK-01" or the document's id: the source of an excerpt, of several speakers the first. */
const char *excerpt_source_id(const struct excerpt *excerpt);

/* How long its text is to a reader, in words; what is typed without a blank is one. */
size_t excerpt_word_number(const struct excerpt *excerpt);

/* The name of its transcript where that is not the source's own, as of one of several interviews; else NULL. */
const char *excerpt_named_transcript(const struct excerpt *excerpt);

/*
 * The name of the text that excerpts of this file are from, without folder and ending: what `transcript` says, or else
 * the id of the source, or else the name of the file. In arena.
 */
const char *excerpts_file_transcript(struct arena *arena, const struct excerpts_file *file);

/* informant speaks in this excerpt. */
bool excerpt_has_speaker(const struct excerpt *excerpt, const struct informant *informant);

/* "12", "12-15" or "12–15", and nothing else; whether there are such lines is not asked. False: *first may be set. */
bool excerpt_read_lines(const char *text, long *first, long *last);

/* What may at most be shown of this excerpt: its own consent narrows that of all who speak. */
enum consent excerpt_consent(const struct excerpt *excerpt);

/* Values of the choices above, as in the files: "interview", "support". */
extern const char *const technique_names[];
extern const char *const stance_names[];

#endif
