#include "study/study.h"

#include "base/arena.h"
#include "base/file.h"

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

const char *share_folder(struct arena *arena)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    if (length > 0) {
        program[length] = '\0';
        *strrchr(program, '/') = '\0';
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
