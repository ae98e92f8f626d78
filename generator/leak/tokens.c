/*
 * A stream as words: runs of letters and runs of digits.  Each word has a key, which is the same for the spellings
 * that Indonesian names and old texts have of one word: Soeharto and Suharto, Djamal, Jamal and Yamal, Rachmawaty,
 * Rohmawati and Rahmawati, Aziz and Asis, Fatimah and Fatima.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_FOLDED = 64,     /* letters of a word that count */
    SHORTEST_STEM = 3,    /* letters that are left of a word without its clitic */
    LONGEST_BREAK = 12,   /* bytes within a word that is broken at a line end */
    SHORTEST_HUMP = 3,    /* letters of a word that is run together with others */
    SHORTEST_SPELLED = 4, /* single letters in a row that may spell a word */
    LONGEST_KNOWN = 24,   /* bytes of a word of which all is remembered */
    KNOWN_WORDS = 16384,  /* a power of two */
    MANY_BYTES = 4096,    /* of texts, from which on remembering pays */
};

static bool is_vowel(char c)
{
    return c == 'a' || c == 'i' || c == 'u' || c == 'e' || c == 'o';
}

/* A word while its letters are folded. */
struct folding {
    size_t count;
    char out[MOST_FOLDED];
};

/* Letters in lower case, those that sound alike as one. */
static const char folded[256] = {
    ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'p', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i',
    ['j'] = 'i', ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'k', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'p', ['w'] = 'w', ['x'] = 'x', ['y'] = 'i', ['z'] = 's',
};

/* Two letters that are one sound, behind others. True: letter is done. */
static bool fold_pair(struct folding *folding, char before, char letter, char next)
{
    char *last = &folding->out[folding->count - 1];

    switch (letter) {
    case 'h': /* ch, kh; dh, th, bh, gh, ph */
        if (before == 'c' || before == 'k')
            *last = 'h';
        return strchr("ckdtbgp", before) != NULL;
    case 'j': /* tj, dj, sj; nj is ny */
        if (before == 't' || before == 'd')
            *last = before == 't' ? 'c' : 'i';
        return strchr("tds", before) != NULL;
    case 'y': /* sy before a vowel */
        return before == 's' && is_vowel(next);
    default: /* oe, ie */
        if (before == 'o')
            *last = 'u';
        return before == 'o' || *last == 'i';
    }
}

static void fold_letter(struct folding *folding, char before, char letter, char next)
{
    bool may_pair = letter == 'h' || letter == 'j' || letter == 'y' || letter == 'e';
    char sound = folded[(unsigned char)letter] ? folded[(unsigned char)letter] : letter;

    if (may_pair && folding->count > 0 && fold_pair(folding, before, letter, next)) {
        folding->count -= folding->count > 1 && folding->out[folding->count - 2] == folding->out[folding->count - 1];
        return;
    }
    if (letter == 'e' && before == 'a') /* Khaerul and Khairul */
        sound = 'i';
    if (folding->count < MOST_FOLDED && (folding->count == 0 || folding->out[folding->count - 1] != sound))
        folding->out[folding->count++] = sound;
}

static uint64_t hash_bytes(const char *bytes, size_t length, uint64_t hash)
{
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3;
    return hash ^ hash >> 29;
}

static uint64_t key_of_digits(const char *text, size_t start, size_t end)
{
    char digits[MOST_FOLDED];
    size_t count = 0;

    for (; start < end; start++) {
        if (ascii_is_digit(text[start]) && (count > 0 || text[start] != '0') && count < sizeof digits)
            digits[count++] = text[start];
    }
    return hash_bytes(digits, count, 0x9e3779b97f4a7c15);
}

static void fold_word(struct folding *folding, const char *text, size_t start, size_t end)
{
    char before = '\0', letter = '\0';
    bool small_l = start < end && text[start] == 'l';

    folding->count = 0;
    for (; start <= end; start++) { /* the last letter has none behind it */
        char next = start < end ? ascii_lower(text[start]) : '\0';
        if (start < end && !stream_is_letter(next))
            continue;
        if (small_l && letter == 'l' && before == '\0' && next != '\0' && ascii_is_capital(text[start]))
            letter = 'i'; /* "lU-03" */
        if (letter != '\0')
            fold_letter(folding, before, letter, next);
        before = letter;
        letter = next;
    }
    if (folding->count >= 4 && folding->out[folding->count - 1] == 'h')
        folding->count--;
    if (folding->count >= 4 && memcmp(folding->out, "roh", 3) == 0) /* Rohmawati, Rokhman, Rohim */
        folding->out[1] = 'a';
}

