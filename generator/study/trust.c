#include "study/study.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One absolute path a line. Outside of every study, so that none can say this of itself. */
static const char list_name[] = "lampiran/trusted-studies";

/* The list, or NULL when the user has no folder for such. */
static const char *list_path(const struct build *build)
{
    const char *folder = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

    if (folder == NULL || *folder != '/')
        folder = home && *home == '/' ? file_join(build->arena, home, ".local/state") : NULL;
    return folder ? file_join(build->arena, folder, list_name) : NULL;
}

/* The study folder as a line of the list, or NULL: it is not there, or no line can hold its name. */
static const char *line_of(const struct build *build)
{
    char real[PATH_MAX];

    if (realpath(build->root, real) == NULL || strchr(real, '\n') != NULL)
        return NULL;
    return arena_concat(build->arena, real, "\n", NULL);
}

bool trust_is_remembered(const struct build *build)
{
    const char *path = list_path(build), *line = line_of(build);
    struct buffer list = {0};
    bool found = false;

    if (path == NULL || line == NULL)
        return false;
    if (file_read(path, &list) != FILE_OK)
        buffer_clear(&list);
    for (const char *at = buffer_string(&list); *at != '\0' && !found; at += strcspn(at, "\n"), at += *at == '\n')
        found = strncmp(at, line, strlen(line)) == 0;
    buffer_free(&list);
    return found;
}

bool trust_remember(const struct build *build)
{
    const char *path = list_path(build), *line = line_of(build);

    if (trust_is_remembered(build))
        return true;
    if (path == NULL || line == NULL) {
        errno = ENOENT;
        return false;
    }
    if (file_make_folders(arena_copy(build->arena, path, (size_t)(strrchr(path, '/') - path))) != FILE_OK)
        return false;
    int list = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    return list >= 0 && file_write_descriptor(list, line, strlen(line)) == FILE_OK;
}

bool build_is_own(const struct build *build, const char *path)
{
    struct buffer own = {0}, built_in = {0};

    bool is_own = file_read(file_join(build->arena, build->root, path), &own) == FILE_OK &&
                  (file_read(file_join(build->arena, build->share, path), &built_in) != FILE_OK ||
                   own.length != built_in.length || memcmp(own.bytes, built_in.bytes, own.length) != 0);
    buffer_free(&own);
    buffer_free(&built_in);
    return is_own;
}
