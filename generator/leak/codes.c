/* What is written for the code of an informant. */

#include "leak/private.h"

#include "base/arena.h"
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

/* "informan utama ketiga", "the third main informant" for IU-03. */
static void add_ordinal(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group)
{
    unsigned long number = strtoul(code.whose + strcspn(code.whose, "0123456789"), NULL, 10);

    for (const struct word_row *row = words_rows(WORDS_ORDINAL); row->list == WORDS_ORDINAL; row++) {
        for (const struct word_row *kind = words_rows(WORDS_GROUP); kind->list == WORDS_GROUP; kind++) {
            if (strtoul(row->name, NULL, 10) != number || !word_row_is(kind, group))
                continue;
            leak_names_add_phrase(names, code, arena_format(arena, "informan %s %s", kind->words[0], row->words[0]));
            leak_names_add_phrase(names, code, arena_format(arena, "%s %s informant", row->words[1], kind->words[1]));
        }
    }
}

void leak_add_code(struct arena *arena, struct leak_names *names, struct leak_thing code, const char *group)
{
    leak_names_add_id(names, code, code.whose, true);
    add_roman(arena, names, code);
    add_ordinal(arena, names, code, group);
}
