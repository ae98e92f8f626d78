#include "bibliography/private.h"

#include "base/arena.h"
#include "base/words.h"
#include "study/study.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS "0123456789"

enum { YEAR_DIGITS = 4 };

/* The month that a word of text names; 0 if none does. */
static int named_month(const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        bool at_start = at == text || !isalpha((unsigned char)at[-1]);
        size_t length;
        const struct word_row *month = at_start ? words_prefix(WORDS_MONTH, at, &length) : NULL;
        if (month != NULL)
            return atoi(month->name);
    }
    return 0;
}

/* "5", "05", "May", "10 October": month, and the day if it is there. */
static void read_month(struct cite_date *date, const char *text)
{
    const char *digits = strpbrk(text, DIGITS);
    long number = digits ? strtol(digits, NULL, 10) : 0;

    date->month = named_month(text);
    if (date->month == 0 && number >= 1 && number <= 12)
        date->month = (int)number;
    else if (date->month != 0 && number >= 1 && number <= 31)
        date->day = (int)number;
}

int cite_month(const char *text)
{
    struct cite_date date = {0};

    read_month(&date, text);
    return date.month;
}

/* The first four digits that stand together and alone, or NULL. */
static const char *find_year(const char *text)
{
    while ((text = strpbrk(text, DIGITS)) != NULL && strspn(text, DIGITS) != YEAR_DIGITS)
        text += strspn(text, DIGITS);
    return text;
}

bool cite_names_a_year(const char *text)
{
    return find_year(text) != NULL;
}

/* "4 Mei 2023", "May 2020": a month in words and one year. */
static bool read_words(struct cite_date *date, const char *text)
{
    char rest[40];
    const char *year = find_year(text);

    if (year == NULL || strlen(text) >= sizeof rest)
        return false;
    snprintf(rest, sizeof rest, "%.*s %s", (int)(year - text), text, year + YEAR_DIGITS);
    if (named_month(rest) == 0 || find_year(rest) != NULL)
        return false;
    date->year = strtol(year, NULL, 10);
    read_month(date, rest);
    return true;
}

bool cite_is_month_of_year(const char *text)
{
    struct cite_date date = {0};
    char first[16];

    snprintf(first, sizeof first, "%.*s", (int)strcspn(text, " "), text);
    return named_month(first) != 0 && read_words(&date, text);
}

/* The one or two digits behind parting; returns what follows them, text itself if they are not there. */
static const char *read_part(const char *text, char parting, int *part)
{
    size_t digits = *text == parting ? strspn(text + 1, DIGITS) : 0;

    if (digits < 1 || digits > 2)
        return text;
    *part = atoi(text + 1);
    return text + 1 + digits;
}

/* "2015-11-19", "2015-11", "2015/11/19" from text on; what follows it, NULL if it does not begin with a year. */
static const char *read_calendar(struct cite_date *date, const char *text)
{
    bool negative = text[0] == '-';
    size_t digits = strspn(text + negative, DIGITS);
    const char *end = text + negative + digits;
    int month = 0, day = 0;

    if (digits == 0 || digits > YEAR_DIGITS || (*end != '\0' && strchr("-/~?%. \xe2", *end) == NULL))
        return NULL;
    if (digits < YEAR_DIGITS - 1 && !negative && *end != '\0')
        return NULL;
    date->year = strtol(text, NULL, 10);
    const char *after_month = read_part(end, *end == '/' ? '/' : '-', &month);
    const char *after_day = read_part(after_month, *end == '/' ? '/' : '-', &day);
    if (after_month == end || (*end == '/' && after_day == after_month))
        return end;
    date->month = month <= 12 ? month : 0;
    date->day = day <= 31 ? day : 0;
    return after_day;
}

