#include "markdown/private.h"

#include <string.h>

enum { PIECE_COLUMN = 3 }; /* where cmark sees a piece's first character: "# text" */

void position_start(struct reading *reading, int line, int last_line, int shift)
{
    reading->leaf = (struct leaf){.line = line, .last_line = last_line, .shift = shift};
}

void position_start_piece(struct reading *reading, const struct piece *piece)
{
    reading->leaf = (struct leaf){
        .piece = piece, .line = piece->line, .last_line = piece->line, .shift = piece->column - PIECE_COLUMN};
}

/* In a cell cmark does not see the backslash of \|. */
static int column_in_cell(const struct piece *piece, int column)
{
    for (size_t i = 0; i + 1 < piece->length && piece->column + (int)i < column; i++) {
        if (piece->text[i] == '\\' && piece->text[i + 1] == '|')
            column++;
    }
    return column;
}

int position_column(struct reading *reading, int column)
{
    struct leaf *leaf = &reading->leaf;

    if (leaf->unsure)
        leaf->shift = leaf->reached - column;
    leaf->unsure = leaf->at_start = leaf->after_emphasis = false;
    column += leaf->shift;
    return leaf->piece != NULL && leaf->piece->is_cell ? column_in_cell(leaf->piece, column) : column;
}

const char *position_source(const struct reading *reading, int line, int column, size_t *length)
{
    size_t end, offset;

    *length = 0;
    if (line >= reading->line_count)
        return reading->text;
    end = lines_end(reading, line);
    offset = reading->starts[line] + (size_t)(column > 0 ? column - 1 : 0);
    if (offset > end)
        offset = end;
    *length = end - offset;
    return reading->text + offset;
}

static int count_ticks(const char *text, size_t length)
{
    size_t count = 0;

    while (count < length && text[count] == '`')
        count++;
    return (int)count;
}

int position_code(struct reading *reading, int column, int *ticks)
{
    struct leaf *leaf = &reading->leaf;
    size_t length;

    if (leaf->unsure) {
        const char *text = position_source(reading, leaf->line, leaf->reached, &length);
        *ticks = count_ticks(text, length);
        leaf->reached += *ticks;
        return position_column(reading, column) - *ticks;
    }
    column = position_column(reading, column);
    const char *content = position_source(reading, leaf->line, column, &length);
    const char *start = reading->text + reading->starts[leaf->line];
    *ticks = 0;
    while (content > start && content[-1] == '`' && *ticks < column - 1) {
        content--;
        ++*ticks;
    }
    bool escaped = false; /* the first of them, by a backslash that is not escaped itself */
    while (content > start && content[-1] == '\\') {
        content--;
        escaped = !escaped;
    }
    *ticks -= escaped;
    return column - *ticks;
}

/* A backtick was typed at column: one that masks mathematics is none. */
static bool is_tick(const struct reading *reading, int column)
{
    size_t length;
    const char *text = position_source(reading, reading->leaf.line, column, &length);

    return column > 0 && length > 0 && (reading->typed != NULL ? reading->typed[text - reading->text] : *text) == '`';
}

/* The source at offset reads as text, as far as both go. */
static bool reads_as(const struct reading *reading, size_t offset, size_t end, const char *text)
{
    size_t length = strlen(text);

    return offset < end && memcmp(reading->text + offset, text, length < end - offset ? length : end - offset) == 0;
}

/* Text that starts a line: with blanks, maybe, and with a '>' that is no quote mark where it is indented by much. */
static void find_start(struct reading *reading, const char *text)
{
    struct leaf *leaf = &reading->leaf;
    size_t blanks = strspn(text, " \t"), start = reading->starts[leaf->line], end = lines_end(reading, leaf->line);
    size_t at = start + (size_t)leaf->reached - 1;

    if (text[blanks] == '>' && (at == end || reading->text[at] != '\\')) {
        for (int quotes = reading->quotes; quotes > 0 && !reads_as(reading, at, end, text + blanks);) {
            int left = --quotes;
            at = lines_continued(reading, start, end, &left);
        }
    }
    leaf->reached = (int)(at - start) + 1 - (int)blanks;
}

void position_text(struct reading *reading, const char *text, size_t length, int *column, int *width)
{
    struct leaf *leaf = &reading->leaf;
    int ticks = count_ticks(text, length);

    if (leaf->unsure && leaf->at_start)
        find_start(reading, text);
    if (ticks > 0 && is_tick(reading, leaf->unsure ? leaf->reached : *column + leaf->shift - ticks)) {
        *column -= ticks;
        *width += ticks;
    }
    bool after_emphasis = leaf->after_emphasis && (*text == '*' || *text == '_');
    *column = position_column(reading, *column);
    if (after_emphasis && leaf->reached > *column) {
        *width -= leaf->reached - *column;
        *column = leaf->reached;
    }
    if (length > 0 && text[length - 1] == '`' && !is_tick(reading, *column + *width - 1))
        --*width;
    leaf->reached = *column + *width;
}

