#include "markdown/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/text.h"

#include <string.h>

static const char masked[] = "@[]:{}\"\\'-.";

enum {
    FIRST_MASK = 0xf5, /* one for each of masked */
    LONGEST_ENTITY = 40,
    MOST_DIGITS = 7, /* of a numeric entity, and one fewer of a hexadecimal one (CommonMark 6.2) */
};

void spans_add(struct spans *spans, struct span *span)
{
    if (spans->first == NULL)
        spans->first = span;
    else
        spans->last->next = span;
    spans->last = span;
}

static void add_segment(struct reading *reading, struct segment segment)
{
    if (reading->segment_count == reading->segment_capacity) {
        reading->segment_capacity = reading->segment_capacity ? reading->segment_capacity * 2 : 64;
        reading->segments = memory_resize(reading->segments, reading->segment_capacity * sizeof *reading->segments);
    }
    reading->segments[reading->segment_count++] = segment;
}

void flat_add_text(struct reading *reading, const char *text, size_t length, int line, int column)
{
    add_segment(reading, (struct segment){.start = reading->flat.length, .line = line, .column = column});
    buffer_bytes(&reading->flat, text, length);
}

void flat_add_object(struct reading *reading, struct span *span)
{
    add_segment(
        reading,
        (struct segment){.start = reading->flat.length, .line = span->line, .column = span->column, .object = span});
    buffer_char(&reading->flat, span->kind == SPAN_SOFT_BREAK ? '\n' : FLAT_OBJECT);
}

/* c as it stands for an escaped c, c itself if no markup starts or ends with it. */
static char mask(char c)
{
    const char *found = c != '\0' ? strchr(masked, c) : NULL;

    return found != NULL ? (char)(FIRST_MASK + (found - masked)) : c;
}

char flat_unmasked(char c)
{
    return (unsigned char)c >= FIRST_MASK ? masked[(unsigned char)c - FIRST_MASK] : c;
}

char *flat_unmask(struct reading *reading, const char *bytes, size_t length)
{
    char *copy = arena_copy(reading->arena, bytes, length);

    for (size_t i = 0; i < length; i++)
        copy[i] = copy[i] == FLAT_OBJECT || copy[i] == '\n' ? ' ' : flat_unmasked(copy[i]);
    return copy;
}

char *flat_copy(struct reading *reading, size_t from, size_t to)
{
    return flat_unmask(reading, reading->flat.bytes + from, to - from);
}

static bool is_punctuation(char c)
{
    return c > ' ' && c < 0x7f && !ascii_is_digit(c) && !ascii_is_letter(c);
}