/* "2010/03/12/", "2010/03//", "2010///" of RIS, with words behind it or not. */
static bool read_ris(struct cite_date *date, const char *text)
{
    int month = 0, day = 0;

    if (strspn(text, DIGITS) != YEAR_DIGITS || text[YEAR_DIGITS] != '/')
        return false;
    const char *behind = read_part(text + YEAR_DIGITS, '/', &month);
    behind += behind == text + YEAR_DIGITS;
    const char *rest = read_part(behind, '/', &day);
    rest += rest == behind && *rest == '/';
    if (*rest != '/')
        return false;
    date->year = strtol(text, NULL, 10);
    date->month = month <= 12 ? month : 0;
    date->day = month > 0 && day <= 31 ? day : 0;
    return true;
}

static bool means_unknown(const char *text)
{
    return words_find(WORDS_UNDATED, text, strlen(text)) != NULL;
}

/* What follows "ca.", "sekitar" and their like; text itself if it does not begin so. */
static const char *without_circa(const char *text)
{
    size_t length;

    if (words_prefix(WORDS_CIRCA, text, &length) == NULL && *text == '~')
        length = 1;
    return length > 0 ? text + length + strspn(text + length, " ") : text;
}

/* biblatex's "199X" and "19XX": a decade or a century. */
static bool read_span(struct cite_date *date, const char *text)
{
    size_t known = strspn(text, DIGITS), open = strspn(text + known, "Xx");

    if (known < 2 || known + open != YEAR_DIGITS || open == 0 || text[YEAR_DIGITS] != '\0')
        return false;
    date->year = strtol(text, NULL, 10);
    date->end_year = date->year;
    for (size_t i = 0; i < open; i++) {
        date->year = date->year * 10;
        date->end_year = date->end_year * 10 + 9;
    }
    date->is_range = true;
    return true;
}

/* The second year of "2019/2021", "2019-2021" and "2019/", from behind the first. */
static void read_end(struct cite_date *date, const char *text)
{
    const char *slash = strchr(text, '/'), *dash = strstr(text, "–"), *hyphens = strstr(text, "--");
    const char *end = slash ? slash + 1 : dash ? dash + strlen("–") : hyphens ? hyphens + strlen("--") : NULL;
    struct cite_date last = {0};

    if (end == NULL && text[0] == '-' && strspn(text + 1, DIGITS) == YEAR_DIGITS)
        end = text + 1;
    if (end == NULL)
        return;
    date->end_year = read_calendar(&last, end) ? last.year : 0;
    date->is_range = date->end_year != date->year;
    date->end_month = last.month;
    date->end_day = last.day;
}

/* What follows a year says that it is of the Hijri calendar: "1445 H". */
static bool is_hijri(const char *behind)
{
    behind += strspn(behind, " ");
    return behind[0] == 'H' && !isalpha((unsigned char)behind[1]);
}

/* The only year among other words: "Cet. 5, 2010", "[2010]", "1445 H/2023 M". 0: there is none, or more than one. */
static long year_among_words(const char *text)
{
    long year = 0;

    for (const char *at = text; (at = find_year(at)) != NULL; at += YEAR_DIGITS) {
        if (is_hijri(at + YEAR_DIGITS))
            continue;
        if (year != 0)
            return 0;
        year = strtol(at, NULL, 10);
    }
    return year;
}

/* False if text holds no year. */
static bool read_years(struct cite_date *date, const char *text)
{
    if (read_span(date, text) || read_words(date, text) || read_ris(date, text))
        return true;
    date->opens = text[0] == '/';
    const char *rest = read_calendar(date, text + date->opens);
    if (rest == NULL || is_hijri(rest)) {
        *date = (struct cite_date){.known = true, .year = year_among_words(text)};
        return date->year != 0;
    }
    if (!date->opens)
        read_end(date, rest);
    return true;
}

long cite_year_among_words(const char *year)
{
    struct cite_date date = {0};
    const char *text = without_circa(year);
    bool has_words = read_calendar(&date, text + (*text == '/')) == NULL;

    for (const char *at = text; *at != '\0' && !has_words; at++)
        has_words = isalpha((unsigned char)*at);
    return has_words && !read_span(&date, text) && !read_words(&date, text) ? year_among_words(text) : 0;
}

