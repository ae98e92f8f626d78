#include "markdown/private.h"

#include "base/arena.h"
#include "base/ascii.h"

#include <string.h>

const char lines_html_mark[] = "<?:?>";

enum {
    MOST_IMAGES = 1000, /* unclosed ones in a paragraph take cmark quadratic time */
    WIDEST_NUMBER = 9,  /* digits of a list item */
    MOST_MARKERS = 100, /* of blocks within each other in one line; more take cmark quadratic time */
};

static void add_start(struct reading *reading, size_t *capacity, size_t offset)
{
    if ((size_t)reading->line_count == *capacity) {
        *capacity *= 2;
        reading->starts = memory_resize(reading->starts, *capacity * sizeof *reading->starts);
    }
    reading->starts[reading->line_count++] = (uint32_t)offset;
}

/* Past the next line end: \n, \r or \r\n. */
static const char *next_line(const char *at, const char *end, bool has_returns)
{
    if (!has_returns) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        return newline ? newline + 1 : end;
    }
    while (at < end && *at != '\n' && *at != '\r')
        at++;
    if (end - at >= 2 && at[0] == '\r' && at[1] == '\n')
        at++;
    return at < end ? at + 1 : end;
}

void lines_index(struct reading *reading)
{
    const char *at = reading->text, *end = reading->text + reading->length;
    bool has_returns = reading->length > 0 && memchr(reading->text, '\r', reading->length) != NULL;
    size_t capacity = reading->length / 40 + 16;

    reading->starts = memory_alloc(capacity * sizeof *reading->starts);
    while (at < end) {
        add_start(reading, &capacity, (size_t)(at - reading->text));
        at = next_line(at, end, has_returns);
    }
    add_start(reading, &capacity, reading->length);
    reading->line_count--;
}

size_t lines_end(const struct reading *reading, int line)
{
    size_t start = reading->starts[line], end = reading->starts[line + 1];

    while (end > start && (reading->text[end - 1] == '\n' || reading->text[end - 1] == '\r'))
        end--;
    return end;
}

/* Length of a list marker with the space after it, or 0. */
static size_t list_marker(const char *text, size_t length)
{
    size_t i = 0;

    if (length > 0 && (*text == '-' || *text == '+' || *text == '*')) {
        i = 1;
    } else {
        while (i < length && i < WIDEST_NUMBER && ascii_is_digit(text[i]))
            i++;
        if (i == 0 || i == length || (text[i] != '.' && text[i] != ')'))
            return 0;
        i++;
    }
    return i < length && ascii_is_blank(text[i]) ? i + 1 : 0;
}

size_t lines_content(const struct reading *reading, size_t offset, size_t end, int *quotes)
{
    const char *text = reading->text;

    *quotes = 0;
    for (;;) {
        while (offset < end && ascii_is_blank(text[offset]))
            offset++;
        if (offset < end && text[offset] == '>') {
            ++*quotes;
            offset++;
            continue;
        }
        size_t marker = list_marker(text + offset, end - offset);
        if (marker == 0)
            return offset;
        offset += marker;
    }
}

bool lines_is_blank(const struct reading *reading, int line)
{
    int quotes;
    size_t end = lines_end(reading, line);

    return lines_content(reading, reading->starts[line], end, &quotes) == end;
}

size_t lines_continued(const struct reading *reading, size_t offset, size_t end, int *quotes)
{
    const char *text = reading->text;

    for (;;) {
        while (offset < end && ascii_is_blank(text[offset]))
            offset++;
        if (*quotes == 0 || offset == end || text[offset] != '>')
            return offset;
        --*quotes;
        offset++;
    }
}

static bool is_fence(const char *text, size_t length)
{
    return length >= 3 && (*text == '`' || *text == '~') && text[1] == *text && text[2] == *text;
}

static bool is_rule(const char *text, size_t length)
{
    size_t count = 0;

    if (*text != '*' && *text != '-' && *text != '_')
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!ascii_is_blank(text[i]) && text[i] != *text)
            return false;
        count += text[i] == *text;
    }
    return count >= 3;
}

