#include "assemble/hooks_files.h"
#include "base/arena.h"
#include "base/workers.h"
#include "model/build.h"
#include "model/study.h"

#include <stdlib.h>

enum {
    FEWEST_EACH = 16, /* objectives for which a state of its own pays */
    MOST_WORKERS = 16,
};

/* The first worker uses the hooks that are open, the others open theirs on a build of their own. */
struct crew {
    const struct list *objectives;
    struct block **narratives;
    struct hooks *hooks[MOST_WORKERS];
    struct build builds[MOST_WORKERS];
    struct api api;
};

static void work(void *context, int worker, size_t item)
{
    struct crew *crew = context;

    if (crew->hooks[worker] == NULL) {
        struct build *build = &crew->builds[worker];
        build->arena = arena_new();
        build->diags = diags_new();
        crew->hooks[worker] = hooks_open(build, crew->api.view, crew->api.labels);
    }
    crew->narratives[item] = hooks_assemble(crew->hooks[worker], crew->objectives->items[item]);
}

static bool all_files_work(const struct hooks *hooks)
{
    for (size_t i = 0; i < hooks->files.count; i++) {
        const struct hook_file *file = hooks->files.items[i];
        if (file->off)
            return false;
    }
    return true;
}

/* Workers load the files again, so one whose file failed would report that again: then one worker does it all. */
static int worker_count(const struct hooks *hooks, size_t objectives)
{
    size_t workers = (size_t)hooks->api.build->jobs;

    if (!all_files_work(hooks))
        return 1;
    if (workers > objectives / FEWEST_EACH)
        workers = objectives / FEWEST_EACH;
    if (workers > MOST_WORKERS)
        workers = MOST_WORKERS;
    return workers < 1 ? 1 : (int)workers;
}

void hooks_assemble_all(struct hooks *hooks, struct block **narratives)
{
    struct build *build = hooks->api.build;
    struct crew crew = {
        .objectives = &hooks->api.study->objectives->objectives, .narratives = narratives, .api = hooks->api};
    int workers = worker_count(hooks, crew.objectives->count);

    crew.hooks[0] = hooks;
    for (int i = 1; i < workers; i++)
        crew.builds[i] = *build;
    workers_run(workers, crew.objectives->count, work, &crew);
    for (int i = 1; i < workers; i++) {
        if (crew.hooks[i] == NULL)
            continue;
        hooks_close(crew.hooks[i]);
        diags_merge(build->diags, crew.builds[i].diags);
        diags_free(crew.builds[i].diags);
        arena_adopt(build->arena, crew.builds[i].arena);
    }
}
