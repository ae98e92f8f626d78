#include "study/study.h"

#include "base/arena.h"
#include "base/map.h"

#include <string.h>

/*
 * What one audience may see of a study, as a study of its own.  A record that is withheld is left out of the list that
 * holds it, and so is whatever names it; records that hold such lists are copied, all others are shared with the whole.
 */

struct filter {
    struct arena *arena;
    const struct study *whole;
    struct study *study; /* what is being made */
};

const char *const audience_names[] = {"public", "examiner", NULL};

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

/* Of all, what keep says yes to. */
static struct list kept(const struct filter *filter, const struct list *all,
                        bool (*keep)(const struct filter *filter, const void *item))
{
    struct list seen = {0};

    for (size_t i = 0; i < all->count; i++) {
        if (keep(filter, all->items[i]))
            list_add(&seen, filter->arena, all->items[i]);
    }
    return seen;
}

static bool sees_informant(const struct filter *filter, const void *item)
{
    const struct informant *informant = item;

    return may_see((enum consent)informant->consent, filter->study->audience);
}

static void keep_informants(const struct filter *filter)
{
    const struct list *all = &filter->whole->informants->informants;
    struct informants_file *file = arena_keep(filter->arena, filter->whole->informants, sizeof *file);
    struct map *by_code = map_new(filter->arena);

    file->informants = kept(filter, all, sees_informant);
    for (size_t i = 0; i < file->informants.count; i++) {
        struct informant *informant = file->informants.items[i];
        map_put(by_code, informant->code, informant);
    }
    filter->study->informants = file;
    filter->study->withholds[OBJECT_INFORMANT] = file->informants.count < all->count;
    filter->study->withholds[OBJECT_SOURCE] = filter->study->withholds[OBJECT_INFORMANT];
    filter->study->objects[OBJECT_INFORMANT] = by_code;
}

static bool sees_attribute(const struct filter *filter, const void *item)
{
    const struct attribute *attribute = item;

    return attribute->audience == ATTRIBUTE_PUBLIC ||
           (attribute->audience == ATTRIBUTE_EXAMINER && filter->study->audience == AUDIENCE_EXAMINER);
}

static bool sees_value(const struct filter *filter, const void *item)
{
    const struct attribute_value *value = item;

    return value->attribute != NULL && sees_attribute(filter, value->attribute);
}

/* Attributes and their values, of the informants that are in the study. */
static void keep_attributes(const struct filter *filter)
{
    struct study *study = filter->study;
    struct informants_file *file = study->informants; /* a copy already */

    file->attributes = kept(filter, &file->attributes, sees_attribute);
    study->objects[OBJECT_ATTRIBUTE] = map_new(filter->arena);
    study->attribute_values = map_new(filter->arena);
    for (size_t i = 0; i < file->attributes.count; i++) {
        struct attribute *attribute = file->attributes.items[i];
        map_put(study->objects[OBJECT_ATTRIBUTE], attribute->id, attribute);
    }
    for (size_t i = 0; i < file->informants.count; i++) {
        const struct informant *informant = file->informants.items[i];
        struct list *seen = arena_alloc(filter->arena, sizeof *seen);
        *seen = kept(filter, study_attributes_of(filter->whole, informant), sees_value);
        map_put(study->attribute_values, informant->code, seen);
    }
}

/* They were made for examiners. */
static bool sees_transcript(const struct filter *filter, const void *item)
{
    const struct printed_transcript *transcript = item;
    const struct informant *informant = transcript->informant;

    return filter->study->audience == AUDIENCE_EXAMINER &&
           (informant == NULL || study_find(filter->study, OBJECT_INFORMANT, informant->code) != NULL);
}

static bool consents(const struct filter *filter, const void *excerpt)
{
    return may_see(excerpt_consent(excerpt), filter->study->audience);
}

static void keep_excerpts(const struct filter *filter)
{
    struct study *study = filter->study;

    study->excerpts = kept(filter, &filter->whole->excerpts, consents);
    study->objects[OBJECT_EXCERPT] = map_new_for(filter->arena, study->excerpts.count);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        map_put(study->objects[OBJECT_EXCERPT], excerpt->id, excerpt);
    }
    study->withholds[OBJECT_EXCERPT] = study->excerpts.count < filter->whole->excerpts.count;
}

/* Of use once the excerpts are filtered. */
static bool has_excerpt(const struct filter *filter, const char *id)
{
    return study_find(filter->study, OBJECT_EXCERPT, id) != NULL;
}

static bool sees_excerpt(const struct filter *filter, const void *item)
{
    return has_excerpt(filter, ((const struct excerpt *)item)->id);
}

static bool sees_reference(const struct filter *filter, const void *item)
{
    return has_excerpt(filter, ((const struct reference *)item)->id);
}

static bool sees_coding(const struct filter *filter, const void *item)
{
    return has_excerpt(filter, ((const struct coding *)item)->excerpt.id);
}

