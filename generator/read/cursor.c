#include "read/private.h"

#include <string.h>

/* Length of the line end at `at`, as libyaml sees it; 0: none. */
static size_t break_length(const char *at, size_t left)
{
    if (*at == '\n')
        return 1;
    if (*at == '\r')
        return left > 1 && at[1] == '\n' ? 2 : 1;
    if (left >= 2 && memcmp(at, "\xc2\x85", 2) == 0)
        return 2;
    if (left >= 3 && (memcmp(at, "\xe2\x80\xa8", 3) == 0 || memcmp(at, "\xe2\x80\xa9", 3) == 0))
        return 3;
    return 0;
}

static bool has_odd_breaks(const char *text, size_t length)
{
    const char *end = text + length;

    for (const char *at = text; (at = memchr(at, '\r', (size_t)(end - at))) != NULL; at++) {
        if (at + 1 == end || at[1] != '\n')
            return true;
    }
    return memmem(text, length, "\xc2\x85", 2) != NULL || memmem(text, length, "\xe2\x80\xa8", 3) != NULL ||
           memmem(text, length, "\xe2\x80\xa9", 3) != NULL;
}

struct cursor cursor_new(const char *text, size_t length, int first_line)
{
    return (struct cursor){
        .text = text,
        .length = length,
        .odd_breaks = has_odd_breaks(text, length),
        .line = first_line,
        .first_line = first_line,
    };
}

static size_t character_length(const struct cursor *cursor)
{
    size_t length = 1;

    while (cursor->at + length < cursor->length && ((unsigned char)cursor->text[cursor->at + length] & 0xc0) == 0x80)
        length++;
    return length;
}

static void skip_line_end(struct cursor *cursor, size_t length)
{
    bool editors_too = memchr(cursor->text + cursor->at, '\n', length) != NULL;

    cursor->at += length;
    cursor->mark_line++;
    cursor->mark_column = 0;
    if (editors_too) {
        cursor->line++;
        cursor->line_start = cursor->at;
    }
}

static void skip_line(struct cursor *cursor)
{
    const char *at = cursor->text + cursor->at;
    size_t left = cursor->length - cursor->at;

    if (!cursor->odd_breaks) {
        const char *end = memchr(at, '\n', left);
        cursor->at = end ? (size_t)(end - cursor->text) : cursor->length;
    } else {
        while (cursor->at < cursor->length && break_length(cursor->text + cursor->at, cursor->length - cursor->at) == 0)
            cursor->at++;
    }
    if (cursor->at < cursor->length)
        skip_line_end(cursor, break_length(cursor->text + cursor->at, cursor->length - cursor->at));
}

void cursor_move(struct cursor *cursor, size_t mark_line, size_t mark_column)
{
    if (mark_line < cursor->mark_line || (mark_line == cursor->mark_line && mark_column < cursor->mark_column)) {
        cursor->at = cursor->mark_line = cursor->mark_column = cursor->line_start = 0;
        cursor->line = cursor->first_line;
    }
    while (cursor->mark_line < mark_line && cursor->at < cursor->length)
        skip_line(cursor);
    while (cursor->mark_column < mark_column && cursor->at < cursor->length) {
        cursor->at += character_length(cursor);
        cursor->mark_column++;
    }
}

int cursor_column(const struct cursor *cursor)
{
    return (int)(cursor->at - cursor->line_start) + 1;
}
