#include "bibliography/bibliography.h"

#include <string.h>
#include <strings.h>

/* Where the word at text ends: at a space outside of braces. */
static const char *word_end(const char *text)
{
    int depth = 0;

    for (; *text != '\0' && (depth > 0 || *text != ' '); text++) {
        if (*text == '\\' && text[1] != '\0')
            text++;
        else
            depth += (*text == '{') - (*text == '}');
    }
    return text;
}

const char *names_next(const char **rest, size_t *length)
{
    if (*rest == NULL)
        return NULL;
    const char *name = *rest + strspn(*rest, " "), *end = name;
    for (const char *word = name; *word != '\0';) {
        const char *next = word_end(word);
        if (next - word == 3 && strncasecmp(word, "and", 3) == 0) {
            *rest = next;
            *length = (size_t)(end - name);
            return name;
        }
        end = next;
        word = next + strspn(next, " ");
    }
    *rest = NULL;
    *length = (size_t)(end - name);
    return name;
}