/* A summary is seen by those who may see its informant and all that it rests on. */
static bool sees_summary(const struct filter *filter, const void *item)
{
    const struct summary *summary = item;

    return study_find(filter->study, OBJECT_INFORMANT, summary->informant.id) != NULL &&
           kept(filter, &summary->excerpts, sees_reference).count == summary->excerpts.count;
}

/* The files of sources that are seen, each with the excerpts that are. */
static void keep_excerpt_files(const struct filter *filter)
{
    const struct list *all = &filter->whole->excerpt_files;
    struct study *study = filter->study;

    study->excerpt_files = (struct list){0};
    for (size_t i = 0; i < all->count; i++) {
        const struct excerpts_file *whole = all->items[i];
        if (whole->source.id == NULL || study_find(study, OBJECT_SOURCE, whole->source.id) == NULL)
            continue;
        struct excerpts_file *file = arena_keep(filter->arena, whole, sizeof *file);
        file->excerpts = kept(filter, &whole->excerpts, sees_excerpt);
        if (file->excerpts.count > 0)
            list_add(&study->excerpt_files, filter->arena, file);
    }
}

static void keep_summaries(const struct filter *filter)
{
    struct summaries_file *file = arena_keep(filter->arena, filter->whole->summaries, sizeof *file);

    file->summaries = kept(filter, &file->summaries, sees_summary);
    filter->study->summaries = file;
}

/* Of what was said beside numbers, what this audience may read. */
static void keep_joint(const struct filter *filter)
{
    const struct list *all = &filter->whole->joint->rows;
    struct joint_file *file = arena_keep(filter->arena, filter->whole->joint, sizeof *file);

    file->rows = (struct list){0};
    for (size_t i = 0; i < all->count; i++) {
        struct joint_row *row = arena_keep(filter->arena, all->items[i], sizeof *row);
        row->excerpts = kept(filter, &row->excerpts, sees_reference);
        list_add(&file->rows, filter->arena, row);
    }
    filter->study->joint = file;
}

static void keep_codings(const struct filter *filter)
{
    struct second_coding_file *file = arena_keep(filter->arena, filter->whole->second_coding, sizeof *file);

    file->codings = kept(filter, &file->codings, sees_coding);
    filter->study->second_coding = file;
}

/* A memo is seen by those whom it names, if they may see what it is about; it leads to that as they see it. */
static void keep_memo(const struct filter *filter, const struct memo *memo)
{
    struct study *study = filter->study;

    if (memo->read_by == MEMO_NOBODY || (memo->read_by == MEMO_EXAMINER && study->audience != AUDIENCE_EXAMINER))
        return;
    void *object = memo->object ? study_find(study, memo->about_kind, memo->about) : NULL;
    if (memo->object != NULL && object == NULL)
        return;
    struct memo *seen = arena_keep(filter->arena, memo, sizeof *seen);
    seen->object = object;
    list_add(&study->memos, filter->arena, seen);
}

/* What others coded of excerpts that are seen, leading to them; its id leads to the excerpt, too. */
static void keep_recodings(const struct filter *filter)
{
    const struct list *all = &filter->whole->recodings;
    struct study *study = filter->study;

    study->recodings = (struct list){0};
    for (size_t i = 0; i < all->count; i++) {
        const struct excerpt *whole = all->items[i];
        struct excerpt *again = study_find(study, OBJECT_EXCERPT, whole->again->id);
        if (again == NULL)
            continue;
        struct excerpt *excerpt = arena_keep(filter->arena, whole, sizeof *excerpt);
        excerpt->again = again;
        excerpt->informant = again->informant;
        excerpt->document = again->document;
        excerpt->speakers = again->speakers;
        excerpt->turns = again->turns;
        excerpt->speaker = again->speaker;
        excerpt->host = again->host;
        list_add(&study->recodings, filter->arena, excerpt);
        if (excerpt->id != NULL)
            map_put(study->objects[OBJECT_EXCERPT], excerpt->id, again);
    }
}

/* After informants and excerpts are as coarse as this audience has them. */
static void keep_memos(const struct filter *filter)
{
    struct memos_file *file = arena_keep(filter->arena, filter->whole->memos_file, sizeof *file);

    file->memos = filter->study->memos = (struct list){0};
    for (size_t i = 0; i < filter->whole->memos.count; i++)
        keep_memo(filter, filter->whole->memos.items[i]);
    filter->study->memos_file = file;
    filter->study->objects[OBJECT_MEMO] = map_new(filter->arena);
}

/* What has no key, as it could not be read, is in no list. */
static void add_to(struct map *lists, struct arena *arena, const char *key, void *item)
{
    if (key == NULL)
        return;
    struct list *list = map_item(lists, key, sizeof *list);
    /* An excerpt with a code and with one below it comes here twice in a row. */
    if (list->count == 0 || list->items[list->count - 1] != item)
        list_add(list, arena, item);
}

