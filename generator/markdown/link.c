/*
 * Links as they are typed. cmark keeps no places in what follows a link's text, and none of link definitions, so both
 * are read once more, by the same rules, only to know where they end.
 */

#include "markdown/private.h"

#include "base/ascii.h"

#include <string.h>

enum { LONGEST_LABEL = 1000, MOST_PARENTHESES = 32 }; /* as cmark has it */

/* Reads the text of a leaf block, over line ends. */
struct cursor {
    struct reading *reading;
    int line;
    int last_line; /* of the block */
    size_t offset;
    size_t end;  /* of the line */
    size_t left; /* bytes it may still take */
};

static struct cursor cursor_at(struct reading *reading, int line, size_t offset, int last_line, size_t left)
{
    return (struct cursor){reading, line, last_line, offset, lines_end(reading, line), left};
}

/* The next byte, '\n' at a line end, '\0' at the end of the block. */
static char peek(const struct cursor *cursor)
{
    if (cursor->offset < cursor->end)
        return cursor->reading->text[cursor->offset];
    return cursor->line < cursor->last_line && cursor->left > 0 ? '\n' : '\0';
}

static bool is_at_line_end(const struct cursor *cursor)
{
    return cursor->offset >= cursor->end;
}

static void advance(struct cursor *cursor)
{
    if (cursor->left > 0)
        cursor->left--;
    if (!is_at_line_end(cursor)) {
        cursor->offset++;
        return;
    }
    if (cursor->line >= cursor->last_line)
        return;
    cursor->line++;
    cursor->end = lines_end(cursor->reading, cursor->line);
    cursor->offset = containers_text(cursor->reading, cursor->line).offset;
}

static void skip_blanks_in_line(struct cursor *cursor)
{
    while (ascii_is_blank(peek(cursor)))
        advance(cursor);
}

static void skip_blanks(struct cursor *cursor)
{
    while (ascii_is_blank(peek(cursor)) || peek(cursor) == '\n')
        advance(cursor);
}

static bool is_space(char c)
{
    return ascii_is_blank(c) || c == '\n' || c == '\f' || c == '\v';
}

/* What cmark takes for space between the parts of a link. */
static void skip_spaces(struct cursor *cursor)
{
    while (is_space(peek(cursor)))
        advance(cursor);
}

