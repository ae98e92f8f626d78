#include "model/build.h"

#include "base/arena.h"
#include "base/file.h"

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
