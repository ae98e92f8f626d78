#include "base/arena.h"
#include "base/text.h"
#include "study/study.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { SUBTAG_LIMIT = 8 };

struct language_names {
    const char *tag;
    const char *names; /* parted by commas; the tag itself need not be among them */
};

/* Of names that mean the same, the one that a hint should offer comes first. */
static const struct language_names languages[] = {
#include "study/languages.inc"
};

/* "en_us" as "en-US", "bug-bugi" as "bug-Bugi": how BCP 47 writes countries and scripts. */
static const char *tidy_tag(struct arena *arena, const char *code)
{
    char *tag = arena_string(arena, code);
    size_t start = 0;

    for (size_t i = 0; tag[i] != '\0'; i++) {
        tag[i] = (char)(tag[i] == '_' ? '-' : tolower((unsigned char)tag[i]));
        start = tag[i] == '-' ? i + 1 : start;
        size_t length = strcspn(tag + start, "-_");
        if (start > 0 && tag[i] != '-' && (length == 2 || (length == 4 && i == start)))
            tag[i] = (char)toupper((unsigned char)tag[i]);
    }
    return tag;
}

/* name as a tag, if its language is in the table: perhaps with a country or a script. NULL if not. */
static const char *known_tag(struct arena *arena, const char *name)
{
    const char *tag = tidy_tag(arena, name);

    for (size_t i = 0; language_is_tag(tag) && i < sizeof languages / sizeof languages[0]; i++) {
        if (language_is_same(languages[i].tag, tag))
            return tag;
    }
    return NULL;
}

const char *language_of_name(struct arena *arena, const char *name, const char **nearest)
{
    const char *tag = known_tag(arena, name);
    struct nearest best = {.word = text_fold(arena, name)};

    for (size_t i = 0; tag == NULL && i < sizeof languages / sizeof languages[0]; i++) {
        char *rest = arena_string(arena, languages[i].names);
        for (char *known; (known = strsep(&rest, ",")) != NULL;) {
            if (strcmp(known, best.word) == 0)
                return languages[i].tag;
            text_nearest(&best, known);
        }
    }
    *nearest = best.match;
    return tag;
}

bool language_is_tag(const char *tag)
{
    for (bool first = true;; first = false) {
        size_t length = 0, letters = 0;
        for (; isalnum((unsigned char)tag[length]); length++)
            letters += isalpha((unsigned char)tag[length]) != 0;
        if (length == 0 || length > SUBTAG_LIMIT || (first && (length < 2 || length > 3 || letters != length)))
            return false;
        if (tag[length] == '\0')
            return true;
        if (tag[length] != '-')
            return false;
        tag += length + 1;
    }
}

bool language_is_same(const char *tag, const char *other)
{
    size_t length = strcspn(tag, "-");

    return length == strcspn(other, "-") && strncasecmp(tag, other, length) == 0;
}
