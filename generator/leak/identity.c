/*
 * An entry of content/private/identities.yaml as people type it: "Hj. Siti Rahmawati, S.KM. (Bu Rahma)" is two
 * names, of which neither the titles nor what the brackets do is part.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/words.h"

#include <string.h>
#include <strings.h>

enum {
    MOST_WORDS = 6,    /* that a name has: more are a phrase */
    LONGEST_TITLE = 7, /* letters before a stop: "Brigjen." */
};

static bool is_in(enum word_list list, const char *word)
{
    return words_find(list, word, strlen(word)) != NULL;
}

/* word without its stops, in arena. */
static char *without_stops(struct arena *arena, const char *word)
{
    char *copy = arena_string(arena, word), *to = copy;

    for (const char *from = copy; *from != '\0'; from++) {
        if (*from != '.')
            *to++ = *from;
    }
    *to = '\0';
    return copy;
}

/* The words of text from start to end, between blanks. */
static struct list words_of(struct arena *arena, const char *start, const char *end)
{
    struct list words = {0};

    while (start < end) {
        size_t skipped = strspn(start, " \t\n,;\"'");
        start += skipped;
        size_t length = strcspn(start, " \t\n,;\"");
        if (start >= end || length == 0)
            break;
        if (length > (size_t)(end - start))
            length = (size_t)(end - start);
        list_add(&words, arena, arena_copy(arena, start, length));
        start += length;
    }
    return words;
}

static bool is_title_word(struct arena *arena, const char *word)
{
    char *bare = without_stops(arena, word);
    bool stopped = strchr(word, '.') != NULL;

    if (is_in(WORDS_TITLE, bare))
        return true;
    /* "St." is Siti, "Muh." Muhammad, "A." an initial. */
    return stopped && strlen(bare) > 1 && strlen(bare) <= LONGEST_TITLE && !leak_is_short_form(bare);
}

/* Words from first on, in a row. */
static const char *join(struct arena *arena, const struct list *words, size_t first)
{
    struct buffer out = {0};

    for (size_t i = first; i < words->count; i++)
        buffer_format(&out, "%s%s", i > first ? " " : "", (const char *)words->items[i]);
    return buffer_take(&out, arena);
}

/* One name, from start to end, without what a comma parts from it. */
static void add_one(struct leak_names *names, struct leak_thing thing, struct arena *arena, const char *start,
                    const char *end)
{
    const char *comma = memchr(start, ',', (size_t)(end - start));
    struct list behind = comma ? words_of(arena, comma + 1, end) : (struct list){0};
    struct list words = words_of(arena, start, comma ? comma : end);
    bool number = false;
    size_t first = 0;

    for (const char *at = start; at < end; at++)
        number |= ascii_is_digit(*at);
    if (words.count == 0)
        return;
    if (number || words.count + behind.count > 2 * MOST_WORDS) {
        leak_names_add_phrase(names, thing, arena_copy(arena, start, (size_t)(end - start)));
        return;
    }
    /* "Rahmawati, Siti" */
    for (size_t i = 0; i < behind.count && words.count == 1; i++) {
        const char *word = behind.items[i];
        if (strchr(word, '.') == NULL && !is_in(WORDS_DEGREE, word))
            list_add(&words, arena, (void *)word);
    }
    while (first + 1 < words.count && is_title_word(arena, words.items[first]))
        first++;
    if (words.count - first > 1) {
        leak_names_add_person(names, thing, join(arena, &words, first));
        return;
    }
    leak_names_add_phrase(names, thing, join(arena, &words, 0));
    if (first > 0)
        leak_names_add_person(names, thing, join(arena, &words, first));
}

/* The length of the border that begins at, which is at the start of a word, or 0. */
static size_t border_at(const char *at, bool *is_father)
{
    for (const struct word_row *row = words_rows(WORDS_BORDER); row->list == WORDS_BORDER; row++) {
        for (const char *const *word = row->words; *word != NULL; word++) {
            size_t length = strlen(*word);
            if (strncasecmp(at, *word, length) == 0 && at[length] != '\0' && strchr(" \t", at[length]) != NULL) {
                *is_father = word_row_is(row, "father");
                return length;
            }
        }
    }
    return 0;
}

void leak_names_add_identity(struct leak_names *names, struct leak_thing thing, const char *text)
{
    struct arena *arena = arena_new();
    const char *start = text, *at = text;
    bool patronym = false; /* the father's name: no name of the person without the first */

    for (;; at++) {
        size_t border = *at == '\0' ? 0 : strspn(at, "()/[]");
        bool next_is_patronym = false;
        if (border == 0 && *at != '\0' && (at == text || strchr(" \t", at[-1]) != NULL))
            border = border_at(at, &next_is_patronym);
        if (border == 0 && *at != '\0')
            continue;
        if (!patronym)
            add_one(names, thing, arena, start, at);
        if (*at == '\0')
            break;
        patronym = next_is_patronym;
        start = at + border;
        at = start - 1;
    }
    arena_free(arena);
}
