#include "typeset/private.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/keeper.h"
#include "study/study.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct place no_place;

void room_complain(struct build *build, const char *path)
{
    diag_error(build->diags, no_place, "output-failed", "cannot write to the working folder '%s': %s", path,
               strerror(errno));
    diag_system(build->diags);
    diag_hint(build->diags, "make room there, or name another folder in TMPDIR");
}

bool room_open(struct build *build, struct room *room)
{
    const char *parent = getenv("TMPDIR");
    char *path = arena_format(build->arena, "%s/lampiran-XXXXXX", parent && *parent ? parent : "/tmp");

    if (mkdtemp(path) != NULL) {
        keeper_add_folder(path);
        *room = (struct room){path, open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        if (room->folder >= 0)
            return true;
        rmdir(path);
        keeper_forget_folder(path);
    }
    room_complain(build, path);
    return false;
}

void room_close(const struct room *room)
{
    close(room->folder);
    file_remove_tree(room->path);
    keeper_forget_folder(room->path);
}
