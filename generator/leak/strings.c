/*
 * What is put together when somebody reads: the strings of a script ("Ten".concat("ri")), what a style sheet puts
 * before and behind an element, the fields of a record.  Their values are read one behind the other, without what is
 * between them and without the names of fields.
 */

#include "leak/private.h"

#include <stddef.h>
#include <string.h>

enum {
    LONGEST_SCRIPT = 4 * 1024 * 1024, /* bytes: what is longer is data, which nobody writes by hand */
    EDGE = 48,                        /* bytes of a long string that may be put together with another */
};

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* Where the string ends that begins with the quote at start, at its last quote; length: it is none. */
static size_t string_end(const char *bytes, size_t start, size_t length)
{
    const char *end = bytes + start;
    size_t strokes;

    do {
        end = memchr(end + 1, bytes[start], length - (size_t)(end + 1 - bytes));
        for (strokes = 0; end != NULL && end[-1 - (ptrdiff_t)strokes] == '\\'; strokes++)
            ;
    } while (end != NULL && strokes % 2 == 1);
    if (end == NULL || (bytes[start] != '`' && memchr(bytes + start, '\n', (size_t)(end - bytes) - start) != NULL))
        return length;
    return (size_t)(end - bytes);
}

/* What is behind the string that ends at end says that it is the name of a field. */
static bool is_key(const char *bytes, size_t end, size_t length)
{
    size_t at = end + 1;

    while (at < length && (bytes[at] == ' ' || bytes[at] == '\n'))
        at++;
    return at < length && bytes[at] == ':';
}

/* What is between two strings. */
static void part_strings(struct stream *out, size_t offset)
{
    for (const char *sign = "\" \""; *sign != '\0'; sign++)
        stream_byte(out, *sign, offset);
}

/* A template has strings of its own in it: `${"Ten"}ri`. Within long strings, names are found anyway. */
static void write_string(struct stream *out, const char *bytes, size_t start, size_t end)
{
    static const bool stops[256] = {STREAM_STOPS};
    bool is_template = bytes[start] == '`';
    size_t skipped = end - start > 3 * EDGE && !is_template ? start + EDGE : end;

    part_strings(out, start);
    for (size_t at = start + 1; at < end;) {
        if (at >= skipped && at < end - EDGE) {
            stream_byte(out, '\n', at);
            at = end - EDGE;
        } else if (is_template && (is_quote(bytes[at]) || (bytes[at] != '\0' && strchr("${}+", bytes[at]) != NULL)))
            stream_byte(out, STREAM_JOIN, at++);
        else if (!is_template && !stops[(unsigned char)bytes[at]])
            stream_ascii(out, bytes, at < skipped ? skipped : end, &at, stops);
        else
            stream_character(out, bytes, end, &at, LEAK_CODE);
    }
}

void leak_read_strings(struct stream *out, const char *bytes, size_t start, size_t length)
{
    if (length - start > LONGEST_SCRIPT)
        return;
    for (size_t at = start; at < length; at++) {
        size_t end = is_quote(bytes[at]) ? string_end(bytes, at, length) : length;
        if (end == length) /* no quote, or an apostrophe */
            continue;
        if (!is_key(bytes, end, length))
            write_string(out, bytes, at, end);
        at = end;
    }
}
