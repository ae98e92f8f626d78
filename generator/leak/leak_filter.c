#include "leak/private.h"

#include <stdint.h>
#include <string.h>

enum {
    BLOCK = 16,
    CROWD = 9, /* digits in three blocks: fewer are no number that we look for */
    NUMBER = 10,
    SHORT_TAG = 12,
};

/* One comparison for BLOCK bytes; the compiler has it on every machine. */
typedef unsigned char bytes16 __attribute__((vector_size(BLOCK)));

struct words {
    uint64_t low;
    uint64_t high;
};

static struct words words_of(bytes16 mask)
{
    struct words words;

    memcpy(&words, &mask, sizeof words);
    return words;
}

static unsigned count_bytes(struct words words)
{
    const uint64_t ones = 0x0101010101010101u;

    return (unsigned)((((words.low & ones) + (words.high & ones)) * ones) >> 56);
}

static bool begins(const char *from, size_t rest, const char *text)
{
    size_t length = strlen(text);

    return rest >= length && strncasecmp(from, text, length) == 0;
}

/* A character reference other than those that escaping makes. */
static bool is_odd_reference(const char *from, size_t rest)
{
    static const char *const usual[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#x27;", "&nbsp;", "&shy;"};

    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        if (begins(from, rest, usual[i]))
            return strcmp(usual[i], "&amp;") == 0 && begins(from + 5, rest - 5, "#");
    }
    return true;
}

