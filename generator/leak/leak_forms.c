#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

enum {
    MOST_WORDS = 6,
    SHORTEST_SURNAME = 4, /* letters: shorter ones stand behind an initial anywhere */
};

struct words {
    const char *items[MOST_WORDS];
    size_t count;
    bool had_title; /* before them */
};

/* What stands before names and is no part of them. */
static bool is_title(const char *word)
{
    static const char *const titles[] = {"bu",  "ibu", "pak", "bapak", "h",   "hj",   "haji", "hajah", "dr",
                                         "drg", "drs", "dra", "prof",  "ir",  "sdr",  "ny",   "nn",    "tn",
                                         "mr",  "mrs", "ms",  "bidan", "kak", "mbak", "mas",  "daeng", "opu"};

    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        if (strcasecmp(titles[i], word) == 0)
            return true;
    }
    return false;
}

/* A title before the name is left out. False: there are more words than names have. */
static bool take_word(struct words *words, const char *word)
{
    if (words->count == 0 && is_title(word)) {
        words->had_title = true;
        return true;
    }
    if (words->count == MOST_WORDS)
        return false;
    words->items[words->count++] = word;
    return true;
}

/* The words of name before its first comma. False: it holds what no name does, or more than names have. */
static bool read_words(struct arena *arena, const char *name, struct words *words)
{
    const char *end = name + strcspn(name, ","), *start = name, *next = name;

    for (bool more = true; more;) {
        const char *before = next;
        unsigned long letter = before < end ? text_next(&next) : 0;
        more = letter != 0;
        if (letter >= '0' && letter <= '9')
            return false;
        if (text_is_word(letter) || text_is_mark(letter) || letter == '\'' || letter == '-')
            continue;
        if (before > start && !take_word(words, arena_copy(arena, start, (size_t)(before - start))))
            return false;
        start = next;
    }
    return true;
}

static void add_initial(struct buffer *out, const char *word)
{
    const char *next = word;

    text_next(&next);
    buffer_bytes(out, word, (size_t)(next - word));
    buffer_text(out, ".");
}

/* The words in a row; those whose bits initials has, as initials. */
static void add_form(struct arena *arena, struct list *forms, const struct words *words, size_t initials)
{
    struct buffer out = {0};

    for (size_t i = 0; i < words->count; i++) {
        buffer_text(&out, i > 0 ? " " : "");
        if (initials & ((size_t)1 << i))
            add_initial(&out, words->items[i]);
        else
            buffer_text(&out, words->items[i]);
    }
    list_add(forms, arena, arena_string(arena, buffer_string(&out)));
    buffer_free(&out);
}

/* "Abeng Andi Tenri" */
static void add_inverted(struct arena *arena, struct list *forms, const struct words *words)
{
    struct words turned = {.count = words->count};

    turned.items[0] = words->items[words->count - 1];
    memcpy(turned.items + 1, words->items, (words->count - 1) * sizeof *words->items);
    add_form(arena, forms, &turned, 0);
}

/* "A. Abeng", "A. T. Abeng", "Andi T. Abeng", and "Abeng, A." */
static void add_initials(struct arena *arena, struct leak_forms *forms, const struct words *words)
{
    const char *surname = words->items[words->count - 1];
    struct words outer = {{words->items[0], surname}, 2};
    size_t given = ((size_t)1 << (words->count - 1)) - 1;
    struct buffer out = {0};

    forms->surname = surname;
    add_form(arena, &forms->initials, &outer, 1);
    if (words->count > 2) {
        add_form(arena, &forms->initials, words, given);
        add_form(arena, &forms->initials, words, given & ~(size_t)1);
    }
    buffer_format(&out, "%s, ", surname);
    add_initial(&out, words->items[0]);
    list_add(&forms->initials, arena, arena_string(arena, buffer_string(&out)));
    buffer_free(&out);
}

struct leak_forms leak_forms_of(struct arena *arena, const char *name)
{
    struct leak_forms forms = {0};
    struct words words = {0};

    if (!read_words(arena, name, &words) || words.count < 2)
        return forms;
    if (words.had_title || strchr(name, ',') != NULL)
        add_form(arena, &forms.full, &words, 0);
    add_inverted(arena, &forms.full, &words);
    if (text_length(words.items[words.count - 1]) >= SHORTEST_SURNAME)
        add_initials(arena, &forms, &words);
    return forms;
}
