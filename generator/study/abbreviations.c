#include "study/study.h"

#include <ctype.h>
#include <string.h>

/* A letter, or the first byte of one beyond ASCII; dashes and quotation marks begin with higher bytes. */
static bool is_letter(char c)
{
    return isalnum((unsigned char)c) || ((unsigned char)c >= 0xc3 && (unsigned char)c < 0xe0);
}

/* text begins with word, of at least one letter, and no letter follows. */
static bool begins_with_word(const char *text, const char *word)
{
    if (word == NULL || *word == '\0' || *word != *text)
        return false;
    size_t length = strlen(word);
    return strncmp(text, word, length) == 0 && !is_letter(text[length]);
}

/* The longest one that text begins with. */
static const struct abbreviation *find_first(const struct abbreviations_file *file, const char *text)
{
    const struct abbreviation *best = NULL;

    for (size_t i = 0; i < file->abbreviations.count; i++) {
        const struct abbreviation *candidate = file->abbreviations.items[i];
        if (!begins_with_word(text, candidate->short_form))
            continue;
        if (best == NULL || strlen(candidate->short_form) > strlen(best->short_form))
            best = candidate;
    }
    return best;
}

const struct abbreviation *abbreviation_find(const struct abbreviations_file *file, const char *text, size_t *at)
{
    bool starts[256] = {false};

    for (size_t i = 0; i < file->abbreviations.count; i++) {
        const struct abbreviation *abbreviation = file->abbreviations.items[i];
        starts[abbreviation->short_form ? (unsigned char)*abbreviation->short_form : 0] = true;
    }
    for (; text[*at] != '\0'; ++*at) {
        /* The first letter decides nearly always: all words of a study come by here. */
        if (!starts[(unsigned char)text[*at]] || (*at > 0 && isalnum((unsigned char)text[*at - 1])))
            continue;
        const struct abbreviation *found = find_first(file, text + *at);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* I, II, XIV: numbers of chapters and centuries. */
static bool is_roman(const char *word, size_t length)
{
    return strspn(word, "IVXLCDM") >= length;
}

enum { SHORTEST = 3 }; /* letters of a word in capitals that is taken for an abbreviation */

size_t abbreviation_like(const char *text, size_t at)
{
    size_t length = strspn(text + at, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool begins = at == 0 || !is_letter(text[at - 1]);
    const char *end = text + at + length;

    if (!begins || length < SHORTEST || is_letter(*end) || is_roman(text + at, length))
        return 0;
    return *end == '-' && isdigit((unsigned char)end[1]) ? 0 : length; /* DOK-01 is an id */
}
