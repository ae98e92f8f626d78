#include "markdown/private.h"

#include <string.h>

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
