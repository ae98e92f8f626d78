#include "bibliography/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>
#include <strings.h>

/*
 * What ends a part of a sort key, a name, a surname and a word: below all that words hold, and in this order, so
 * that nothing comes before something: "Sari, B., & Ali, C." before "Sari, B. C.", and both before "Sari Dewi, A.".
 */
enum { PART_END = 1, NAME_END, FAMILY_END, WORD_END };

static bool ends_word(unsigned long letter)
{
    return letter == ' ' || letter == ',' || letter == '\'' || letter == 0x2019 || letter == 0xa0;
}

/* text without case and with accents apart; if it is ASCII, as it is: most are, and there are many. */
static const char *folded(struct arena *arena, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if ((unsigned char)*at >= 0x80)
            return text_decompose(arena, text_fold(arena, text));
    }
    return text;
}

/* The words of text without case, accents and punctuation; then end. */
static void put_words(struct arena *arena, struct buffer *key, const char *text, char end)
{
    const char *at = folded(arena, text);
    bool in_word = false, due = false;

    for (unsigned long letter; (letter = text_next(&at)) != 0;) {
        due |= in_word && ends_word(letter);
        in_word &= !ends_word(letter);
        if (!text_is_word(letter))
            continue;
        if (due)
            buffer_char(key, WORD_END);
        due = false;
        in_word = true;
        if (letter < 0x80)
            buffer_char(key, (char)(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter));
        else
            buffer_code_point(key, letter);
    }
    buffer_char(key, end);
}

static void put_names(struct arena *arena, struct buffer *key, const struct cite_names *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_words(arena, key, names->items[i].family, FAMILY_END);
        put_words(arena, key, names->items[i].initials, WORD_END);
        put_words(arena, key, names->items[i].suffix, NAME_END);
    }
    buffer_char(key, PART_END);
}

/* Works without a date come first, those that are only to appear last. */
static void put_date(struct buffer *key, const struct cite_work *work)
{
    const struct cite_date *date = &work->issued;

    if (!date->known)
        buffer_char(key, work->status ? '2' : '0');
    else if (date->words != NULL)
        buffer_format(key, "1%s", date->words);
    else
        buffer_format(key, "1%06ld%02d%02d", date->year + 10000, date->month, date->day);
    buffer_char(key, PART_END);
}

/* APA 7 (9.49): an article at the start of an English title does not count. */
static const char *without_article(const struct cite_work *work, const char *title)
{
    static const char *const articles[] = {"The ", "An ", "A "};

    for (size_t i = 0; i < sizeof articles / sizeof articles[0]; i++) {
        bool english = work->work->language == NULL || language_is_same(work->work->language, "en");
        if (english && strncasecmp(title, articles[i], strlen(articles[i])) == 0)
            return title + strlen(articles[i]);
    }
    return title;
}

static void set_keys(struct arena *arena, struct cite_work *work)
{
    struct buffer key = {0};
    const struct cite_names *names = work->leading;
    const char *title = without_article(work, work->title ? cite_plain(arena, work->title) : "");

    if (names != NULL)
        put_names(arena, &key, names, names->count);
    else
        put_words(arena, &key, title, PART_END);
    put_date(&key, work);
    put_words(arena, &key, title, PART_END);
    buffer_format(&key, "%s\001%s", title, work->work->key);
    work->sort_key = arena_string(arena, buffer_string(&key));
    buffer_clear(&key);
    if (names != NULL)
        put_names(arena, &key, names, names->count > 2 ? 1 : names->count);
    else
        put_words(arena, &key, title, PART_END);
    if (names != NULL && names->count > 2)
        key.bytes[key.length - 1] = WORD_END;
    put_date(&key, work);
    work->citation_sort_key = buffer_take(&key, arena);
}

static int compare_works(const void *a, const void *b)
{
    const struct cite_work *first = a, *second = b;

    return strcmp(first->sort_key, second->sort_key);
}

void cite_order(struct arena *arena, const struct labels *labels, struct list *works)
{
    for (size_t i = 0; i < works->count; i++)
        set_keys(arena, works->items[i]);
    list_sort(works, compare_works);
    for (size_t i = 0; i < works->count; i++)
        ((struct cite_work *)works->items[i])->order = i;
    cite_tell_apart(arena, labels, works);
}
