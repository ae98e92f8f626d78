#include "markdown/private.h"

#include "base/ascii.h"

#include <string.h>

/* What our Markdown has within a line beyond CommonMark: notes, directives, citations, cross-references. */

enum { DEEPEST_DIRECTIVE = 16 };

static bool has_pair(const char *bytes, size_t length, char first, const char *second)
{
    const char *end = bytes + length, *at = bytes;

    while ((at = memchr(at, first, (size_t)(end - at))) != NULL) {
        if (++at == end)
            return false;
        bool is_letter = ascii_is_letter(*at);
        if (second == NULL ? is_letter : *at == *second)
            return true;
    }
    return false;
}

/* Signs that are printed as they are typed, where others become those of print. */
static bool is_kept(const char *bytes, size_t length)
{
    return has_pair(bytes, length, '\\', "\"") || has_pair(bytes, length, '\\', "'") ||
           has_pair(bytes, length, '\\', "-") || has_pair(bytes, length, '\\', ".") ||
           has_pair(bytes, length, '&', "q") || has_pair(bytes, length, '&', "#");
}

bool inline_may_extend(const char *bytes, size_t length)
{
    return memchr(bytes, '@', length) != NULL || has_pair(bytes, length, '[', "^") ||
           has_pair(bytes, length, ':', NULL) || is_kept(bytes, length) || style_may_be_in(bytes, length);
}

/* The markup at offset, which starts at *start: there, or before it. */
static struct span *read_markup(struct reading *reading, size_t from, size_t offset, size_t to, int depth,
                                size_t *start, size_t *end)
{
    const char *bytes = reading->flat.bytes;

    switch (bytes[offset]) {
    case '[':
        if (to - offset > 1 && bytes[offset + 1] == '^')
            return footnote_span(reading, offset, to, end);
        return citation_group(reading, offset, to, end);
    case '@':
        return citation_narrative(reading, from, offset, to, start, end);
    case ':':
        if (depth < DEEPEST_DIRECTIVE && (offset == from || bytes[offset - 1] != ':'))
            return directive_span(reading, offset, to, depth, end);
        return NULL;
    default:
        return style_span(reading, from, offset, to, depth, end);
    }
}

/* A switch, as each byte of a text with markup comes by here. */
static bool may_open(char c)
{
    switch (c) {
    case '@':
    case '[':
    case ':':
    case '^':
    case '~':
    case '_':
    case '*':
    case 'h':
    case 'w':
        return true;
    default:
        return false;
    }
}

static size_t next_mark(const char *bytes, size_t from, size_t to)
{
    while (from < to && !may_open(bytes[from]))
        from++;
    return from;
}

struct span *inline_without_notes(struct reading *reading, size_t from, int depth, struct spans *notes)
{
    const char *bytes = reading->flat.bytes;
    struct spans spans = {0};
    size_t to = reading->flat.length, written = from, end = 0;

    for (size_t at = from; at + 1 < to; at++) {
        struct span *note = NULL;
        if (bytes[at] == '[' && bytes[at + 1] == '^')
            note = footnote_span(reading, at, to, &end);
        else if (bytes[at] == '^' && bytes[at + 1] == '[')
            note = style_span(reading, from, at, to, depth, &end);
        if (note == NULL)
            continue;
        flat_cut(reading, &spans, written, at);
        spans_add(notes, note);
        written = end;
        at = end - 1;
    }
    flat_cut(reading, &spans, written, to);
    return spans.first;
}

struct span *inline_extend(struct reading *reading, size_t from, size_t to, int depth)
{
    struct spans spans = {0};
    size_t written = from, end = 0;

    for (size_t at = next_mark(reading->flat.bytes, from, to); at < to; at = next_mark(reading->flat.bytes, at, to)) {
        size_t start = at;
        struct span *span = read_markup(reading, from, at, to, depth, &start, &end);
        if (span == NULL) {
            at++;
            continue;
        }
        flat_cut(reading, &spans, written, start);
        spans_add(&spans, span);
        while (spans.last->next != NULL) /* references with what stands between them */
            spans.last = spans.last->next;
        written = at = end;
    }
    flat_cut(reading, &spans, written, to);
    return spans.first;
}
