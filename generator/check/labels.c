/*
 * References to tables, figures, equations and sections of a study that cannot be assembled, for what it has in other
 * files is wrong.  Else assembling finds them, as only that knows what hooks make.
 */

#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "check/check.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* A reference as it is typed. */
struct met_reference {
    const char *label;
    struct place place;
};

struct gathered {
    struct arena *arena;
    const struct study *study;
    const struct labels *words;
    struct unread *unread;
    struct map *labels;     /* those that texts give */
    struct list references; /* of struct met_reference */
};

static void gather_label(struct gathered *gathered, const char *label)
{
    map_put(gathered->labels, label, gathered);
}

static void gather_block(struct gathered *gathered, const struct block *block)
{
    const struct caption *caption = block_caption(block);

    if (caption != NULL)
        gather_label(gathered, caption->label);
    else if (block->kind == BLOCK_HEADING && block->id != NULL)
        gather_label(gathered, arena_concat(gathered->arena, "sec:", block->id, NULL));
}

static void gather_span(struct gathered *gathered, const struct block *block, const struct span *span)
{
    if (span->kind == SPAN_MATH) {
        gather_label(gathered, span->math->label);
    } else if (span->kind == SPAN_REFERENCE) {
        struct met_reference *reference = arena_alloc(gathered->arena, sizeof *reference);
        *reference = (struct met_reference){span->text, {block->place.file, span->line, span->column}};
        list_add(&gathered->references, gathered->arena, reference);
    }
}

static void gather(void *context, const struct block *blocks)
{
    struct gathered *gathered = context;
    struct iterator it;

    iterator_start(&it, gathered->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            gather_block(gathered, it.block);
        else if (iterator_meets_span(&it))
            gather_span(gathered, it.block, it.span);
    }
}

/* Sections call their tables and figures by their name: "tbl:informan" and "tbl:informan-kriteria". */
static bool is_of_section(const struct gathered *gathered, const char *name)
{
    const struct map *words = gathered->words->texts;

    for (size_t i = 0; i < map_count(words); i++) {
        const char *slug = map_value(words, i);
        size_t length = strlen(slug);
        if (text_starts_with(map_key(words, i), "slug_") && strncmp(name, slug, length) == 0 &&
            (name[length] == '\0' || name[length] == '-'))
            return true;
    }
    return false;
}

static bool is_of_object(const struct gathered *gathered, const char *name)
{
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        if (study_find(gathered->study, (enum object_kind)kind, name) != NULL)
            return true;
    }
    return false;
}

/* Something is printed under that label, or may be once all can be read. */
static bool may_be(const struct gathered *gathered, const char *label)
{
    const bool *incomplete = gathered->study->incomplete;
    const char *colon = strchr(label, ':'), *name = colon ? colon + 1 : label;
    bool is_lost = false;

    if (map_get(gathered->labels, label) != NULL || is_of_section(gathered, name) || is_of_object(gathered, name) ||
        label_of_neutral(gathered->words, gathered->arena, label) != NULL)
        return true;
    /* Ids of headings are made of their words. */
    if (text_starts_with(label, "sec:") && (incomplete[OBJECT_FINDING] || incomplete[OBJECT_PAGE]))
        return true;
    for (int kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        is_lost |= incomplete[kind];
    return unread_may_label(gathered->unread, label) || (is_lost && unread_may_define(gathered->unread, name));
}

void check_labels(struct build *build, const struct study *study, const struct labels *words)
{
    struct arena *arena = arena_new();
    struct gathered gathered = {.arena = arena, .study = study, .words = words, .unread = unread_new(build, arena)};

    gathered.labels = map_new(arena);
    texts_visit(study, &(struct text_visitor){.context = &gathered, .blocks = gather});
    for (size_t i = 0; i < gathered.references.count; i++) {
        const struct met_reference *reference = gathered.references.items[i];
        if (!may_be(&gathered, reference->label))
            study_diagnose_unlabelled(build->diags, reference->place, reference->label, gathered.labels);
    }
    unread_free(gathered.unread);
    arena_free(arena);
}
