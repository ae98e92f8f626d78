#include "base/text.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* How many of the bytes at the start are ASCII and not NUL; looks at eight at a time. */
static size_t count_plain(const char *bytes, size_t length)
{
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    size_t i = 0;

    for (; length - i >= sizeof ones; i += sizeof ones) {
        uint64_t word;
        memcpy(&word, bytes + i, sizeof word);
        /* A byte's top bit is set: it has one itself, or taking one from it borrowed, as it was NUL. */
        if (((word | (word - ones)) & tops) != 0)
            break;
    }
    while (i < length && (signed char)bytes[i] > 0)
        i++;
    return i;
}

bool text_is_utf8(const char *bytes, size_t length, size_t *offset)
{
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)bytes;

    for (size_t i = count_plain(bytes, length); i < length; i += count_plain(bytes + i, length - i)) {
        utf8proc_int32_t code_point;
        utf8proc_ssize_t size = utf8proc_iterate(at + i, (utf8proc_ssize_t)(length - i), &code_point);
        if (size <= 0 || code_point == 0) {
            *offset = i;
            return false;
        }
        i += (size_t)size;
    }
    return true;
}

size_t text_character(const char *bytes, size_t length, unsigned long *code_point)
{
    utf8proc_int32_t found;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)length, &found);

    *code_point = (unsigned long)found;
    return size > 0 ? (size_t)size : 0;
}

/* A terminal obeys it instead of showing it, or shows what follows in another order. */
static bool is_obeyed(unsigned long code_point)
{
    return (code_point < ' ' && code_point != '\t') || (code_point >= 0x7f && code_point < 0xa0) ||
           code_point == 0x061c || code_point == 0x200e || code_point == 0x200f ||
           (code_point >= 0x2028 && code_point <= 0x202e) || (code_point >= 0x2066 && code_point <= 0x2069);
}

void text_visible(struct buffer *out, const char *bytes, size_t length)
{
    unsigned long code_point;

    while (length > 0) {
        size_t size = text_character(bytes, length, &code_point);
        if (size == 0 || is_obeyed(code_point))
            buffer_text(out, "\xef\xbf\xbd");
        else
            buffer_bytes(out, bytes, size);
        bytes += size ? size : 1;
        length -= size ? size : 1;
    }
}

const char *text_guess_encoding(const char *bytes, size_t length)
{
    size_t zeros = 0, controls = 0;

    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        zeros += c == 0;
        controls += c < 32 && c != '\n' && c != '\r' && c != '\t';
    }
    bool marked = length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
    if (marked || (zeros > length / 4 && zeros == controls))
        return "UTF-16";
    return controls > 0 ? N_("binary data") : "Windows-1252";
}

unsigned long text_next(const char **text)
{
    utf8proc_int32_t code_point;
    unsigned char first = (unsigned char)**text;

    if (first < 0x80) {
        *text += first != 0;
        return first;
    }
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)*text, -1, &code_point);
    if (size <= 0) {
        (*text)++;
        return 0xfffd;
    }
    *text += size;
    return (unsigned long)code_point;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

/* Maps length bytes; NULL: they are no UTF-8. The result is to be freed, and sets length to its own. */
static char *map_bytes(const char *bytes, size_t *length, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t result = utf8proc_map((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)*length, &mapped,
                                           (utf8proc_option_t)(options | UTF8PROC_STABLE));

    if (result == UTF8PROC_ERROR_NOMEM)
        memory_exhausted();
    *length = result < 0 ? 0 : (size_t)result;
    return (char *)mapped;
}

static const char *map_text(struct arena *arena, const char *text, utf8proc_option_t options)
{
    size_t length = strlen(text);
    char *mapped = map_bytes(text, &length, options);

    if (mapped == NULL)
        return text;
    text = arena_copy(arena, mapped, length);
    free(mapped);
    return text;
}

/*
 * The length of the character at text if it is a letter of Latin, common punctuation or a picture: these are composed
 * already, and never with what is before them. 0: another one.
 */
static size_t composed_length(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;

    if (*c < 0x80)
        return *c != '\0';
    if (*c >= 0xc2 && *c <= 0xcb && c[1] >= 0x80)
        return 2;
    if (*c == 0xe2 && c[1] == 0x80 && c[2] >= 0x90)
        return 3;
    return *c == 0xf0 && c[1] == 0x9f && c[2] >= 0x80 && c[3] >= 0x80 ? 4 : 0;
}

/* Where the last character begins before the first that may have to be composed; the end if there is none. */
static const char *last_composed(const char *text)
{
    const char *last = text;
    size_t length;

    for (; (length = composed_length(text)) > 0; text += length)
        last = text;
    return *text == '\0' ? text : last;
}

