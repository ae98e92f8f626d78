#include "write/latex/private.h"

#include <stddef.h>

/* Which characters TeX prints, what stands for others, and which take no room. */

struct range {
    unsigned first;
    unsigned last;
};

static const struct range known[] = {
    {0x00a1, 0x0125}, {0x0128, 0x0137}, {0x0139, 0x013e}, {0x0141, 0x0148}, {0x014a, 0x0165}, {0x0168, 0x017e},
    {0x0192, 0x0192}, {0x01cd, 0x01d4}, {0x01e6, 0x01e7}, {0x01ea, 0x01eb}, {0x01f0, 0x01f0}, {0x01f4, 0x01f5},
    {0x0218, 0x021b}, {0x0237, 0x0237}, {0x02c6, 0x02c7}, {0x02d8, 0x02d9}, {0x02db, 0x02dd}, {0x1e0d, 0x1e0d},
    {0x1e25, 0x1e25}, {0x1e37, 0x1e37}, {0x1e43, 0x1e43}, {0x1e47, 0x1e47}, {0x1e63, 0x1e63}, {0x1e6d, 0x1e6d},
    {0x1e9e, 0x1e9e}, {0x1ef2, 0x1ef3}, {0x2013, 0x2014}, {0x2018, 0x201a}, {0x201c, 0x201e}, {0x2020, 0x2022},
    {0x2026, 0x2026}, {0x2030, 0x2031}, {0x2039, 0x203a}, {0x2044, 0x2044}, {0x20ac, 0x20ac}, {0x2116, 0x2116},
    {0x2122, 0x2122}, {0x2190, 0x2193}, {0x25e6, 0x25e6},
};

static const struct range spaces[] = {
    {0x0009, 0x000a}, {0x000d, 0x000d}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x1680, 0x1680},
    {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
};

static const struct range invisible[] = {
    {0x0001, 0x0008}, {0x000b, 0x000c}, {0x000e, 0x001f}, {0x007f, 0x0084}, {0x0086, 0x009f}, {0x061c, 0x061c},
    {0x180e, 0x180e}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x206f}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff},
};

static bool is_among(const struct range *ranges, size_t count, unsigned long code_point)
{
    size_t low = 0;

    while (low < count) {
        size_t middle = (low + count) / 2;
        if (code_point < ranges[middle].first)
            count = middle;
        else if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

bool latex_letter_is_known(unsigned long code_point)
{
    return is_among(known, sizeof known / sizeof *known, code_point);
}

bool latex_letter_lacks_typewriter(unsigned long code_point)
{
    static const struct range lacking[] = {{0x0132, 0x0133}, {0x1e9e, 0x1e9e}, {0x2031, 0x2031}, {0x2122, 0x2122}};

    return is_among(lacking, sizeof lacking / sizeof *lacking, code_point);
}

bool latex_letter_is_space(unsigned long code_point)
{
    return is_among(spaces, sizeof spaces / sizeof *spaces, code_point);
}

bool latex_letter_is_invisible(unsigned long code_point)
{
    return is_among(invisible, sizeof invisible / sizeof *invisible, code_point);
}

const char *latex_letter_accent(unsigned long code_point)
{
    static const struct {
        unsigned mark;
        const char *command;
    } accents[] = {
        {0x300, "`"}, {0x301, "'"}, {0x302, "^"}, {0x303, "~"}, {0x304, "="}, {0x306, "u"}, {0x307, "."}, {0x308, "\""},
        {0x30a, "r"}, {0x30b, "H"}, {0x30c, "v"}, {0x323, "d"}, {0x327, "c"}, {0x328, "k"}, {0x331, "b"},
    };

    for (size_t i = 0; i < sizeof accents / sizeof *accents; i++) {
        if (accents[i].mark == code_point)
            return accents[i].command;
    }
    return NULL;
}

const char *latex_letter_substitute(unsigned long code_point)
{
    switch (code_point) {
    case 0x00a0: /* no-break space */
        return "~";
    case 0x00ad: /* soft hyphen */
        return "\\-";
    case 0x02bb: /* turned comma, as in ʻOkina */
        return "\u2018";
    case 0x02bc: /* apostrophe as a letter, as in Kiaʼi */
        return "\u2019";
    case 0x2010: /* hyphen */
    case 0x2011: /* no-break hyphen */
        return "-";
    case 0x2012: /* figure dash */
    case 0x2212: /* minus */
        return "\\textendash{}";
    case 0x2588: /* full block: of what is blacked out */
        return "\\rule[-.2ex]{.55em}{1.7ex}";
    case 0x2015: /* horizontal bar */
        return "\\textemdash{}";
    default:
        return NULL;
    }
}
