#include "leak/private.h"

#include "base/buffer.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* Decodes from bytes + at on, over white space, as far as it goes; returns where that is. */
static size_t decode(struct buffer *out, const char *bytes, size_t length, size_t at)
{
    unsigned long group = 0;
    int bits = 0;

    buffer_clear(out);
    for (; at < length; at++) {
        const char *digit = bytes[at] != '\0' ? strchr(digits, bytes[at]) : NULL;
        if (digit == NULL && bytes[at] != '\0' && strchr(" \t\r\n", bytes[at]) != NULL)
            continue;
        if (digit == NULL)
            break;
        group = (group << 6 | (unsigned long)(digit - digits)) & 0xffffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buffer_char(out, (char)(group >> bits & 0xff));
        }
    }
    return at;
}

/* Parts of what was decoded stand where its text begins. */
struct packed {
    size_t offset;
    void (*part)(void *context, const char *bytes, size_t length, size_t offset);
    void *context;
};

static void give(void *context, const char *bytes, size_t length, size_t offset)
{
    const struct packed *packed = context;

    (void)offset;
    packed->part(packed->context, bytes, length, packed->offset);
}

void leak_base64_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context)
{
    static const char mark[] = ";base64,";
    struct packed packed = {0, part, context};
    struct buffer out = {0};
    const char *found;

    for (size_t at = 0; (found = memmem(bytes + at, length - at, mark, sizeof mark - 1)) != NULL;) {
        packed.offset = (size_t)(found - bytes);
        at = decode(&out, bytes, length, packed.offset + sizeof mark - 1);
        if (out.length > 0 && leak_is_binary(out.bytes, out.length))
            leak_binary_parts(out.bytes, out.length, give, &packed);
        else if (out.length > 0)
            give(&packed, out.bytes, out.length, 0);
    }
    buffer_free(&out);
}