void position_down(struct reading *reading, int lines)
{
    struct leaf *leaf = &reading->leaf;
    int quotes = reading->quotes;

    leaf->line += lines;
    leaf->unsure = true;
    if (leaf->line >= reading->line_count)
        leaf->line = reading->line_count - 1;
    size_t start = reading->starts[leaf->line];
    leaf->reached = (int)(lines_continued(reading, start, lines_end(reading, leaf->line), &quotes) - start) + 1;
}

int position_break(struct reading *reading)
{
    int line = reading->leaf.line;
    int column = (int)(lines_end(reading, line) - reading->starts[line]) + 1;

    position_down(reading, 1);
    reading->leaf.at_start = true;
    return column;
}

void position_after_ticks(struct reading *reading, int ticks)
{
    struct leaf *leaf = &reading->leaf;
    size_t length;
    const char *text = position_source(reading, leaf->line, leaf->reached, &length);

    for (size_t i = 0; i < length;) {
        int run = count_ticks(text + i, length - i);
        if (run == ticks) {
            leaf->reached += (int)i + run;
            return;
        }
        i += run > 0 ? (size_t)run : 1;
    }
}

/* Reads what follows a link's text, over line ends. */
struct tail {
    struct reading *reading;
    int line;
    size_t offset;
    size_t end;  /* of the line */
    size_t left; /* bytes it may still take */
};

/* The next byte, '\n' at a line end, '\0' at the end of the block. */
static char peek(const struct tail *tail)
{
    if (tail->offset < tail->end)
        return tail->reading->text[tail->offset];
    return tail->line < tail->reading->leaf.last_line && tail->left > 0 ? '\n' : '\0';
}

static void advance(struct tail *tail)
{
    int quotes = tail->reading->quotes;

    if (tail->left > 0)
        tail->left--;
    if (tail->offset < tail->end) {
        tail->offset++;
        return;
    }
    tail->line++;
    tail->end = lines_end(tail->reading, tail->line);
    tail->offset = lines_continued(tail->reading, tail->reading->starts[tail->line], tail->end, &quotes);
}

static void skip_blanks(struct tail *tail)
{
    while (peek(tail) == ' ' || peek(tail) == '\t' || peek(tail) == '\n')
        advance(tail);
}

/* Past the next close that is not after a backslash; false if there is none. */
static bool skip_past(struct tail *tail, char close)
{
    for (; peek(tail) != '\0'; advance(tail)) {
        if (peek(tail) == close) {
            advance(tail);
            return true;
        }
        if (peek(tail) == '[' && close == ']')
            return false;
        if (peek(tail) == '\\' && tail->offset + 1 < tail->end)
            advance(tail);
    }
    return false;
}

static bool skip_target(struct tail *tail)
{
    int depth = 0;

    if (peek(tail) == '<')
        return skip_past(tail, '>');
    for (char c = peek(tail); c != '\0' && c != ' ' && c != '\t' && c != '\n'; advance(tail), c = peek(tail)) {
        if (c == ')' && depth-- == 0)
            return true;
        depth += c == '(';
        if (c == '\\' && tail->offset + 1 < tail->end)
            advance(tail);
    }
    return true;
}

/* Past "(target "title")" or "[label]"; false if neither is there. */
static bool skip_tail(struct tail *tail)
{
    char open = peek(tail);

    if (open != '(' && open != '[')
        return false;
    advance(tail);
    if (open == '[')
        return skip_past(tail, ']');
    skip_blanks(tail);
    if (!skip_target(tail))
        return false;
    skip_blanks(tail);
    char quote = peek(tail);
    if (quote == '"' || quote == '\'' || quote == '(') {
        advance(tail);
        if (!skip_past(tail, quote == '(' ? ')' : quote))
            return false;
        skip_blanks(tail);
    }
    return skip_past(tail, ')');
}

void position_after_link(struct reading *reading)
{
    struct leaf *leaf = &reading->leaf;
    size_t length;

    if (leaf->line >= leaf->last_line && !leaf->unsure)
        return;
    const char *text = position_source(reading, leaf->line, leaf->reached, &length);
    const char *close = memchr(text, ']', length);
    if (close == NULL)
        return;
    struct tail tail = {reading, leaf->line, (size_t)(close - reading->text) + 1, lines_end(reading, leaf->line),
                        LONGEST_MARKUP};
    if (!skip_tail(&tail)) {
        tail.line = leaf->line; /* a label alone */
        tail.offset = (size_t)(close - reading->text) + 1;
    }
    leaf->unsure |= tail.line > leaf->line;
    leaf->at_start = false;
    leaf->line = tail.line;
    leaf->reached = (int)(tail.offset - reading->starts[tail.line]) + 1;
}
