/*
 * Whether git keeps what is in content/private/ of this study: git hands it to everybody who has the repository, now
 * and later.  The index of git is read, which holds the paths of all files that it keeps; git itself need not be there.
 */

#include "read/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "study/study.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The format of an index: a head, then for each file what the file system says, its hash, flags and its path. */
enum {
    HEAD = 12,
    STATUS = 40,
    FLAGS = 2,
    ALIGNMENT = 8,
    PACKED = 4, /* the version in which a path is written as what it does not share with the one before */
    MANY = 0xfff,
    EXTENDED = 0x4000, /* two more bytes of flags */
};

struct git_index {
    const unsigned char *bytes; /* a NUL is behind them */
    size_t length;
    size_t at;
    uint32_t version;
    size_t hash; /* bytes: 20, or 32 in a repository that uses SHA-256 */
    struct buffer path;
};

static uint32_t number_at(const struct git_index *index, size_t at)
{
    const unsigned char *bytes = index->bytes + at;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* How many bytes of the path before are no part of this one, at *at; moves past the number. */
static size_t read_dropped(const struct git_index *index, size_t *at)
{
    size_t value = index->bytes[*at] & 0x7f;

    while (*at + 1 < index->length && (index->bytes[(*at)++] & 0x80) != 0)
        value = ((value + 1) << 7) | (index->bytes[*at] & 0x7f);
    return value;
}

/* Reads the next path. False: the index is no such one. */
static bool next_path(struct git_index *index)
{
    size_t start = index->at, flags = start + STATUS + index->hash, at = flags + FLAGS;

    if (at >= index->length)
        return false;
    uint32_t flag = (uint32_t)index->bytes[flags] << 8 | index->bytes[flags + 1];
    at += (flag & EXTENDED) != 0 ? FLAGS : 0;
    size_t dropped = index->path.length;
    if (index->version == PACKED && at < index->length)
        dropped = read_dropped(index, &at);
    if (at >= index->length || dropped > index->path.length)
        return false;
    size_t size = strnlen((const char *)index->bytes + at, index->length - at);
    buffer_cut(&index->path, index->path.length - dropped);
    buffer_bytes(&index->path, (const char *)index->bytes + at, size);
    at += size;
    if ((flag & MANY) != MANY && index->path.length != (flag & MANY))
        return false;
    index->at = index->version == PACKED ? at + 1 : start + (at - start + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
    return true;
}

/* 1: a path of the index begins with prefix, 0: none does, -1: it has other hashes than of so many bytes. */
static int has_prefix(const struct buffer *bytes, size_t hash, const char *prefix)
{
    struct git_index index = {.bytes = (const unsigned char *)bytes->bytes, .length = bytes->length, .hash = hash};
    int found = 0;

    if (index.length < HEAD || memcmp(index.bytes, "DIRC", 4) != 0)
        return 0;
    index.version = number_at(&index, 4);
    index.at = HEAD;
    for (uint32_t count = number_at(&index, 8); count > 0 && found == 0; count--) {
        if (!next_path(&index))
            found = -1;
        else if (strncmp(buffer_string(&index.path), prefix, strlen(prefix)) == 0)
            found = 1;
    }
    buffer_free(&index.path);
    return found;
}

/* A file of the index has a path that begins with prefix; in an index of an unknown form the prefix is looked for as it
 * is. */
static bool keeps(const struct buffer *index, const char *prefix)
{
    int found = has_prefix(index, 20, prefix);

    if (found < 0)
        found = has_prefix(index, 32, prefix);
    if (found < 0)
        return memmem(index->bytes, index->length, prefix, strlen(prefix)) != NULL;
    return found > 0;
}

/* Where git keeps its own files for the work tree in folder: .git, or what a file of that name points to. */
static const char *git_folder_of(struct arena *arena, const char *folder)
{
    static const char points[] = "gitdir: ";
    const char *git = arena_format(arena, "%s/.git", folder), *to = git;
    struct buffer bytes = {0};

    if (file_read(git, &bytes) == FILE_OK && strncmp(buffer_string(&bytes), points, sizeof points - 1) == 0) {
        char *path = arena_string(arena, bytes.bytes + sizeof points - 1);
        path[strcspn(path, "\r\n")] = '\0';
        to = *path == '/' ? path : arena_format(arena, "%s/%s", folder, path);
    }
    buffer_free(&bytes);
    return to;
}

/* The folder of git that root is in, and root's path below it with a '/' (or ""); NULL: none. */
static const char *git_folder(struct arena *arena, const char *root, const char **below)
{
    char path[PATH_MAX];

    if (realpath(root, path) == NULL)
        return NULL;
    const char *whole = arena_string(arena, path);
    for (;;) {
        if (file_exists(arena_format(arena, "%s/.git", path))) {
            const char *rest = whole + strlen(path) + (whole[strlen(path)] == '/');
            *below = *rest != '\0' ? arena_format(arena, "%s/", rest) : "";
            return git_folder_of(arena, path);
        }
        char *slash = strrchr(path, '/');
        if (slash == NULL || slash == path)
            return NULL;
        *slash = '\0';
    }
}

void tracked_check(struct build *build)
{
    struct arena *arena = arena_new();
    struct buffer index = {0};
    const char *below, *folder = git_folder(arena, build->root, &below);

    if (folder != NULL && file_read(file_join(arena, folder, "index"), &index) == FILE_OK) {
        const char *prefix = arena_format(arena, "%scontent/private/", below);
        buffer_string(&index);
        if (keeps(&index, prefix)) {
            diag_error(build->diags, (struct place){.file = "content/private"}, "private-tracked",
                       "git tracks files in content/private/");
            diag_hint(build->diags,
                      "git rm -r --cached %scontent/private, and add 'content/private/' to .gitignore; what "
                      "was committed before must be removed from the history, too",
                      below);
        }
    }
    buffer_free(&index);
    arena_free(arena);
}
