#ifndef LAMPIRAN_BASE_TEXT_H
#define LAMPIRAN_BASE_TEXT_H

/*
 * Unicode text: the only door to utf8proc.  Text is UTF-8 and NUL-terminated unless a length is taken.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct map;

/* bytes are UTF-8 without NUL. If not, *offset is the first offending byte. */
bool text_is_utf8(const char *bytes, size_t length, size_t *offset);

/* What bytes that are not UTF-8 look like: "UTF-16", "Windows-1252", or "binary data". */
const char *text_guess_encoding(const char *bytes, size_t length);

/* Reads one code point at *text (valid UTF-8) and moves *text past it; 0 at the end. */
unsigned long text_next(const char **text);

/* The code point at bytes, which may be anything, in *code_point; returns its length, or 0: it is no UTF-8. */
size_t text_character(const char *bytes, size_t length, unsigned long *code_point);

/*
 * Adds bytes to out as a terminal can show them: what it would obey (control codes, line ends, what turns the direction
 * of writing), and what is no UTF-8, becomes U+FFFD.
 */
void text_visible(struct buffer *out, const char *bytes, size_t length);

/* In Unicode normal form C / D. text itself if it is ASCII. */
const char *text_compose(struct arena *arena, const char *text);
const char *text_decompose(struct arena *arena, const char *text);

/* Folded for comparison: case folded, in normal form C (Unicode's toNFC(toCasefold(x))). */
const char *text_fold(struct arena *arena, const char *text);

/* For anchors and file names: folded, accents dropped, only [a-z0-9-]; "bagian" when nothing is left. */
const char *text_slug(struct arena *arena, const char *text);

/* A combining mark, or one that only joins or formats: takes no room of its own. */
bool text_is_mark(unsigned long code_point);

/* A letter or digit of any script. */
bool text_is_word(unsigned long code_point);

/* A sign that stands for a thing: an emoji, a currency, an operator. */
bool text_is_symbol(unsigned long code_point);

/* Written from right to left (Hebrew, Arabic and their kin). */
bool text_is_right_to_left(unsigned long code_point);

/* The Latin letter or the digit that a code point of another script looks like; '\0': none. */
char text_look_alike(unsigned long code_point);

/*
 * What a code point is to somebody who searches for a name: letters and digits without case, accents and
 * compatibility forms, as UTF-8; '-', '\'' or ' ' for what stands between words; nothing for marks and what only
 * joins or formats. Returns the length in out.
 */
enum { TEXT_BARE_LIMIT = 16 };
size_t text_bare(unsigned long code_point, char out[TEXT_BARE_LIMIT]);

/* The number that count bytes hold, the largest part first if is_big. */
size_t text_number(const void *bytes, int count, bool is_big);

/* Where mark is in bytes, or NULL; as memmem, and several times as fast where mark's first byte is rare, as in prose.
 */
const char *text_search(const char *bytes, size_t length, const char *mark);

/* text is one of words, which end by NULL. */
bool text_is_among(const char *text, const char *const *words);

/* word is among words, which have single blanks between them. */
bool text_has_word(const char *words, const char *word);

/* Byte by byte; every text starts and ends with the empty one. */
bool text_starts_with(const char *text, const char *start);
bool text_ends_with(const char *text, const char *end);

/* [A-Za-z0-9][A-Za-z0-9._-]*: safe as a file name and an anchor; and an id that a study may have, at most ID_LIMIT
 * long. */
enum { ID_LIMIT = 80 };
bool text_is_id(const char *text);
bool text_is_study_id(const char *text);

/* The length bytes at text are one of words, which end by NULL; or but for the case of ASCII letters. */
bool text_is_one_of(const char *text, size_t length, const char *const *words);
bool text_is_one_of_any_case(const char *text, size_t length, const char *const *words);

/* Number of code points. */
size_t text_length(const char *text);

/*
 * Candidate for "did you mean": keep the best of many by calling this for each. best starts as
 * {.word = what was typed}; afterwards .match is the nearest candidate, or NULL when none is near.
 */
struct nearest {
    const char *word;
    const char *match;
    size_t distance; /* edit distance with transpositions (optimal string alignment) */
};
void text_nearest(struct nearest *best, const char *candidate);

/* The same for each key of map. */
void text_nearest_key(struct nearest *best, const struct map *map);

/* Orders text as a reader expects (folded, then by bytes), for sorted output. */
int text_compare(const char *a, const char *b);

/* The order of texts as bytes, but numbers in them by what they count: "I2", "I10". */
int text_compare_numbers(const char *a, const char *b);

/* text without white space at both ends, line ends as '\n'; in arena. */
const char *text_trimmed(struct arena *arena, const char *text);

#endif
