#include "lua/scripts.h"

#include "base/arena.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* Only blocks are looked at: a quote does not stand in a line. */

struct search {
    struct arena *arena;
    const struct view *view;
    struct list *found;
    struct map *seen; /* made when the first is found: most texts quote nothing */
};

static void add(struct search *search, const struct excerpt *excerpt)
{
    if (excerpt == NULL)
        return;
    if (search->seen == NULL)
        search->seen = map_new(search->arena);
    if (map_put(search->seen, excerpt->id, (void *)excerpt) == NULL)
        list_add(search->found, search->arena, (void *)excerpt);
}

static void look_at(struct search *search, const struct block *blocks);

static void look_at_table(struct search *search, const struct table *table)
{
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++)
            look_at(search, row->cells[i].blocks);
    }
}

/* One that was not expanded yet is known by its name. */
static void look_at_directive(struct search *search, const struct block *block)
{
    const struct directive *directive = block->directive;
    const struct block *expansion = directive->expansion[view_audience(search->view)];

    if (strcmp(directive->name, "excerpt") == 0 && directive->id != NULL)
        add(search, view_excerpt(search->view, directive->id));
    look_at(search, expansion ? expansion : block->children);
}

static void look_at(struct search *search, const struct block *blocks)
{
    for (const struct block *block = blocks; block != NULL; block = block->next) {
        if (block->kind == BLOCK_EXCERPT)
            add(search, block->excerpt);
        else if (block->kind == BLOCK_DIRECTIVE)
            look_at_directive(search, block);
        else if (block->kind == BLOCK_TABLE)
            look_at_table(search, block->table);
        else
            look_at(search, block->children);
    }
}

void hooks_quoted(struct arena *arena, const struct view *view, const struct block *blocks, struct list *excerpts)
{
    look_at(&(struct search){arena, view, excerpts, NULL}, blocks);
}
