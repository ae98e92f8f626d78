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

struct cite_date cite_date_parse(const char *date, const char *year, const char *month, const char *day)
{
    struct cite_date parsed = {0};
    const char *text = date ? date : year;
    int end_month = 0, end_day = 0;

    if (text == NULL || means_unknown(text))
        return parsed;
    parsed.known = true;
    if (!read_calendar(text, &parsed.year, &parsed.month, &parsed.day)) {
        parsed.words = text;
        return parsed;
    }
    const char *slash = strchr(text, '/');
    const char *dash = strstr(text, "–"), *hyphens = strstr(text, "--");
    const char *range = slash ? slash + 1 : dash ? dash + strlen("–") : hyphens ? hyphens + 2 : NULL;
    if (range != NULL) {
        parsed.is_range = true;
        if (!read_calendar(range, &parsed.end_year, &end_month, &end_day))
            parsed.end_year = 0;
        if (parsed.end_year == parsed.year)
            parsed.is_range = false;
    }
    parsed.uncertain = strpbrk(text, "~?%") != NULL;
    if (parsed.month == 0 && month != NULL)
        read_month(&parsed, month);
    if (parsed.month != 0 && parsed.day == 0 && day != NULL && atoi(day) >= 1 && atoi(day) <= 31)
        parsed.day = atoi(day);
    return parsed;
}

const char *cite_date_year(struct arena *arena, const struct labels *labels, const struct cite_date *date)
{
    if (!date->known)
        return NULL;
    if (date->words != NULL)
        return date->words;
    const char *text = arena_format(arena, "%ld", date->year);
    if (date->is_range && date->end_year != 0)
        text = arena_format(arena, "%ld–%ld", date->year, date->end_year);
    else if (date->is_range)
        text = arena_format(arena, "%ld–", date->year);
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
