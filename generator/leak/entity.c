#include "leak/private.h"

#include "base/ascii.h"
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

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
