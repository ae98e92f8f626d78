/* Names some letters of which are covered, and the others not: "S**i R***m**ti", "R***mawati". */

#include "leak/private.h"

#include "base/ascii.h"

enum {
    FEWEST_COVERED = 2,
    FEWEST_SHOWN = 4,       /* letters of a name, by which it is known */
    FEWEST_SHOWN_ALONE = 3, /* of one part */
    MOST_STARS = 3,         /* of emphasis */
    EMPHASIS_REACH = 200,   /* bytes that are emphasised */
};

/* A word with stars for letters. */
struct masked {
    size_t start;
    size_t end;
    size_t shown; /* letters */
    size_t covered;
};

bool leak_is_cover(char c)
{
    return c == '*' || c == '#';
}

/* The count stars at the end of a word which begins at start end an emphasis, as "**Ibu Siti**" has it in Markdown. */
static bool ends_emphasis(const char *text, size_t start, size_t count)
{
    for (size_t at = start; at > count && start - at < EMPHASIS_REACH && text[at - 1] != '\n'; at--) {
        size_t first = at - count, stars = 0;
        while (stars < count && text[first + stars] == '*')
            stars++;
        if (stars == count && text[at] != '*' && text[at] != ' ' && !stream_is_letter(text[first - 1]))
            return text[first - 1] != '*';
    }
    return false;
}

static struct masked read_masked(const char *text, size_t length, size_t start)
{
    struct masked word = {start, start, 0, 0};
    size_t stars = 0;

    for (; word.end < length && (stream_is_letter(text[word.end]) || leak_is_cover(text[word.end])); word.end++) {
        *(leak_is_cover(text[word.end]) ? &word.covered : &word.shown) += 1;
        stars = text[word.end] == '*' ? stars + 1 : 0;
    }
    if (stars > 0 && stars <= MOST_STARS && ends_emphasis(text, start, stars)) {
        word.covered -= stars;
        word.end -= stars;
    }
    return word;
}

/* The word may be part, by its ends and what is shown between them; *same: it is as long. */
static bool is_part(const char *text, const struct masked *word, const struct name_part *part, bool *same)
{
    size_t at = word->start, letter = 0, last = word->end, end = part->length;

    if (part->digits || word->shown > part->length)
        return false;
    *same = word->end - word->start == part->length;
    for (; at < word->end && letter < end && !leak_is_cover(text[at]); at++, letter++) {
        if (ascii_lower(text[at]) != part->letters[letter])
            return false;
    }
    while (last > at && end > letter && !leak_is_cover(text[last - 1])) {
        if (ascii_lower(text[--last]) != part->letters[--end])
            return false;
    }
    for (; at < last; at++) { /* nobody counts the stars between */
        if (leak_is_cover(text[at]))
            continue;
        while (letter < end && part->letters[letter] != ascii_lower(text[at]))
            letter++;
        if (letter++ >= end)
            return false;
    }
    return true;
}

/* The two words, of which the second may be none, are of name. */
static enum leak_part judge(const char *text, const struct name *name, const struct masked words[2])
{
    enum leak_part best = PART_NONE;
    bool same, other;

    for (size_t i = 0; i < name->count; i++) {
        if (!is_part(text, &words[0], &name->parts[i], &same))
            continue;
        if (words[0].shown >= (same ? FEWEST_SHOWN_ALONE : FEWEST_SHOWN) && name->parts[i].forms == NULL &&
            best == PART_NONE)
            best = PART_ALONE;
        for (size_t j = 0; j < name->count && words[1].shown > 0; j++) {
            if (j == i || !is_part(text, &words[1], &name->parts[j], &other))
                continue;
            bool known = words[0].shown + words[1].shown >= FEWEST_SHOWN;
            if (known && same && other)
                return PART_WHOLE;
            if (known || (same && other))
                best = PART_WITH_OTHERS;
        }
    }
    return best;
}

size_t leak_masked_find(const struct leak_names *names, const char *text, size_t length, size_t start,
                        void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                      size_t end),
                        void *context)
{
    if (!ascii_is_capital(text[start]) ||
        (start > 0 && (stream_is_letter(text[start - 1]) || leak_is_cover(text[start - 1]))))
        return start;
    struct masked words[2] = {read_masked(text, length, start)};
    size_t next = words[0].end + 1;
    if (next < length && text[words[0].end] == ' ' && ascii_is_capital(text[next]))
        words[1] = read_masked(text, length, next);
    if (words[0].covered + words[1].covered < FEWEST_COVERED)
        return start;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->names[i];
        enum leak_part part = name->form == FORM_PERSON ? judge(text, name, words) : PART_NONE;
        if (part == PART_NONE)
            continue;
        size_t end = part == PART_ALONE ? words[0].end : words[1].end;
        found(context, &name->thing, part, start, end);
        return end;
    }
    return words[0].end;
}
