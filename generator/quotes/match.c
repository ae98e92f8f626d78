#include "quotes/quotes.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/text.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

/* A text as words, and where the words of a quote are in it. */

enum {
    SPACE = 0x110000, /* folded white space; a folded character is itself */
    NOTHING,          /* a soft hyphen, a zero-width space */
    BYTES_A_WORD = 5, /* blanks included; few texts have shorter ones */
    MOST_ADDED = 12,  /* words of a source that "[other words]" may stand for */
    MOST_PARTS = 200,
    PAIR = 2,                 /* words that places are known by */
    MOST_PAIRS = 6,           /* of a passage that are asked how rare they are */
    MOST_STEPS = 1000 * 1000, /* places that are tried before a quote counts as not found */
};

/* Punctuation and blanks of other scripts as those of ours. */
static int plain_sign(int c)
{
    static const struct {
        int sign, plain;
    } signs[] = {{0x060c, ','}, {0x061b, ';'}, {0x061f, '?'}, {0x3000, SPACE}, {0x3001, ','},
                 {0x3002, '.'}, {0x300c, '"'}, {0x300d, '"'}, {0x300e, '"'},   {0x300f, '"'}};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (signs[i].sign == c)
            return signs[i].plain;
    }
    return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

/* The character at text as one sign, and its length: quotation marks, dashes and dots in one form each. */
static int fold(const unsigned char *text, size_t rest, size_t *size)
{
    *size = 1;
    if (*text == '-' && (rest == 1 || text[1] <= ' ')) /* a dash, as it is typed */
        return SPACE;
    if (*text < 0x80)
        return *text <= ' ' ? SPACE : *text == '\'' ? '"' : *text;
    if (rest > 1 && text[0] == 0xc2 && text[1] == 0xad) {
        *size = 2;
        return NOTHING;
    }
    if (rest > 2 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        *size = 3;
        return NOTHING;
    }
    if (rest > 1 && text[0] == 0xc2 && (text[1] == 0xa0 || text[1] == 0xab || text[1] == 0xbb)) {
        *size = 2;
        return text[1] == 0xa0 ? SPACE : '"';
    }
    if (rest < 3 || text[0] != 0xe2 || text[1] != 0x80) {
        unsigned long character = 0;
        size_t length = text_character((const char *)text, rest, &character);
        *size = length > 0 ? length : 1;
        return length > 0 ? plain_sign((int)character) : *text;
    }
    *size = 3;
    if (text[2] >= 0x98 && text[2] <= 0x9f)
        return '"';
    if (text[2] == 0x90 || text[2] == 0x91)
        return '-';
    if (text[2] >= 0x8b && text[2] <= 0x8f)
        return NOTHING;
    if (text[2] == 0xaf || text[2] < 0x8b || (text[2] >= 0x92 && text[2] <= 0x95))
        return SPACE;
    return text[2] == 0xa6 ? '.' : 0x2000 + (text[2] & 0x3f);
}

static bool is_letter(int c)
{
    if (c < 0x80)
        return ascii_is_letter(c) || ascii_is_digit(c);
    return text_is_word((unsigned long)c) || text_is_mark((unsigned long)c);
}

/* An emoji and the like, which is a word of its own, whatever it is typed against. */
static bool is_symbol(int c)
{
    return c >= 0x80 && text_is_symbol((unsigned long)c);
}

static int lower(int c)
{
    return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
}

static uint32_t mix(uint32_t hash, int c)
{
    return (hash ^ (uint32_t)c) * 16777619u;
}

static const uint32_t seed = 2166136261u;

/* Reads the word that begins at offset at; it ends before end. */
static struct word read_word(const char *text, size_t at, size_t end, uint32_t line)
{
    struct word word = {.start = (uint32_t)at, .line = line, .exact = seed};
    uint32_t loose = seed, kept = 0;
    bool begun = false, after_sign = false, in_symbols = false;
    size_t size;

    for (; at < end; at += size) {
        int c = fold((const unsigned char *)text + at, end - at, &size);
        if (c == SPACE)
            break;
        /* A blank may be missing behind a sign: "kata.Lalu". */
        if (begun && after_sign && is_letter(c) && !ascii_is_digit(c))
            break;
        if (is_symbol(c) || (in_symbols && is_letter(c) && !text_is_mark((unsigned long)c))) {
            if (at > word.start)
                break;
            in_symbols = true;
        }
        after_sign = c == '.' || c == ',' || c == ';' || c == ':' || c == '?' || c == '!';
        if (c == NOTHING || (c == '-' && begun))
            continue;
        word.exact = mix(word.exact, c);
        /* "..." is the same as the one sign for it. */
        if (c == '.' && size == 3)
            word.exact = mix(mix(word.exact, c), c);
        if (!begun && !is_letter(c) && !in_symbols)
            continue;
        begun = true;
        loose = mix(loose, lower(c));
        kept = is_letter(c) || is_symbol(c) ? loose : kept; /* signs count only where letters follow */
    }
    word.length = (uint32_t)at - word.start;
    word.loose = begun && kept == 0 ? 1 : kept;
    return word;
}

