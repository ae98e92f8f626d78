#include "leak/private.h"

#include "base/ascii.h"
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

/* The input and what is made of it. */
struct unescaping {
    const char *bytes;
    size_t length;
    size_t at;
    enum leak_format format;
    struct buffer *out;
    uint32_t *offsets;
    bool changed;
    size_t stroke; /* where the next '\\' and the next '%' are, if they are not behind */
    size_t percent;
};

static void put(struct unescaping *unescaping, char byte, size_t from)
{
    if (unescaping->offsets != NULL)
        unescaping->offsets[unescaping->out->length] = (uint32_t)from;
    buffer_char(unescaping->out, byte);
}

/* The escape at the cursor, size bytes of the input, stands for code_point; 0: for nothing. */
static void put_code_point(struct unescaping *unescaping, unsigned long code_point, size_t size)
{
    size_t before = unescaping->out->length;

    if (code_point != 0)
        buffer_code_point(unescaping->out, code_point);
    for (size_t i = before; unescaping->offsets != NULL && i < unescaping->out->length; i++)
        unescaping->offsets[i] = (uint32_t)unescaping->at;
    unescaping->at += size;
    unescaping->changed = true;
}

/* %C3%A9: the byte itself, as characters may be spread over several. */
static bool take_percent(struct unescaping *unescaping, size_t skip)
{
    const char *from = unescaping->bytes + unescaping->at + skip;
    size_t rest = unescaping->length - unescaping->at - skip, used;

    if (rest < 3 || *from != '%')
        return false;
    unsigned long byte = leak_hex(from + 1, rest - 1, 2, &used);
    if (used != 2)
        return false;
    put(unescaping, byte ? (char)byte : ' ', unescaping->at);
    unescaping->at += skip + 3;
    unescaping->changed = true;
    return true;
}

/* The second half of a character that is written as two, \ud83d\ude00. */
static unsigned long join_halves(unsigned long first, const char *rest, size_t length, size_t *size)
{
    size_t used;

    if (first < 0xd800 || first > 0xdbff || length < 6 || rest[0] != '\\' || rest[1] != 'u')
        return first;
    unsigned long second = leak_hex(rest + 2, length - 2, 4, &used);
    if (used != 4 || second < 0xdc00 || second > 0xdfff)
        return first;
    *size += 6;
    return 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
}

/* \u00e9, \u{e9}, \xe9. False: it is none of them. */
static bool take_hex(struct unescaping *unescaping, const char *from, size_t rest)
{
    size_t used, size;
    unsigned long code_point;

    if (from[1] == 'u' && rest > 3 && from[2] == '{') {
        code_point = leak_hex(from + 3, rest - 3, 6, &used);
        size = used + 3 + (used + 3 < rest && from[used + 3] == '}');
    } else {
        size_t most = from[1] == 'u' ? 4 : 2;
        code_point = leak_hex(from + 2, rest - 2, most, &used);
        if (used != most)
            return false;
        size = used + 2;
        code_point = join_halves(code_point, from + size, rest - size, &size);
    }
    if (used == 0)
        return false;
    put_code_point(unescaping, code_point, size);
    return true;
}

/* \101: a byte, as PDF and C write it. */
static bool take_octal(struct unescaping *unescaping, const char *from, size_t rest)
{
    if (rest < 4 || from[1] < '0' || from[1] > '3' || from[2] < '0' || from[2] > '7' || from[3] < '0' || from[3] > '7')
        return false;
    put(unescaping, (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 + (from[3] - '0')), unescaping->at);
    unescaping->at += 4;
    unescaping->changed = true;
    return true;
}

/* CSS: up to six digits and a space that ends them. */
static bool take_style(struct unescaping *unescaping, const char *from, size_t rest)
{
    size_t used;
    unsigned long code_point = leak_hex(from + 1, rest - 1, 6, &used);

    if (used == 0)
        return false;
    put_code_point(unescaping, code_point, used + 1 + (used + 1 < rest && from[used + 1] == ' '));
    return true;
}

static void take_backslash(struct unescaping *unescaping)
{
    const char *from = unescaping->bytes + unescaping->at;
    size_t rest = unescaping->length - unescaping->at;

    if (unescaping->format == LEAK_STYLE && take_style(unescaping, from, rest))
        return;
    if ((from[1] == 'u' || from[1] == 'x') && take_hex(unescaping, from, rest))
        return;
    if (take_octal(unescaping, from, rest))
        return;
    /* A line that goes on, a line end, a tab; all else stands for itself. */
    if (from[1] == '\n')
        put_code_point(unescaping, 0, 2);
    else if (from[1] == 'n')
        put_code_point(unescaping, '\n', 2);
    else
        put_code_point(unescaping, strchr("rtbf", from[1]) ? ' ' : (unsigned char)from[1], 2);
}

