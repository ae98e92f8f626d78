#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* Where the words of an excerpt are, and who says them: keys that need each other, or that cannot stand together. */

static void check_words(struct build *build, const struct excerpt *excerpt)
{
    const struct record *record = &excerpt->record;

    if (record_lacks(record, "text") && record_lacks(record, "turns") && record_lacks(record, "lines")) {
        diag_error(build->diags, record->place, "missing-key", "key 'text' is missing in excerpt '%s'",
                   excerpt->id ? excerpt->id : "?");
        diag_hint(build->diags, "add 'text: |' and the words on the lines below, indented; or 'turns' of several "
                                "speakers, or 'lines: 12-14' of its transcript");
    }
    if (!record_has(record, "turns"))
        return;
    static const char *const others[] = {"text", "speaker", "lines"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (!record_has(record, others[i]))
            continue;
        diag_error(build->diags, record_place_of(record, others[i]), "beside-turns",
                   "excerpt '%s' has both '%s' and 'turns'", excerpt->id, others[i]);
        diag_hint(build->diags, "each turn has its own speaker and text: take '%s' out, or the turns", others[i]);
    }
}

static void check_lines(struct build *build, const struct excerpt *excerpt)
{
    long first, last;

    if (excerpt->lines == NULL || (excerpt_read_lines(excerpt->lines, &first, &last) && first > 0))
        return;
    diag_error(build->diags, record_place_of(&excerpt->record, "lines"), "bad-lines", "'%s' is not a range of lines",
               excerpt->lines);
    diag_hint(build->diags, "write the first and the last line of the transcript, as in lines: 12-14");
}

static bool names_speaker(const struct excerpt *excerpt)
{
    for (size_t i = 0; i < excerpt->turns.count; i++) {
        if (((const struct turn *)excerpt->turns.items[i])->speaker.id != NULL)
            return true;
    }
    return excerpt->speaker.id != NULL;
}

/* Without a source, each excerpt has to say who speaks. */
static void check_source(struct build *build, const struct excerpts_file *file)
{
    if (!record_lacks(&file->record, "source"))
        return;
    for (size_t i = 0; i < file->excerpts.count; i++) {
        const struct excerpt *excerpt = file->excerpts.items[i];
        if (names_speaker(excerpt) || excerpt->id == NULL)
            continue;
        diag_error(build->diags, file->record.place, "missing-key",
                   "key 'source' is missing in excerpts, and excerpt '%s' does not say who speaks", excerpt->id);
        diag_hint(build->diags, "add 'source: ID' (informant or document), or 'speaker: CODE' to each excerpt of an "
                                "interview with several");
        return;
    }
}

/* How it was collected is a usual technique or one of the study's own. */
static void check_technique(struct build *build, const struct list *own, const struct record *record, const char *name)
{
    const struct known_names known = {technique_names, own, "unknown-technique",
                                      "techniques: [{id: ID, label: TEXT, kind: KIND}]", "study.yaml"};

    if (name != NULL && record_has(record, "technique") && strcmp(name, "by-source") != 0)
        check_known_name(build, record_place_of(record, "technique"), "technique", name, &known);
}

/* The ids of the techniques of the study's own (const char *). */
static struct list own_techniques(struct build *build, const struct study *study)
{
    const struct list *techniques = &study->info->techniques;
    struct list ids = {0};

    for (size_t i = 0; i < techniques->count; i++) {
        const struct own_technique *own = techniques->items[i];
        if (own->id == NULL)
            continue;
        if (list_has_text(&ids, own->id) || text_is_among(own->id, technique_names)) {
            diag_error(build->diags, record_place_of(&own->record, "id"), "duplicate-id",
                       "there is a technique '%s' already", own->id);
            diag_hint(build->diags, "give this one an id of its own");
            continue;
        }
        list_add(&ids, build->arena, (void *)own->id);
    }
    return ids;
}

/* ---- codes ---- */

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

static void check_coding(struct build *build, const struct study *study)
{
    check_codes(build, study);
    check_second_coding(build, study);
    check_coders(build, study);
    for (size_t i = 0; i < study->summaries->summaries.count; i++)
        check_summary(build, study->summaries->summaries.items[i]);
}

void check_excerpts(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        check_words(build, study->excerpts.items[i]);
        check_lines(build, study->excerpts.items[i]);
    }
    const struct list own = own_techniques(build, study);
    for (size_t i = 0; i < study->excerpt_files.count; i++) {
        const struct excerpts_file *file = study->excerpt_files.items[i];
        check_source(build, file);
        check_technique(build, &own, &file->record, file->technique);
        for (size_t j = 0; j < file->excerpts.count; j++) {
            const struct excerpt *excerpt = file->excerpts.items[j];
            check_technique(build, &own, &excerpt->record, excerpt->technique);
        }
    }
    check_coding(build, study);
}
