#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "support/scratch.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[PATH_MAX];

static void must(bool done, const char *path)
{
    if (done)
        return;
    fprintf(stderr, "%s: %s\n", path, strerror(errno));
    exit(2);
}

const char *scratch_make(void)
{
    const char *room = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%s/lampiran-test-XXXXXX", room != NULL ? room : "/tmp");
    must(mkdtemp(folder) != NULL, folder);
    return folder;
}

void scratch_remove(void)
{
    must(file_remove_tree(folder) == FILE_OK, folder);
}

int scratch_set_up(void **state)
{
    (void)state;
    scratch_make();
    return 0;
}

int scratch_tear_down(void **state)
{
    (void)state;
    scratch_remove();
    return 0;
}

const char *scratch_folder(void)
{
    return folder;
}

const char *scratch_path(struct arena *arena, const char *name)
{
    return file_join(arena, folder, name);
}

void scratch_put(const char *name, const char *text)
{
    struct arena *arena = arena_new();
    const char *path = scratch_path(arena, name);

    must(file_write(path, text, strlen(text)) == FILE_OK, path);
    arena_free(arena);
}

void scratch_copy(const char *from, const char *to)
{
    struct arena *arena = arena_new();
    struct list names = {0};
    struct buffer bytes = {0};

    must(file_list(from, arena, &names) == FILE_OK, from);
    for (size_t i = 0; i < names.count; i++) {
        const char *source = file_join(arena, from, names.items[i]), *target = file_join(arena, to, names.items[i]);
        must(file_read(source, &bytes) == FILE_OK, source);
        must(file_write(target, buffer_string(&bytes), bytes.length) == FILE_OK, target);
    }
    buffer_free(&bytes);
    arena_free(arena);
}