/* Numbers from *at on, with commas between them, as letters; moves behind them. */
static void read_code_points(struct buffer *out, const char *bytes, size_t length, size_t *at)
{
    while (*at < length && strchr(" ,\n\t", bytes[*at]) != NULL && bytes[*at] != '\0')
        ++*at;
    while (*at < length && ascii_is_digit(bytes[*at])) {
        bool hex = bytes[*at] == '0' && *at + 1 < length && (bytes[*at + 1] | 0x20) == 'x';
        size_t used;
        *at += hex ? 2 : 0;
        unsigned long value =
            hex ? leak_hex(bytes + *at, length - *at, 6, &used) : leak_decimal(bytes + *at, length - *at, 7, &used);
        if (value > 0 && value < 0x110000)
            buffer_code_point(out, value);
        for (*at += used; *at < length && bytes[*at] != '\0' && strchr(" ,\n\t", bytes[*at]) != NULL;)
            ++*at;
    }
}

void leak_code_point_parts(const char *bytes, size_t length, struct leak_parts *to)
{
    static const char calls[][10] = {"harCode", "odePoint"};
    struct buffer out = {0};
    const char *call = bytes, *end = bytes + length;
    size_t first = 0;

    while ((call = memmem(call, (size_t)(end - call), "fromC", 5)) != NULL) {
        size_t at = (size_t)(call - bytes) + 5;
        size_t name = strncmp(bytes + at, calls[0], strlen(calls[0])) == 0 ? strlen(calls[0]) : strlen(calls[1]);
        bool is_call = strncmp(bytes + at, calls[0], name) == 0 || strncmp(bytes + at, calls[1], name) == 0;
        at += is_call ? name : 0;
        while (is_call && at < length && bytes[at] != '\0' && strchr("([. ", bytes[at]) != NULL)
            at++;
        first = out.length == 0 ? at : first;
        if (is_call)
            read_code_points(&out, bytes, length, &at);
        call = bytes + at;
    }
    /* What several calls make may be one name. */
    if (out.length > 0)
        to->part(to->context, buffer_string(&out), out.length, first);
    buffer_free(&out);
}

/* Where the next c is, or the end; *known is where it was when it was last looked for. */
static size_t next_of(const struct unescaping *unescaping, char c, size_t *known)
{
    const char *from = unescaping->bytes + unescaping->at;

    if (unescaping->at > 0 && *known >= unescaping->at)
        return *known;
    const char *found = memchr(from, c, unescaping->length - unescaping->at);
    return *known = found != NULL ? (size_t)(found - unescaping->bytes) : unescaping->length;
}

/* What stands before the next '\\' or '%', or the end. */
static void copy_plain(struct unescaping *unescaping)
{
    size_t stroke = next_of(unescaping, '\\', &unescaping->stroke);
    size_t percent = next_of(unescaping, '%', &unescaping->percent);
    size_t start = unescaping->at, end = stroke < percent ? stroke : percent, to = unescaping->out->length;

    for (size_t i = start; unescaping->offsets != NULL && i < end; i++)
        unescaping->offsets[to + i - start] = (uint32_t)i;
    buffer_bytes(unescaping->out, unescaping->bytes + start, end - start);
    unescaping->at = end;
}

bool leak_unescape(struct buffer *out, uint32_t *offsets, const char *bytes, size_t length, enum leak_format format)
{
    struct unescaping unescaping = {bytes, length, 0, format, out, offsets, false, 0, 0};
    bool code = format != LEAK_TEX;

    buffer_clear(out);
    for (;;) {
        copy_plain(&unescaping);
        if (unescaping.at == length)
            return unescaping.changed;
        char c = bytes[unescaping.at];
        bool more = unescaping.at + 1 < length && (unsigned char)bytes[unescaping.at + 1] < 0x80;
        if (c == '%' && take_percent(&unescaping, 0))
            continue;
        if (c == '\\' && more && format == LEAK_TEX && take_percent(&unescaping, 1))
            continue;
        if (c == '\\' && more && code && bytes[unescaping.at + 1] != '\0') {
            take_backslash(&unescaping);
            continue;
        }
        put(&unescaping, c, unescaping.at);
        unescaping.at++;
    }
}

