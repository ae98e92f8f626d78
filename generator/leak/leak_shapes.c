#include "leak/private.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    NIK_DIGITS = 16,
    MOST_DIGITS = 24,
    MOST_GROUPS = 8,
    FEWEST_PHONE_DIGITS = 10,
    MOST_PHONE_DIGITS = 14,
    LONGEST_ADDRESS = 254,
};

struct finding {
    void (*found)(void *context, enum leak_kind kind, size_t start, size_t end);
    void *context;
    const char *text;
    size_t length;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_between(int value, int low, int high)
{
    return value >= low && value <= high;
}

/* Digits with at most one sign between two of them, as long as they go on. */
struct number {
    char digits[MOST_DIGITS + 1];
    size_t count;
    size_t end;
    size_t groups[MOST_GROUPS]; /* digits in each group */
    size_t group_count;
    bool mixed; /* different signs between the groups */
};

static int two_digits(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* The next digit at or behind at, over what is within words and one sign; 0: there is none. */
static size_t next_digit(const struct finding *in, size_t at, char *sign)
{
    *sign = '\0';
    for (; at < in->length; at++) {
        char c = in->text[at];
        if (is_digit(c))
            return at;
        if (c == STREAM_SOFT || c == STREAM_JOIN)
            continue;
        if (*sign != '\0' || strchr(" -.", c) == NULL)
            return 0;
        *sign = c;
    }
    return 0;
}

static void read_number(const struct finding *in, size_t start, struct number *number)
{
    char sign, first_sign = '\0';
    size_t at = start;

    *number = (struct number){.group_count = 1};
    do {
        number->end = at + 1;
        if (number->count < MOST_DIGITS)
            number->digits[number->count] = in->text[at];
        number->count++;
        number->groups[number->group_count - 1]++;
        at = next_digit(in, at + 1, &sign);
        if (at != 0 && sign != '\0') {
            number->mixed |= first_sign != '\0' && sign != first_sign;
            first_sign = sign;
            if (number->group_count == MOST_GROUPS)
                number->mixed = true;
            else
                number->group_count++;
        }
    } while (at != 0 && number->count < MOST_DIGITS);
}

/* The groups have these numbers of digits; 0 ends. */
static bool is_grouped(const struct number *number, const size_t *groups)
{
    size_t i = 0;

    for (; i < number->group_count && groups[i] != 0; i++) {
        if (number->groups[i] != groups[i])
            return false;
    }
    return i == number->group_count && groups[i] == 0;
}

/* Province, regency, district, day (of women plus 40), month, year, serial number: PPKKCC DDMMYY NNNN. */
static bool is_nik(const struct number *number)
{
    static const size_t groupings[][MOST_GROUPS] = {
        {16}, {6, 6, 4}, {4, 4, 4, 4}, {2, 2, 2, 6, 4}, {2, 2, 2, 2, 2, 2, 4}, {6, 10}, {12, 4}};
    const char *digits = number->digits;
    bool grouped = false;

    if (number->count != NIK_DIGITS || number->mixed)
        return false;
    for (size_t i = 0; i < sizeof groupings / sizeof *groupings; i++)
        grouped |= is_grouped(number, groupings[i]);
    int day = two_digits(digits + 6);
    day -= day > 40 ? 40 : 0;
    return grouped && is_between(two_digits(digits), 11, 97) && digits[1] != '0' && two_digits(digits + 2) != 0 &&
           two_digits(digits + 4) != 0 && is_between(day, 1, 31) && is_between(two_digits(digits + 8), 1, 12) &&
           strncmp(digits + 12, "0000", 4) != 0;
}

/* 0812..., 62812..., +62 and any: in one, or in groups of three or more that one sign parts. */
static bool is_phone(const struct number *number, bool plus)
{
    const char *digits = number->digits;
    bool country = digits[0] == '6' && digits[1] == '2';
    size_t rest = country ? 2 : 1;

    if (!is_between((int)number->count, plus ? FEWEST_PHONE_DIGITS - 1 : FEWEST_PHONE_DIGITS, MOST_PHONE_DIGITS))
        return false;
    for (size_t i = plus ? 1 : 0; i < number->group_count; i++) {
        if (number->groups[i] < 3 && i > 0)
            return false;
    }
    if (number->group_count > 1 && number->groups[0] < 3 && !plus)
        return false;
    if (plus)
        return country && !(number->mixed && number->group_count > 4);
    return !number->mixed && (country || digits[0] == '0') && digits[rest] == '8' && digits[rest + 1] != '0';
}

static size_t find_number(const struct finding *in, size_t start)
{
    struct number number;
    char before = start > 0 ? in->text[start - 1] : ' ';

    read_number(in, start, &number);
    /* A number within a word or behind a decimal point is none of ours. */
    if (!stream_is_letter(before) && before != '.' && before != ',') {
        size_t after = number.end;
        bool ends = after >= in->length || !stream_is_letter(in->text[after]);
        if (ends && is_nik(&number))
            in->found(in->context, LEAK_NIK, start, number.end);
        else if (ends && is_phone(&number, before == '+'))
            in->found(in->context, LEAK_PHONE, start, number.end);
    }
    return number.end;
}

static bool is_address(char c)
{
    return stream_is_letter(c) || strchr("._+-", c) != NULL;
}

/* The '@' at at stands in an address: x@y.zz. */
static void find_email(const struct finding *in, size_t at)
{
    size_t start = at, end = at + 1, dot = 0;

    while (start > 0 && at - start < LONGEST_ADDRESS && in->text[start - 1] != '\0' && is_address(in->text[start - 1]))
        start--;
    while (start < at && !stream_is_letter(in->text[start]))
        start++;
    for (; end < in->length && end - at < LONGEST_ADDRESS; end++) {
        char c = in->text[end];
        if (c == '.')
            dot = end;
        else if (!stream_is_letter(c) && c != '-')
            break;
    }
    if (dot == end - 1 && dot > at) { /* the full stop of a sentence */
        end--;
        dot = at;
        for (size_t i = at; i < end; i++)
            dot = in->text[i] == '.' ? i : dot;
    }
    if (start == at || dot <= at + 1 || end < dot + 3)
        return;
    for (size_t i = dot + 1; i < end; i++) {
        if (in->text[i] < 'a' || in->text[i] > 'z')
            return;
    }
    in->found(in->context, LEAK_EMAIL, start, end);
}

static bool continues(const struct finding *in, size_t at, const char *text)
{
    size_t length = strlen(text);

    return in->length - at >= length && memcmp(in->text + at, text, length) == 0;
}

static size_t path_end(const struct finding *in, size_t at)
{
    while (at < in->length && (stream_is_letter(in->text[at]) || strchr("/\\._-", in->text[at]) != NULL))
        at++;
    return at;
}

/* At a '/': a path from the root of the machine, not one within an address. */
static void find_path(const struct finding *in, size_t at, const char *root)
{
    static const char *const tops[] = {"/home/",        "/users/",       "/tmp/",        "/root/",
                                       "/var/folders/", "/private/var/", "/mnt/c/users/"};
    char before = at > 0 ? in->text[at - 1] : ' ';
    bool found = root[0] != '\0' && continues(in, at, root);

    if (!found && (stream_is_letter(before) || strchr("./-_", before) != NULL))
        found = at >= 7 && memcmp(in->text + at - 7, "file://", 7) == 0;
    else
        for (size_t i = 0; i < sizeof tops / sizeof *tops && !found; i++) {
            size_t name = at + strlen(tops[i]);
            found = continues(in, at, tops[i]) && name < in->length && stream_is_letter(in->text[name]);
        }
    if (found)
        in->found(in->context, LEAK_PATH, at, path_end(in, at));
}

/* c:\users, with one '\' or two, or '/'. at: the ':'. */
static void find_drive(const struct finding *in, size_t at)
{
    size_t next = at + 1;

    if (at == 0 || in->text[at - 1] < 'a' || in->text[at - 1] > 'z' || (at > 1 && stream_is_letter(in->text[at - 2])))
        return;
    while (next < in->length && next - at < 6 &&
           (in->text[next] == '\\' || in->text[next] == '/' || in->text[next] == STREAM_SOFT))
        next++;
    if (next > at + 1 && (continues(in, next, "users") || continues(in, next, "documents")))
        in->found(in->context, LEAK_PATH, at - 1, path_end(in, next));
}

/* The next byte at which something may begin, or length. */
static size_t next_start(const char *text, size_t length, size_t at)
{
    static const bool starts[256] = {
        ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true,
        ['7'] = true, ['8'] = true, ['9'] = true, ['@'] = true, ['/'] = true, [':'] = true};

    while (at < length && !starts[(unsigned char)text[at]])
        at++;
    return at;
}

void leak_shapes_find(const char *text, size_t length, const char *root,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context)
{
    struct finding finding = {found, context, text, length};

    for (size_t at = next_start(text, length, 0); at < length; at = next_start(text, length, at + 1)) {
        if (text[at] == '@')
            find_email(&finding, at);
        else if (text[at] == '/')
            find_path(&finding, at, root);
        else if (text[at] == ':')
            find_drive(&finding, at);
        else
            at = find_number(&finding, at) - 1;
    }
}
