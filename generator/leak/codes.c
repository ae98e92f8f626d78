/* What is written for the code of an informant. */

#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

/* "IU-III" is IU-03, too; of one letter, "P-I", it would be anything. */
static void add_roman(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    static const char *const numerals[] = {"I",  "II",  "III",  "IV",  "V",  "VI",  "VII",  "VIII",  "IX",  "X",
                                           "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"};
    size_t letters = strcspn(code.whose, "0123456789");
    unsigned long number = strtoul(code.whose + letters, NULL, 10);
    bool signed_code = letters > 2 && code.whose[letters - 1] == '-';

    if (signed_code && number > 0 && number <= sizeof numerals / sizeof *numerals)
        leak_names_add_id(names, code, arena_format(arena, "%.*s%s", (int)letters, code.whose, numerals[number - 1]),
                          true);
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

/* Whoever is called so, "informan utama", "main informant" or "IU", with the number of the code. */
static void add_numbered(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *called)
{
    unsigned long number = strtoul(code.whose + strcspn(code.whose, "0123456789"), NULL, 10);
    const struct word_row *ordinal = ordinal_of(number);

    if (number == 0)
        return;
    for (const char *const *word = words_rows(WORDS_NUMBERED)->words; *word != NULL; word++)
        leak_names_add_told(names, code, arena_format(arena, "%s %s %lu", called, *word, number));
    leak_names_add_told(names, code, arena_format(arena, "%s %lu", called, number));
    if (ordinal == NULL)
        return;
    leak_names_add_told(names, code, arena_format(arena, "%s %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s yang %s", called, ordinal->words[0]));
    leak_names_add_told(names, code, arena_format(arena, "%s %s", ordinal->words[1], called));
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

/* "I.U.03", "IU-O3", "IU nomor 3" for IU-03. */
static void add_misspelled(struct arena *arena, struct leak_names *names, struct leak_thing code)
{
    size_t letters = strspn(code.whose, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), digits = strcspn(code.whose, "0123456789");
    struct buffer apart = {0};

    for (size_t i = 0; i < letters; i++)
        buffer_format(&apart, "%c.", code.whose[i]);
    if (letters > 1 && code.whose[digits] != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%s%s", buffer_string(&apart), code.whose + digits), false);
    if (letters > 1 && code.whose[digits] == '0' && code.whose[digits + 1] != '\0')
        leak_names_add_id(names, code, arena_format(arena, "%.*sO%s", (int)digits, code.whose, code.whose + digits + 1),
                          false);
    buffer_free(&apart);
    for (const char *const *word = words_rows(WORDS_NUMBERED)->words; *word != NULL && letters > 1; word++)
        leak_names_add_told(names, code,
                            arena_format(arena, "%.*s %s %s", (int)letters, code.whose, *word, code.whose + digits));
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