static bool is_path(const char *from, size_t rest, const char *root)
{
    static const char *const tops[] = {"/home/",        "/users/",       "/tmp/",        "/root/",
                                       "/var/folders/", "/private/var/", "/mnt/c/users/"};

    if (rest < 2)
        return false;
    char second = (char)(from[1] | 0x20);
    if (root[0] != '\0' && second == (root[1] | 0x20) && begins(from, rest, root))
        return true;
    for (size_t i = 0; i < sizeof tops / sizeof *tops; i++) {
        if (second == tops[i][1] && begins(from, rest, tops[i]))
            return true;
    }
    return from[1] == '/' &&
           (begins(from, rest, "//home") || begins(from, rest, "//users") || begins(from, rest, "///"));
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* The '@' at from begins a word of JSON-LD or BibTeX that each page holds: no dot follows, so it is no address. */
static bool is_keyword(const char *from, size_t rest)
{
    static const char *const keys[] = {"@context\":", "@type\":", "@id\":", "@graph\":", "@misc{"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        size_t length = strlen(keys[i]);
        if (rest >= length && memcmp(from, keys[i], length) == 0)
            return true;
    }
    return false;
}

/* The byte at from begins something that a look at the plain text has to judge. */
static bool is_suspicious(const char *from, size_t rest, const char *root)
{
    switch (*from) {
    case '@':
        return !is_keyword(from, rest);
    case '&':
        return is_odd_reference(from, rest);
    case '%':
        return rest > 2 && is_hex(from[1]) && is_hex(from[2]);
    case '\\':
        return rest > 2 && (from[1] == 'u' || from[1] == 'U' || from[1] == 'x' || is_hex(from[1]));
    case '/':
        return is_path(from, rest, root);
    default:
        return *from == (char)0xef; /* full-width digits and signs */
    }
}

/* before: the byte before from. marked: which of the bytes to look at, 0 for no; NULL: all of them. */
static bool look_closely(char before, const char *from, size_t rest, size_t count, const unsigned char *marked,
                         const char *root, const char *login)
{
    for (size_t i = 0; i < count; before = from[i++]) {
        bool closing_tag = before == '<' && from[i] == '/';
        if (marked != NULL && !marked[i])
            continue;
        if (!closing_tag && is_suspicious(from + i, rest - i, root))
            return true;
        if (login[0] != '\0' && begins(from + i, rest - i, login))
            return true;
    }
    return false;
}

/* Length of a tag without attributes, which may part the digits of a number; 0: from is no such tag. */
static size_t short_tag(const char *from, size_t rest)
{
    const char *end = memchr(from, '>', rest < SHORT_TAG ? rest : SHORT_TAG);

    return *from == '<' && end != NULL ? (size_t)(end - from) + 1 : 0;
}

/* What a byte does to a number: nothing (a sign), one digit more, or its end; '<' may open a tag, which does nothing.
 */
enum { IS_SIGN, IS_DIGIT, IS_END, IS_TAG };

static const unsigned char role[256] = {
    ['0'] = IS_DIGIT, ['1'] = IS_DIGIT, ['2'] = IS_DIGIT, ['3'] = IS_DIGIT, ['4'] = IS_DIGIT, ['5'] = IS_DIGIT,
    ['6'] = IS_DIGIT, ['7'] = IS_DIGIT, ['8'] = IS_DIGIT, ['9'] = IS_DIGIT, ['"'] = IS_END,   ['='] = IS_END,
    ['#'] = IS_END,   ['\n'] = IS_END,  ['<'] = IS_TAG,   ['a'] = IS_END,   ['b'] = IS_END,   ['c'] = IS_END,
    ['d'] = IS_END,   ['e'] = IS_END,   ['f'] = IS_END,   ['g'] = IS_END,   ['h'] = IS_END,   ['i'] = IS_END,
    ['j'] = IS_END,   ['k'] = IS_END,   ['l'] = IS_END,   ['m'] = IS_END,   ['n'] = IS_END,   ['o'] = IS_END,
    ['p'] = IS_END,   ['q'] = IS_END,   ['r'] = IS_END,   ['s'] = IS_END,   ['t'] = IS_END,   ['u'] = IS_END,
    ['v'] = IS_END,   ['w'] = IS_END,   ['x'] = IS_END,   ['y'] = IS_END,   ['z'] = IS_END,   ['A'] = IS_END,
    ['B'] = IS_END,   ['C'] = IS_END,   ['D'] = IS_END,   ['E'] = IS_END,   ['F'] = IS_END,   ['G'] = IS_END,
    ['H'] = IS_END,   ['I'] = IS_END,   ['J'] = IS_END,   ['K'] = IS_END,   ['L'] = IS_END,   ['M'] = IS_END,
    ['N'] = IS_END,   ['O'] = IS_END,   ['P'] = IS_END,   ['Q'] = IS_END,   ['R'] = IS_END,   ['S'] = IS_END,
    ['T'] = IS_END,   ['U'] = IS_END,   ['V'] = IS_END,   ['W'] = IS_END,   ['X'] = IS_END,   ['Y'] = IS_END,
    ['Z'] = IS_END,
};

/* The reader of numbers: how far it has come, and the digits that stood there with nothing but signs and tags between.
 */
struct numbers {
    size_t at;
    size_t digits;
};

/* Reads up to end, from start if it has not come so far. True: there are enough digits for a number. */
static bool find_number(struct numbers *numbers, const char *bytes, size_t length, size_t start, size_t end)
{
    size_t tag;

    if (numbers->at < start)
        *numbers = (struct numbers){.at = start};
    for (; numbers->at < end && numbers->digits < NUMBER; numbers->at++) {
        switch (role[(unsigned char)bytes[numbers->at]]) {
        case IS_DIGIT:
            numbers->digits++;
            break;
        case IS_END:
            numbers->digits = 0;
            break;
        case IS_TAG:
            tag = short_tag(bytes + numbers->at, length - numbers->at);
            numbers->at += tag > 0 ? tag - 1 : 0;
            break;
        default:
            break;
        }
    }
    return numbers->digits >= NUMBER;
}

/* Marks the bytes of block to look at closely, between those before and behind each; first and second: of the login. */
static bytes16 mark_odd(const char *at, bytes16 block, unsigned char first, unsigned char second)
{
    bytes16 last, next;

    memcpy(&last, at - 1, BLOCK);
    memcpy(&next, at + 1, BLOCK);
    bytes16 odd = (bytes16)(block == '@') | (bytes16)(block == '&') | (bytes16)(block == '%') |
                  (bytes16)(block == '\\') | (bytes16)(block == 0xef);
    odd |= (bytes16)(block == '/') & (bytes16)(last != '<');
    odd |= (bytes16)((block | 0x20) == first) & (bytes16)((next | 0x20) == second);
    return odd;
}

bool leak_may_hold_shape(const char *bytes, size_t length, const char *root, const char *login)
{
    unsigned char first = (unsigned char)login[0], second = first ? (unsigned char)login[1] : 0;
    struct numbers numbers = {0};
    unsigned before = 0, here = 0, digits; /* in the block before the last, in the last, in this one */
    size_t at = 1;                         /* the first byte is looked at by itself: there is none before it */

    if (length > 0 && look_closely('\0', bytes, length, 1, NULL, root, login))
        return true;
    for (; at + BLOCK + 1 <= length; at += BLOCK, before = here, here = digits) {
        bytes16 block;
        memcpy(&block, bytes + at, BLOCK);
        bytes16 odd = mark_odd(bytes + at, block, first, second), digit = (bytes16)((block - '0') <= 9);
        struct words any = words_of(odd | digit);
        digits = 0;
        if ((any.low | any.high) == 0)
            continue;
        any = words_of(odd);
        if ((any.low | any.high) != 0) {
            unsigned char marked[BLOCK];
            memcpy(marked, &odd, BLOCK);
            if (look_closely(bytes[at - 1], bytes + at, length - at, BLOCK, marked, root, login))
                return true;
        }
        digits = count_bytes(words_of(digit));
        size_t start = at > 4 * BLOCK ? at - 4 * BLOCK : 0, end = at + 4 * BLOCK;
        if (before + here + digits >= CROWD && find_number(&numbers, bytes, length, start, end < length ? end : length))
            return true;
    }
    size_t start = at > 4 * BLOCK ? at - 4 * BLOCK : 0;
    return find_number(&numbers, bytes, length, start, length) ||
           (at < length && look_closely(bytes[at - 1], bytes + at, length - at, length - at, NULL, root, login));
}
