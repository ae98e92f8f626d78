/* What is written for the code of an informant. */

#include "leak/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* NULL: nobody writes number so. */
static const char *roman_of(unsigned long number)
{
    static const char *const numerals[] = {"I",  "II",  "III",  "IV",  "V",  "VI",  "VII",  "VIII",  "IX",  "X",
                                           "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"};

    return number > 0 && number <= sizeof numerals / sizeof *numerals ? numerals[number - 1] : NULL;
}

static unsigned long number_of(const char *code)
{
    return strtoul(code + strcspn(code, "0123456789"), NULL, 10);
}

/* "IU-III" is IU-03, too; of one letter, "P-I", it would be anything. */
static void add_roman(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    size_t letters = strcspn(code.whose, "0123456789");
    const char *roman = roman_of(number_of(code.whose));

    if (roman != NULL && letters > 2 && code.whose[letters - 1] == '-')
        leak_names_add_id(names, code, arena_format(arena, "%.*s%s", (int)letters, code.whose, roman), true);
}

/* The row of the ordinal number, or NULL. */
static const struct word_row *ordinal_of(unsigned long number)
{
    for (const struct word_row *row = words_rows(WORDS_ORDINAL); row->list == WORDS_ORDINAL; row++) {
        if (strtoul(row->name, NULL, 10) == number)
            return row;
    }
    return NULL;
}

static void add_told(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *called,
                     const char *number)
{
    leak_names_add_told(names, code, arena_format(arena, "%s %s", called, number));
    for (const char *const *word = words_rows(WORDS_NUMBERED)->words; *word != NULL; word++)
        leak_names_add_told(names, code, arena_format(arena, "%s %s %s", called, *word, number));
}

/* Whoever is called so, "informan utama", "main informant" or "IU", with the number of the code. */
static void add_numbered(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *called)
{
    unsigned long number = number_of(code.whose);
    const struct word_row *ordinal = ordinal_of(number);
    const char *roman = roman_of(number), *figures = arena_format(arena, "%lu", number);

    if (number == 0)
        return;
    add_told(arena, names, code, called, figures);
    if (roman != NULL)
        add_told(arena, names, code, called, roman);
    if (ordinal == NULL)
        return;
    leak_names_add_told(names, code, arena_format(arena, "%s %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s yang %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s %s", ordinal->words[1], called));
    add_told(arena, names, code, called, ordinal->words[2]);
    add_told(arena, names, code, called, ordinal->words[3]);
}

/* Informants of a kind that all studies have, or just informants. */
static void add_people(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group)
{
    const struct word_row *kind = words_rows(WORDS_GROUP);

    while (kind->list == WORDS_GROUP && !word_row_is(kind, group))
        kind++;
    bool is_kind = kind->list == WORDS_GROUP;
    for (const struct word_row *row = words_rows(WORDS_PEOPLE); row->list == WORDS_PEOPLE; row++) {
        bool english = word_row_is(row, "en");
        for (const char *const *word = row->words; *word != NULL; word++) {
            const char *called = !is_kind  ? *word
                                 : english ? arena_format(arena, "%s %s", kind->words[1], *word)
                                           : arena_format(arena, "%s %s", *word, kind->words[0]);
            add_numbered(arena, names, code, called);
        }
    }
}

/* "I.U.03", "I U 0 3", "1U-03", "IU-O3", "IU tiga", "IU nomor 3" for IU-03. */
static void add_misspelled(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    size_t letters = strspn(code.whose, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), digits = strcspn(code.whose, "0123456789");
    const char *number = code.whose + digits;
    struct buffer apart = {0};

    if (letters < 2)
        return;
    bool counts = letters == 2 && code.whose[1] <= 'H'; /* "1.A.2", "I.A.1.2": headings, rather than IA-02 or IA-12 */
    for (size_t i = 0; i < letters; i++)
        buffer_format(&apart, "%c.", code.whose[i]);
    if (*number != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%s%s", buffer_string(&apart), number), true);
    for (const char *digit = number; ascii_is_digit(*digit); digit++)
        buffer_format(&apart, "%c%s", *digit, ascii_is_digit(digit[1]) ? "." : "");
    if (strlen(number) > 1 && !counts)
        leak_names_add_id(names, code, buffer_string(&apart), true);
    buffer_free(&apart);
    if (*code.whose == 'I' && !counts)
        leak_names_add_id(names, code, arena_format(arena, "1%s", code.whose + 1), true);
    if (*number == '0' && number[1] != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%.*sO%s", (int)digits, code.whose, number + 1), false);
    if (letters < 4) /* longer ones are words: "kader pertama" is no KADER-01 */
        add_numbered(arena, names, code, arena_copy(arena, code.whose, letters));
}

void leak_add_code(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group,
                   const char *called)
{
    leak_names_add_id(names, code, code.whose, true);
    add_roman(arena, names, code);
    add_misspelled(arena, names, code);
    if (called == NULL) {
        add_people(arena, names, code, group);
        return;
    }
    add_numbered(arena, names, code, called);
    for (const char *const *word = words_rows(WORDS_PEOPLE)->words; *word != NULL; word++)
        add_numbered(arena, names, code, arena_format(arena, "%s %s", *word, called));
}
