#include "typeset/private.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

/*
 * What TeX writes for its next run: numbers and pages of what is referred to, contents, bookmarks.  As one text, part
 * by part: "aux 1234", a line end, so many bytes.
 */

static const char *const endings[] = {"aux", "toc", "lot", "lof", "out"};

enum { ENDINGS = sizeof endings / sizeof *endings };

static const char *name_of(struct arena *arena, const char *ending)
{
    return arena_format(arena, "lampiran.%s", ending);
}

void tex_notes_read(struct arena *arena, int folder, struct buffer *notes)
{
    struct buffer part = {0};

    buffer_clear(notes);
    for (size_t i = 0; i < ENDINGS; i++) {
        if (beneath_read(folder, name_of(arena, endings[i]), &part) != FILE_OK)
            continue;
        buffer_format(notes, "%s %zu\n", endings[i], part.length);
        buffer_bytes(notes, part.bytes, part.length);
    }
    buffer_free(&part);
}

/* The ending that a part is headed by, or NULL; *rest is moved behind the head. */
static const char *read_head(const char **rest, size_t *length)
{
    for (size_t i = 0; i < ENDINGS; i++) {
        size_t letters = strlen(endings[i]);
        if (strncmp(*rest, endings[i], letters) != 0 || (*rest)[letters] != ' ')
            continue;
        char *end;
        *length = strtoul(*rest + letters + 1, &end, 10);
        *rest = end + 1;
        return *end == '\n' ? endings[i] : NULL;
    }
    return NULL;
}

bool tex_notes_write(struct arena *arena, int folder, const struct buffer *notes)
{
    const char *rest = buffer_string((struct buffer *)notes), *end = rest + notes->length;

    while (rest < end) {
        size_t length = 0;
        const char *ending = read_head(&rest, &length);
        if (ending == NULL || length > (size_t)(end - rest) ||
            beneath_write(folder, name_of(arena, ending), rest, length) != FILE_OK)
            return false;
        rest += length;
    }
    return true;
}