/* What is to be composed at text, with the character before it, as last_composed found it. */
static size_t length_to_compose(const char *text)
{
    const char *end = text + composed_length(text);

    while (*end != '\0' && composed_length(end) == 0)
        end++;
    return (size_t)(end - text);
}

const char *text_compose(struct arena *arena, const char *text)
{
    const char *sure = last_composed(text);
    struct buffer out = {0};

    if (*sure == '\0')
        return text;
    for (; *sure != '\0'; sure = last_composed(text)) {
        buffer_bytes(&out, text, (size_t)(sure - text));
        size_t length = length_to_compose(sure), mapped_length = length;
        char *mapped = map_bytes(sure, &mapped_length, UTF8PROC_COMPOSE);
        buffer_bytes(&out, mapped ? mapped : sure, mapped ? mapped_length : length);
        free(mapped);
        text = sure + length;
    }
    buffer_text(&out, text);
    return buffer_take(&out, arena);
}

const char *text_decompose(struct arena *arena, const char *text)
{
    return is_ascii(text) ? text : map_text(arena, text, UTF8PROC_DECOMPOSE);
}

const char *text_fold(struct arena *arena, const char *text)
{
    if (is_ascii(text)) {
        char *folded = arena_copy(arena, text, strlen(text));
        for (char *c = folded; *c != '\0'; c++)
            *c = ascii_lower(*c);
        return folded;
    }
    return map_text(arena, text, (utf8proc_option_t)(UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE));
}

const char *text_slug(struct arena *arena, const char *text)
{
    utf8proc_option_t options =
        (utf8proc_option_t)(UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE);
    const char *folded = is_ascii(text) ? text : map_text(arena, text, options);
    struct buffer slug = {0};

    for (; *folded != '\0'; folded++) {
        char c = ascii_lower(*folded);
        if (ascii_is_small(c) || ascii_is_digit(c))
            buffer_char(&slug, c);
        else if (((unsigned char)*folded & 0xc0) != 0x80 && slug.length > 0 && slug.bytes[slug.length - 1] != '-')
            buffer_char(&slug, '-');
    }
    while (slug.length > 0 && slug.bytes[slug.length - 1] == '-')
        buffer_cut(&slug, slug.length - 1);
    const char *result = arena_string(arena, slug.length > 0 ? slug.bytes : "bagian");
    buffer_free(&slug);
    return result;
}

static const utf8proc_property_t *property(unsigned long code_point)
{
    return utf8proc_get_property((utf8proc_int32_t)code_point);
}

bool text_is_mark(unsigned long code_point)
{
    utf8proc_propval_t category = property(code_point)->category;

    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME ||
           category == UTF8PROC_CATEGORY_CF;
}

bool text_is_word(unsigned long code_point)
{
    utf8proc_propval_t category = property(code_point)->category;

    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO);
}

bool text_is_symbol(unsigned long code_point)
{
    utf8proc_propval_t category = property(code_point)->category;

    return category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO;
}

bool text_is_right_to_left(unsigned long code_point)
{
    utf8proc_propval_t direction = property(code_point)->bidi_class;

    return direction == UTF8PROC_BIDI_CLASS_R || direction == UTF8PROC_BIDI_CLASS_AL;
}

