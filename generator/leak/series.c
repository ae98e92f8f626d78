/*
 * Codes that are told in a row, their letters written once: "IU-01/02/03", "IU-01, 02 dan 03", "IU-01–03", "informan
 * utama 1 sampai 3".
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/words.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LONGEST_LINK = 12, /* bytes between two numbers */
    LONGEST_SERIES = 200,
};

struct series {
    const struct leak_names *names;
    const struct tokens *tokens;
    const char *text;
    uint64_t letters; /* key of what is before the numbers */
    size_t start;     /* of it, in the text */
    bool in_words;
    void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end);
    void *context;
};

static const struct word_row *row_of(const struct series *series, const struct token *token, enum word_list list)
{
    return words_find(list, series->text + token->start, token->end - token->start);
}

static unsigned long value_of(const struct series *series, const struct token *number)
{
    return strtoul(series->text + number->start, NULL, 10);
}

/* Behind a number goes on what it counts, "02 Maret", or another number, "02.05". */
static bool is_count(const struct series *series, const struct token *number)
{
    const struct token *next = number + 1;
    const char *text = series->text;

    if (text[number->end] != '\0' && strchr(".,:", text[number->end]) != NULL && ascii_is_digit(text[number->end + 1]))
        return true;
    if (next >= series->tokens->items + series->tokens->count || next->digits || text[number->end] != ' ' ||
        next->start != number->end + 1)
        return text[number->end] == '%' || stream_is_letter(text[number->end]);
    const struct word_row *behind = row_of(series, next, WORDS_NUMBERED);
    bool filled = (text[number->start] == '0' || series->in_words) && !ascii_is_capital(text[next->start]);
    return (!filled && row_of(series, next, WORDS_SERIES) == NULL && row_of(series, next, WORDS_SPEAKING) == NULL) ||
           (behind != NULL && word_row_is(behind, "behind"));
}

/* The number with which a series goes on behind number, or NULL; *range: those between are meant, too. */
static const struct token *next_number(const struct series *series, const struct token *number, bool *range)
{
    const struct token *next = number + 1, *stop = series->tokens->items + series->tokens->count;
    bool listed = false;

    *range = false;
    for (; next < stop && !next->digits; next++) {
        const struct word_row *row = row_of(series, next, WORDS_SERIES);
        if (row == NULL)
            return NULL;
        *range |= word_row_is(row, "range");
        listed = true;
    }
    if (next >= stop || next->start - number->end > LONGEST_LINK ||
        next->end - next->start != number->end - number->start)
        return NULL;
    if (series->text[number->end] == '.' && next->start == number->end + 1) /* "IU-01.10": an excerpt of one */
        return NULL;
    for (size_t at = number->end; at < next->start; at++) {
        char c = series->text[at];
        if (c == '\0' || (!stream_is_letter(c) && !shape_is_joint(c) && strchr(" /,&+-.", c) == NULL))
            return NULL;
        listed |= strchr("/,&+", c) != NULL;
    }
    *range |= !listed; /* a dash, which may be a blank here */
    return is_count(series, next) ? NULL : next;
}

/* told: only where the series is in words. */
static void meet_code(const struct series *series, unsigned long number, size_t end, bool range, bool told)
{
    char digits[24];
    uint64_t key;

    snprintf(digits, sizeof digits, "%lu", number);
    key = names_id_key(series->letters, token_key(digits, 0, strlen(digits)));
    const struct name_entry *entry = names_entries(series->names, key);
    const struct name_entry *all = series->names->entries + series->names->entry_count;
    for (; entry != NULL && entry < all && entry->key == key; entry++) {
        const struct name *name = &series->names->names[entry->name];
        if (entry->how != ENTRY_ID || name->thing.kind != LEAK_CODE_WITHHELD || (told && name->form != FORM_TOLD))
            continue;
        enum leak_part part = range || name->form == FORM_TOLD ? PART_ALONE : PART_WHOLE;
        series->found(series->context, &name->thing, part, series->start, end);
        return;
    }
}

void leak_series_find(const struct leak_names *names, const struct tokens *tokens, const char *text, size_t position,
                      void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                    size_t end),
                      void *context)
{
    const struct token *first = &tokens->items[position], *stop = tokens->items + tokens->count;
    const struct token *number = first, *next;
    struct series series = {names, tokens, text, 0, first->start, false, found, context};
    bool range;

    for (; number < stop && !number->digits; number++) {
        if (number > first && number->start - number[-1].end > 1)
            return;
        series.letters = names_id_key(series.letters, number->key);
        if (!names_filter_has(names->id_filter, series.letters))
            return;
    }
    if (number >= stop || number == first || number->start - number[-1].end > 2)
        return;
    series.in_words = number - first > 1 && text[first->end] == ' ';
    for (; (next = next_number(&series, number, &range)) != NULL; number = next) {
        unsigned long from = value_of(&series, number), to = value_of(&series, next);
        if (to == ULONG_MAX || (range && (to <= from || to - from > LONGEST_SERIES)))
            return;
        for (unsigned long each = range ? from + 1 : to; each <= to; each++)
            meet_code(&series, each, next->end, range, false);
        if (first != NULL)
            meet_code(&series, from, next->end, true, true);
        first = NULL;
    }
}
