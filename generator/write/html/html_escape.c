#include "write/html/html.h"

#include "base/buffer.h"
#include "base/url.h"

#include <stdint.h>
#include <string.h>

/*
 * Each context has a table of the bytes at which a run of ordinary bytes ends; runs are appended whole.
 * NUL ends a run in all of them.
 */

/* Control characters are none of HTML's: U+FFFD is in their place. */
static const unsigned char ends_text[256] = {[0 ... '\t' - 1] = 1,
                                             ['\v'] = 1,
                                             ['\r' + 1 ... ' ' - 1] = 1,
                                             [0x7f] = 1,
                                             ['"'] = 1,
                                             ['&'] = 1,
                                             ['<'] = 1,
                                             ['>'] = 1};

/* So many bytes are looked at together; text is most of what is written. */
enum { TOGETHER = 16 };
typedef unsigned char bytes_together __attribute__((vector_size(TOGETHER)));
typedef signed char hits_together __attribute__((vector_size(TOGETHER)));

/* Moves on by whole groups of bytes while there is nothing to escape in them. */
static const char *pass_groups(const char *text, size_t length)
{
    for (; length >= TOGETHER; length -= TOGETHER, text += TOGETHER) {
        bytes_together group;
        uint64_t halves[2];
        memcpy(&group, text, sizeof group);
        hits_together hits = (group == (unsigned char)'"') | (group == (unsigned char)'&') |
                             ((group | 2) == (unsigned char)'>') |
                             ((group < (unsigned char)' ') & (group != (unsigned char)'\n')) | (group == 0x7f);
        memcpy(halves, &hits, sizeof halves);
        if ((halves[0] | halves[1]) != 0)
            break;
    }
    return text;
}

static void escape_text(struct buffer *out, const char *text)
{
    const char *end = text + strlen(text);

    for (;;) {
        const char *start = text;
        text = pass_groups(text, (size_t)(end - text));
        while (!ends_text[(unsigned char)*text])
            text++;
        if (text > start)
            buffer_bytes(out, start, (size_t)(text - start));
        switch (*text++) {
        case '"':
            buffer_bytes(out, "&quot;", 6);
            break;
        case '&':
            buffer_bytes(out, "&amp;", 5);
            break;
        case '<':
            buffer_bytes(out, "&lt;", 4);
            break;
        case '>':
            buffer_bytes(out, "&gt;", 4);
            break;
        case '\0':
            return;
        default:
            buffer_bytes(out, "\xef\xbf\xbd", 3);
            break;
        }
    }
}

/* What stands for itself in an address; the same set as cmark's. */
static const unsigned char passes_url[256] = {
    ['!'] = 1, ['#'] = 1, ['$'] = 1, ['%'] = 1, ['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, [','] = 1,
    ['-'] = 1, ['.'] = 1, ['/'] = 1, [':'] = 1, [';'] = 1, ['='] = 1, ['?'] = 1, ['@'] = 1, ['_'] = 1,
    ['~'] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
    ['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1, ['G'] = 1,
    ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1, ['O'] = 1, ['P'] = 1,
    ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1, ['W'] = 1, ['X'] = 1, ['Y'] = 1,
    ['Z'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1, ['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1,
    ['i'] = 1, ['j'] = 1, ['k'] = 1, ['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1,
    ['r'] = 1, ['s'] = 1, ['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

static void escape_url(struct buffer *out, const char *url)
{
    static const char digits[] = "0123456789ABCDEF";

    if (!url_is_safe(url))
        url = "#";
    while (*url != '\0') {
        const char *start = url;
        while (passes_url[(unsigned char)*url])
            url++;
        buffer_bytes(out, start, (size_t)(url - start));
        unsigned char c = (unsigned char)*url;
        if (c == '\0')
            return;
        if (c == '&')
            buffer_bytes(out, "&amp;", 5);
        else if (c == '\'')
            buffer_bytes(out, "&#x27;", 6);
        else
            buffer_bytes(out, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
        url++;
    }
}

/* '<', '>' and '&' as \u escapes: neither "</script" nor "<!--" can then come out of the text. */
static bool passes_script(unsigned char c)
{
    return c >= 32 && c != 0x7f && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&';
}

static void escape_script(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    for (;;) {
        const char *start = text;
        while (passes_script((unsigned char)*text))
            text++;
        buffer_bytes(out, start, (size_t)(text - start));
        if (*text == '\0')
            break;
        if (*text == '"' || *text == '\\' || *text == '\n')
            buffer_bytes(out, (char[]){'\\', *text == '\n' ? 'n' : *text}, 2);
        else
            buffer_format(out, "\\u%04x", (unsigned)*text);
        text++;
    }
    buffer_char(out, '"');
}

void html_escape(struct buffer *out, enum html_context context, const char *text)
{
    switch (context) {
    case HTML_TEXT:
    case HTML_ATTRIBUTE:
        escape_text(out, text);
        return;
    case HTML_URL:
        escape_url(out, text);
        return;
    case HTML_SCRIPT:
        escape_script(out, text);
        return;
    }
}
