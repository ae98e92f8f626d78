#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

/* An excerpt without a code is in no theme, no matrix and no narrative. */
static void check_codes(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        struct place place = record_place_of(&excerpt->record, "codes");
        if (excerpt->codes.count > 0 ||
            (place.line == excerpt->record.place.line && place.column == excerpt->record.place.column))
            continue;
        diag_warning(build->diags, place, "no-code", "excerpt '%s' has no code, so it appears under no theme",
                     excerpt->id);
        diag_hint(build->diags, "give it a code of content/codebook.yaml: 'codes: [ID]'");
    }
}

/* Both decisions would be counted. */
static void check_second_coding(struct build *build, const struct study *study)
{
    const struct list *codings = &study->second_coding->codings;
    struct arena *arena = arena_new();
    struct map *seen = map_new(arena);

    for (size_t i = 0; i < codings->count; i++) {
        const struct coding *coding = codings->items[i];
        const struct coding *first = coding->excerpt.id ? map_put(seen, coding->excerpt.id, (void *)coding) : NULL;
        if (first == NULL)
            continue;
        diag_error(build->diags, coding->excerpt.place, "coded-twice", "excerpt '%s' stands here a second time",
                   coding->excerpt.id);
        diag_hint(build->diags, "the first is in line %d: the second coder decides once for each excerpt",
                  first->excerpt.place.line);
    }
    arena_free(arena);
}

/* A summary rests on what its own informant said. */
static void check_summary(struct build *build, const struct summary *summary)
{
    for (size_t i = 0; i < summary->excerpts.count; i++) {
        const struct reference *reference = summary->excerpts.items[i];
        const struct excerpt *excerpt = reference->object;
        if (excerpt == NULL || summary->informant.object == NULL || excerpt->informant == summary->informant.object)
            continue;
        diag_error(build->diags, reference->place, "other-source", "excerpt '%s' is not from informant '%s'",
                   excerpt->id, summary->informant.id);
        diag_hint(build->diags, "name excerpts of this informant, or summarise each informant by itself");
    }
}

void check_coding(struct build *build, const struct study *study)
{
    check_codes(build, study);
    check_second_coding(build, study);
    for (size_t i = 0; i < study->summaries->summaries.count; i++)
        check_summary(build, study->summaries->summaries.items[i]);
}
