#ifndef LAMPIRAN_BASE_WORDS_H
#define LAMPIRAN_BASE_WORDS_H

/*
 * The lists of words in base/words.txt, by which names, numbers, addresses and institutions are known, what words
 * begin with, which plurals are irregular, and what entries of a bibliography, sheets and projects of other tools hold.
 * They are part of the program;
 * all calls may come from several threads at once.
 */

#include <stdbool.h>
#include <stddef.h>

enum word_list {
    WORDS_TITLE,
    WORDS_DEGREE,
    WORDS_DIGIT,
    WORDS_TOLD,
    WORDS_SIGN,
    WORDS_DOMAIN,
    WORDS_BRIEF,
    WORDS_FILLING,
    WORDS_BORDER,
    WORDS_NUMBER,
    WORDS_SHORT,
    WORDS_AROUND,
    WORDS_ADDRESS,
    WORDS_COUNTED,
    WORDS_ORDINAL,
    WORDS_GROUP,
    WORDS_PEOPLE,
    WORDS_NUMBERED,
    WORDS_SERIES,
    WORDS_SPEAKING,
    WORDS_UNNAMED,
    WORDS_LABEL,
    WORDS_BIRTH,
    WORDS_LINK,
    WORDS_EVERYBODY,
    WORDS_ANSWER,
    WORDS_ROOT,
    WORDS_VARIABLE,
    WORDS_PLATE,
    WORDS_LOGIN,
    WORDS_INSTITUTION,
    WORDS_ENDING,
    WORDS_OFFICE,
    WORDS_BEGIN,
    WORDS_FIRST,
    WORDS_SECOND,
    WORDS_PLURAL,
    WORDS_JOINING,
    WORDS_OTHERS,
    WORDS_LOCATOR,
    WORDS_PERIODICAL,
    WORDS_EDITION,
    WORDS_REVISED,
    WORDS_MONTH,
    WORDS_UNDATED,
    WORDS_CIRCA,
    WORDS_CAPTION,
    WORDS_NOTED,
    WORDS_NUMBERED_SO,
    WORDS_DANGLING,
    WORDS_OPEN,
    WORDS_NEGATION,
    WORDS_BOOLEAN,
    WORDS_LINES,
    WORDS_SPEAKER,
    WORDS_ASKER,
    WORDS_BETWEEN,
    WORDS_LONGITUDE,
    WORDS_ENTRY,
    WORDS_GENRE,
    WORDS_FIELD,
    WORDS_VERBATIM,
    WORDS_KEPT,
    WORDS_THEIRS,
    WORDS_DATED,
    WORDS_MINOR,
    WORDS_ELEMENT,
    WORDS_COLUMN,
    WORDS_MARK,
    WORDS_COUNTING,
    WORDS_DOER,
    WORDS_OPENING,
    WORDS_CLOSING,
    WORDS_PLACE,
    WORDS_CODING,
    WORDS_TRANSCRIPT,
    WORDS_NAMING,
    WORDS_TOTAL,
    WORDS_DOUBTFUL,
    WORDS_WHO,
    WORDS_PERSONAL,
    WORDS_CODED,
    WORDS_LEGEND,
    WORDS_HIGHLIGHT,
    WORDS_COMMON,
    WORDS_TECHNIQUE,
    WORDS_COLOR,
    WORDS_REFI,
    WORDS_QUALCODER,
    WORDS_RQDA,
    WORDS_TAGUETTE,
    WORDS_MAXQDA,
    WORDS_LIST_COUNT
};

struct word_row {
    enum word_list list;
    const char *name;         /* or "" */
    const char *const *words; /* in lower case; NULL ends them */
};

/* The row of list with the word of length letters, or NULL. */
const struct word_row *words_find(enum word_list list, const char *word, size_t length);

/* The row of list with the longest word that text begins with, in any case, and that word's length; NULL and 0: none.
 */
const struct word_row *words_prefix(enum word_list list, const char *text, size_t *length);

/* Some word of list stands anywhere in text, which is in lower case. */
bool words_within(enum word_list list, const char *text);

/* The words of a list that has one row. */
const char *const *words_single(enum word_list list);

/* The first row of list; the next ones follow it as long as their list is this one. */
const struct word_row *words_rows(enum word_list list);

/* Its name is name. */
bool word_row_is(const struct word_row *row, const char *name);

#endif
