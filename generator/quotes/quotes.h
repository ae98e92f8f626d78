#ifndef LAMPIRAN_QUOTES_QUOTES_H
#define LAMPIRAN_QUOTES_QUOTES_H

/*
 * Texts as words, to hold what was quoted against what was said.  White space, line ends and the forms of quotation
 * marks, dashes and dots do not count; all else does, but for case and punctuation where a passage was cut out of
 * its sentence: at its first and last word.
 */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct build;
struct study;

struct word {
    uint32_t start; /* in the text */
    uint32_t length;
    uint32_t line;      /* from 1 */
    uint32_t exact;     /* hash of the word */
    uint32_t loose;     /* hash without case and the punctuation around it; 0: it is punctuation alone */
    bool said_by_other; /* than the source of the transcript */
};

struct words {
    const char *text;
    struct word *items;
    size_t count;
    /* set by words_index, else NULL: places from 1 by the hash of two words there, and the next place with it */
    uint32_t *first, *next;
    uint32_t *often; /* how many places a hash has */
    uint32_t mask;
};

/* The words of text (UTF-8, length bytes), in arena; text must outlive them. */
struct words words_read(struct arena *arena, const char *text, size_t length);

/* Lets many quotes be found in words without reading all of them each time. In arena. */
void words_index(struct arena *arena, struct words *words);

/* How many these are. */
size_t words_count(const char *text, size_t length);

/* There is more in text than punctuation. */
bool words_any(const char *text, size_t length);

/* A word of text goes on at byte at: from start to end, without the punctuation around it. */
bool word_at(const char *text, size_t length, size_t at, size_t *start, size_t *end);

/*
 * The words of a transcript in which the informant of that code is heard, without what was not said: codes of
 * speakers, line numbers, time stamps, remarks in brackets. Those of the interviewer and of the other informants
 * (struct informant, of which the code alone counts) are marked; with code NULL, those of all informants. In arena.
 */
struct words transcript_words(struct arena *arena, const struct list *informants, const char *code, const char *text,
                              size_t length);

enum speaker { SPEAKER_UNKNOWN, SPEAKER_SOURCE, SPEAKER_INTERVIEWER, SPEAKER_OTHER };

/* What one says in a line of a transcript, as it was typed, number and time before it left out. */
struct said_line {
    enum speaker speaker; /* SPEAKER_UNKNOWN: before anybody was named */
    const char *code;     /* of the informant who speaks; NULL: it is another */
    bool begins;          /* a turn */
    uint32_t line;        /* from 1 */
    uint32_t start, end;  /* in the text, behind the label of who speaks */
};

/* A transcript, with where its words were typed. */
struct heard {
    struct words words;
    uint32_t *origins; /* of each byte of words.text: the offset that it has in the transcript */
    struct list lines; /* of struct said_line, one or more for each line of the transcript */
};

/* The same words as transcript_words gives, and the lines that they are from. In arena. */
struct heard transcript_hear(struct arena *arena, const struct list *informants, const char *code, const char *text,
                             size_t length);

/* Where the label of a turn begins in a line, behind numbers and time stamps, and its length, 0 if there is none. */
size_t transcript_label(const char *line, const char *end, size_t *length);

/*
 * A quote: passages that come one after the other. "[...]" stands for any words left out, "[other words]" for
 * what the researcher put in, or put in place of a few words; "[K]alau" is a word with a letter changed.
 */
struct quote {
    struct words words;       /* of all passages */
    struct quote_part *parts; /* passages, never empty ones */
    size_t part_count;
    bool partial; /* it may begin and end within words of the source: set by who reads it */
};

struct quote_part {
    size_t first;
    size_t count;
    size_t gap; /* words of the source that may stand before it; SIZE_MAX: any number */
    size_t at;  /* where quote_find found it */
};

/* Reads a quote, in arena; text must outlive it. */
struct quote quote_read(struct arena *arena, const char *text);

/* The same of a source, in normal form C; if is_heard, of a transcript, without what transcript_words leaves out. */
struct quote quote_read_of(struct arena *arena, const char *text, bool is_heard);

/* Words of a source: those from first, count of them. */
struct word_range {
    size_t first;
    size_t count;
};

/* The words in lines from first to last. */
struct word_range words_in_lines(const struct words *words, long first, long last);

/* The first place where source holds the quote, word for word; what others than the source say does not count. */
bool quote_find(const struct quote *quote, const struct words *source, struct word_range *range);

/* The same among the words of range alone. */
bool quote_find_within(const struct quote *quote, const struct words *source, struct word_range within,
                       struct word_range *range);

/* The same, whoever says it. */
bool quote_find_of_anybody(const struct quote *quote, const struct words *source, struct word_range within,
                           struct word_range *range);

/* The place in source that resembles the quote most; returns how many of 100 of its words are there. */
int quote_nearest(const struct quote *quote, const struct words *source, struct word_range *range);

/*
 * Writes quote and what stands in range of source, each with «» around the words in which they differ, and "..."
 * for longer stretches in which they do not.
 */
void quote_differences(const struct quote *quote, const struct words *source, struct word_range range,
                       struct buffer *quoted, struct buffer *said);

/* Quotes typed by hand that are nearly an excerpt. Only for studies that were read without error. */
void check_quotes(struct build *build, const struct study *study);

#endif
