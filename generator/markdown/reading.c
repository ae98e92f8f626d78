#include "markdown/private.h"

char *reading_copy(const struct reading *reading, const char *text, size_t length)
{
    char *copy = arena_copy(reading->arena, text, length);

    for (char *at = copy; reading->has_storm && *at != '\0'; at++) {
        if (*at == STORM_MASK)
            *at = '[';
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