uint64_t token_key(const char *text, size_t start, size_t end)
{
    struct folding folding;

    if (start < end && ascii_is_digit(text[start]))
        return key_of_digits(text, start, end);
    fold_word(&folding, text, start, end);
    return hash_bytes(folding.out, folding.count, 0xcbf29ce484222325);
}

bool token_sounds(const char *text, size_t start, size_t end, uint16_t *first)
{
    enum { SOUNDS = 3, BITS = 5 };
    struct folding folding;

    fold_word(&folding, text, start, end);
    *first = 0;
    for (size_t i = 0; i < SOUNDS && i < folding.count; i++)
        *first = (uint16_t)(*first << BITS | (folding.out[i] & ((1 << BITS) - 1)));
    return folding.count > SOUNDS;
}

/* The word ends with clitic, and something is left of it. */
static bool ends_with(const char *text, size_t start, size_t end, const char *clitic, size_t length)
{
    if (end - start < length + SHORTEST_STEM)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (ascii_lower(text[end - length + i]) != clitic[i])
            return false;
    }
    return true;
}

/* Where the word ends that one clitic is written on to; end where there is none. */
static size_t clitic_start(const char *text, size_t start, size_t end)
{
    switch (text[end - 1] | 0x20) {
    case 'a':
        return ends_with(text, start, end, "nya", 3) ? end - 3 : end;
    case 'h':
        return ends_with(text, start, end, "lah", 3) || ends_with(text, start, end, "kah", 3) ? end - 3 : end;
    case 'n':
        return ends_with(text, start, end, "pun", 3) ? end - 3 : end;
    case 'u':
        return ends_with(text, start, end, "ku", 2) || ends_with(text, start, end, "mu", 2) ? end - 2 : end;
    default:
        return end;
    }
}

/* Where the word ends that clitics are written on to: -nya, -lah, -nyalah; end where there are none. */
static size_t stem_end(const char *text, size_t start, size_t end)
{
    size_t stem = clitic_start(text, start, end);
    bool outer = stem + 3 == end && text[stem] != 'n' && text[stem] != 'N'; /* -lah, -kah and -pun are put last */

    return outer && ends_with(text, start, stem, "nya", 3) ? stem - 3 : stem;
}

static struct token *add(struct tokens *tokens)
{
    if (tokens->count == tokens->capacity) {
        tokens->capacity = tokens->capacity ? tokens->capacity * 2 : 1024;
        tokens->items = memory_resize(tokens->items, tokens->capacity * sizeof *tokens->items);
    }
    return &tokens->items[tokens->count++];
}

/* Words with a capital each are run together, none so short as those of random letters in a packed text. */
static bool has_humps(const char *text, size_t start, size_t end)
{
    size_t last = start;

    for (size_t at = start + 1; at < end; at++) {
        if (!ascii_is_capital(text[at]) || !ascii_is_small(text[at - 1]))
            continue;
        if (at - last < SHORTEST_HUMP)
            return false;
        last = at;
    }
    return last > start && end - last >= SHORTEST_HUMP;
}

static void set_keys(const struct tokens *tokens, struct token *token, const char *text)
{
    size_t stem = token->digits ? token->end : stem_end(text, token->start, token->end);

    token->letters = (uint16_t)(stem - token->start < MOST_FOLDED ? stem - token->start : MOST_FOLDED);
    token->key = token_key(text, token->start, token->end);
    token->stem = stem < token->end ? token_key(text, token->start, stem) : token->key;
    token->notes = 0;
    leak_shingles_note(tokens->shingles, token);
    if (tokens->names != NULL) {
        bool named =
            names_filter_has(tokens->names->filter, token->key) || names_filter_has(tokens->names->filter, token->stem);
        bool id = names_filter_has(tokens->names->id_filter, token->key);
        token->notes |= (uint16_t)((named ? NOTE_NAME : 0) | (id ? NOTE_ID : 0));
        if (!token->digits && names_may_begin(tokens->names, text, token->start, token->end))
            token->notes |= NOTE_BEGINS;
    }
    if (has_humps(text, token->start, token->end))
        token->notes |= NOTE_HUMPS;
    char spoken = leak_spoken(token->key);
    token->notes |= (uint16_t)(spoken == '\0' ? 0 : ascii_is_digit(spoken) ? NOTE_DIGIT : NOTE_TOLD);
}