static bool is_heading(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && text[i] == '#')
        i++;
    return i >= 1 && i <= 6 && (i == length || ascii_is_blank(text[i]));
}

bool lines_opens_block(const char *text, size_t length)
{
    return length > 0 && (*text == '>' || *text == '<' || is_heading(text, length) || is_fence(text, length) ||
                          is_rule(text, length) || list_marker(text, length) > 0);
}

struct mark *lines_add_mark(struct reading *reading, int line, size_t start, size_t end)
{
    if (reading->mark_count == reading->mark_capacity) {
        reading->mark_capacity = reading->mark_capacity ? reading->mark_capacity * 2 : 16;
        reading->marks = memory_resize(reading->marks, reading->mark_capacity * sizeof *reading->marks);
    }
    struct mark *mark = &reading->marks[reading->mark_count++];
    *mark = (struct mark){.line = line, .start = start, .end = end};
    return mark;
}

static size_t count_images(const char *at, const char *end)
{
    size_t count = 0;

    while ((at = memchr(at, '!', (size_t)(end - at))) != NULL)
        count += ++at < end && *at == '[';
    return count;
}

static void diagnose_storm(struct reading *reading, int line)
{
    diag_error(reading->diags, reading_place(reading, line, 1), "too-many-images",
               "more than %d images in one paragraph, reading them as text", MOST_IMAGES);
    diag_hint(reading->diags, "split the paragraph with blank lines, or look for '![' that is never closed");
    reading->has_storm = true;
}

/* Masks the images of lines first to last, which stand together. */
static void mark_storm(struct reading *reading, int first, int last)
{
    diagnose_storm(reading, first);
    for (int line = first; line <= last; line++)
        lines_add_mark(reading, line, reading->starts[line], lines_end(reading, line))->kind = MARK_STORM;
}

/* Marks the paragraph from line on if it is a storm of images; the line after it. */
static int pass_paragraph(struct reading *reading, int line)
{
    int first = line;

    while (line < reading->line_count && !lines_is_blank(reading, line))
        line++;
    if (line == first)
        return line + 1;
    if (count_images(reading->text + reading->starts[first], reading->text + reading->starts[line]) > MOST_IMAGES)
        mark_storm(reading, first, line - 1);
    return line;
}

static void mark_storms(struct reading *reading)
{
    if (count_images(reading->text, reading->text + reading->length) <= MOST_IMAGES)
        return;
    for (int line = 0; line < reading->line_count;)
        line = pass_paragraph(reading, line);
}

/* Marks the rest of line from the marker of a block on that is within too many others; false: there is none. */
static bool mark_deep(struct reading *reading, int line)
{
    size_t end = lines_end(reading, line), offset = reading->starts[line];
    int markers = 0;

    for (;; markers++) {
        while (offset < end && ascii_is_blank(reading->text[offset]))
            offset++;
        size_t marker =
            offset < end && reading->text[offset] == '>' ? 1 : list_marker(reading->text + offset, end - offset);
        if (marker == 0)
            return false;
        if (markers == MOST_MARKERS)
            break;
        offset += marker;
    }
    diag_error(reading->diags, reading_place(reading, line, (int)(offset - reading->starts[line]) + 1),
               "nesting-too-deep", "more than %d blocks begin in one line, leaving out the rest of it", MOST_MARKERS);
    diag_hint(reading->diags, "look for '>', '-' or '*' that were not meant as markup");
    reading->deep_reported = true;
    lines_add_mark(reading, line, offset, end)->kind = MARK_DEEP;
    return true;
}

