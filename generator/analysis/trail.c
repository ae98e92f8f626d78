#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

static void count_interviews(struct trail *trail, const struct view *view)
{
    const struct list *informants = view_informants(view);

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

static void count_segments(struct trail *trail, const struct view *view)
{
    const struct list *excerpts = view_excerpts(view);
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

struct trail trail_of(const struct view *view)
{
    const struct study *study = view_study_of(view);
    struct trail trail = {.findings = study->findings.count};

    count_interviews(&trail, view);
    count_segments(&trail, view);
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        trail.variables += code->level == CODE_VARIABLE;
        trail.themes += code->level == CODE_THEME;
        trail.subthemes += code->level == CODE_SUBTHEME;
    }
    return trail;
}
