#include "read/private.h"

#include "base/arena.h"
#include "study/study.h"

#include <string.h>

static void link_codes(struct arena *arena, struct study *study, const struct list *codes, const struct code *parent)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct code *code = codes->items[i];
        code->parent = parent;
        code->level = parent ? parent->level + 1 : CODE_VARIABLE;
        list_add(&study->codes, arena, code);
        link_codes(arena, study, &code->children, code);
    }
}

static enum technique technique_of(const struct excerpts_file *file, bool from_informant)
{
    if (file->technique != TECHNIQUE_BY_SOURCE)
        return (enum technique)file->technique;
    return from_informant ? TECHNIQUE_INTERVIEW : TECHNIQUE_DOCUMENT;
}

static void link_excerpts(struct arena *arena, struct study *study, const struct excerpts_file *file)
{
    void *source = file->source.object;
    bool from_informant = source != NULL && study_find(study, OBJECT_INFORMANT, file->source.id) == source;

    for (size_t i = 0; i < file->excerpts.count; i++) {
        struct excerpt *excerpt = file->excerpts.items[i];
        excerpt->informant = from_informant ? source : NULL;
        excerpt->document = from_informant ? NULL : source;
        excerpt->technique = technique_of(file, from_informant);
        if (excerpt->language == NULL)
            excerpt->language = study->original;
        list_add(&study->excerpts, arena, excerpt);
    }
}

static int compare_numbers(long a, long b)
{
    return (a > b) - (a < b);
}

/* An absent order comes after all others. */
static long order_key(long order)
{
    return order == INTEGER_ABSENT ? LONG_MAX : order;
}

/* Where its objective stands in objectives.yaml; findings whose objective is unknown come last. */
static struct place objective_place(const struct finding *finding)
{
    const struct objective *objective = finding->objective.object;

    return objective ? objective->record.place : (struct place){.line = INT_MAX};
}

static int compare_findings(const void *first, const void *second)
{
    const struct finding *a = first, *b = second;
    struct place place_a = objective_place(a), place_b = objective_place(b);
    int order = compare_numbers(place_a.line, place_b.line);

    if (order == 0)
        order = compare_numbers(place_a.column, place_b.column);
    if (order == 0)
        order = compare_numbers(order_key(a->order), order_key(b->order));
    return order ? order : strcmp(a->record.place.file, b->record.place.file);
}

static int compare_pages(const void *first, const void *second)
{
    const struct page *a = first, *b = second;
    int order = compare_numbers(order_key(a->order), order_key(b->order));

    return order ? order : strcmp(a->id ? a->id : "", b->id ? b->id : "");
}

/* A version whose date could not be read comes first. */
static int compare_versions(const void *first, const void *second)
{
    const struct codebook_version *a = first, *b = second;
    int order = strcmp(a->date ? a->date : "", b->date ? b->date : "");

    return order ? order : strcmp(a->record.place.file, b->record.place.file);
}

/* The site in a further language lies in a folder of the whole site. */
static void link_site(struct arena *arena, const struct study *study)
{
    struct site_settings *site = study->info->site;

    if (site == NULL || site->base_url == NULL || study->original == NULL)
        return;
    size_t length = strlen(site->base_url);
    while (length > 0 && site->base_url[length - 1] == '/')
        length--;
    site->base_url = arena_format(arena, "%.*s/%s", (int)length, site->base_url, study->language);
}

void link_study(struct arena *arena, struct study *study)
{
    link_site(arena, study);
    link_codes(arena, study, &study->codebook->variables, NULL);
    for (size_t i = 0; i < study->excerpt_files.count; i++)
        link_excerpts(arena, study, study->excerpt_files.items[i]);
    list_sort(&study->findings, compare_findings);
    list_sort(&study->pages, compare_pages);
    list_sort(&study->codebook_versions, compare_versions);
}
