#ifndef LAMPIRAN_READ_LITERAL_H
#define LAMPIRAN_READ_LITERAL_H

/* What a single value of YAML may be: numbers, dates, ids. Pure functions on text, for record.c. */

#include <stdbool.h>

/* Whole number of text, in decimal. False: it is none, or too large. */
bool literal_integer(const char *text, long *value);

/* Digits with at most one '.' or ',' before the decimals, and a sign. */
bool literal_number(const char *text, double *value);

enum date_status {
    DATE_OK,
    DATE_MALFORMED,
    DATE_IMPOSSIBLE, /* the month or the day does not exist */
};

/* YYYY, YYYY-MM or YYYY-MM-DD. */
enum date_status literal_date(const char *text);

/* [A-Za-z0-9][A-Za-z0-9._-]*, at most ID_LIMIT long: safe as a file name and an anchor. */
enum { ID_LIMIT = 80 };
bool literal_is_id(const char *text);

#endif
