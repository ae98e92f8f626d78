/* Abbreviations that no text uses, and words in capitals that none explains. */

#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"

#include <string.h>

static void note_unknown(const struct words_in_capitals *words, struct place place, const char *text, size_t length)
{
    const char *word = arena_copy(words->arena, text, length);
    struct place *first = map_get(words->unknown, word);

    if (first != NULL || list_has_text(&words->file->known, word))
        return;
    first = arena_alloc(words->arena, sizeof *first);
    *first = place;
    map_put(words->unknown, word, first);
}

void check_abbreviations_in(const struct words_in_capitals *words, struct place place, const char *text, bool prose)
{
    const struct abbreviation *next;
    size_t found = 0;
    bool quoted = false;

    if (text == NULL || words->file->record.place.line == 0)
        return;
    next = abbreviation_find(words->file, text, &found);
    for (size_t at = 0; text[at] != '\0';) {
        size_t length = abbreviation_like(text, at);
        if (next != NULL && found == at) {
            map_put(words->used, next->short_form, (void *)next);
            at = found += strlen(next->short_form);
            next = abbreviation_find(words->file, text, &found);
            continue;
        }
        if (length > 0 && prose && !quoted)
            note_unknown(words, place, text + at, length);
        quoted = strncmp(text + at, "“", strlen("“")) == 0 || (quoted && strncmp(text + at, "”", strlen("”")) != 0);
        at += length > 0 ? length : 1;
    }
}

void check_abbreviations(struct build *build, const struct words_in_capitals *words)
{
    const struct list *declared = &words->file->abbreviations;

    if (words->file->record.place.line == 0)
        return;
    for (size_t i = 0; i < declared->count; i++) {
        const struct abbreviation *abbreviation = declared->items[i];
        if (abbreviation->short_form == NULL || map_get(words->used, abbreviation->short_form) != NULL)
            continue;
        diag_warning(build->diags, abbreviation->record.place, "unused-abbreviation",
                     "the abbreviation '%s' is used in no text", abbreviation->short_form);
        diag_hint(build->diags, "remove it, or see how the texts write it: capitals count");
    }
    for (size_t i = 0; i < map_count(words->unknown); i++) {
        const struct place *place = map_value(words->unknown, i);
        diag_note(build->diags, *place, "undeclared-abbreviation", "'%s' is not in content/abbreviations.yaml",
                  map_key(words->unknown, i));
        diag_hint(build->diags, "declare it there, or name it under 'known' if every reader knows it");
    }
}
