#ifndef LAMPIRAN_BASE_ASCII_H
#define LAMPIRAN_BASE_ASCII_H

/* Kinds of bytes and code points, whatever the locale; those of other letters are of no kind. */

#include <stdbool.h>

/* a to z, in either case */
static inline bool ascii_is_letter(int c)
{
    return ((unsigned)c | 0x20U) - 'a' < 26;
}

static inline bool ascii_is_capital(int c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_small(int c)
{
    return c >= 'a' && c <= 'z';
}

/* The small letter of a capital; all else as it is. */
static inline char ascii_lower(char c)
{
    return ascii_is_capital(c) ? (char)(c | 0x20) : c;
}

static inline bool ascii_is_digit(int c)
{
    return c >= '0' && c <= '9';
}

/* What separates words in a line. */
static inline bool ascii_is_blank(int c)
{
    return c == ' ' || c == '\t';
}

/* The same or the end of a line: space, \t, \n, \v, \f, \r */
static inline bool ascii_is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#endif