bool leak_is_json(const char *bytes, size_t length)
{
    static const bool stops[256] = {
        ['"'] = true, ['\\'] = true, ['\''] = true, ['`'] = true, ['/'] = true, ['\n'] = true};
    bool string = false;

    for (size_t at = 0; at < length; at++) {
        char c = bytes[at];
        if (!stops[(unsigned char)c])
            continue;
        if (c == '"')
            string = !string;
        else if (string ? c == '\n' : c != '\n')
            return false;
        else if (c == '\\' && (++at == length || bytes[at] == '\0' || strchr("\"\\/bfnrtu", bytes[at]) == NULL))
            return false;
    }
    return !string;
}

/* ---- references of HTML ---- */

enum { LONGEST_NAME = 24 };

/* Those whose plain spelling does not follow from their name. */
/* clang-format off */
static const struct {
    const char *name;
    const char *letters;
} names[] = {
    {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"shy", "\xc2\xad"},
    {"zwj", "\xe2\x80\x8d"}, {"zwnj", "\xe2\x80\x8c"}, {"szlig", "ss"}, {"aelig", "ae"}, {"oelig", "oe"}, {"eth", "d"},
    {"thorn", "th"}, {"imath", "i"}, {"inodot", "i"}, {"commat", "@"}, {"period", "."}, {"sol", "/"}, {"bsol", "\\"},
    {"colon", ":"}, {"hyphen", "-"}, {"dash", "-"}, {"lowbar", "_"}, {"plus", "+"}, {"rsquo", "'"}, {"lsquo", "'"},
    {"percnt", "%"}, {"ZeroWidthSpace", "\xe2\x80\x8b"}, {"NoBreak", "\xe2\x81\xa0"},
};
/* clang-format on */

/* The letter that the name begins with is what is left when these accents are gone. */
static const char *const accents[] = {"grave", "acute", "circ", "uml",  "tilde", "ring",  "cedil", "caron",
                                      "slash", "breve", "ogon", "macr", "dot",   "strok", "dblac"};

static bool name_letters(const char *name, size_t length, char letters[ENTITY_LIMIT])
{
    char lower[LONGEST_NAME];

    for (size_t i = 0; i < length; i++)
        lower[i] = (char)(name[i] | 0x20);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool ours = strlen(names[i].name) == length && memcmp(names[i].name, name, length) == 0;
        bool folded = strlen(names[i].name) == length && memcmp(names[i].name, lower, length) == 0;
        if (ours || folded) {
            snprintf(letters, ENTITY_LIMIT, "%s", names[i].letters);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (strlen(accents[i]) + 1 == length && memcmp(accents[i], name + 1, length - 1) == 0) {
            letters[0] = lower[0];
            letters[1] = '\0';
            return true;
        }
    }
    return false;
}

/* &name; and, as browsers take it, &name */
static bool named(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size)
{
    size_t end = 1;

    while (end < length && end <= LONGEST_NAME && ascii_is_letter(bytes[end]))
        end++;
    if (end == 1 || end > LONGEST_NAME)
        return false;
    bool closed = end < length && bytes[end] == ';';
    *size = end + closed;
    if (name_letters(bytes + 1, end - 1, letters))
        return true;
    snprintf(letters, ENTITY_LIMIT, " ");
    return closed;
}

static bool numbered(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size)
{
    bool hex = length > 2 && (bytes[2] | 0x20) == 'x';
    size_t start = hex ? 3 : 2, used;

    if (length <= start)
        return false;
    unsigned long code_point =
        hex ? leak_hex(bytes + start, length - start, 8, &used) : leak_decimal(bytes + start, length - start, 8, &used);
    if (used == 0)
        return false;
    *size = start + used;
    *size += *size < length && bytes[*size] == ';';
    struct buffer out = {0};
    buffer_code_point(&out, code_point == 0 || code_point > 0x10ffff ? ' ' : code_point);
    snprintf(letters, ENTITY_LIMIT, "%s", out.bytes);
    buffer_free(&out);
    return true;
}

bool leak_entity(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size)
{
    size_t skipped = 0;

    /* An '&' that is written as a reference may begin one in its turn. */
    while (length - skipped > 5 && memcmp(bytes + skipped + 1, "amp;", 4) == 0)
        skipped += 4;
    bool found = length - skipped > 1 && bytes[skipped + 1] == '#'
                     ? numbered(bytes + skipped, length - skipped, letters, size)
                     : named(bytes + skipped, length - skipped, letters, size);
    if (found) {
        *size += skipped;
    } else if (skipped > 0) {
        snprintf(letters, ENTITY_LIMIT, "&");
        *size = skipped + 1;
        found = true;
    }
    return found;
}
