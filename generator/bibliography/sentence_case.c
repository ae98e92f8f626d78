#include "bibliography/private.h"

#include "base/buffer.h"
#include "base/text.h"
#include "base/words.h"

#include <ctype.h>
#include <string.h>

enum position {
    INSIDE,
    AFTER_STOP, /* after a full stop, which may end a sentence or an abbreviation */
    FIRST,      /* of the title, or of a part of it */
};

struct word {
    const char *start;
    size_t length;
    enum position position;
};

/* The letters whose cases are 32 apart: ASCII and Latin-1. */
static bool is_upper(unsigned long letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 0xc0 && letter <= 0xde && letter != 0xd7);
}

static bool is_lower(unsigned long letter)
{
    return letter >= 0x20 && is_upper(letter - 0x20);
}

static bool has_later_capital(const struct word *word)
{
    const char *at = word->start;

    text_next(&at);
    while (at < word->start + word->length) {
        if (is_upper(text_next(&at)))
            return true;
    }
    return false;
}

static void put_with_first(struct buffer *out, const struct word *word, unsigned long letter)
{
    const char *rest = word->start;

    text_next(&rest);
    buffer_code_point(out, letter);
    buffer_bytes(out, rest, (size_t)(word->start + word->length - rest));
}

static void put_word(struct buffer *out, const struct word *word)
{
    buffer_bytes(out, word->start, word->length);
}

/* "Women’S": programs make it that capitalise whatever begins behind no letter. */
static bool is_possessive(const struct word *word)
{
    static const char *const endings[] = {"'S", "\u2019S"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t length = strlen(endings[i]);
        const char *ending = word->start + word->length - length;
        if (word->length > length && memcmp(ending, endings[i], length) == 0 && islower((unsigned char)ending[-1]))
            return true;
    }
    return false;
}

static void put_in_sentence_case(struct buffer *out, const struct word *word)
{
    if (is_possessive(word)) {
        put_in_sentence_case(out, &(struct word){word->start, word->length - 1, word->position});
        buffer_char(out, 's');
        return;
    }
    const char *at = word->start;
    unsigned long letter = text_next(&at);
    bool is_name = has_later_capital(word) || (word->length == 1 && letter != 'A');

    if (word->position == INSIDE && is_upper(letter) && !is_name)
        put_with_first(out, word, letter + 0x20);
    else if (word->position == FIRST && is_lower(letter) && !has_later_capital(word))
        put_with_first(out, word, letter - 0x20);
    else
        put_word(out, word);
}

static bool is_minor(const struct word *word)
{
    return words_find(WORDS_MINOR, word->start, word->length) != NULL;
}

static void put_in_title_case(struct buffer *out, const struct word *word)
{
    const char *at = word->start;
    unsigned long letter = text_next(&at);

    if (!is_lower(letter) || has_later_capital(word) || (word->position == INSIDE && is_minor(word)))
        put_word(out, word);
    else
        put_with_first(out, word, letter - 0x20);
}

/* Copies the command that begins here, "\emph" or "\{", without a group; returns what follows it. */
static const char *copy_command(struct buffer *out, const char *at)
{
    size_t length = 1;

    while (isalpha((unsigned char)at[length]))
        length++;
    if (length == 1 && at[1] != '\0')
        length = 2;
    buffer_bytes(out, at, length);
    return at + length;
}

/* Copies a command or a group with its braces; returns what follows it. */
static const char *copy_group(struct buffer *out, const char *at)
{
    int depth = 0;

    do {
        if (*at == '\\') {
            at = copy_command(out, at);
        } else {
            depth += (*at == '{') - (*at == '}');
            buffer_char(out, *at++);
        }
    } while (depth > 0 && *at != '\0');
    return at;
}

/* The word at text, with the apostrophes in it; of length 0 if none begins here. */
static struct word find_word(const char *text, enum position position)
{
    const char *end = text;

    for (const char *at = text; *at != '\0';) {
        unsigned long letter = text_next(&at);
        if (text_is_word(letter))
            end = at;
        else if (end == text || (letter != '\'' && letter != 0x2019))
            break;
    }
    return (struct word){text, (size_t)(end - text), position};
}

/* Where the next word stands, after this that is no word. */
static enum position after(unsigned long letter, enum position before, bool space_follows)
{
    switch (letter) {
    case ':':
    case '?':
    case '!':
        return space_follows ? FIRST : before;
    case 0x2014:
        return FIRST;
    case '.':
        return space_follows && before == INSIDE ? AFTER_STOP : before;
    case '&':
        return INSIDE;
    default:
        return before;
    }
}

static const char *recase(struct arena *arena, const char *value, void (*put)(struct buffer *, const struct word *))
{
    struct buffer out = {0};
    enum position position = FIRST;

    while (*value != '\0') {
        const struct word word = find_word(value, position);
        if (*value == '{' || *value == '\\') {
            value = copy_group(&out, value);
            position = INSIDE;
        } else if (word.length > 0) {
            put(&out, &word);
            value += word.length;
            position = INSIDE;
        } else {
            const char *start = value;
            unsigned long letter = text_next(&value);
            position = after(letter, position, *value == ' ');
            buffer_bytes(&out, start, (size_t)(value - start));
        }
    }
    return buffer_take(&out, arena);
}

const char *cite_sentence_case(struct arena *arena, const char *value)
{
    return recase(arena, value, put_in_sentence_case);
}

const char *cite_title_case(struct arena *arena, const char *value)
{
    return recase(arena, value, put_in_title_case);
}