/* Marks <br> alone in its line between a blank one and text, for which cmark would take it and the text for HTML. */
static void mark_break(struct reading *reading, int line, size_t offset)
{
    size_t end = lines_end(reading, line), last = end;

    while (last > offset && ascii_is_blank(reading->text[last - 1]))
        last--;
    const struct mark *above = line > 0 ? lines_find_mark(reading, line - 1) : NULL;
    bool begins = line == 0 || lines_is_blank(reading, line - 1) || (above != NULL && above->kind == MARK_BREAK);
    bool has_text = line + 1 < reading->line_count && !lines_is_blank(reading, line + 1);
    if (begins && has_text && html_is_break(reading->text + offset, last - offset))
        lines_add_mark(reading, line, offset, end)->kind = MARK_BREAK;
}

/* Marks line, or the table whose delimiter row it is; the line to go on with. */
static int mark_line(struct reading *reading, int line)
{
    size_t offset = reading->starts[line], limit = reading->starts[line + 1];
    int quotes;

    if (mark_deep(reading, line) || reading->source->plain)
        return line + 1;
    offset = lines_content(reading, offset, limit, &quotes);
    if (offset == limit)
        return line + 1;
    switch (reading->text[offset]) {
    case '[':
        footnote_mark(reading, line, offset);
        break;
    case ':':
        if (directive_mark(reading, line, offset) || definition_mark(reading, line, offset, quotes))
            break;
        return table_mark(reading, line, offset, quotes);
    case '<':
        mark_break(reading, line, offset);
        break;
    case '|':
    case '-':
        return table_mark(reading, line, offset, quotes);
    default:
        break;
    }
    return line + 1;
}

void lines_mark(struct reading *reading)
{
    mark_storms(reading);
    if (reading->mark_count > 0)
        return;
    for (int line = 0; line < reading->line_count;)
        line = mark_line(reading, line);
}

