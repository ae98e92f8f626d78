/*
 * Where the text of a line begins within the block quotes and items that it belongs to: cmark tells only of the lines
 * that they start in.  As CommonMark has it, tabs lead to every fourth column, and a line may lack the marks of
 * containers whose paragraph it goes on with ("lazy").
 */

#include "markdown/private.h"

#include "base/ascii.h"

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