/* Letters of other scripts that look like Latin ones, small capitals, and digits of other scripts. */
char text_look_alike(unsigned long c)
{
    enum {
        SIGNS = 0x2000, /* dashes, quotes and the like, of which texts are full */
        SIGNS_END = 0x2c80,
        FLAG_A = 0x1f1e6,   /* the letters of flags */
        ROUND_A = 0x1f150,  /* white letters in black discs */
        SQUARE_A = 0x1f170, /* and in squares */
    };
    static const struct {
        unsigned short code_point;
        char letter;
    } letters[] = {
        {0x391, 'A'},  {0x392, 'B'},  {0x395, 'E'},  {0x396, 'Z'},  {0x397, 'H'},  {0x399, 'I'},  {0x39a, 'K'},
        {0x39c, 'M'},  {0x39d, 'N'},  {0x39f, 'O'},  {0x3a1, 'P'},  {0x3a4, 'T'},  {0x3a5, 'Y'},  {0x3a7, 'X'},
        {0x3b1, 'a'},  {0x3b9, 'i'},  {0x3ba, 'k'},  {0x3bd, 'v'},  {0x3bf, 'o'},  {0x3c1, 'p'},  {0x3c4, 't'},
        {0x3c5, 'u'},  {0x3c7, 'x'},  {0x405, 'S'},  {0x406, 'I'},  {0x408, 'J'},  {0x410, 'A'},  {0x412, 'B'},
        {0x415, 'E'},  {0x41a, 'K'},  {0x41c, 'M'},  {0x41d, 'H'},  {0x41e, 'O'},  {0x420, 'P'},  {0x421, 'C'},
        {0x422, 'T'},  {0x423, 'Y'},  {0x425, 'X'},  {0x430, 'a'},  {0x435, 'e'},  {0x43e, 'o'},  {0x440, 'p'},
        {0x441, 'c'},  {0x443, 'y'},  {0x445, 'x'},  {0x455, 's'},  {0x456, 'i'},  {0x458, 'j'},  {0x501, 'd'},
        {0x4bb, 'h'},  {0x131, 'i'},  {0x1d00, 'a'}, {0x299, 'b'},  {0x1d04, 'c'}, {0x1d05, 'd'}, {0x1d07, 'e'},
        {0xa730, 'f'}, {0x262, 'g'},  {0x29c, 'h'},  {0x26a, 'i'},  {0x1d0a, 'j'}, {0x1d0b, 'k'}, {0x29f, 'l'},
        {0x1d0d, 'm'}, {0x274, 'n'},  {0x1d0f, 'o'}, {0x1d18, 'p'}, {0x280, 'r'},  {0xa731, 's'}, {0x1d1b, 't'},
        {0x1d1c, 'u'}, {0x1d20, 'v'}, {0x1d21, 'w'}, {0x28f, 'y'},  {0x1d22, 'z'}, {0x261, 'g'},  {0x251, 'a'},
        {0x3002, '.'}, {0xff61, '.'}};
    /* By scripts, from a code point on; a stop: it looks like no letter. */
    static const struct {
        unsigned short first;
        const char *letters;
    } scripts[] = {
        {0x13a0,
         "DRTO.i...yAJE......W...M...H.Y..G.hZ...........b..R.W....VS...LC..P...Kd............B"}, /* Cherokee */
        {0xa4d0, "BP.DT.GK.JC.ZF.MNLSR..VH..WXY.A.E.IOU"},                                         /* Lisu */
        {0x54d, "U.S.....O................q.....l...h....j..n....u...g...o"},                      /* Armenian */
        {0x2c80, "AaBb....Ee....Hh..IiKk..MmNn..Oo..PpCcTtYy..Xx"},                                /* Coptic */
    };
    static const unsigned long alphabets[] = {FLAG_A, ROUND_A, SQUARE_A};
    static const unsigned short zeros[] = {0x660, 0x6f0, 0x966, 0x1a80, 0x1a90, 0x1b50, 0xa9d0};

    if (c >= SIGNS && c < SIGNS_END)
        return '\0';
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10u)
            return (char)('0' + (c - zeros[i]));
    }
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        if (c >= alphabets[i] && c < alphabets[i] + 26)
            return (char)('a' + (c - alphabets[i]));
    }
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (c >= scripts[i].first && c - scripts[i].first < strlen(scripts[i].letters) &&
            scripts[i].letters[c - scripts[i].first] != '.')
            return scripts[i].letters[c - scripts[i].first];
    }
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].code_point == c)
            return letters[i].letter;
    }
    return '\0';
}

/* Letters that Unicode does not take apart, and what people type for them. */
static const struct {
    utf8proc_int32_t code_point;
    const char *letters;
} lookalikes[] = {{0xe6, "ae"},  {0xf0, "d"},   {0xf8, "o"},   {0xfe, "th"}, {0x111, "d"}, {0x127, "h"},
                  {0x131, "i"},  {0x142, "l"},  {0x153, "oe"}, {0x167, "t"}, {0x2bc, "'"}, {0x2010, "-"},
                  {0x2011, "-"}, {0x2018, "'"}, {0x2019, "'"}, {0x2212, "-"}};

/* Writes one code point that is decomposed and folded. */
static size_t write_bare(utf8proc_int32_t code_point, char *out)
{
    for (size_t i = 0; i < sizeof lookalikes / sizeof *lookalikes; i++) {
        if (lookalikes[i].code_point == code_point) {
            size_t length = strlen(lookalikes[i].letters);
            memcpy(out, lookalikes[i].letters, length);
            return length;
        }
    }
    if (text_is_mark((unsigned long)code_point))
        return 0;
    if (code_point >= 0x80 && !text_is_word((unsigned long)code_point)) {
        *out = ' ';
        return 1;
    }
    return (size_t)utf8proc_encode_char(code_point, (utf8proc_uint8_t *)out);
}

