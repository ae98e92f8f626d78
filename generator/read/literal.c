#include "read/private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits(const char *text)
{
    size_t count = 0;

    while (is_digit(text[count]))
        count++;
    return count;
}

bool literal_integer(const char *text, long *value)
{
    const char *number = text + (*text == '-' || *text == '+');
    size_t length = digits(number);

    if (length == 0 || number[length] != '\0')
        return false;
    errno = 0;
    *value = strtol(text, NULL, 10);
    return errno == 0;
}

bool literal_number(const char *text, double *value)
{
    char plain[64];
    size_t length = strlen(text);

    if (length >= sizeof plain)
        return false;
    memcpy(plain, text, length + 1);
    size_t at = *text == '-' || *text == '+';
    size_t whole = digits(text + at);
    at += whole;
    if (whole > 0 && (text[at] == '.' || text[at] == ',')) {
        plain[at++] = '.';
        size_t decimals = digits(text + at);
        whole = decimals;
        at += decimals;
    }
    if (whole == 0 || text[at] != '\0')
        return false;
    *value = strtod(plain, NULL);
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* The number of exactly count digits at text, or -1. */
static int fixed(const char *text, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

enum date_status literal_date(const char *text)
{
    size_t length = strlen(text);

    if (length != 4 && length != 7 && length != 10)
        return DATE_MALFORMED;
    int year = fixed(text, 4);
    if (year < 0 || (length > 4 && text[4] != '-') || (length > 7 && text[7] != '-'))
        return DATE_MALFORMED;
    int month = length > 4 ? fixed(text + 5, 2) : 1;
    int day = length > 7 ? fixed(text + 8, 2) : 1;
    if (month < 0 || day < 0)
        return DATE_MALFORMED;
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return DATE_IMPOSSIBLE;
    return DATE_OK;
}

static bool is_letter_or_digit(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool literal_is_id(const char *text)
{
    size_t length = 0;

    if (!is_letter_or_digit(*text))
        return false;
    while (is_letter_or_digit(text[length]) || (text[length] != '\0' && strchr("._-", text[length]) != NULL))
        length++;
    return text[length] == '\0' && length <= ID_LIMIT;
}
