/*
 * Codes that the other tool calls otherwise now.  Where it keeps no number of a code, one that was renamed comes as a
 * new one, and the old one is away: that they are on the same excerpts, all of these, says that they are one.
 */

#include "exchange/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

/* A code that is new, and what it may have been called. */
struct renaming {
    struct project_code *code;
    struct list were; /* of struct code: those that each of its excerpts has */
    size_t count;     /* of its excerpts that the study has */
};

struct comparing {
    struct arena *arena;
    struct map *gone;      /* id -> struct code: of the study, and no longer in the project */
    struct map *uses;      /* id of one of these -> struct list of the excerpts with it */
    struct map *renamings; /* guid -> struct renaming */
    struct map *claims;    /* id of one that is gone -> the code that it became; NULL: several may be it */
};

static void find_gone(struct comparing *comparing, const struct writing *writing)
{
    const struct list *codes = &writing->project->codes, *old = &writing->draft->old->codes;
    struct map *here = map_new(comparing->arena);

    for (size_t i = 0; i < codes->count; i++) {
        const struct project_code *code = codes->items[i];
        if (code->old != NULL)
            map_put(here, code->old->id, (void *)code);
    }
    for (size_t i = 0; i < old->count; i++) {
        struct code *code = old->items[i];
        if (map_get(here, code->id) == NULL)
            map_put(comparing->gone, code->id, code);
    }
}

static void note_use(struct comparing *comparing, const char *id, struct excerpt *excerpt)
{
    struct list *uses = map_get(comparing->uses, id);

    if (uses == NULL) {
        uses = arena_alloc(comparing->arena, sizeof *uses);
        map_put(comparing->uses, id, uses);
    }
    list_add(uses, comparing->arena, excerpt);
}

/* The code is on the excerpt: what it was called is among its codes. */
static void narrow(struct comparing *comparing, struct project_code *code, const struct excerpt *excerpt)
{
    struct renaming *renaming = map_get(comparing->renamings, code->guid);
    bool is_first = renaming == NULL;
    size_t kept = 0;

    if (is_first) {
        renaming = arena_alloc(comparing->arena, sizeof *renaming);
        *renaming = (struct renaming){.code = code};
        map_put(comparing->renamings, code->guid, renaming);
    }
    renaming->count++;
    for (size_t i = 0; is_first && i < excerpt->codes.count; i++) {
        struct code *gone = map_get(comparing->gone, ((const struct reference *)excerpt->codes.items[i])->id);
        if (gone != NULL)
            list_add(&renaming->were, comparing->arena, gone);
    }
    for (size_t i = 0; i < renaming->were.count; i++) {
        if (references_have(&excerpt->codes, renaming->were.items[i]))
            renaming->were.items[kept++] = renaming->were.items[i];
    }
    renaming->were.count = kept;
}

static void compare_excerpt(struct comparing *comparing, const struct segment *segment)
{
    struct excerpt *excerpt = segment->old;

    for (size_t i = 0; i < segment->codes.count; i++) {
        struct project_code *code = segment->codes.items[i];
        if (code->old == NULL)
            narrow(comparing, code, excerpt);
    }
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const char *id = ((const struct reference *)excerpt->codes.items[i])->id;
        if (map_get(comparing->gone, id) != NULL)
            note_use(comparing, id, excerpt);
    }
}

/* Of what the code may have been called, the one that is on as many excerpts; NULL: none, or several. */
static struct code *only_one(const struct comparing *comparing, const struct renaming *renaming)
{
    struct code *found = NULL;

    for (size_t i = 0; i < renaming->were.count; i++) {
        struct code *code = renaming->were.items[i];
        if (((const struct list *)map_get(comparing->uses, code->id))->count != renaming->count)
            continue;
        if (found != NULL)
            return NULL;
        found = code;
    }
    return found;
}

static void claim(struct comparing *comparing, struct project_code *code, struct code *old)
{
    if (old == NULL)
        return;
    bool is_claimed = map_get(comparing->claims, old->id) != NULL;
    map_put(comparing->claims, old->id, is_claimed ? NULL : code);
    if (is_claimed)
        map_put(comparing->gone, old->id, NULL);
}

/* Of a folder that the tool knows by its name alone all codes are those of one that is gone. */
static struct code *renamed_folder(const struct comparing *comparing, const struct project_code *folder)
{
    const struct code *parent = NULL;

    for (size_t i = 0; i < folder->children.count; i++) {
        const struct project_code *child = folder->children.items[i];
        const struct code *above = child->old ? child->old->parent : NULL;
        if (above == NULL || (parent != NULL && parent != above))
            return NULL;
        parent = above;
    }
    return parent != NULL && folder->is_by_name ? map_get(comparing->gone, parent->id) : NULL;
}

/* Takes what was claimed once. */
static void take_claims(struct comparing *comparing)
{
    for (size_t i = 0; i < map_count(comparing->claims); i++) {
        struct project_code *code = map_value(comparing->claims, i);
        const char *id = map_key(comparing->claims, i);
        if (code == NULL || map_get(comparing->gone, id) == NULL)
            continue;
        code->old = map_get(comparing->gone, id);
        map_put(comparing->gone, id, NULL);
    }
}

void match_renamed(struct writing *writing)
{
    struct arena *arena = writing->arena;
    struct comparing comparing = {.arena = arena,
                                  .gone = map_new(arena),
                                  .uses = map_new(arena),
                                  .renamings = map_new(arena),
                                  .claims = map_new(arena)};
    const struct list *segments = &writing->project->segments, *codes = &writing->project->codes;

    if (writing_is_new(writing))
        return;
    find_gone(&comparing, writing);
    for (size_t i = 0; i < segments->count; i++) {
        const struct segment *segment = segments->items[i];
        if (segment->old != NULL)
            compare_excerpt(&comparing, segment);
    }
    for (size_t i = 0; i < map_count(comparing.renamings); i++) {
        const struct renaming *renaming = map_value(comparing.renamings, i);
        claim(&comparing, renaming->code, only_one(&comparing, renaming));
    }
    take_claims(&comparing);
    /* Codes stand behind their parents: the innermost folders first. */
    for (size_t i = codes->count; i-- > 0;) {
        struct project_code *code = codes->items[i];
        if (code->old == NULL && map_get(comparing.renamings, code->guid) == NULL) {
            code->old = renamed_folder(&comparing, code);
            if (code->old != NULL)
                map_put(comparing.gone, code->old->id, NULL);
        }
    }
}
