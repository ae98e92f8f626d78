#include "assemble/hooks.h"
#include "base/arena.h"
#include "base/map.h"
#include "model/view.h"
#include "model/walk.h"

#include <string.h>

struct search {
    struct walker walker;
    struct arena *arena;
    const struct view *view;
    struct map *seen;
    struct list *found;
};

static void add(struct search *search, const struct excerpt *excerpt)
{
    if (excerpt != NULL && map_put(search->seen, excerpt->id, (void *)excerpt) == NULL)
        list_add(search->found, search->arena, (void *)excerpt);
}

/* A directive that was not expanded yet, in a block or in a line. */
static void add_directive(struct search *search, const struct directive *directive)
{
    if (strcmp(directive->name, "excerpt") == 0 && directive->id != NULL)
        add(search, view_excerpt(search->view, directive->id));
}

static void look_at_block(void *context, struct block *block)
{
    struct search *search = context;

    if (block->kind == BLOCK_EXCERPT)
        add(search, block->excerpt);
    if (block->kind != BLOCK_DIRECTIVE)
        return;
    add_directive(search, block->directive);
    if (block->directive->expansion[search->walker.audience] == NULL)
        walk_blocks(&search->walker, block->children);
}

static void look_at_span(void *context, const struct block *block, struct span *span)
{
    struct search *search = context;

    if (span->kind == SPAN_EXCERPT)
        add(search, span->excerpt);
    if (span->kind != SPAN_DIRECTIVE)
        return;
    add_directive(search, span->directive);
    walk_spans(&search->walker, block, span->children);
}

void hooks_quoted(struct arena *arena, const struct view *view, const struct block *blocks, struct list *excerpts)
{
    struct search search = {
        .walker = {look_at_block, look_at_span, NULL, view_audience(view)},
        .arena = arena,
        .view = view,
        .seen = map_new(arena),
        .found = excerpts,
    };

    search.walker.context = &search;
    walk_blocks(&search.walker, (struct block *)blocks);
}