size_t words_count(const char *text, size_t length)
{
    size_t count = 0, size;

    for (size_t at = 0; at < length;) {
        if (fold((const unsigned char *)text + at, length - at, &size) != SPACE) {
            size = read_word(text, at, length, 1).length;
            count++;
        }
        at += size;
    }
    return count;
}

/* Adds to words, which has place for *most; the memory that it outgrows stays in the arena. */
static void push_word(struct arena *arena, struct words *words, size_t *most, struct word word)
{
    if (words->count == *most) {
        struct word *wider = arena_alloc(arena, (*most *= 2) * sizeof *wider);
        memcpy(wider, words->items, words->count * sizeof *wider);
        words->items = wider;
    }
    words->items[words->count++] = word;
}

struct words words_read(struct arena *arena, const char *text, size_t length)
{
    struct words words = {.text = text};
    size_t most = length / BYTES_A_WORD + 1, size;
    uint32_t line = 1;

    words.items = arena_alloc(arena, most * sizeof *words.items);
    for (size_t at = 0; at < length;) {
        if (fold((const unsigned char *)text + at, length - at, &size) == SPACE) {
            line += text[at] == '\n';
            at += size;
            continue;
        }
        struct word word = read_word(text, at, length, line);
        push_word(arena, &words, &most, word);
        at += word.length;
    }
    return words;
}

/* Of two words in a row, whatever case and signs they have. */
static uint32_t hash_of_pair(const struct word *words)
{
    uint32_t hash = words[0].loose * 31 + words[1].loose;

    return hash ^ hash >> 16;
}

