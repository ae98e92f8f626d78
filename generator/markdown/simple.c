#include "markdown/private.h"

#include "base/arena.h"
#include "document/document.h"

/* Bytes that stand for themselves anywhere in a line that begins with a letter; above ASCII all do. */
static bool is_simple(unsigned char c)
{
    switch (c) {
    case ' ':
    case '"':
    case '%':
    case '\'':
    case '(':
    case ')':
    case ',':
    case '-':
    case '.':
    case '/':
    case ';':
    case '?':
        return true;
    default:
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
    }
}

bool simple_is_text(const char *text, size_t length)
{
    bool letter = length > 0 && ((*text >= 'A' && *text <= 'Z') || (*text >= 'a' && *text <= 'z'));

    if (!letter || text[length - 1] == ' ')
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_simple((unsigned char)text[i]))
            return false;
    }
    return !inline_may_extend(text, length);
}

struct span *simple_spans(struct arena *arena, const struct markdown_source *source, size_t length)
{
    struct span *span = span_new(arena, SPAN_TEXT, source->line, source->column);

    span->text = arena_copy(arena, source->text, length);
    return span;
}