struct cite_date cite_date_parse(const char *date, const char *year, const char *month, const char *day)
{
    struct cite_date parsed = {0};
    const char *given = date ? date : year;

    if (given == NULL || means_unknown(given) || (date == NULL && given[strspn(given, "0")] == '\0'))
        return parsed;
    parsed.known = true;
    const char *text = without_circa(given);
    if (!read_years(&parsed, text)) {
        parsed = (struct cite_date){.known = true, .words = given};
        return parsed;
    }
    /* biblatex's dates have a year 0, people do not */
    if (date == NULL && parsed.year < 0)
        parsed.year++;
    parsed.uncertain = text != given || strpbrk(text, "~?%") != NULL;
    if (parsed.month == 0 && month != NULL)
        read_month(&parsed, month);
    if (parsed.month != 0 && parsed.day == 0 && day != NULL && atoi(day) >= 1 && atoi(day) <= 31)
        parsed.day = atoi(day);
    return parsed;
}

static const char *year_text(struct arena *arena, const struct labels *labels, long year)
{
    if (year > 0)
        return arena_format(arena, "%ld", year);
    return label_format(labels, arena, "cite_before_era", arena_format(arena, "%ld", 1 - year), NULL);
}

const char *cite_date_year(struct arena *arena, const struct labels *labels, const struct cite_date *date)
{
    if (!date->known)
        return NULL;
    if (date->words != NULL)
        return date->words;
    const char *text = year_text(arena, labels, date->year);
    if (date->is_range)
        text = arena_format(arena, "%s–%s", text, date->end_year ? year_text(arena, labels, date->end_year) : "");
    else if (date->opens)
        text = arena_format(arena, "–%s", text);
    return date->uncertain ? label_format(labels, arena, "cite_circa", text, NULL) : text;
}

static const char *month_name(struct arena *arena, const struct labels *labels, int month)
{
    return label_text(labels, arena_format(arena, "cite_month_%d", month));
}

/* One day, or days of one month ("2–5"), by form; the month alone without a day. */
static const char *days_of_month(struct arena *arena, const struct labels *labels, int month, const char *days,
                                 const char *form)
{
    const char *name = month_name(arena, labels, month);

    return days ? label_format(labels, arena, form, days, name) : name;
}

static const char *day_text(struct arena *arena, int day)
{
    return day ? arena_format(arena, "%d", day) : NULL;
}

/* "6 Mei", "2–5 Januari", "30 Januari–2 Februari", "Januari–Maret". A range over years is told by the years. */
static const char *day_and_month(struct arena *arena, const struct labels *labels, const struct cite_date *date,
                                 const char *form)
{
    if (!date->known || date->month == 0 || date->words != NULL)
        return NULL;
    const char *first = day_text(arena, date->day), *last = day_text(arena, date->end_day);
    bool ranges = date->end_month != 0 && !date->is_range && (first == NULL) == (last == NULL);
    if (ranges && date->end_month == date->month && first != NULL && date->end_day > date->day)
        return days_of_month(arena, labels, date->month, arena_format(arena, "%s–%s", first, last), form);
    const char *text = days_of_month(arena, labels, date->month, first, form);
    if (ranges && date->end_month > date->month)
        return arena_format(arena, "%s–%s", text, days_of_month(arena, labels, date->end_month, last, form));
    return text;
}

const char *cite_date_day(struct arena *arena, const struct labels *labels, const struct cite_date *date)
{
    return day_and_month(arena, labels, date, "cite_day_in_reference");
}

const char *cite_date_whole(struct arena *arena, const struct labels *labels, const struct cite_date *date)
{
    const char *day = day_and_month(arena, labels, date, "cite_day_in_text");
    const char *year = cite_date_year(arena, labels, date);

    if (day == NULL)
        return year;
    return label_format(labels, arena, date->day ? "cite_date" : "cite_month_year", day, year);
}
