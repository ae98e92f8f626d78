#include "typeset/private.h"

#include "base/arena.h"
#include "base/file.h"
#include "study/study.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct place no_place;

void room_complain(struct build *build, const char *room)
{
    diag_error(build->diags, no_place, "output-failed", "cannot write to the working folder '%s': %s", room,
               strerror(errno));
    diag_hint(build->diags, "make room there, or name another folder in TMPDIR");
}

const char *room_open(struct build *build)
{
    const char *parent = getenv("TMPDIR");
    char *room = arena_format(build->arena, "%s/lampiran-XXXXXX", parent && *parent ? parent : "/tmp");

    if (mkdtemp(room) != NULL)
        return room;
    room_complain(build, room);
    return NULL;
}

void room_close(const char *room)
{
    file_remove_tree(room);
}
