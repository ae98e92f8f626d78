/*
 * What is put together when somebody reads: the strings of a script ("Ten".concat("ri")), what a style sheet puts
 * before and behind an element, the fields of a record.  Their values are read one behind the other, without what is
 * between them and without the names of fields.
 */

#include "leak/private.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_SCRIPT = 4 * 1024 * 1024 /* bytes: what is longer is data, which nobody writes by hand */ };

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* Where the string ends that begins with the quote at start, at its last quote; length: it is none. */
static size_t string_end(const char *bytes, size_t start, size_t length)
{
    size_t end = start + 1;

    while (end < length && bytes[end] != bytes[start]) {
        if (bytes[end] == '\n' && bytes[start] != '`')
            return length;
        end += bytes[end] == '\\' ? 2 : 1;
    }
    return end < length ? end : length;
}

/* What is behind the string that ends at end says that it is the name of a field. */
static bool is_key(const char *bytes, size_t end, size_t length)
{
    size_t at = end + 1;

    while (at < length && (bytes[at] == ' ' || bytes[at] == '\n'))
        at++;
    return at < length && bytes[at] == ':';
}

/* A template has strings of its own in it: `${"Ten"}ri`. */
static void write_string(struct stream *out, const char *bytes, size_t start, size_t end)
{
    bool is_template = bytes[start] == '`';

    stream_byte(out, '"', start);
    stream_byte(out, ' ', start);
    stream_byte(out, '"', start);
    for (size_t at = start + 1; at < end;) {
        if (is_template && (is_quote(bytes[at]) || (bytes[at] != '\0' && strchr("${}+", bytes[at]) != NULL)))
            stream_byte(out, STREAM_JOIN, at++);
        else
            stream_character(out, bytes, end, &at, LEAK_CODE);
    }
}

static void read_strings(struct stream *out, const char *bytes, size_t start, size_t length)
{
    for (size_t at = start; at < length; at++) {
        size_t end = is_quote(bytes[at]) ? string_end(bytes, at, length) : length;
        if (end == length) /* no quote, or an apostrophe */
            continue;
        if (!is_key(bytes, end, length))
            write_string(out, bytes, at, end);
        at = end;
    }
}

/* The same of the scripts and style sheets within a page or drawing. */
static void read_elements(struct stream *out, const char *bytes, size_t length)
{
    const char *at = bytes, *stop = bytes + length;

    while ((at = memmem(at, (size_t)(stop - at), "<s", 2)) != NULL) {
        at += 2;
        if (strncasecmp(at, "cript", 5) != 0 && strncasecmp(at, "tyle", 4) != 0)
            continue;
        const char *end = memmem(at, (size_t)(stop - at), "</s", 3);
        end = end != NULL ? end : stop;
        const char *inner = memchr(at, '>', (size_t)(end - at));
        if (inner != NULL)
            read_strings(out, bytes, (size_t)(inner - bytes), (size_t)(end - bytes));
        at = end;
    }
}

void leak_read_strings(struct stream *out, const char *bytes, size_t length, enum leak_format format)
{
    if (length > LONGEST_SCRIPT)
        return;
    if (format == LEAK_CODE || format == LEAK_STYLE)
        read_strings(out, bytes, 0, length);
    else if (format == LEAK_MARKUP)
        read_elements(out, bytes, length);
}