size_t text_bare(unsigned long code_point, char out[TEXT_BARE_LIMIT])
{
    enum { MOST = 18, LARGEST_CHARACTER = 4 };
    utf8proc_int32_t parts[MOST];
    int boundary = 0;
    size_t length = 0;
    utf8proc_option_t options = (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                                    UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);

    utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, MOST, options, &boundary);
    if (count < 0 || count > MOST) {
        *out = ' ';
        return 1;
    }
    for (utf8proc_ssize_t i = 0; i < count && length + LARGEST_CHARACTER <= TEXT_BARE_LIMIT; i++)
        length += write_bare(parts[i], out + length);
    return length;
}

size_t text_number(const void *bytes, int count, bool is_big)
{
    const unsigned char *from = bytes;
    size_t value = 0;

    for (int i = 0; i < count; i++)
        value = value << 8 | from[is_big ? i : count - 1 - i];
    return value;
}

const char *text_search(const char *bytes, size_t length, const char *mark)
{
    size_t rest = strlen(mark);
    const char *end = bytes + length;

    for (const char *at = bytes; (at = memchr(at, *mark, (size_t)(end - at))) != NULL; at++) {
        if ((size_t)(end - at) < rest)
            return NULL;
        if (memcmp(at, mark, rest) == 0)
            return at;
    }
    return NULL;
}

bool text_has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    for (const char *at = strstr(words, word); at != NULL && length > 0; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

bool text_starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), end_length = strlen(end);

    return length >= end_length && strcmp(text + length - end_length, end) == 0;
}

bool text_is_among(const char *text, const char *const *words)
{
    while (*words != NULL && strcmp(*words, text) != 0)
        words++;
    return *words != NULL;
}

bool text_is_id(const char *text)
{
    static const char signs[] = "._-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    return *text != '\0' && strchr("._-", *text) == NULL && text[strspn(text, signs)] == '\0';
}

bool text_is_study_id(const char *text)
{
    return text_is_id(text) && strlen(text) <= ID_LIMIT;
}

bool text_is_one_of(const char *text, size_t length, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == length && memcmp(*words, text, length) == 0)
            return true;
    }
    return false;
}

bool text_is_one_of_any_case(const char *text, size_t length, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (strlen(*words) == length && strncasecmp(*words, text, length) == 0)
            return true;
    }
    return false;
}

size_t text_length(const char *text)
{
    size_t length = 0;

    for (; *text != '\0'; text++)
        length += ((unsigned char)*text & 0xc0) != 0x80;
    return length;
}

enum { LONGEST_WORD = 64 };

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance, in bytes. Words over LONGEST_WORD count as far away. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST_WORD + 1];
    size_t length_a = strlen(a), length_b = strlen(b);

    if (length_a > LONGEST_WORD || length_b > LONGEST_WORD)
        return LONGEST_WORD;
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = smaller(row[j], two_above[j - 2] + 1);
        }
    }
    return rows[length_a % 3][length_b];
}

void text_nearest(struct nearest *best, const char *candidate)
{
    size_t length = strlen(best->word);
    size_t limit = length < 4 ? 1 : length / 3 + (length < 6);
    size_t found = distance(best->word, candidate);

    if (found <= limit && (best->match == NULL || found < best->distance)) {
        best->match = candidate;
        best->distance = found;
    }
}

void text_nearest_key(struct nearest *best, const struct map *map)
{
    for (size_t i = 0; i < map_count(map); i++)
        text_nearest(best, map_key(map, i));
}

int text_compare_numbers(const char *a, const char *b)
{
    static const char digits[] = "0123456789";
    const char *first = a, *second = b;

    while (*first != '\0' && *second != '\0') {
        if (strspn(first, digits) == 0 || strspn(second, digits) == 0) {
            if (*first != *second)
                break;
            first++, second++;
            continue;
        }
        first += strspn(first, "0");
        second += strspn(second, "0");
        size_t length = strspn(first, digits), other = strspn(second, digits);
        int order = length == other ? memcmp(first, second, length) : length < other ? -1 : 1;
        if (order != 0)
            return order;
        first += length, second += length;
    }
    int order = strcmp(first, second);
    return order ? order : strcmp(a, b);
}

int text_compare(const char *a, const char *b)
{
    struct arena *arena = arena_new();
    int order = text_compare_numbers(text_fold(arena, a), text_fold(arena, b));

    arena_free(arena);
    return order ? order : strcmp(a, b);
}

const char *text_trimmed(struct arena *arena, const char *text)
{
    struct buffer out = {0};

    while (*text != '\0' && isspace((unsigned char)*text))
        text++;
    for (; *text != '\0'; text++) {
        if (*text == '\r')
            buffer_char(&out, '\n');
        else if (*text != '\n' || out.length == 0 || text[-1] != '\r')
            buffer_char(&out, *text);
    }
    while (out.length > 0 && isspace((unsigned char)out.bytes[out.length - 1]))
        buffer_cut(&out, out.length - 1);
    return buffer_take(&out, arena);
}
