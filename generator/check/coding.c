#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

/* An excerpt without a code is a segment of the study that is in no theme: reported once, with how many there are. */
static void check_codes(struct build *build, const struct study *study)
{
    const struct excerpt *first = NULL;
    size_t uncoded = 0;

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt->codes.count > 0)
            continue;
        first = first ? first : excerpt;
        uncoded++;
    }
    /* Its codes may be what could not be read. */
    if (first == NULL || diags_count(build->diags, SEVERITY_ERROR) > 0)
        return;
    diag_note(build->diags, record_place_of(&first->record, "codes"), "no-code",
              translated_count("%zu excerpt has no code, so it appears under no theme: '%s'",
                               "%zu excerpts have no code, so they appear under no theme; the first is '%s'", uncoded),
              uncoded, first->id);
    diag_hint(build->diags, "give it a code of content/codebook.yaml ('codes: [ID]') when it is coded");
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
        diag_error(build->diags, coding->excerpt.place, "coded-twice", "excerpt '%s' is here a second time",
                   coding->excerpt.id);
        diag_hint(build->diags, "the first is in line %d: the second coder decides once for each excerpt",
                  first->excerpt.place.line);
    }
    arena_free(arena);
}

/* What coders gave other codes is to be talked over. */
static void check_coders(struct build *build, const struct study *study)
{
    struct arena *arena = arena_new();
    struct coders_agreement found = agreement_of_coders(arena, study);

    for (size_t i = 0; i < found.pairs.count && diags_count(build->diags, SEVERITY_ERROR) == 0; i++) {
        const struct agreement *pair = found.pairs.items[i];
        if (pair->disagreements.count == 0)
            continue;
        diag_note(build->diags, pair->second->record.place, "coders-differ",
                  "'%s' and '%s' gave other codes to %zu of %zu segments", pair->first->id, pair->second->id,
                  pair->disagreements.count, pair->units);
        diag_hint(build->diags, "the audit trail for examiners lists them: talk them over; the first is '%s'",
                  ((const struct disagreement *)pair->disagreements.items[0])->excerpt->id);
    }
    arena_free(arena);
}

/* A summary rests on what its own informant said. */
static void check_summary(struct build *build, const struct summary *summary)
{
    for (size_t i = 0; i < summary->excerpts.count; i++) {
        const struct reference *reference = summary->excerpts.items[i];
        const struct excerpt *excerpt = reference->object;
        if (excerpt == NULL || summary->informant.object == NULL ||
            excerpt_has_speaker(excerpt, summary->informant.object))
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
    check_coders(build, study);
    for (size_t i = 0; i < study->summaries->summaries.count; i++)
        check_summary(build, study->summaries->summaries.items[i]);
}
