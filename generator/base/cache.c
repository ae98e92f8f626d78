#include "base/cache.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/sha256.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *cache_file(struct arena *arena, const char *folder, const char *key)
{
    char hash[SHA256_HEX];

    sha256_hex(key, strlen(key), hash);
    return file_of_user(arena, "XDG_CACHE_HOME", ".cache", arena_format(arena, "lampiran/%s/%s", folder, hash));
}

/* The file begins with the digest of what follows. */
bool cache_read(const char *file, struct buffer *result)
{
    struct buffer kept = {0};
    char hash[SHA256_HEX];
    size_t head = SHA256_HEX; /* with the line end instead of the end of the text */

    bool right = file != NULL && file_read(file, &kept) == FILE_OK && kept.length >= head;
    if (right) {
        sha256_hex(kept.bytes + head, kept.length - head, hash);
        right = strncmp(kept.bytes, hash, head - 1) == 0;
    }
    if (right)
        buffer_bytes(result, kept.bytes + head, kept.length - head);
    buffer_free(&kept);
    return right;
}

/* Beside and then renamed: another run may be reading. */
bool cache_write(struct arena *arena, const char *file, const char *bytes, size_t length)
{
    if (file == NULL)
        return false;
    const char *beside = arena_format(arena, "%s.%ld", file, (long)getpid());
    struct buffer kept = {0};
    char hash[SHA256_HEX];
    mode_t mask = umask(S_IRWXG | S_IRWXO);

    sha256_hex(bytes, length, hash);
    buffer_format(&kept, "%s\n", hash);
    buffer_bytes(&kept, bytes, length);
    bool written = file_write(beside, kept.bytes, kept.length) == FILE_OK && rename(beside, file) == 0;
    if (!written)
        unlink(beside);
    umask(mask);
    buffer_free(&kept);
    return written;
}
