#include "report/private.h"

#include "base/arena.h"
#include "base/map.h"

struct code_counts count_code(const struct study *study, const struct code *code)
{
    const struct list *excerpts = study_excerpts_of_code(study, code);
    struct arena *scratch = arena_new();
    struct map *sources = map_new(scratch);
    struct code_counts counts = {.excerpts = excerpts->count};

    for (size_t i = 0; i < excerpts->count; i++) {
        struct excerpt *excerpt = excerpts->items[i];
        counts.contrasts += excerpt->stance == STANCE_CONTRAST;
        if (map_put(sources, excerpt_source_id(excerpt), excerpt) == NULL) {
            counts.informants += excerpt->informant != NULL;
            counts.documents += excerpt->document != NULL;
        }
    }
    arena_free(scratch);
    return counts;
}

struct block *counts_warning(const struct assembly *assembly, const struct list *excerpts)
{
    size_t made_up = 0;

    for (size_t i = 0; i < excerpts->count; i++)
        made_up += ((const struct excerpt *)excerpts->items[i])->illustrative;
    if (made_up == 0)
        return NULL;
    const char *text = compose_numbers(assembly, "counts_illustrative", made_up, excerpts->count);
    return compose_callout(assembly, CALLOUT_ILLUSTRATIVE, NULL, compose_text(assembly, text));
}