/* The first word in line or behind it. */
static size_t word_of_line(const struct words *words, long line)
{
    size_t low = 0, high = words->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if ((long)words->items[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct word_range words_in_lines(const struct words *words, long first, long last)
{
    size_t from = word_of_line(words, first), to = last < LONG_MAX ? word_of_line(words, last + 1) : words->count;

    return (struct word_range){to > from ? from : 0, to > from ? to - from : 0};
}

void words_index(struct arena *arena, struct words *words)
{
    uint32_t size = 16;

    while (size < words->count)
        size *= 2;
    words->mask = size - 1;
    words->first = arena_alloc(arena, size * sizeof *words->first);
    words->often = arena_alloc(arena, size * sizeof *words->often);
    words->next = arena_alloc(arena, (words->count + 1) * sizeof *words->next);
    for (size_t i = words->count < PAIR ? 0 : words->count - PAIR + 1; i-- > 0;) {
        uint32_t slot = hash_of_pair(&words->items[i]) & words->mask, *first = &words->first[slot];
        words->often[slot]++;
        words->next[i] = *first;
        *first = (uint32_t)i + 1;
    }
}

/* ---- quotes ---- */

/* A quote while it is read. */
struct quoting {
    struct quote quote;
    size_t gap;     /* before the next word */
    bool continues; /* the next word belongs to the passage at hand */
};

static void add_word(struct quoting *quoting, struct word word)
{
    struct quote *quote = &quoting->quote;

    if (!quoting->continues && quote->part_count < MOST_PARTS) {
        quote->parts[quote->part_count++] = (struct quote_part){quote->words.count, 0, quoting->gap};
        quoting->continues = true;
    }
    quote->words.items[quote->words.count++] = word;
    quote->parts[quote->part_count - 1].count++;
}

/* Where the brackets that begin at text end, behind the ']'; NULL: they are not closed. */
static const char *brackets_end(const char *text)
{
    const char *end = strpbrk(text + 1, "[]");

    return end != NULL && *end == ']' ? end + 1 : NULL;
}

static bool is_omission(const char *text, const char *end)
{
    for (text++; text + 1 < end; text++) {
        if (strchr(". ", *text) == NULL && memcmp(text, "\xe2\x80\xa6", 3) != 0)
            return false;
        text += *text == '\xe2' ? 2 : 0;
    }
    return true;
}

/* Brackets between words: a new passage begins behind them. */
static void add_gap(struct quoting *quoting, size_t gap)
{
    if (!quoting->continues && quoting->quote.part_count > 0)
        gap = quoting->gap > gap ? quoting->gap : gap;
    quoting->gap = gap;
    quoting->continues = false;
}

/* Passages begin and end with words; signs there belong to the brackets or to the quote. */
static void trim_parts(struct quote *quote)
{
    size_t kept = 0;

    for (size_t i = 0; i < quote->part_count; i++) {
        struct quote_part part = quote->parts[i];
        while (part.count > 0 && quote->words.items[part.first].loose == 0) {
            part.first++;
            part.count--;
        }
        while (part.count > 0 && quote->words.items[part.first + part.count - 1].loose == 0)
            part.count--;
        if (part.count > 0)
            quote->parts[kept++] = part;
    }
    quote->part_count = kept;
    if (kept > 0)
        quote->parts[0].gap = SIZE_MAX;
}

struct quote quote_read(struct arena *arena, const char *text)
{
    struct quoting quoting = {.gap = SIZE_MAX};
    size_t length = strlen(text), size;

    quoting.quote.words.text = text;
    quoting.quote.words.items = arena_alloc(arena, (length + 1) * sizeof *quoting.quote.words.items);
    quoting.quote.parts = arena_alloc(arena, (length + 1) * sizeof *quoting.quote.parts);
    for (size_t at = 0; at < length;) {
        const char *end = text[at] == '[' ? brackets_end(text + at) : NULL;
        if (end != NULL) {
            bool omission = is_omission(text + at, end);
            /* "[K]alau": what is left of the word is not compared. */
            if (!omission && *end != '\0' && is_letter(fold((const unsigned char *)end, strlen(end), &size)))
                end += read_word(text, (size_t)(end - text), length, 1).length;
            add_gap(&quoting, omission ? SIZE_MAX : MOST_ADDED);
            at = (size_t)(end - text);
            continue;
        }
        const char *bracket = memchr(text + at, '[', length - at);
        size_t stop = bracket ? (size_t)(bracket - text) : length;
        if (stop == at)
            stop = length;
        if (fold((const unsigned char *)text + at, stop - at, &size) == SPACE) {
            at += size;
            continue;
        }
        add_word(&quoting, read_word(text, at, stop, 1));
        at += quoting.quote.words.items[quoting.quote.words.count - 1].length;
    }
    trim_parts(&quoting.quote);
    return quoting.quote;
}

/* ---- finding ---- */

/* The bytes of a word without punctuation around them. */
static struct word bare(const char *text, struct word word)
{
    size_t size, end = 0;

    while (word.length > 0 && !is_letter(fold((const unsigned char *)text + word.start, word.length, &size))) {
        word.start += (uint32_t)size;
        word.length -= (uint32_t)size;
    }
    for (size_t at = 0; at < word.length; at += size) {
        if (is_letter(fold((const unsigned char *)text + word.start + at, word.length - at, &size)))
            end = at + size;
    }
    word.length = (uint32_t)end;
    return word;
}

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xc0) == 0x80;
}

bool word_at(const char *text, size_t length, size_t at, size_t *start, size_t *end)
{
    enum { LONGEST = 256 }; /* words of scripts without blanks are clauses */
    size_t from = at, stop = at, size;

    if (at == 0 || at >= length)
        return false;
    while (from > 0 && (at - from < LONGEST || goes_on(text[from])) && (unsigned char)text[from - 1] > ' ')
        from--;
    while (stop < length && (stop - at < LONGEST || goes_on(text[stop])))
        stop++;
    for (; from < at; from += size) {
        if (fold((const unsigned char *)text + from, stop - from, &size) == SPACE)
            continue;
        struct word word = read_word(text, from, stop, 1);
        size = word.length;
        word = bare(text, word);
        if (word.start < at && at < word.start + word.length) {
            *start = word.start;
            *end = word.start + word.length;
            return true;
        }
    }
    return false;
}

bool words_any(const char *text, size_t length)
{
    size_t size;

    for (size_t at = 0; at < length; at += size) {
        int c = fold((const unsigned char *)text + at, length - at, &size);
        if (is_letter(c) || is_symbol(c))
            return true;
    }
    return false;
}

/* What is left of a word that was cut at its begin (is_first), at its end (is_last) or at both. */
static bool is_cut_from(const struct words *quoted, const struct word *word, const struct words *source,
                        const struct word *said, bool is_first, bool is_last)
{
    struct word part = bare(quoted->text, *word), whole = bare(source->text, *said);
    const char *cut = quoted->text + part.start, *from = source->text + whole.start;

    for (size_t at = 0; part.length > 0 && at + part.length <= whole.length; at++) {
        bool fits = (is_first || at == 0) && (is_last || at + part.length == whole.length);
        if (fits && strncasecmp(cut, from + at, part.length) == 0)
            return true;
    }
    return false;
}

/* The first or last word of a passage: exact but for case and signs, or cut, where the whole quote may be. */
static bool end_matches(const struct quote *quote, const struct quote_part *part, size_t word,
                        const struct words *source, const struct word *said)
{
    const struct word *quoted = &quote->words.items[part->first + word];
    bool is_first = part == quote->parts && word == 0;
    bool is_last = part == quote->parts + quote->part_count - 1 && word + 1 == part->count;

    return quoted->loose == said->loose || (quote->partial && (is_first || is_last) &&
                                            is_cut_from(&quote->words, quoted, source, said, is_first, is_last));
}

static bool part_matches(const struct quote *quote, const struct quote_part *part, const struct words *source,
                         size_t at)
{
    const struct word *words = quote->words.items + part->first, *said = source->items + at;

    if (!end_matches(quote, part, 0, source, said) ||
        !end_matches(quote, part, part->count - 1, source, said + part->count - 1))
        return false;
    for (size_t i = 1; i + 1 < part->count; i++) {
        if (words[i].exact != said[i].exact)
            return false;
    }
    return true;
}

struct search {
    const struct quote *quote;
    const struct words *source;
    bool any;   /* whoever says it */
    size_t end; /* of the words of source that are looked at */
    size_t steps;
    struct word_range *range;
};

static bool is_said_by_other(const struct words *source, size_t at, size_t count)
{
    for (size_t i = at; i < at + count; i++) {
        if (source->items[i].said_by_other)
            return true;
    }
    return false;
}

/*
 * Which two words of a passage it is looked up by, so that not all words of the source are tried: the rarest of the
 * first ones, but no word that may be cut. SIZE_MAX: there are none, or few places are tried anyway.
 */
static size_t pair_of(const struct search *search, size_t number)
{
    const struct words *source = search->source;
    const struct quote_part *part = &search->quote->parts[number];
    size_t cut = search->quote->partial ? 1 : 0, rarest = SIZE_MAX;
    uint32_t fewest = UINT32_MAX;

    if (source->first == NULL || part->gap != SIZE_MAX)
        return SIZE_MAX;
    for (size_t i = cut; i + PAIR + cut <= part->count && i < MOST_PAIRS; i++) {
        uint32_t often = source->often[hash_of_pair(&search->quote->words.items[part->first + i]) & source->mask];
        if (often < fewest) {
            fewest = often;
            rarest = i;
        }
    }
    return rarest;
}

/* Where the passage may begin whose pair, that is pair words behind, is at place or the next one like it. */
static size_t place_from(const struct search *search, uint32_t place, size_t pair, size_t start)
{
    while (place > 0 && place - 1 < start + pair)
        place = search->source->next[place - 1];
    return place > 0 ? place - 1 - pair : search->source->count;
}

/* Where the passage may begin, from start on. */
static size_t first_place(const struct search *search, size_t number, size_t pair, size_t start)
{
    const struct words *source = search->source;
    const struct quote *quote = search->quote;

    if (pair == SIZE_MAX)
        return start;
    uint32_t hash = hash_of_pair(&quote->words.items[quote->parts[number].first + pair]);
    return place_from(search, source->first[hash & source->mask], pair, start);
}

static size_t next_place(const struct search *search, size_t pair, size_t at)
{
    return pair == SIZE_MAX ? at + 1 : place_from(search, search->source->next[at + pair], pair, 0);
}

/* Finds the passages from number on, the first of them at or behind start; sets the end of the last. */
static bool find_from(struct search *search, size_t number, size_t start)
{
    const struct quote *quote = search->quote;
    const struct words *source = search->source;
    const struct quote_part *part = &quote->parts[number];
    size_t last = part->gap < source->count ? start + part->gap : source->count, pair = pair_of(search, number);

    for (size_t at = first_place(search, number, pair, start); at <= last && at + part->count <= search->end;
         at = next_place(search, pair, at)) {
        if (!part_matches(quote, part, source, at) || (!search->any && is_said_by_other(source, at, part->count)))
            continue;
        quote->parts[number].at = at;
        size_t end = at + part->count;
        search->range->count = end;
        if (number + 1 == quote->part_count || find_from(search, number + 1, end)) {
            search->range->first = at;
            return true;
        }
        /* What is not found behind an omission is not found behind a later one either. */
        if (quote->parts[number + 1].gap == SIZE_MAX || ++search->steps > MOST_STEPS)
            return false;
    }
    return false;
}

static bool find(const struct quote *quote, const struct words *source, bool any, struct word_range within,
                 struct word_range *range)
{
    struct search search = {quote, source, any, within.first + within.count, 0, range};

    if (quote->part_count == 0 || !find_from(&search, 0, within.first))
        return false;
    /* Until now count was the end of the last passage. */
    range->count -= range->first;
    return true;
}

bool quote_find(const struct quote *quote, const struct words *source, struct word_range *range)
{
    return find(quote, source, false, (struct word_range){0, source->count}, range);
}

bool quote_find_within(const struct quote *quote, const struct words *source, struct word_range within,
                       struct word_range *range)
{
    return find(quote, source, false, within, range);
}

bool quote_find_of_anybody(const struct quote *quote, const struct words *source, struct word_range within,
                           struct word_range *range)
{
    return find(quote, source, true, within, range);
}
