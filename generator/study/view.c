#include "study/study.h"

#include "base/arena.h"
#include "base/map.h"

struct view {
    enum audience audience;
    bool is_whole; /* nothing is withheld */
    const struct study *study;
    struct list informants;
    struct list excerpts;
    struct map *informants_by_code;
    struct map *excerpts_by_id;
    struct map *by_source;             /* source id -> struct list of struct excerpt */
    struct map *by_code;               /* code id -> the same */
    struct map *findings_by_objective; /* objective id -> struct list of struct finding */
    struct map *findings_by_theme;     /* code id -> the same */
};

static const struct list nothing;

static bool may_see(enum consent consent, enum audience audience)
{
    switch (consent) {
    case CONSENT_PUBLIC:
        return true;
    case CONSENT_EXAMINER:
        return audience == AUDIENCE_EXAMINER;
    case CONSENT_NONE:
        break;
    }
    return false;
}

/* What has no key, as it could not be read, is in no list. */
static void add_to(struct map *lists, struct arena *arena, const char *key, void *item)
{
    struct list *list = map_get(lists, key);

    if (key == NULL)
        return;
    if (list == NULL) {
        list = arena_alloc(arena, sizeof *list);
        map_put(lists, key, list);
    }
    /* An excerpt with a code and with one below it comes here twice in a row. */
    if (list->count == 0 || list->items[list->count - 1] != item)
        list_add(list, arena, item);
}

static void add_excerpt(struct view *view, struct arena *arena, struct excerpt *excerpt)
{
    list_add(&view->excerpts, arena, excerpt);
    if (excerpt->id != NULL)
        map_put(view->excerpts_by_id, excerpt->id, excerpt);
    add_to(view->by_source, arena, excerpt_source_id(excerpt), excerpt);
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        for (const struct code *code = reference->object; code != NULL; code = code->parent)
            add_to(view->by_code, arena, code->id, excerpt);
    }
}

static void add_findings(struct view *view, struct arena *arena)
{
    for (size_t i = 0; i < view->study->findings.count; i++) {
        struct finding *finding = view->study->findings.items[i];
        add_to(view->findings_by_objective, arena, finding->objective.id, finding);
        add_to(view->findings_by_theme, arena, finding->theme.id, finding);
    }
}

static const struct view *make(struct arena *arena, const struct study *study, enum audience audience, bool is_whole)
{
    struct view *view = arena_alloc(arena, sizeof *view);
    const struct list *informants = &study->informants->informants;

    *view = (struct view){
        .audience = audience,
        .is_whole = is_whole,
        .study = study,
        .informants_by_code = map_new(arena),
        .excerpts_by_id = map_new(arena),
        .by_source = map_new(arena),
        .by_code = map_new(arena),
        .findings_by_objective = map_new(arena),
        .findings_by_theme = map_new(arena),
    };
    for (size_t i = 0; i < informants->count; i++) {
        struct informant *informant = informants->items[i];
        if (!is_whole && !may_see((enum consent)informant->consent, audience))
            continue;
        list_add(&view->informants, arena, informant);
        if (informant->code != NULL)
            map_put(view->informants_by_code, informant->code, informant);
    }
    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        if (is_whole || may_see(excerpt_consent(excerpt), audience))
            add_excerpt(view, arena, excerpt);
    }
    add_findings(view, arena);
    return view;
}

const struct view *view_study(struct arena *arena, const struct study *study, enum audience audience)
{
    return make(arena, study, audience, false);
}

const struct view *view_whole(struct arena *arena, const struct study *study)
{
    return make(arena, study, AUDIENCE_EXAMINER, true);
}

bool view_is_whole(const struct view *view)
{
    return view->is_whole;
}

enum audience view_audience(const struct view *view)
{
    return view->audience;
}

const struct study *view_study_of(const struct view *view)
{
    return view->study;
}

const struct list *view_informants(const struct view *view)
{
    return &view->informants;
}

const struct list *view_excerpts(const struct view *view)
{
    return &view->excerpts;
}

const struct list *view_excerpts_of_source(const struct view *view, const char *source_id)
{
    const struct list *list = map_get(view->by_source, source_id);

    return list ? list : &nothing;
}

const struct list *view_excerpts_of_code(const struct view *view, const struct code *code)
{
    const struct list *list = code ? map_get(view->by_code, code->id) : NULL;

    return list ? list : &nothing;
}

const struct excerpt *view_excerpt(const struct view *view, const char *id)
{
    return map_get(view->excerpts_by_id, id);
}

const struct informant *view_informant(const struct view *view, const char *code)
{
    return map_get(view->informants_by_code, code);
}

enum { SMALL_COUNT = 3 };

size_t view_small_count(const struct view *view)
{
    const struct privacy_settings *privacy = view->study->info->privacy;
    bool withholds = view->informants.count < view->study->informants->informants.count ||
                     view->excerpts.count < view->study->excerpts.count;

    if (view->audience != AUDIENCE_PUBLIC || !withholds)
        return 0;
    if (privacy == NULL || privacy->small_count == INTEGER_ABSENT)
        return SMALL_COUNT;
    return privacy->small_count > 0 ? (size_t)privacy->small_count : 0;
}

void *view_find(const struct view *view, enum object_kind kind, const char *id)
{
    if (kind == OBJECT_EXCERPT)
        return map_get(view->excerpts_by_id, id);
    if (kind == OBJECT_INFORMANT)
        return map_get(view->informants_by_code, id);
    if (kind == OBJECT_SOURCE && study_find(view->study, OBJECT_INFORMANT, id) != NULL)
        return map_get(view->informants_by_code, id);
    return study_find(view->study, kind, id);
}

struct list view_findings(const struct view *view, struct arena *arena, const struct objective *objective,
                          const struct code *theme)
{
    const struct list *candidates = &view->study->findings;
    struct list found = {0};

    if (theme != NULL)
        candidates = map_get(view->findings_by_theme, theme->id);
    else if (objective != NULL)
        candidates = map_get(view->findings_by_objective, objective->id);
    for (size_t i = 0; candidates != NULL && i < candidates->count; i++) {
        struct finding *finding = candidates->items[i];
        if (objective == NULL || finding->objective.object == objective)
            list_add(&found, arena, finding);
    }
    return found;
}