static bool is_digit_of(char c, bool hexadecimal)
{
    return ascii_is_digit(c) || (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
}

/* Length of "&name;", "&#64;" or "&#x40;" at source, 0 if there is none. */
static size_t entity_length(const char *source, size_t length)
{
    bool number = length > 2 && source[1] == '#';
    bool hexadecimal = number && (source[2] == 'x' || source[2] == 'X');
    size_t start = hexadecimal ? 3 : number ? 2 : 1;
    size_t most = number ? 2 + MOST_DIGITS + 1 : LONGEST_ENTITY;

    for (size_t i = start; i < length && i < most; i++) {
        if (source[i] == ';')
            return i > start ? i + 1 : 0;
        if (number ? !is_digit_of(source[i], hexadecimal) : is_punctuation(source[i]) || source[i] == ' ')
            return 0;
    }
    return 0;
}

/* cmark left the entity as it is. &amp; and numbers it knows, whatever follows. */
static bool is_unknown(const char *text, size_t length, const char *source, size_t entity)
{
    if (source[1] == '#' || strncmp(source, "&amp;", 5) == 0 || strncmp(source, "&AMP;", 5) == 0)
        return false;
    return length >= entity && memcmp(text, source, entity) == 0;
}

static size_t character_length(const char *text, size_t length)
{
    size_t size = 1;

    while (size < length && ((unsigned char)text[size] & 0xc0) == 0x80)
        size++;
    return size;
}

static bool starts_with_mark(const char *text)
{
    return text_is_mark(text_next(&text));
}

/* Bytes of text that an entity stands for, when next follows it in the source: one character, or two. */
static size_t decoded_length(const char *text, size_t length, char next)
{
    size_t one = character_length(text, length);

    if (one < length && text[one] != next && ((next != '\\' && next != '&') || starts_with_mark(text + one))) {
        size_t two = one + character_length(text + one, length - one);
        if (two == length ? next == '\0' : text[two] == next || starts_with_mark(text + one))
            return two;
    }
    return one;
}

/* Appends what an escape or entity became. */
static void add_masked(struct reading *reading, const char *text, size_t length, int line, int column)
{
    flat_add_text(reading, text, length, line, column);
    reading->segments[reading->segment_count - 1].escaped = true;
    if (length == 1) {
        reading->has_masks = true;
        reading->flat.bytes[reading->flat.length - 1] = mask(*text);
    }
}

void flat_add_escaped(struct reading *reading, const char *text, size_t length, const char *source,
                      size_t source_length, int line, int column)
{
    size_t at = 0, start = 0, from = 0; /* text[start..at] is source[from..] */

    for (size_t i = 0; i < source_length && at < length;) {
        bool escape = source[i] == '\\' && i + 1 < source_length && is_punctuation(source[i + 1]);
        size_t entity = source[i] == '&' ? entity_length(source + i, source_length - i) : 0;
        if (entity > 0 && is_unknown(text + at, length - at, source + i, entity))
            entity = 0;
        if (!escape && entity == 0) {
            at++, i++;
            continue;
        }
        if (at > start)
            flat_add_text(reading, text + start, at - start, line, column + (int)from);
        /* In a cell, the bar behind any backslash is its own: cmark got \| for \\|. */
        bool bar = escape && source[i + 1] == '\\' && i + 2 < source_length && source[i + 2] == '|' && text[at] == '|';
        size_t taken = bar ? 3 : escape ? 2 : entity;
        char next = i + taken < source_length ? source[i + taken] : '\0';
        size_t made = escape ? 1 : decoded_length(text + at, length - at, next);
        add_masked(reading, text + at, made, line, column + (int)i);
        start = at += made;
        from = i += taken;
    }
    if (length > start)
        flat_add_text(reading, text + start, length - start, line, column + (int)from);
}

/* The segment that holds offset. */
static size_t find_segment(const struct reading *reading, size_t offset)
{
    size_t low = 0, high = reading->segment_count;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (reading->segments[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

bool flat_is_escaped(const struct reading *reading, size_t offset)
{
    return reading->segments[find_segment(reading, offset)].escaped;
}

void flat_position(const struct reading *reading, size_t offset, int *line, int *column)
{
    const struct segment *segment = &reading->segments[find_segment(reading, offset)];

    *line = segment->line;
    *column = segment->column + (int)(offset - segment->start);
}

struct place flat_place(const struct reading *reading, size_t offset)
{
    int line, column;

    flat_position(reading, offset, &line, &column);
    return reading_span_place(reading, line, column);
}

/* Adds the text from..to, of one or more segments, as one span. */
static void add_text_span(struct reading *reading, struct spans *spans, size_t from, size_t to)
{
    int line, column;

    if (from == to)
        return;
    flat_position(reading, from, &line, &column);
    struct span *span = span_new(reading->arena, SPAN_TEXT, line, column);
    char *text = reading_copy(reading, reading->flat.bytes + from, to - from);
    for (size_t i = 0; reading->has_masks && text[i] != '\0'; i++)
        text[i] = typography_keep(reading, text[i]);
    span->text = text;
    spans_add(spans, span);
}

void flat_cut(struct reading *reading, struct spans *spans, size_t from, size_t to)
{
    size_t start = from;

    if (from >= to)
        return;
    for (size_t i = find_segment(reading, from); i < reading->segment_count; i++) {
        const struct segment *segment = &reading->segments[i];
        if (segment->start >= to)
            break;
        if (segment->object == NULL || segment->start < from)
            continue;
        add_text_span(reading, spans, start, segment->start);
        spans_add(spans, segment->object);
        start = segment->start + 1;
    }
    add_text_span(reading, spans, start, to);
}

void flat_end(struct reading *reading, size_t offset)
{
    buffer_cut(&reading->flat, offset);
    while (reading->segment_count > 0 && reading->segments[reading->segment_count - 1].start >= offset)
        reading->segment_count--;
}
