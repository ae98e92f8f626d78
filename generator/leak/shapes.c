/*
 * What gives a person or a machine away by its shape: numbers of identity cards, of employees and of taxpayers,
 * telephone numbers, addresses, accounts, places on a map, paths.  The word before a number often tells what it is;
 * money, and the numbers of works, letters and series are let alone.
 */

#include "leak/private.h"

#include "base/ascii.h"

#include <string.h>
#include <strings.h>

bool shape_is_joint(char c)
{
    return c == STREAM_SOFT || c == STREAM_JOIN;
}

char shape_at(const struct shaping *in, size_t at)
{
    return at < in->length ? in->text[at] : ' ';
}

bool shape_continues(const struct shaping *in, size_t at, const char *text)
{
    size_t length = strlen(text);

    return at <= in->length && in->length - at >= length && strncasecmp(in->text + at, text, length) == 0;
}

size_t leak_word_start(const char *text, size_t start)
{
    bool escaped = start > 0 && text[start - 1] == '\\' && text[start] != '\0' && strchr("nrt", text[start]) != NULL;

    return escaped && ascii_is_letter(text[start + 1]) ? start + 1 : start;
}

void leak_shapes_find(const char *text, size_t length, size_t from, size_t to,
                      const struct leak_shape_settings *settings,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    /* The NUL at the end is one, so that the search for the next asks for nothing else. */
    static const bool starts[256] = {
        ['\0'] = true, ['0'] = true,  ['1'] = true, ['2'] = true,          ['3'] = true, ['4'] = true,
        ['5'] = true,  ['6'] = true,  ['7'] = true, ['8'] = true,          ['9'] = true, ['@'] = true,
        ['/'] = true,  [':'] = true,  ['['] = true, ['('] = true,          ['{'] = true, ['<'] = true,
        ['~'] = true,  ['\\'] = true, ['+'] = true, [STREAM_DEGREE] = true};
    const struct shaping in = {text, length, settings, found, context};

    for (size_t at = from;; at++) {
        const unsigned char *next = (const unsigned char *)text + at;
        while (!starts[*next])
            next++;
        at = (size_t)(next - (const unsigned char *)text);
        if (at >= to)
            break;
        char c = text[at];
        if (ascii_is_digit(c)) {
            at = leak_number_find(&in, at) - 1;
        } else if (c == '@' || ((c == '[' || c == '(' || c == '{' || c == '<') && (text[at + 1] | 0x20) == 'a' &&
                                shape_continues(&in, at + 1, "at"))) {
            leak_email_find(&in, at);
        } else if (c == '/') {
            leak_path_find(&in, at);
            leak_link_find(&in, at);
            leak_variable_find(&in, at);
        } else if (c == ':') {
            leak_drive_find(&in, at);
        } else if (c == '~') {
            leak_home_find(&in, at);
        } else if (c == '\\') {
            leak_share_find(&in, at);
            leak_variable_find(&in, at);
        } else if (c == '+') {
            leak_plus_code_find(&in, at);
        } else if (c == STREAM_DEGREE) {
            leak_degrees_find(&in, at);
        }
    }
}
