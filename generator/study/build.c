/* Where the files of a build are: the study's own, and those that come with the program. */

#include "study/study.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* folder/../suffix, when it holds layouts. */
static const char *try_beside(struct arena *arena, const char *program_folder, const char *suffix)
{
    const char *share = arena_format(arena, "%s/..%s", program_folder, suffix);

    return file_is_folder(arena_format(arena, "%s/layouts", share)) ? share : NULL;
}

const char *program_folder(struct arena *arena)
{
    char program[PATH_MAX];

    if (!platform_program(program))
        return NULL;
    *strrchr(program, '/') = '\0';
    return arena_string(arena, program);
}

const char *share_folder(struct arena *arena)
{
    const char *program = program_folder(arena);

    if (program != NULL) {
        const char *share = try_beside(arena, program, "/share/lampiran");
        if (share == NULL)
            share = try_beside(arena, program, "");
        if (share != NULL)
            return share;
    }
    return SHARE;
}

const char *share_lunr(void)
{
    const char *named = getenv("LAMPIRAN_LUNR");
    const char *path = named ? named : LUNR;

    return file_exists(path) ? path : NULL;
}

const char *build_find(const struct build *build, const char *path)
{
    const char *own = file_join(build->arena, build->root, path);

    if (file_exists(own))
        return own;
    const char *built_in = file_join(build->arena, build->share, path);
    return file_exists(built_in) ? built_in : NULL;
}

const char *build_text(struct build *build, const char *name)
{
    const char *path = build_find(build, name);
    struct buffer text = {0};

    if (path == NULL || file_read(path, &text) != FILE_OK)
        diag_error(build->diags, (struct place){.file = name}, "unreadable", "cannot read the file");
    return buffer_take(&text, build->arena);
}

bool build_read_content(const struct build *build, const char *name, struct buffer *bytes)
{
    int content = open(file_join(build->arena, build->root, "content"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool read = content >= 0 && beneath_name_problem(name) == NULL && beneath_read(content, name, bytes) == FILE_OK;

    if (content >= 0)
        close(content);
    return read;
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
        diag_hint(build->diags, "give yourself permission to read it: chmod u+rx '%s'",
                  file_join(build->arena, root, path));
    }
    return tree;
}

/* ---- studies that the user trusts ---- */

/* One absolute path a line. Outside of every study, so that none can say this of itself. */
static const char list_name[] = "lampiran/trusted-studies";

/* The list, or NULL when the user has no folder for such. */
static const char *list_path(const struct build *build)
{
    return file_of_user(build->arena, "XDG_STATE_HOME", ".local/state", list_name);
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
