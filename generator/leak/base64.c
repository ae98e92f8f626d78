#include "leak/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>
#include <strings.h>

static const char mark[] = ";base64,", call[] = "atob(";
enum { SHORTEST_RUN = 16 };

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The character that bytes begin with, which may be a reference or written with '%'; *skipped: what it has besides. */
static char character(const char *bytes, size_t length, size_t *skipped)
{
    char letters[ENTITY_LIMIT];
    size_t size, used;

    if (*bytes == '&' && leak_entity(bytes, length, letters, &size) && letters[1] == '\0') {
        *skipped = size - 1;
        return letters[0];
    }
    unsigned long byte = *bytes == '%' && length > 2 ? leak_hex(bytes + 1, 2, 2, &used) : 0;
    *skipped = byte != 0 ? 2 : 0;
    return byte != 0 ? (char)byte : *bytes;
}

/* ";base64," in any case, at or behind at; NULL: none. */
static const char *next_mark(const char *bytes, size_t length, size_t at)
{
    for (const char *found; (found = memchr(bytes + at, ';', length - at)) != NULL;) {
        at = (size_t)(found - bytes) + 1;
        if (length - at >= sizeof mark - 2 && strncasecmp(found, mark, sizeof mark - 1) == 0)
            return found;
    }
    return NULL;
}

/* atob("..."), as a script unpacks it, at or behind at; NULL: none. */
static const char *next_call(const char *bytes, size_t length, size_t at)
{
    const char *found = memmem(bytes + at, length - at, call, sizeof call - 1);
    size_t text = found != NULL ? (size_t)(found - bytes) + sizeof call - 1 : length;

    return text < length && strchr("\"'`", bytes[text]) != NULL && bytes[text] != '\0' ? found : NULL;
}

/* Decodes from bytes + at on, over white space, as far as it goes; returns where that is. */
static size_t decode(struct buffer *out, const char *bytes, size_t length, size_t at)
{
    unsigned long group = 0;
    int bits = 0;

    buffer_clear(out);
    for (; at < length; at++) {
        size_t skipped = 0;
        char c = character(bytes + at, length - at, &skipped);
        at += skipped;
        const char *digit = c != '\0' ? strchr(digits, c) : NULL;
        if (digit == NULL && c != '\0' && strchr(" \t\r\n", c) != NULL)
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
    struct leak_parts *to;
};

static void give(void *context, const char *bytes, size_t length, size_t offset)
{
    const struct packed *packed = context;

    (void)offset;
    packed->to->part(packed->to->context, bytes, length, packed->offset);
}

static void give_decoded(struct packed *packed, struct buffer *out)
{
    struct leak_parts inside = {.part = give, .context = packed};

    if (out->length > 0 && leak_is_binary(out->bytes, out->length))
        leak_binary_parts(out->bytes, out->length, &inside);
    else if (out->length > 0)
        give(packed, buffer_string(out), out->length, 0);
    packed->to->sealed |= inside.sealed;
    packed->to->placed |= inside.placed;
}

static bool is_digit(char c)
{
    static const bool is[256] = {
        ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['0' ... '9'] = true, ['+'] = true, ['/'] = true};

    return is[(unsigned char)c];
}

/* The next digits in a row, as many as a name has, at or behind at; *end is behind them. False: there are none. */
static bool next_run(const char *bytes, size_t length, size_t at, size_t *start, size_t *end)
{
    for (size_t probe = at + SHORTEST_RUN - 1; probe < length; probe += SHORTEST_RUN) {
        if (!is_digit(bytes[probe]))
            continue;
        for (*start = probe; *start > at && is_digit(bytes[*start - 1]); --*start)
            ;
        for (*end = probe + 1; *end < length && is_digit(bytes[*end]); ++*end)
            ;
        if (*end - *start >= SHORTEST_RUN)
            return true;
        probe = *end;
    }
    return false;
}

/* What was decoded are words, which noise is not. */
static bool is_text(const struct buffer *out)
{
    size_t offset;

    for (size_t i = 0; i < out->length; i++) {
        if ((unsigned char)out->bytes[i] < ' ' && strchr("\t\r\n", out->bytes[i]) == NULL)
            return false;
    }
    return text_is_utf8(out->bytes, out->length, &offset) && memchr(out->bytes, '\0', out->length) == NULL;
}

/* The same where nothing says that it is packed, as in a mail or a note. */
static void find_runs(struct packed *packed, const char *bytes, size_t length)
{
    struct buffer out = {0};
    size_t end = 0;

    while (next_run(bytes, length, end, &packed->offset, &end)) {
        decode(&out, bytes, end, packed->offset);
        if (is_text(&out))
            give(packed, buffer_string(&out), out.length, 0);
    }
    buffer_free(&out);
}

void leak_base64_parts(const char *bytes, size_t length, bool is_code, struct leak_parts *to)
{
    struct packed packed = {0, to};
    struct buffer out = {0};
    const char *found;

    for (size_t at = 0; (found = next_mark(bytes, length, at)) != NULL;) {
        packed.offset = (size_t)(found - bytes);
        at = decode(&out, bytes, length, packed.offset + sizeof mark - 1);
        give_decoded(&packed, &out);
    }
    for (size_t at = 0; is_code && (found = next_call(bytes, length, at)) != NULL;) {
        packed.offset = (size_t)(found - bytes);
        at = decode(&out, bytes, length, packed.offset + sizeof call);
        give_decoded(&packed, &out);
    }
    find_runs(&packed, bytes, length);
    buffer_free(&out);
}