struct mark *lines_find_mark(const struct reading *reading, int line)
{
    size_t low = 0, high = reading->mark_count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (reading->marks[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == reading->mark_count || reading->marks[low].line != line || reading->marks[low].dropped)
        return NULL;
    return &reading->marks[low];
}

bool lines_drop_unused(struct reading *reading, bool desperate)
{
    bool any = false;

    for (size_t i = 0; i < reading->mark_count; i++) {
        struct mark *mark = &reading->marks[i];
        if (mark->dropped || mark->kind == MARK_STORM || mark->kind == MARK_DEEP)
            continue;
        bool cut = mark->kind == MARK_ROW && !table_has_row(mark->table, mark->number);
        if (desperate || cut || !mark->used) {
            mark->dropped = true;
            any = true;
            if (mark->kind == MARK_ROW)
                table_cut(mark->table, mark->number);
        }
    }
    return any;
}

void lines_write_piece(const struct piece *piece, struct buffer *out)
{
    if (piece->length == 0) {
        buffer_text(out, "#\n");
        return;
    }
    buffer_text(out, "# ");
    for (size_t i = 0; i < piece->length; i++) {
        bool escapes_pipe =
            piece->is_cell && piece->text[i] == '\\' && i + 1 < piece->length && piece->text[i + 1] == '|';
        if (!escapes_pipe)
            buffer_char(out, piece->text[i]);
    }
    buffer_text(out, " #\n");
}

static void add_piece(struct reading *reading, struct piece *piece, struct buffer *out)
{
    list_add(&reading->pieces, reading->scratch, piece);
    lines_write_piece(piece, out);
}

static void write_pieces(struct reading *reading, const struct mark *mark, struct buffer *out)
{
    if (mark->kind == MARK_ROW) {
        size_t count;
        struct piece *pieces = table_pieces(mark->table, mark->number, &count);
        for (size_t i = 0; i < count; i++)
            add_piece(reading, &pieces[i], out);
    } else if (mark->kind == MARK_DIRECTIVE || mark->kind == MARK_OPEN) {
        struct piece *label = directive_label(mark->written);
        if (label != NULL)
            add_piece(reading, label, out);
    }
}

static void mask_images(char *text, size_t length)
{
    for (size_t i = 1; i < length; i++) {
        if (text[i] == '[' && text[i - 1] == '!')
            text[i] = STORM_MASK;
    }
}

void lines_mask_storm(struct reading *reading, char *text, size_t length)
{
    if (count_images(text, text + length) <= MOST_IMAGES)
        return;
    if (!reading->has_storm)
        diagnose_storm(reading, 0);
    mask_images(text, length);
}

/* A list marker that the source does not use, so that its lists and the definitions stay apart. */
static const char *footnote_marker(const struct reading *reading)
{
    static const char *const markers[] = {"+   ", "*   ", "-   ", "1)  ", "1.  "};
    bool used[5] = {false};

    for (int line = 0; line < reading->line_count; line++) {
        for (size_t i = reading->starts[line]; i + 1 < reading->starts[line + 1]; i++) {
            char c = reading->text[i];
            used[0] |= c == '+', used[1] |= c == '*', used[2] |= c == '-', used[3] |= c == ')', used[4] |= c == '.';
            if (!ascii_is_blank(c) && c != '>' && !ascii_is_digit(c) && c != '+' && c != '*' && c != '-')
                break;
        }
    }
    for (size_t i = 0; i < 5; i++) {
        if (!used[i])
            return markers[i];
    }
    return markers[0];
}

static void write_line(const struct reading *reading, const struct mark *mark, const char **marker, struct buffer *out)
{
    switch (mark->kind) {
    case MARK_FOOTNOTE:
    case MARK_DEFINITION:
        if (*marker == NULL)
            *marker = footnote_marker(reading);
        buffer_text(out, *marker);
        /* An item whose first line is empty is two columns wide for cmark, and its code would keep two blanks. */
        if (mark->end == lines_end(reading, mark->line))
            buffer_text(out, lines_html_mark);
        break;
    case MARK_DEEP:
        break;
    case MARK_STORM:
        buffer_bytes(out, reading->text + mark->start, mark->end - mark->start);
        mask_images(out->bytes + out->length - (mark->end - mark->start), mark->end - mark->start);
        break;
    case MARK_DIRECTIVE:
    case MARK_OPEN:
    case MARK_CLOSE:
    case MARK_ROW:
    case MARK_BREAK:
        buffer_text(out, lines_html_mark);
        break;
    }
}

void lines_rewrite(struct reading *reading, struct buffer *out)
{
    const char *marker = NULL;
    size_t written = 0;

    buffer_clear(out);
    reading->pieces.count = 0;
    for (size_t i = 0; i < reading->mark_count; i++) {
        if (!reading->marks[i].dropped)
            write_pieces(reading, &reading->marks[i], out);
    }
    for (size_t i = 0; i < reading->mark_count; i++) {
        struct mark *mark = &reading->marks[i];
        if (mark->dropped)
            continue;
        mark->used = false;
        buffer_bytes(out, reading->text + written, mark->start - written);
        write_line(reading, mark, &marker, out);
        written = mark->end;
    }
    buffer_bytes(out, reading->text + written, reading->length - written);
}

/* ---- containers ---- */

/*
 * Where the text of a line begins within the block quotes and items that it belongs to: cmark tells only of the lines
 * that they start in.  As CommonMark has it, tabs lead to every fourth column, and a line may lack the marks of
 * containers whose paragraph it goes on with ("lazy").
 */

enum {
    TAB = 4,            /* columns; indented so much, a line has no marks of blocks */
    WIDEST_PADDING = 4, /* blanks behind a list marker that belong to it */
};

/* A place in a line: a tab may be passed in part. */
struct spot {
    size_t offset;
    int column; /* from 0 */
};

static bool is_at_blank(const struct reading *reading, struct spot spot, size_t end)
{
    return spot.offset < end && ascii_is_blank(reading->text[spot.offset]);
}

/* One column of blanks further. */
static void pass_column(const struct reading *reading, struct spot *spot)
{
    spot->column++;
    spot->offset += reading->text[spot->offset] == ' ' || spot->column % TAB == 0;
}

/* Past all blanks; returns how many columns they are. */
static int pass_blanks(const struct reading *reading, struct spot *spot, size_t end)
{
    int from = spot->column;

    while (is_at_blank(reading, *spot, end))
        pass_column(reading, spot);
    return spot->column - from;
}

/* Past '>' and the blank that belongs to it; false, and nothing is passed: there is none. */
static bool pass_quote_mark(const struct reading *reading, struct spot *spot, size_t end)
{
    struct spot at = *spot;

    if (pass_blanks(reading, &at, end) >= TAB || at.offset >= end || reading->text[at.offset] != '>')
        return false;
    at.offset++;
    at.column++;
    if (is_at_blank(reading, at, end))
        pass_column(reading, &at);
    *spot = at;
    return true;
}

/* Past the indentation of an item. */
static bool pass_width(const struct reading *reading, struct spot *spot, size_t end, int width)
{
    struct spot at = *spot;

    if (pass_blanks(reading, &at, end) < width)
        return false;
    for (int i = 0; i < width; i++)
        pass_column(reading, spot);
    return true;
}

/* Past what the first count containers have in line; returns how many have it. */
static size_t pass_containers(const struct reading *reading, size_t count, int line, struct spot *spot)
{
    size_t end = lines_end(reading, line), i = 0;

    *spot = (struct spot){reading->starts[line], 0};
    for (; i < count; i++) {
        const struct container *container = &reading->containers[i];
        if (container->width == 0 ? !pass_quote_mark(reading, spot, end)
                                  : !pass_width(reading, spot, end, container->width))
            break;
    }
    return i;
}

/* Where a container may start in line: behind the first count, of which some may start there, too. */
static struct spot start_of(const struct reading *reading, size_t count, int line)
{
    const struct container *last = count > 0 ? &reading->containers[count - 1] : NULL;
    struct spot spot;

