#include "typeset/private.h"

#include "base/arena.h"
#include "base/process.h"
#include "base/file.h"
#include "base/list.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct place no_place;

void diagnose_outdated(struct build *build, const char *name, const char *option)
{
    diag_note(build->diags, (struct place){.file = NULL}, "outdated-output",
              "'appendices/%s' showed an earlier state of the study and is removed", name);
    diag_hint(build->diags, "make it again with `lampiran build %s`", option);
}

void workdir_complain(struct build *build, const char *path)
{
    diag_error(build->diags, no_place, "output-failed", "cannot write to the working folder '%s': %s", path,
               strerror(errno));
    diag_system(build->diags);
    diag_hint(build->diags, "make room there, or name another folder in TMPDIR");
}

bool workdir_open(struct build *build, struct workdir *workdir)
{
    const char *parent = getenv("TMPDIR");
    char *path = arena_format(build->arena, "%s/lampiran-XXXXXX", parent && *parent ? parent : "/tmp");

    if (mkdtemp(path) != NULL) {
        keeper_add_folder(path);
        *workdir = (struct workdir){path, open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        if (workdir->folder >= 0)
            return true;
        rmdir(path);
        keeper_forget_folder(path);
    }
    workdir_complain(build, path);
    return false;
}

const struct confinement *workdir_confinement(struct arena *arena, const struct list *more, const char *writable)
{
    static const char *const installed[] = {
        "/usr",
        "/lib",
        "/lib64",
        "/bin",
        "/etc/fonts",
        "/etc/texmf",
        "/etc/papersize",
        "/etc/alternatives",
        "/etc/ld.so.cache",
        "/var/lib/texmf",
        "/var/cache/fontconfig",
        "/dev/urandom",
        "/dev/zero",
    };
    /* Fonts of the user alone, and what fontconfig knows of them. */
    static const char *const own[] = {".fonts", ".local/share/fonts", ".fonts.conf", ".config/fontconfig",
                                      ".cache/fontconfig"};
    struct confinement *confinement = arena_alloc(arena, sizeof *confinement);
    const char *home = getenv("HOME");
    struct list readable = {0};

    for (size_t i = 0; i < sizeof installed / sizeof *installed; i++)
        list_add(&readable, arena, (void *)(uintptr_t)installed[i]);
    for (size_t i = 0; home != NULL && *home == '/' && i < sizeof own / sizeof *own; i++)
        list_add(&readable, arena, (void *)(uintptr_t)file_join(arena, home, own[i]));
    for (size_t i = 0; more != NULL && i < more->count; i++)
        list_add(&readable, arena, more->items[i]);
    list_add(&readable, arena, NULL);
    const char **folders = arena_alloc(arena, 3 * sizeof *folders);
    folders[0] = ".";
    folders[1] = writable;
    confinement->writable = folders;
    confinement->readable = (const char *const *)readable.items;
    return confinement;
}

void workdir_close(const struct workdir *workdir)
{
    close(workdir->folder);
    file_remove_tree(workdir->path);
    keeper_forget_folder(workdir->path);
}