/* What is known of a word by its bytes: texts have few different words, and folding one costs more than all else. */
struct known_word {
    uint64_t bytes[3]; /* with length, those of the word */
    uint64_t key;
    uint64_t stem;
    uint64_t run;
    uint16_t letters;
    uint16_t notes;
    uint8_t length; /* 0: nothing is known yet */
};

/* All bytes of the word, in numbers that overlap where they are more than they need. */
static void read_word(struct known_word *word, const char *bytes, size_t length)
{
    enum { SIZE = sizeof *word->bytes };
    uint32_t half[2] = {0, 0};

    word->length = (uint8_t)length;
    word->bytes[2] = 0;
    if (length >= SIZE) {
        memcpy(&word->bytes[0], bytes, SIZE);
        memcpy(&word->bytes[1], bytes + length - SIZE, SIZE);
        if (length > 2 * SIZE)
            memcpy(&word->bytes[2], bytes + (length - SIZE) / 2, SIZE);
    } else if (length >= sizeof *half) {
        memcpy(&half[0], bytes, sizeof *half);
        memcpy(&half[1], bytes + length - sizeof *half, sizeof *half);
        word->bytes[0] = half[0];
        word->bytes[1] = half[1];
    } else {
        word->bytes[0] = (unsigned char)bytes[0];
        word->bytes[1] = (uint64_t)(unsigned char)bytes[length / 2] << 8 | (unsigned char)bytes[length - 1];
    }
}

static void look_up_keys(const struct tokens *tokens, struct token *token, const char *text)
{
    size_t length = token->end - token->start;
    struct known_word word;

    if (tokens->known == NULL || length > LONGEST_KNOWN) {
        set_keys(tokens, token, text);
        return;
    }
    read_word(&word, text + token->start, length);
    uint64_t hash = (word.bytes[0] ^ (word.bytes[1] << 27 | word.bytes[1] >> 37) ^ word.bytes[2]) * 0x9e3779b97f4a7c15;
    struct known_word *known = &tokens->known[(hash ^ hash >> 29) >> 20 & (KNOWN_WORDS - 1)];
    if (known->length != length || known->bytes[0] != word.bytes[0] || known->bytes[1] != word.bytes[1] ||
        known->bytes[2] != word.bytes[2]) {
        set_keys(tokens, token, text);
        word.key = token->key;
        word.stem = token->stem;
        word.run = token->run;
        word.letters = token->letters;
        word.notes = token->notes;
        *known = word;
        return;
    }
    token->key = known->key;
    token->stem = known->stem;
    token->run = known->run;
    token->letters = known->letters;
    token->notes = known->notes;
}

/* What words are made of. */
enum sort { SORT_NONE, SORT_LETTER, SORT_DIGIT, SORT_JOIN };

static const uint8_t sorts[256] = {
    [STREAM_JOIN] = SORT_JOIN,   ['0' ... '9'] = SORT_DIGIT,    ['A' ... 'Z'] = SORT_LETTER,
    ['a' ... 'z'] = SORT_LETTER, [0x80 ... 0xff] = SORT_LETTER,
};

static uint8_t sort_of(char c)
{
    return sorts[(unsigned char)c];
}

/* The word at start: letters or digits, with what joins between them. */
static size_t token_end(const char *text, size_t length, size_t start)
{
    uint8_t sort = sort_of(text[start]);
    size_t end = start + 1, at;

    while (sort_of(text[end]) == sort)
        end++;
    for (at = end; at < length && (sort_of(text[at]) == SORT_JOIN || sort_of(text[at]) == sort); at++)
        end = sort_of(text[at]) == sort ? at + 1 : end;
    return end;
}

static bool is_quote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* A script or style puts pieces together, as "Ten" + "ri" or "Ten" "ri". */
static bool are_pieces(const char *text, size_t at, size_t next)
{
    size_t signs = 0;

    for (size_t i = at + 1; i + 1 < next; i++) {
        if (strchr(" \n+,", text[i]) == NULL || text[i] == '\0')
            return false;
        signs += text[i] != ' ' && text[i] != '\n';
    }
    return next - at > 2 && is_quote(text[at]) && is_quote(text[next - 1]) && signs < 2;
}