    if (last != NULL && last->line == line)
        return (struct spot){last->offset, last->column};
    pass_containers(reading, count, line, &spot);
    return spot;
}

static void put(struct reading *reading, int line, int width, struct spot content)
{
    reading->containers[reading->container_count - 1] =
        (struct container){.line = line, .width = width, .offset = content.offset, .column = content.column};
}

/* Past the marker of a list and the blanks that belong to it. */
static void pass_marker(const struct reading *reading, struct spot *spot, size_t end)
{
    size_t start = spot->offset;

    while (spot->offset < end && ascii_is_digit(reading->text[spot->offset]))
        spot->offset++;
    spot->offset += spot->offset < end;
    spot->column += (int)(spot->offset - start);
    struct spot text = *spot;
    int blanks = pass_blanks(reading, &text, end);
    if (blanks > WIDEST_PADDING || text.offset >= end) {
        if (blanks > 0)
            pass_column(reading, spot);
        else
            spot->column++; /* of a marker alone in its line */
    } else {
        *spot = text;
    }
}

void containers_enter(struct reading *reading, int line, bool is_quote, const struct mark *mark)
{
    if (reading->container_count++ >= MOST_CONTAINERS)
        return;
    struct spot spot = start_of(reading, reading->container_count - 1, line);
    int from = spot.column;
    size_t end = lines_end(reading, line);
    if (is_quote) {
        pass_quote_mark(reading, &spot, end);
        put(reading, line, 0, spot);
        return;
    }
    pass_blanks(reading, &spot, end);
    if (mark != NULL) {
        spot.offset = mark->end;
        spot.column += FOOTNOTE_MARK;
    } else {
        pass_marker(reading, &spot, end);
    }
    put(reading, line, spot.column - from, spot);
}

void containers_leave(struct reading *reading)
{
    reading->container_count--;
}

struct line_text containers_text(const struct reading *reading, int line)
{
    struct spot spot;
    struct line_text text = {0};
    size_t end = lines_end(reading, line), count = reading->container_count;

    if (count > MOST_CONTAINERS)
        count = MOST_CONTAINERS;
    text.is_lazy = pass_containers(reading, count, line, &spot) < count;
    text.offset = spot.offset;
    while (text.offset < end && ascii_is_blank(reading->text[text.offset]))
        text.offset++;
    text.keeps_blanks = text.is_lazy && text.offset > spot.offset;
    return text;
}