static void index_excerpts(struct study *study, struct arena *arena)
{
    study->excerpts_by_source = map_new(arena);
    study->excerpts_by_code = map_new(arena);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt->speakers.count == 0)
            add_to(study->excerpts_by_source, arena, excerpt_source_id(excerpt), excerpt);
        for (size_t j = 0; j < excerpt->speakers.count; j++)
            add_to(study->excerpts_by_source, arena, ((const struct informant *)excerpt->speakers.items[j])->code,
                   excerpt);
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *reference = excerpt->codes.items[j];
            for (const struct code *code = reference->object; code != NULL; code = code->parent)
                add_to(study->excerpts_by_code, arena, code->id, excerpt);
        }
    }
}

static void index_findings(struct study *study, struct arena *arena)
{
    study->findings_by_objective = map_new(arena);
    study->findings_by_code = map_new(arena);
    for (size_t i = 0; i < study->findings.count; i++) {
        struct finding *finding = study->findings.items[i];
        add_to(study->findings_by_objective, arena, finding->objective.id, finding);
        for (const struct code *code = finding->theme.object; code != NULL; code = code->parent)
            add_to(study->findings_by_code, arena, code->id, finding);
    }
}

/* What a whole study gets behind reading. */
static void keep_later(const struct filter *filter)
{
    const struct study *whole = filter->whole;

    filter->study->transcripts = kept(filter, &whole->transcripts, sees_transcript);
    filter->study->digest = filter->study->audience == AUDIENCE_EXAMINER ? whole->digest : NULL;
}

struct study *study_filter(struct arena *arena, const struct study *whole, enum audience audience)
{
    struct filter filter = {arena, whole, arena_alloc(arena, sizeof *filter.study)};

    *filter.study = *whole;
    filter.study->audience = audience;
    filter.study->for_site = audience == AUDIENCE_PUBLIC;
    keep_informants(&filter);
    keep_attributes(&filter);
    keep_excerpts(&filter);
    filter.study->inputs = (struct list){0};
    keep_later(&filter);
    keep_excerpt_files(&filter);
    keep_summaries(&filter);
    keep_joint(&filter);
    keep_codings(&filter);
    bool months = whole->info->privacy != NULL && whole->info->privacy->dates == DATES_MONTHS;
    if (audience == AUDIENCE_PUBLIC || months)
        study_coarsen(arena, filter.study);
    keep_recodings(&filter);
    keep_memos(&filter); /* they lead to what the audience has */
    index_excerpts(filter.study, arena);
    index_findings(filter.study, arena);
    return filter.study;
}

const struct study *views_of(struct views *views, enum audience audience)
{
    if (views->of[audience] == NULL)
        views->of[audience] = study_filter(views->arena, views->whole, audience);
    else
        keep_later(&(struct filter){views->arena, views->whole, views->of[audience]});
    return views->of[audience];
}

void views_forget(struct views *views)
{
    memset(views->of, 0, sizeof views->of);
}

const struct study *study_whole(struct arena *arena, const struct study *study)
{
    struct study *whole = arena_keep(arena, study, sizeof *whole);

    whole->audience = AUDIENCE_EXAMINER;
    whole->is_whole = true;
    index_excerpts(whole, arena);
    index_findings(whole, arena);
    return whole;
}

bool study_lists_section(const struct study_info *info, const char *name)
{
    for (size_t i = 0; i < info->appendices.count; i++) {
        const struct appendix_entry *entry = info->appendices.items[i];
        if (entry->section != NULL && strcmp(entry->section, name) == 0)
            return true;
    }
    return false;
}

bool study_has_section(const struct study_info *info, const char *name)
{
    return info->appendices.count == 0 || study_lists_section(info, name);
}

const struct list *study_excerpts_of_source(const struct study *study, const char *source_id)
{
    const struct list *list = map_get(study->excerpts_by_source, source_id);

    return list ? list : &nothing;
}

const struct list *study_excerpts_of_code(const struct study *study, const struct code *code)
{
    const struct list *list = code ? map_get(study->excerpts_by_code, code->id) : NULL;

    return list ? list : &nothing;
}

struct list study_excerpts_of_objective(const struct study *study, struct arena *arena,
                                        const struct objective *objective)
{
    struct arena *scratch = arena_new();
    struct map *seen = map_new(scratch);
    struct list found = {0};

    for (size_t i = 0; i < objective->themes.count; i++) {
        const struct reference *theme = objective->themes.items[i];
        const struct list *excerpts = study_excerpts_of_code(study, theme->object);
        for (size_t j = 0; j < excerpts->count; j++) {
            struct excerpt *excerpt = excerpts->items[j];
            if (map_put(seen, excerpt->id, excerpt) == NULL)
                list_add(&found, arena, excerpt);
        }
    }
    arena_free(scratch);
    return found;
}

const struct list *study_findings_of_code(const struct study *study, const struct code *code)
{
    const struct list *list = map_get(study->findings_by_code, code->id);

    return list ? list : &nothing;
}

const struct list *study_findings_of_objective(const struct study *study, const struct objective *objective)
{
    const struct list *list = map_get(study->findings_by_objective, objective->id);

    return list ? list : &nothing;
}
