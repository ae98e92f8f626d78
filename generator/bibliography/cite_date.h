#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_DATE_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_DATE_H

/* Dates of works: biblatex's `date = {2015-11-19/2016}`, BibTeX's year and month, and years in words. */

#include <stdbool.h>

struct arena;
struct labels;

struct cite_date {
    bool known;
    bool uncertain;    /* "2019~", "2019?" */
    const char *words; /* a year that is no number, as typed; else NULL */
    long year;         /* as biblatex counts: 0 is the first before the common era */
    int month;         /* 0 if not known */
    int day;
    bool is_range;
    long end_year; /* of a range, 0 if it is open */
    bool opens;    /* "/2019": its beginning is open */
};

/* From the fields' values, each may be NULL. "n.d." and its like give a date that is not known, "ca. 1999" one that is
 * uncertain. */
struct cite_date cite_date_parse(const char *date, const char *year, const char *month, const char *day);

/* "2019" or "2019–2020", "ca. 2019"; NULL if not known. */
const char *cite_date_year(struct arena *arena, const struct labels *labels, const struct cite_date *date);

/* "6 Mei" or "Mei", NULL without a month; and the whole of it in running text, "4 Mei 2023". */
const char *cite_date_day(struct arena *arena, const struct labels *labels, const struct cite_date *date);
const char *cite_date_whole(struct arena *arena, const struct labels *labels, const struct cite_date *date);

#endif