static bool is_punctuation(char c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* Past a byte, and past the one behind a backslash as well. */
static void advance_escaped(struct cursor *cursor)
{
    bool escapes = peek(cursor) == '\\';

    advance(cursor);
    if (escapes && is_punctuation(peek(cursor)))
        advance(cursor);
}

/* Past "<...>". */
static bool skip_pointed(struct cursor *cursor)
{
    for (advance(cursor); peek(cursor) != '\0' && peek(cursor) != '\n' && peek(cursor) != '<'; advance(cursor)) {
        if (peek(cursor) == '>') {
            advance(cursor);
            return true;
        }
        if (peek(cursor) == '\\')
            advance(cursor);
    }
    return false;
}

/* Past the address of a link; false if there is none. */
static bool skip_target(struct cursor *cursor)
{
    int depth = 0;

    if (peek(cursor) == '<')
        return skip_pointed(cursor);
    for (char c = peek(cursor); c != '\0' && !is_space(c) && depth <= MOST_PARENTHESES; c = peek(cursor)) {
        if (c == ')' && depth-- == 0)
            return true;
        depth += c == '(';
        advance_escaped(cursor);
    }
    return depth == 0;
}

/*
 * Past a title, which goes as far as it may: a mark behind a backslash closes it only if none does further on. False,
 * and nothing is passed: none is here.
 */
static bool skip_title(struct cursor *cursor)
{
    char open = peek(cursor), close = open == '(' ? ')' : open, before = open;
    struct cursor at = *cursor;
    bool closed = false;

    if (open != '"' && open != '\'' && open != '(')
        return false;
    for (advance(&at); peek(&at) != '\0'; before = peek(&at), advance(&at)) {
        bool escaped = before == '\\';
        if (peek(&at) == open && open == '(' && !escaped)
            break;
        if (peek(&at) != close)
            continue;
        *cursor = at;
        advance(cursor);
        closed = true;
        if (!escaped)
            break;
    }
    return closed;
}

/* Past the next ']' that is not after a backslash; false if there is none, or a '[' before it. */
static bool skip_label(struct cursor *cursor)
{
    for (; peek(cursor) != '\0' && peek(cursor) != '['; advance_escaped(cursor)) {
        if (peek(cursor) == ']') {
            advance(cursor);
            return true;
        }
    }
    return false;
}

/* Past "(target "title")" or "[label]"; false if neither is there. */
static bool skip_tail(struct cursor *cursor)
{
    char open = peek(cursor);

    if (open != '(' && open != '[')
        return false;
    advance(cursor);
    if (open == '[')
        return skip_label(cursor);
    skip_spaces(cursor);
    if (!skip_target(cursor))
        return false;
    skip_spaces(cursor);
    if (skip_title(cursor))
        skip_spaces(cursor);
    if (peek(cursor) != ')')
        return false;
    advance(cursor);
    return true;
}

void link_pass(struct reading *reading)
{
    struct leaf *leaf = &reading->leaf;
    size_t length;

    if (leaf->line >= leaf->last_line && !leaf->unsure)
        return;
    const char *text = position_source(reading, leaf->line, leaf->reached, &length);
    const char *close = memchr(text, ']', length);
    if (close == NULL)
        return;
    size_t behind = (size_t)(close - reading->text) + 1;
    struct cursor tail = cursor_at(reading, leaf->line, behind, leaf->last_line, LONGEST_MARKUP);
    if (!skip_tail(&tail))
        tail = cursor_at(reading, leaf->line, behind, leaf->last_line, 0); /* a label alone */
    leaf->unsure |= tail.line > leaf->line;
    leaf->at_start = false;
    leaf->line = tail.line;
    leaf->reached = (int)(tail.offset - reading->starts[tail.line]) + 1;
}

/* Past "[label]:"; a label of blanks alone is none. */
static bool skip_defined(struct cursor *cursor)
{
    size_t before = cursor->left;
    bool blank = true;

    for (advance(cursor); peek(cursor) != ']'; advance_escaped(cursor)) {
        if (peek(cursor) == '\0' || peek(cursor) == '[' || before - cursor->left > LONGEST_LABEL)
            return false;
        blank &= is_space(peek(cursor));
    }
    advance(cursor);
    bool defines = !blank && peek(cursor) == ':';
    advance(cursor);
    return defines;
}

/* Past "[label]: target "title"" and its line end; false if it is no definition. */
static bool skip_definition(struct cursor *cursor)
{
    if (peek(cursor) != '[' || !skip_defined(cursor))
        return false;
    skip_blanks(cursor);
    struct cursor start = *cursor;
    if (!skip_target(cursor) || (cursor->line == start.line && cursor->offset == start.offset))
        return false;
    struct cursor target = *cursor;
    skip_blanks(cursor);
    bool apart = cursor->line != target.line || cursor->offset != target.offset;
    if (apart && skip_title(cursor))
        skip_blanks_in_line(cursor);
    else
        *cursor = target;
    if (!is_at_line_end(cursor)) {
        *cursor = target;
        skip_blanks_in_line(cursor);
    }
    if (!is_at_line_end(cursor))
        return false;
    if (cursor->line < cursor->last_line)
        advance(cursor);
    else
        cursor->line++;
    return true;
}

/* The line is "====" or "----", as below a heading. */
static bool is_underline(const struct reading *reading, int line)
{
    struct line_text text = containers_text(reading, line);
    size_t end = lines_end(reading, line), at = text.offset;
    char c = at < end ? reading->text[at] : '\0';

    if ((c != '=' && c != '-') || text.is_lazy)
        return false;
    while (at < end && reading->text[at] == c)
        at++;
    while (at < end && ascii_is_blank(reading->text[at]))
        at++;
    return at == end;
}

int link_skip_definitions(struct reading *reading, int line, size_t offset, int last)
{
    int end = line, found = line;

    if (reading->text[offset] != '[')
        return line;
    while (end < last && !is_underline(reading, end + 1))
        end++;
    struct cursor cursor = cursor_at(reading, line, offset, end, SIZE_MAX);
    while (found <= end && (found == line || !containers_text(reading, found).keeps_blanks) && skip_definition(&cursor))
        found = cursor.line;
    return found <= last ? found : line;
}
