#include "base/words.h"

#include "base/ascii.h"
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

/* The Makefile makes words.inc of words.txt: a row for each line. */
static const struct word_row rows[] = {
#include "base/words.inc"
    {WORDS_LIST_COUNT, "", NULL},
};

enum { SLOTS = 8192 /* a power of two, at least twice the number of words */ };

/* Hash table of all words. */
static struct {
    const char *word; /* NULL: free */
    const struct word_row *row;
} slots[SLOTS];

static const struct word_row *first_rows[WORDS_LIST_COUNT];

static size_t slot_of(enum word_list list, const char *word, size_t length)
{
    uint32_t hash = 2166136261u + list;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)word[i];
        hash = (hash ^ (ascii_is_capital(c) ? c | 0x20u : c)) * 16777619u;
    }
    return (hash ^ hash >> 15) & (SLOTS - 1);
}

static void enter_all(void)
{
    size_t entered = 0;

    for (const struct word_row *row = rows; row->list < WORDS_LIST_COUNT; row++) {
        first_rows[row->list] = first_rows[row->list] ? first_rows[row->list] : row;
        for (const char *const *word = row->words; *word != NULL; word++) {
            size_t slot = slot_of(row->list, *word, strlen(*word));
            while (slots[slot].word != NULL)
                slot = (slot + 1) & (SLOTS - 1);
            slots[slot].word = *word;
            slots[slot].row = row;
            entered++;
        }
    }
    assert(entered * 2 <= SLOTS);
}

static void enter_once(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, enter_all);
}

const struct word_row *words_find(enum word_list list, const char *word, size_t length)
{
    enter_once();
    for (size_t slot = slot_of(list, word, length); slots[slot].word != NULL; slot = (slot + 1) & (SLOTS - 1)) {
        const char *entered = slots[slot].word;
        if (slots[slot].row->list == list && strncasecmp(entered, word, length) == 0 && entered[length] == '\0')
            return slots[slot].row;
    }
    return NULL;
}

const struct word_row *words_prefix(enum word_list list, const char *text, size_t *length)
{
    const struct word_row *longest = NULL;

    *length = 0;
    for (const struct word_row *row = words_rows(list); row->list == list; row++) {
        for (const char *const *word = row->words; *word != NULL; word++) {
            size_t size = strlen(*word);
            if (size > *length && strncasecmp(text, *word, size) == 0) {
                longest = row;
                *length = size;
            }
        }
    }
    return longest;
}

bool words_within(enum word_list list, const char *text)
{
    bool is = false;

    for (const struct word_row *row = words_rows(list); row->list == list; row++) {
        for (const char *const *word = row->words; *word != NULL && !is; word++)
            is = strstr(text, *word) != NULL;
    }
    return is;
}

const char *const *words_single(enum word_list list)
{
    assert(words_rows(list)[1].list != list);
    return words_rows(list)->words;
}

const struct word_row *words_rows(enum word_list list)
{
    enter_once();
    return first_rows[list];
}

bool word_row_is(const struct word_row *row, const char *name)
{
    return strcmp(row->name, name) == 0;
}
