#include "publish/publish.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "study/study.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static bool complain(const char *what, const char *path, const char *hint)
{
    fprintf(stderr, "lampiran: %s '%s'\n  hint: %s\n", what, path, hint);
    return false;
}

/* Where a starter file goes: git would not take a file named .gitignore in layouts/ for what it is. */
static const char *target_name(const char *name)
{
    return strcmp(name, "gitignore") == 0 ? ".gitignore" : name;
}

static bool copy(const char *from, const char *to)
{
    struct buffer bytes = {0};
    bool done = file_read(from, &bytes) == FILE_OK && file_write(to, buffer_string(&bytes), bytes.length) == FILE_OK;

    buffer_free(&bytes);
    if (!done)
        fprintf(stderr, "lampiran: cannot write '%s': %s\n  hint: give a folder that can be written\n", to,
                strerror(errno));
    return done;
}

bool starter_create(struct build *build, const char *folder)
{
    const char *starter = file_join(build->arena, build->share, "layouts/starter");
    struct list files = {0}, existing = {0};

    if (file_list(folder, build->arena, &existing) != FILE_OK || existing.count > 0 ||
        (file_exists(folder) && !file_is_folder(folder)))
        return complain("something is already in", folder, "give the name of a new folder");
    file_list(starter, build->arena, &files);
    if (files.count == 0)
        return complain("no starter study in", starter, "install lampiran again with 'make install'");
    for (size_t i = 0; i < files.count; i++) {
        const char *name = files.items[i];
        if (!copy(file_join(build->arena, starter, name), file_join(build->arena, folder, target_name(name))))
            return false;
    }
    printf("A small study lies in '%s'. Edit the files in '%s/content', then run: lampiran build %s\n", folder, folder,
           folder);
    return true;
}
