#include "study/study.h"

#include "base/arena.h"

#include <string.h>

const char *build_find(const struct build *build, const char *path)
{
    const char *own = file_join(build->arena, build->root, path);

    if (file_exists(own))
        return own;
    const char *built_in = file_join(build->arena, build->share, path);
    return file_exists(built_in) ? built_in : NULL;
}

bool build_has_own(const struct build *build, const char *path)
{
    return file_exists(file_join(build->arena, build->root, path));
}

struct file_tree build_list(const struct build *build, const char *root, const char *folder)
{
    struct file_tree tree = file_list_tree(file_join(build->arena, root, folder), build->arena);

    for (size_t i = 0; i < tree.closed.count; i++) {
        const struct closed_folder *closed = tree.closed.items[i];
        const char *path = *closed->path ? file_join(build->arena, folder, closed->path) : folder;
        diag_error(build->diags, (struct place){.file = path}, "unreadable", "the folder cannot be read: %s",
                   strerror(closed->error));
        diag_hint(build->diags, "give yourself the right to read it: chmod u+rx '%s'",
                  file_join(build->arena, root, path));
    }
    return tree;
}
