/* What lies in a file in other ways than deflated: the filters of PDF, and the text of RTF. */

#include "leak/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST = 16 * 1024 * 1024, /* bytes of what is unpacked that are looked at */
    CODES = 4096,
    CLEAR = 256, /* the table is empty again */
    END = 257,
    SHORTEST_CODE = 9, /* bits */
    LONGEST_CODE = 12,
    LONGEST_WORD = 32, /* letters of a control word */
};

void leak_take_run_length(struct buffer *out, const char *bytes, size_t length)
{
    for (size_t at = 0; at < length && out->length < LARGEST;) {
        unsigned char run = (unsigned char)bytes[at++];
        if (run == 128)
            break;
        if (run < 128) {
            size_t count = run + 1u < length - at ? run + 1u : length - at;
            buffer_bytes(out, bytes + at, count);
            at += count;
        } else if (at < length) {
            for (int i = 0; i < 257 - run; i++)
                buffer_char(out, bytes[at]);
            at++;
        }
    }
}

/* The table of LZW: each code is another one and a byte. */
struct lzw {
    uint16_t before[CODES];
    char last[CODES];
    uint16_t length[CODES];
    unsigned count;
};

static void lzw_clear(struct lzw *table)
{
    for (unsigned i = 0; i < 256; i++) {
        table->last[i] = (char)i;
        table->length[i] = 1;
    }
    table->count = END + 1;
}

/* Adds the bytes of code to out; returns the first of them. */
static char lzw_put(const struct lzw *table, unsigned code, struct buffer *out)
{
    char bytes[CODES];
    size_t length = table->length[code];

    for (size_t i = length; i-- > 0; code = table->before[code])
        bytes[i] = table->last[code];
    buffer_bytes(out, bytes, length);
    return bytes[0];
}

/* The first byte of code. */
static char lzw_first(const struct lzw *table, unsigned code)
{
    while (table->length[code] > 1)
        code = table->before[code];
    return table->last[code];
}

static void lzw_learn(struct lzw *table, unsigned before, char last)
{
    if (table->count == CODES)
        return;
    table->before[table->count] = (uint16_t)before;
    table->last[table->count] = last;
    table->length[table->count] = (uint16_t)(table->length[before] + 1);
    table->count++;
}

void leak_take_lzw(struct buffer *out, const char *bytes, size_t length)
{
    struct lzw *table = memory_alloc(sizeof *table);
    unsigned bits = 0, code = CLEAR, before = CLEAR, width = SHORTEST_CODE;
    uint32_t held = 0;

    *table = (struct lzw){0};
    lzw_clear(table);
    for (size_t at = 0; at < length && out->length < LARGEST && code != END;) {
        for (; bits < width && at < length; bits += 8)
            held = held << 8 | (unsigned char)bytes[at++];
        if (bits < width)
            break;
        code = held >> (bits - width) & ((1u << width) - 1);
        bits -= width;
        if (code == CLEAR) {
            lzw_clear(table);
        } else if (code != END) {
            if (code > table->count || (code == table->count && before == CLEAR))
                break;
            if (before != CLEAR)
                lzw_learn(table, before, lzw_first(table, code < table->count ? code : before));
            if (code >= table->count)
                break;
            lzw_put(table, code, out);
        }
        before = code;
        /* The width grows one code early. */
        for (width = SHORTEST_CODE; width < LONGEST_CODE && table->count + 1 >= 1u << width;)
            width++;
    }
    free(table);
}

/* ---- RTF ---- */

/* A letter by its number; what is no letter parts words. */
static void put_letter(struct buffer *out, long number)
{
    buffer_code_point(out, number >= ' ' && number <= 0x10ffff ? (unsigned long)number : '\n');
}

/* The letter that \'xx stands for, in Latin-1; false: it is none. */
static bool take_hex_letter(struct buffer *out, const char *at, const char *end)
{
    size_t used;
    unsigned long letter = leak_hex(at, (size_t)(end - at), 2, &used);

    if (used == 2)
        put_letter(out, (long)letter);
    return used == 2;
}

/* RTF while it is read: its text, and which of the groups around, by depth, are texts apart from what follows them. */
struct rtf {
    struct buffer *out;
    unsigned depth;
    uint64_t apart;
};

/* The control word begins a text of its own. */
static bool is_apart(const char *word, size_t length)
{
    static const char *const words[] = {"info",    "author",  "title",   "operator", "company",  "manager",
                                        "subject", "doccomm", "comment", "keywords", "category", "annotation",
                                        "header",  "footer",  "atnid",   "footnote", NULL};

    return text_is_one_of(word, length, words);
}

static void take_brace(struct rtf *rtf, char brace)
{
    uint64_t bit = (uint64_t)1 << rtf->depth % 64;

    if (brace == '{') {
        rtf->depth++;
        rtf->apart &= ~((uint64_t)1 << rtf->depth % 64);
        return;
    }
    if (rtf->apart & bit)
        buffer_char(rtf->out, '\n');
    rtf->depth -= rtf->depth > 0;
}

/* Behind a backslash and letters: what the control word puts into the text. */
static void take_word(struct rtf *rtf, const char *word, size_t length, long number)
{
    struct buffer *out = rtf->out;

    if (is_apart(word, length))
        rtf->apart |= (uint64_t)1 << rtf->depth % 64;
    else if (length == 1 && *word == 'u')
        put_letter(out, number < 0 ? number + 65536 : number);
    else if ((length == 3 && memcmp(word, "par", 3) == 0) || (length == 4 && memcmp(word, "line", 4) == 0) ||
             (length == 4 && memcmp(word, "cell", 4) == 0))
        buffer_char(out, '\n');
    else if (length == 3 && memcmp(word, "tab", 3) == 0)
        buffer_char(out, ' ');
}

/* The control word at at, behind its backslash; returns where the text goes on. */
static const char *take_control(struct rtf *rtf, const char *at, const char *end)
{
    const char *word = at;
    long number = 0;

    while (at < end && ascii_is_small(*at) && at - word < LONGEST_WORD)
        at++;
    size_t length = (size_t)(at - word);
    bool minus = at < end && *at == '-';
    at += minus;
    for (; at < end && ascii_is_digit(*at) && number < 1000000; at++)
        number = number * 10 + *at - '0';
    at += at < end && *at == ' ';
    take_word(rtf, word, length, minus ? -number : number);
    /* Behind a letter as a number is what stands for it in old programs. */
    if (length == 1 && *word == 'u' && at < end)
        at += *at == '\\' && end - at >= 4 && at[1] == '\'' ? 4 : *at != '\\' && *at != '{' && *at != '}';
    return at;
}

/* What is behind a backslash that is no control word. */
static const char *take_sign(struct buffer *out, const char *at, const char *end)
{
    if (*at == '\'')
        return at + (take_hex_letter(out, at + 1, end) ? 3 : 1);
    if (*at == '~' || *at == '_')
        buffer_char(out, *at == '~' ? ' ' : '-');
    else if (*at == '\\' || *at == '{' || *at == '}')
        buffer_char(out, *at);
    return at + 1;
}

void leak_take_rtf(struct buffer *out, const char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length;
    struct rtf rtf = {.out = out};

    while (at < end && out->length < LARGEST) {
        char c = *at++;
        if (c == '{' || c == '}')
            take_brace(&rtf, c);
        else if (c == '\\' && at < end)
            at = ascii_is_small(*at) ? take_control(&rtf, at, end) : take_sign(out, at, end);
        else if (c != '\r' && c != '\n')
            buffer_char(out, c != '\0' ? c : '\n');
    }
}
