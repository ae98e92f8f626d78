#include "assemble/cite_date.h"

#include "base/arena.h"
#include "model/labels.h"

#include <ctype.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Three letters of each month in English, then of those that differ in Indonesian. */
static const char *const month_starts[] = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct",
                                           "nov", "dec", "mei", "agu", "okt", "des", "agt", "peb", "nop"};
static const int month_numbers[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 5, 8, 10, 12, 8, 2, 11};

/* "5", "05", "May", "10 October": month, and the day if it is there. */
static void read_month(struct cite_date *date, const char *text)
{
    int number = 0;

    for (const char *at = text; *at != '\0' && date->month == 0; at++) {
        bool at_start = at == text || !isalpha((unsigned char)at[-1]);
        for (size_t i = 0; at_start && i < sizeof month_starts / sizeof month_starts[0]; i++) {
            if (strncasecmp(at, month_starts[i], 3) == 0)
                date->month = month_numbers[i];
        }
        if (isdigit((unsigned char)*at) && number < 100)
            number = number * 10 + (*at - '0');
    }
    if (date->month == 0 && number >= 1 && number <= 12)
        date->month = number;
    else if (date->month != 0 && number >= 1 && number <= 31)
        date->day = number;
}

static int read_two_digits(const char *text)
{
    if (!isdigit((unsigned char)text[0]) || !isdigit((unsigned char)text[1]))
        return 0;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/* "2015-11-19" from text on; false if it does not begin with a year. */
static bool read_calendar(const char *text, long *year, int *month, int *day)
{
    char *end;

    if (!isdigit((unsigned char)text[0]) && text[0] != '-')
        return false;
    *year = strtol(text, &end, 10);
    if (end == text || labs(*year) > 9999)
        return false;
    if (*end == '-') {
        *month = read_two_digits(end + 1);
        if (*month > 0 && end[3] == '-')
            *day = read_two_digits(end + 4);
    }
    if (*month > 12)
        *month = 0;
    return *end == '\0' || strchr("-/~?%. ", *end) != NULL;
}

static bool means_unknown(const char *text)
{
    static const char *const unknown[] = {"n.d.", "nd", "n.d", "t.t.", "tt", "t.t", "no date", "tanpa tahun", "s.a."};

    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        if (strcasecmp(text, unknown[i]) == 0)
            return true;
    }
    return false;
}

/* What follows "ca.", "sekitar" and their like; text itself if it does not begin so. */
static const char *without_circa(const char *text)
{
    static const char *const words[] = {"circa", "ca.", "ca ", "c.", "c ", "sekitar", "kira-kira", "about", "±", "~"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        size_t length = strlen(words[i]);
        if (strncasecmp(text, words[i], length) == 0)
            return text + length + strspn(text + length, " ");
    }
    return text;
}

/* biblatex's "199X" and "19XX": a decade or a century. */
static bool read_span(struct cite_date *date, const char *text)
{
    size_t known = strspn(text, "0123456789"), open = strspn(text + known, "Xx");

    if (known < 2 || known + open != 4 || open == 0 || text[4] != '\0')
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

/* The second year of "2019/2021", "2019--2021" and "2019/". */
static void read_end(struct cite_date *date, const char *text)
{
    const char *slash = strchr(text, '/'), *dash = strstr(text, "–"), *hyphens = strstr(text, "--");
    const char *end = slash ? slash + 1 : dash ? dash + strlen("–") : hyphens ? hyphens + 2 : NULL;
    int month = 0, day = 0;

    if (end == NULL)
        return;
    if (!read_calendar(end, &date->end_year, &month, &day))
        date->end_year = 0;
    date->is_range = date->end_year != date->year;
}

/* False if text holds no year. */
static bool read_years(struct cite_date *date, const char *text)
{
    if (read_span(date, text))
        return true;
    date->opens = text[0] == '/';
    if (!read_calendar(text + date->opens, &date->year, &date->month, &date->day))
        return false;
    if (!date->opens)
        read_end(date, text);
    return true;
}

struct cite_date cite_date_parse(const char *date, const char *year, const char *month, const char *day)
{
    struct cite_date parsed = {0};
    const char *given = date ? date : year;

    if (given == NULL || means_unknown(given))
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

static const char *day_and_month(struct arena *arena, const struct labels *labels, const struct cite_date *date,
                                 const char *form)
{
    if (!date->known || date->month == 0 || date->words != NULL)
        return NULL;
    const char *month = month_name(arena, labels, date->month);
    if (date->day == 0)
        return month;
    return label_format(labels, arena, form, arena_format(arena, "%d", date->day), month);
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
