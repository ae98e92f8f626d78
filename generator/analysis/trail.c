#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

static void count_interviews(struct trail *trail, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (!informant_is_real(informant))
            continue;
        trail->informants++;
        bool has_told[TECHNIQUE_COUNT] = {false};
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            bool is_group = interview->technique == TECHNIQUE_FOCUS_GROUP;
            *(is_group ? &trail->focus_groups : &trail->interviews) += interview_counts(study, interview, false);
            has_told[interview->technique] = true;
        }
        trail->interviewed += has_told[TECHNIQUE_INTERVIEW];
        trail->in_focus_groups += has_told[TECHNIQUE_FOCUS_GROUP];
    }
    trail->durations = study_durations(study);
}

static void count_segments(struct trail *trail, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct map *documents = map_new(scratch), *observations = map_new(scratch), *codes = map_new(scratch);

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        trail->illustrative += excerpt_is_made_up(excerpt);
        trail->paraphrased += excerpt->according_to != NULL && !excerpt_is_made_up(excerpt);
        if (!excerpt_is_evidence(excerpt))
            continue;
        trail->segments++;
        trail->coded += excerpt->codes.count > 0;
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *code = excerpt->codes.items[j];
            map_put(codes, code->id, code->object);
        }
        if (excerpt->document != NULL)
            map_put(excerpt->technique_kind == TECHNIQUE_OBSERVATION ? observations : documents, excerpt->document->id,
                    (void *)excerpt->document);
    }
    trail->documents = map_count(documents);
    trail->observations = map_count(observations);
    trail->codes = map_count(codes);
    arena_free(scratch);
}

struct trail trail_of(const struct study *study)
{
    struct trail trail = {.findings = study->findings.count};

    count_interviews(&trail, study);
    count_segments(&trail, study);
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        trail.variables += code->level == CODE_VARIABLE;
        trail.themes += code->level == CODE_THEME;
        trail.subthemes += code->level == CODE_SUBTHEME;
    }
    return trail;
}
