#include "markdown/private.h"

size_t bracket_close(const char *text, size_t open, size_t limit)
{
    size_t depth = 0;

    if (limit - open > LONGEST_MARKUP)
        limit = open + LONGEST_MARKUP;
    for (size_t i = open; i < limit; i++) {
        if (text[i] == '\\')
            i++;
        else if (text[i] == '[')
            depth++;
        else if (text[i] == ']' && --depth == 0)
            return i;
    }
    return 0;
}
