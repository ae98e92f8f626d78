#include "write/drawing/drawing.h"

#include "base/arena.h"
#include "base/text.h"

#include <string.h>

/* A word may stand out as far; longer ones are broken. */
static const double LONGEST_WORD = 1.6;

static double letter_width(unsigned long letter)
{
    if (text_is_mark(letter))
        return 0;
    if (letter >= 0x1100 && (letter < 0x2000 || letter >= 0x2e80))
        return 1.05;
    if (letter >= 128)
        return 0.8;
    if (letter == ' ' || strchr("iljI.,;:'|!", (int)letter) != NULL)
        return 0.34;
    if (strchr("frt-()[]/\"", (int)letter) != NULL)
        return 0.43;
    if (strchr("mwMW%@", (int)letter) != NULL)
        return 0.99;
    return letter >= 'A' && letter <= 'Z' ? 0.75 : 0.64;
}

static double width_of(const char *text, const char *end)
{
    double width = 0;

    while (text < end)
        width += letter_width(text_next(&text));
    return width;
}

double diagram_text_width(const char *text, double size)
{
    return width_of(text, text + strlen(text)) * size;
}

/* Where a line that begins at text ends: before the last space that fits, or in the middle of a long word. */
static const char *line_end(const char *text, double room)
{
    const char *end = text, *space = NULL;
    double width = 0;

    while (*end != '\0' && *end != '\n') {
        const char *next = end;
        width += letter_width(text_next(&next));
        if (width > room && space != NULL)
            return space;
        if (width > LONGEST_WORD * room)
            return end;
        if (*end == ' ' && end > text)
            space = end;
        end = next;
    }
    return end;
}

struct list diagram_wrap(struct arena *arena, const char *text, double size, double width)
{
    struct list lines = {0};

    while (*text != '\0') {
        const char *end = line_end(text, width / size);
        list_add(&lines, arena, arena_copy(arena, text, (size_t)(end - text)));
        text = *end == ' ' || *end == '\n' ? end + 1 : end;
    }
    return lines;
}
