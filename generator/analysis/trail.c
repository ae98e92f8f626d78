#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

static void count_interviews(struct trail *trail, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    trail->informants = informants->count;
    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        trail->interviews += informant->interviews.count;
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            trail->minutes += interview->minutes > 0 ? (size_t)interview->minutes : 0;
        }
    }
}

static void count_segments(struct trail *trail, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct map *documents = map_new(scratch), *codes = map_new(scratch);

    trail->segments = excerpts->count;
    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        trail->coded += excerpt->codes.count > 0;
        trail->illustrative += excerpt->illustrative;
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *code = excerpt->codes.items[j];
            map_put(codes, code->id, code->object);
        }
        if (excerpt->document != NULL)
            map_put(documents, excerpt->document->id, (void *)excerpt->document);
    }
    trail->documents = map_count(documents);
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
