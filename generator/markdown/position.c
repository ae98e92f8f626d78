#include "markdown/private.h"

#include <string.h>

enum { PIECE_COLUMN = 3 }; /* where cmark sees a piece's first character: "# text" */

void position_start(struct reading *reading, int line, int text_line, int last_line, int shift)
{
    reading->leaf = (struct leaf){.line = line, .text_line = text_line, .last_line = last_line, .shift = shift};
    if (text_line > line) {
        position_down(reading, text_line - line);
        reading->leaf.at_start = true;
    }
}

void position_start_piece(struct reading *reading, const struct piece *piece)
{
    reading->leaf = (struct leaf){.piece = piece,
                                  .line = piece->line,
                                  .text_line = piece->line,
                                  .last_line = piece->line,
                                  .shift = piece->column - PIECE_COLUMN};
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
    leaf->unsure = leaf->at_start = false;
    leaf->closed = 0;
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

/* How many of the ticks that a text begins with cmark counts as before it: those of a run that opens no code. */
static int ticks_before(const struct reading *reading, int column, int ticks)
{
    const struct leaf *leaf = &reading->leaf;
    int before = 0;

    if (leaf->unsure) {
        while (before < ticks && is_tick(reading, leaf->reached + before))
            before++;
        return before;
    }
    while (before < ticks && column - before > leaf->reached && is_tick(reading, column - before - 1))
        before++;
    return before;
}

/* "&Tab;", or a number with zeros before it or none: "&#32;", "&#x0020;", "&#09;". */
static bool is_blank_entity(const char *text, size_t length)
{
    if (length < 4 || strncmp(text, "&#", 2) != 0)
        return length >= 5 && strncmp(text, "&Tab;", 5) == 0;
    bool hexadecimal = text[2] == 'x' || text[2] == 'X';
    const char *number = text + 2 + hexadecimal, *end = text + length;
    while (number < end && *number == '0')
        number++;
    const char *blank = hexadecimal ? "20;" : "32;";
    size_t left = (size_t)(end - number);
    return (left >= 3 && strncmp(number, blank, 3) == 0) || (left >= 2 && strncmp(number, "9;", 2) == 0);
}

/* Of the blanks that text begins with, the first of its line, those that entities there stand for. */
static size_t entity_blanks(const struct reading *reading, size_t blanks)
{
    const struct leaf *leaf = &reading->leaf;
    const char *start = reading->text + reading->starts[leaf->line];
    size_t length, typed = 0;
    const char *text = position_source(reading, leaf->line, leaf->reached, &length);

    if (!is_blank_entity(text, length))
        return 0;
    /* cmark drops what a line begins with behind a line end, and keeps it behind a backslash or a definition. */
    if (leaf->line > leaf->text_line && reading->text[lines_end(reading, leaf->line - 1) - 1] != '\\')
        return blanks;
    for (; text > start && (text[-1] == ' ' || text[-1] == '\t') && typed < blanks; text--)
        typed++;
    return containers_text(reading, leaf->line).keeps_blanks ? blanks - typed : blanks;
}

/* Takes the blanks off that the text of a lazy line begins with. */
static void drop_blanks(const struct reading *reading, const char **text, size_t *length, int *column, int *width)
{
    const struct leaf *leaf = &reading->leaf;
    size_t blanks = leaf->unsure && leaf->at_start ? strspn(*text, " \t") : 0;

    blanks -= blanks > 0 ? entity_blanks(reading, blanks) : 0;
    *text += blanks;
    *length -= blanks;
    *column += (int)blanks;
    *width -= (int)blanks;
}

int position_closed(const struct reading *reading)
{
    size_t length;
    const char *typed = position_source(reading, reading->leaf.line, reading->leaf.reached, &length);
    int count = 0;

    while (length > 0 && count < reading->leaf.closed && typed[-1 - count] == *typed)
        count++;
    return count;
}

void position_text(struct reading *reading, const char **from, size_t *length, int *column, int *width)
{
    struct leaf *leaf = &reading->leaf;
    int ticks = count_ticks(*from, *length);

    drop_blanks(reading, from, length, column, width);
    const char *text = *from;
    ticks = ticks_before(reading, *column + leaf->shift, ticks);
    *column -= ticks;
    *width += ticks;
    int closed = *text == '*' || *text == '_' ? position_closed(reading) : 0;
    *column = position_column(reading, *column + closed);
    *width -= closed;
    if (*length > 0 && text[*length - 1] == '`' && !is_tick(reading, *column + *width - 1))
        --*width;
    leaf->reached = *column + *width;
}

void position_down(struct reading *reading, int lines)
{
    struct leaf *leaf = &reading->leaf;

    leaf->line += lines;
    leaf->unsure = true;
    if (leaf->line >= reading->line_count)
        leaf->line = reading->line_count - 1;
    leaf->reached = (int)(containers_text(reading, leaf->line).offset - reading->starts[leaf->line]) + 1;
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

/* ---- what is read ---- */

size_t bracket_close(const char *text, size_t open, size_t limit)
{
    size_t depth = 0;

    if (limit - open > LONGEST_MARKUP)
        limit = open + LONGEST_MARKUP;
    if (memchr(text + open, ']', limit - open) == NULL)
        return 0; /* most often, where there are thousands of '[' */
    for (size_t i = open; i < limit; i++) {
        if (text[i] == '\\')
            i++;
        else if (text[i] == '[' && ++depth > DEEPEST_SPAN)
            return 0; /* most often, where few of them are closed */
        else if (text[i] == ']' && --depth == 0)
            return i;
    }
    return 0;
}

bool label_find(const struct reading *reading, size_t offset, const char *marks, size_t *braces, size_t *length)
{
    const struct buffer *flat = &reading->flat;
    size_t end = flat->length, at;

    while (end > offset && (flat->bytes[end - 1] == ' ' || flat->bytes[end - 1] == '\t'))
        end--;
    if (end <= offset || flat->bytes[end - 1] != '}')
        return false;
    for (at = end; at > offset && end - at < LONGEST_MARKUP && flat->bytes[at - 1] != '\n'; at--) {
        if (flat->bytes[at - 1] == '{' && attributes_length(flat->bytes + at - 1, end - at + 1) == end - at + 1) {
            *braces = at - 1;
            *length = end - at + 1;
            return flat->bytes[at] != '\0' && strchr(marks, flat->bytes[at]) != NULL;
        }
    }
    return false;
}

size_t label_start(const struct reading *reading, size_t braces)
{
    const char *bytes = reading->flat.bytes;

    while (braces > 0 && (bytes[braces - 1] == ' ' || bytes[braces - 1] == '\t' || bytes[braces - 1] == '\n'))
        braces--;
    return braces;
}

const char *label_check(struct reading *reading, const struct attributes *attributes, const char *prefix,
                        const char *what, struct place place)
{
    size_t length = strlen(prefix);

    if (attributes->id == NULL)
        return NULL;
    if (strncmp(attributes->id, prefix, length) == 0 && attributes->id[length] != '\0')
        return attributes->id;
    if (strncmp(attributes->id, prefix, length - 1) == 0 && attributes->id[length - 1] == '-' &&
        attributes->id[length] != '\0') /* {#fig-x} of Quarto */
        return arena_concat(reading->arena, prefix, attributes->id + length, NULL);
    place.column = attributes->id_column;
    diag_error(reading->diags, place, "bad-label", "label '%s' of %s does not start with '%s', leaving it out",
               attributes->id, what, prefix);
    const char *colon = strchr(attributes->id, ':');
    const char *rest = colon != NULL ? colon + 1 : attributes->id;
    diag_hint(reading->diags, "write {#%s%s}", prefix, *rest != '\0' ? rest : "label");
    return NULL;
}

char *reading_copy(const struct reading *reading, const char *text, size_t length)
{
    char *copy = arena_copy(reading->arena, text, length);

    for (char *at = copy; (reading->has_storm || reading->has_hyphens) && *at != '\0'; at++) {
        if (*at == STORM_MASK && reading->has_storm)
            *at = '[';
        else if (*at == HYPHEN_MASK && reading->has_hyphens)
            *at = '-';
    }
    return copy;
}

int reading_line(const struct reading *reading, int line)
{
    return reading->source->line + line;
}

int reading_column(const struct reading *reading, int column)
{
    return reading->source->column - 1 + column;
}

struct place reading_span_place(const struct reading *reading, int line, int column)
{
    return (struct place){reading->source->file, line, column};
}

struct place reading_place(const struct reading *reading, int line, int column)
{
    return reading_span_place(reading, reading_line(reading, line), reading_column(reading, column));
}

void reading_too_deep(struct reading *reading, struct place place)
{
    if (reading->deep_reported)
        return;
    reading->deep_reported = true;
    diag_error(reading->diags, place, "nesting-too-deep",
               "nested more than %d deep, reading what is deeper without its nesting", DEEPEST_BLOCK);
    diag_hint(reading->diags, "look for a line with many '>', '-' or '*' that were not meant as markup");
}
