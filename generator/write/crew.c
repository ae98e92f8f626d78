#include "write/write.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/workers.h"
#include "lua/scripts.h"

#include <stdlib.h>

struct run {
    const struct crew *crew;
    struct crew_member *members;
};

static void start(const struct crew *crew, struct crew_member *member)
{
    member->build = *crew->build;
    member->build.arena = arena_new();
    member->build.diags = diags_new();
    member->runner = layout_runner_new(crew->layouts, &member->build, crew->study, crew->labels, crew->shared);
    member->arena = arena_new();
}

static void make(void *context, int worker, size_t item)
{
    struct run *run = context;
    struct crew_member *member = &run->members[worker];

    if (member->runner == NULL)
        start(run->crew, member);
    buffer_clear(&member->out);
    run->crew->make(run->crew->context, member, item);
    arena_clear(member->arena);
}

static void finish(const struct crew *crew, struct crew_member *member, struct map *figures)
{
    if (member->runner == NULL)
        return;
    for (size_t i = 0; i < member->figures_used.count; i++)
        map_put(figures, member->figures_used.items[i], member->figures_used.items[i]);
    diags_merge(crew->build->diags, member->build.diags);
    diags_free(member->build.diags);
    layout_runner_free(member->runner);
    buffer_free(&member->out);
    arena_free(member->arena);
    arena_adopt(crew->build->arena, member->build.arena);
}

void crew_run(const struct crew *crew, size_t count, struct map *figures)
{
    size_t size = (size_t)crew->build->jobs * sizeof(struct crew_member);
    struct run run = {crew, memory_alloc(size)};

    for (int i = 0; i < crew->build->jobs; i++)
        run.members[i] = (struct crew_member){0};
    workers_run(crew->build->jobs, count, make, &run);
    for (int i = 0; i < crew->build->jobs; i++)
        finish(crew, &run.members[i], figures);
    free(run.members);
}

void crew_use_figures(struct crew_member *member, const struct list *figures)
{
    for (size_t i = 0; i < figures->count; i++)
        list_add(&member->figures_used, member->build.arena, figures->items[i]);
}