/* How a word goes on behind what stands between at and next. */
static enum token_bond bond_between(const char *text, size_t at, size_t next)
{
    enum token_bond bond = BOND_MARKUP;
    bool broken = false, hyphen = false, space = false;

    if (next - at > LONGEST_BREAK || next == at || text[at] == ' ')
        return BOND_NONE;
    if (is_quote(text[at]) && are_pieces(text, at, next))
        return BOND_HYPHEN;
    for (; at < next; at++) {
        char c = text[at];
        if (c == STREAM_SOFT || c == STREAM_JOIN)
            continue;
        hyphen |= c == '-';
        broken |= c == '\n';
        space |= c == ' ';
        bool blank = c == ' ' || c == '\n';
        if ((c != '-' && c != '\'' && c != '\0' && !blank) || (blank && !hyphen))
            return BOND_NONE;
        bond = BOND_HYPHEN;
    }
    /* A hyphen may be followed by white space at the end of a line only. */
    return space && !broken ? BOND_NONE : bond;
}

/* Where a word begins at or behind at. */
static size_t next_word(const char *text, size_t length, size_t at)
{
    while (at < length && at > 0 && stream_is_letter(text[at - 1]))
        at++;
    return at;
}

/* The first word that begins at offset or behind it. */
static size_t first_behind(const struct tokens *tokens, size_t offset)
{
    size_t low = 0, high = tokens->count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tokens->items[middle].start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void tokens_read(struct tokens *tokens, const char *text, size_t length, size_t from, size_t to)
{
    size_t at = from > TOKENS_MARGIN ? next_word(text, length, from - TOKENS_MARGIN) : 0, end = at;
    size_t stop = length - to > TOKENS_MARGIN ? to + TOKENS_MARGIN : length;

    tokens->count = 0;
    tokens->bytes += stop - at;
    if (tokens->known == NULL && tokens->bytes >= MANY_BYTES) {
        tokens->known = memory_alloc(KNOWN_WORDS * sizeof *tokens->known);
        memset(tokens->known, 0, KNOWN_WORDS * sizeof *tokens->known);
    }
    for (; at < stop; at = end) {
        while (at < stop && !stream_is_letter(text[at]))
            at++;
        if (at == stop)
            break;
        struct token *token = add(tokens);
        *token = (struct token){.start = (uint32_t)at, .digits = ascii_is_digit(text[at])};
        if (tokens->count > 1 && !token->digits && !token[-1].digits)
            token[-1].bond = (uint8_t)bond_between(text, end, at);
        end = token_end(text, length, at);
        token->end = (uint32_t)end;
        look_up_keys(tokens, token, text);
        if (tokens->count > 1 && token[-1].bond == BOND_MARKUP) {
            token[-1].notes |= NOTE_CUT;
            token->notes |= NOTE_CUT;
        }
    }
    tokens->first = first_behind(tokens, from);
    tokens->last = first_behind(tokens, to);
}

size_t tokens_joined(const struct tokens *tokens, const char *text, size_t first, enum token_bond most,
                     struct token *joined)
{
    size_t last = first;

    while (last + 1 < tokens->count && tokens->items[last].bond != BOND_NONE && tokens->items[last].bond <= most)
        last++;
    *joined = tokens->items[first];
    if (last > first) {
        joined->end = tokens->items[last].end;
        look_up_keys(tokens, joined, text);
    }
    return last - first + 1;
}

size_t tokens_spelled(const struct tokens *tokens, const char *text, size_t first)
{
    size_t last = first;

    while (last < tokens->count) {
        const struct token *token = &tokens->items[last];
        bool near = last == first || token->start - tokens->items[last - 1].end <= LONGEST_BREAK;
        if (token->digits || !near || token->end - token->start != 1 || (unsigned char)text[token->start] >= 0x80)
            break;
        last++;
    }
    return last - first >= SHORTEST_SPELLED ? last - first : 0;
}

void tokens_free(struct tokens *tokens)
{
    free(tokens->items);
    free(tokens->known);
    *tokens = (struct tokens){0};
}
