/*
 * Numbers that are somebody's: of identity cards, employees, taxpayers and telephones, dates of birth, plates of cars.
 * The word before a number often tells what it is; money, and the numbers of works, letters and series are let alone.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

enum {
    FEWEST_DIGITS = 4,  /* of a number that is listed */
    FEWEST_TELLING = 8, /* of one that tells by its shape whose it is */
    FEWEST_GLUED = 9,   /* of one that its label is written on to */
    MOST_DIGITS = 24,
    MOST_GROUPS = MOST_DIGITS, /* each digit may be one */
    LABEL_REACH = 28,          /* bytes before a number in which the word is looked for that says what it is */
};

static bool is_between(int value, int low, int high)
{
    return value >= low && value <= high;
}

/* ---- what is before a number ---- */

enum label {
    LABEL_NONE,
    LABEL_NIK,
    LABEL_NIP,
    LABEL_NPWP,
    LABEL_PHONE,
    LABEL_HEALTH, /* insurance */
    LABEL_DEVICE,
    LABEL_LECTURER,
    LABEL_REGISTER, /* of soldiers, nurses, drivers */
    LABEL_PASSPORT,
    LABEL_BIRTH,
    LABEL_PLACE,
    LABEL_ACCOUNT,
    LABEL_HARMLESS,
};

static enum label label_named(const char *word, size_t length)
{
    static const char *const names[] = {
        [LABEL_NIK] = "nik",           [LABEL_NIP] = "nip",           [LABEL_NPWP] = "npwp",
        [LABEL_PHONE] = "phone",       [LABEL_HEALTH] = "health",     [LABEL_DEVICE] = "device",
        [LABEL_LECTURER] = "lecturer", [LABEL_REGISTER] = "register", [LABEL_PASSPORT] = "passport",
        [LABEL_BIRTH] = "birth",       [LABEL_PLACE] = "place",       [LABEL_ACCOUNT] = "account",
        [LABEL_HARMLESS] = "harmless",
    };
    const struct word_row *row = words_find(WORDS_LABEL, word, length);
    int label = LABEL_NONE;

    if (row == NULL)
        return LABEL_NONE;
    while (++label < LABEL_HARMLESS && !word_row_is(row, names[label]))
        ;
    return (enum label)label;
}

bool leak_is_place_label(const char *word, size_t length)
{
    return label_named(word, length) == LABEL_PLACE;
}

/* The nearest word before start that says what a number is, with at most a few words between. */
static enum label label_before(const struct shaping *in, size_t start)
{
    size_t at = start, lowest = start > LABEL_REACH ? start - LABEL_REACH : 0;

    while (at > lowest) {
        while (at > lowest && !(stream_is_letter(in->text[at - 1]) && !ascii_is_digit(in->text[at - 1]))) {
            char c = in->text[at - 1];
            if (ascii_is_digit(c) || c == '\n' || c == ';')
                return LABEL_NONE;
            at--;
        }
        size_t end = at;
        while (at > 0 && stream_is_letter(in->text[at - 1]) && !ascii_is_digit(in->text[at - 1]))
            at--;
        size_t word = leak_word_start(in->text, at);
        enum label label = label_named(in->text + word, end - word);
        if (label != LABEL_NONE)
            return label;
    }
    return LABEL_NONE;
}

/* ---- numbers ---- */

/* Digits in groups, as long as they go on with a sign or two between them. */
struct digits {
    char digits[MOST_DIGITS + 1];
    size_t count;
    struct group {
        size_t count; /* digits up to its end */
        size_t end;
        char sign; /* before it: '\0' for the first, '(' and ')' before others */
    } groups[MOST_GROUPS];
    size_t group_count;
    bool plus;
    bool bracketed; /* the first group is */
    size_t start;   /* with the plus or bracket */
};

/* Parts the groups of a number, or the fields of a date; a NUL may be within what is no text. */
static bool is_sign(char c)
{
    return c == '\0' || c == ' ' || (c >= ',' && c <= '/') || c == '(' || c == ')' || c == '_';
}

/* The digit at at: beside another one, 'O' is written for 0, 'l' and 'I' for 1; '\0': there is none. */
static char digit_at(const struct shaping *in, size_t at)
{
    char c = in->text[at];

    if (!stream_is_letter(c) || ascii_is_digit(c))
        return stream_is_letter(c) ? c : '\0';
    char meant = c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : '\0';
    if (meant == '\0' || in->settings->code)
        return '\0';
    bool beside = ascii_is_digit(shape_at(in, at + 1)) || (at > 0 && ascii_is_digit(in->text[at - 1]));
    return beside ? meant : '\0';
}

/* The digit at or behind at, over what is within a number; *sign is the last sign on the way. 0: there is none. */
static size_t next_digit(const struct shaping *in, size_t at, char *sign)
{
    size_t signs = 0;

    *sign = '\0';
    for (; at < in->length; at++) {
        char c = in->text[at];
        if (ascii_is_digit(c))
            return at;
        if (shape_is_joint(c))
            continue;
        if (stream_is_letter(c) && digit_at(in, at) != '\0')
            return at;
        if (signs == 3 || (*sign == '.' && c == '(') || /* "... 737301. (2025)" */
            !is_sign(c) || (*sign == c && c != ' ') ||
            (c == ',' && !(signs == 0 && ascii_is_digit(shape_at(in, at + 1)))))
            return 0;
        if (c != ' ' || *sign == '\0')
            *sign = c;
        signs++;
    }
    return 0;
}

/* What is behind digits may be within a number or a date. */
static bool goes_on(const struct shaping *in, size_t at)
{
    char c = shape_at(in, at);

    return c != '\0' && (shape_is_joint(c) || is_sign(c));
}

static void read_digits(const struct shaping *in, size_t start, struct digits *number)
{
    char sign = '\0';
    size_t at = start;

    number->count = number->group_count = 0;
    number->start = start;
    char before = start > 0 ? in->text[start - 1] : ' ';
    number->plus = before == '+' || (before == '(' && start > 1 && in->text[start - 2] == '+');
    number->bracketed = before == '(';
    number->start -= number->plus || number->bracketed;
    do {
        if (sign != '\0' || number->group_count == 0)
            number->groups[number->group_count++].sign = sign;
        struct group *group = &number->groups[number->group_count - 1];
        number->digits[number->count++] = digit_at(in, at);
        group->count = number->count;
        group->end = at + 1;
        bool next = ascii_is_digit(in->text[at + 1]);
        sign = '\0';
        at = next ? at + 1 : next_digit(in, at + 1, &sign);
    } while (at != 0 && number->count < MOST_DIGITS && (sign == '\0' || number->group_count < MOST_GROUPS));
}

static int two_digits(const char *digits)
{
    return (digits[0] - '0') * 10 + digits[1] - '0';
}

/* Province, regency, district, day (of women plus 40), month, year: PPKKCC DDMMYY. */
static bool is_nik_begin(const char *digits, bool date)
{
    int day = two_digits(digits + 6);

    day -= day > 40 ? 40 : 0;
    return is_between(two_digits(digits), 11, 97) && digits[1] != '0' && two_digits(digits + 2) != 0 &&
           two_digits(digits + 4) != 0 &&
           (!date || (is_between(day, 1, 31) && is_between(two_digits(digits + 8), 1, 12)));
}

/* Birth and appointment (YYYYMMDD YYYYMM), sex, serial number; 21 is the month of who is employed by a contract. */
static bool is_nip(const char *digits)
{
    int born = two_digits(digits), appointed = two_digits(digits + 8);

    return (born == 19 || born == 20) && (appointed == 19 || appointed == 20) &&
           is_between(two_digits(digits + 4), 1, 12) && is_between(two_digits(digits + 6), 1, 31) &&
           (is_between(two_digits(digits + 12), 1, 12) || digits[12] == '2') &&
           (digits[14] == '1' || digits[14] == '2');
}

/* The groups up to group have the sizes of sizes, which 0 ends. */
static bool is_grouped(const struct digits *number, size_t groups, const size_t *sizes)
{
    size_t before = 0, i = 0;

    for (; i < groups && sizes[i] != 0; i++) {
        if (number->groups[i].count - before != sizes[i])
            return false;
        before = number->groups[i].count;
    }
    return i == groups && sizes[i] == 0;
}

static size_t group_size(const struct digits *number, size_t group)
{
    return number->groups[group].count - (group > 0 ? number->groups[group - 1].count : 0);
}

/* Signs of different kinds part the groups, or a '/' does. */
static bool is_mixed(const struct digits *number, size_t groups)
{
    for (size_t i = 2; i < groups; i++) {
        if (number->groups[i].sign != number->groups[1].sign)
            return true;
    }
    return false;
}

static size_t smallest_group(const struct digits *number, size_t groups)
{
    size_t smallest = MOST_DIGITS;

    for (size_t i = 0; i < groups; i++)
        smallest = group_size(number, i) < smallest ? group_size(number, i) : smallest;
    return smallest;
}

/*
 * "0812,3456,7890": commas part numbers and decimals, unless a label or a telephone's 0 tells otherwise, or a group is
 * filled up with zeros, as no number in a row is: "7373,0112,0390,0001".
 */
static bool has_odd_commas(const struct digits *number, size_t groups, enum label label)
{
    bool commas = false, filled = number->digits[0] == '0';

    for (size_t i = 1; i < groups; i++) {
        commas |= number->groups[i].sign == ',';
        filled |= number->digits[number->groups[i - 1].count] == '0' && group_size(number, i) > 3;
    }
    return commas && ((label == LABEL_NONE && !filled) || smallest_group(number, groups) < 3);
}

/* "0 8 1 2 3", "0812 3 4 5": each digit, or each behind the first ones, stands alone, all with the same sign between.
 */
static bool is_spaced_out(const struct digits *number, size_t groups)
{
    return number->groups[groups - 1].count - number->groups[0].count == groups - 1 && !is_mixed(number, groups);
}

static enum leak_kind card_kind(const struct digits *number, size_t groups, enum label label)
{
    static const size_t tax[] = {2, 3, 3, 1, 3, 3, 0};
    size_t count = number->groups[groups - 1].count;
    const char *digits = number->digits;
    bool budget = group_size(number, 0) == 1 && groups > 3; /* 5.1.02.01.01 */
    bool serial = count == 16 && strncmp(digits + 12, "0000", 4) != 0;

    if (count == 18 && is_nip(digits))
        return LEAK_NIP;
    if ((count == 16 || count == 15) && (label == LABEL_NPWP || is_grouped(number, groups, tax)))
        return LEAK_NPWP;
    if (count == 16 && label == LABEL_NIK)
        return LEAK_NIK;
    if ((count == 18 || count == 9) && label == LABEL_NIP) /* nine digits until 2009 */
        return LEAK_NIP;
    if (serial && is_nik_begin(digits, true) && !is_mixed(number, groups) && smallest_group(number, groups) > 1)
        return LEAK_NIK;
    if (count == 16 && groups == 1 && is_nik_begin(digits, false))
        return LEAK_NUMBER;
    if (is_between((int)count, 11, 13) && label == LABEL_HEALTH)
        return LEAK_HEALTH;
    if (count == 13 && groups == 1 && strncmp(digits, "000", 3) == 0)
        return LEAK_NUMBER;
    if ((count == 15 && label == LABEL_DEVICE) || (count == 10 && label == LABEL_LECTURER) ||
        (is_between((int)count, 8, 16) && label == LABEL_REGISTER) ||
        (is_between((int)count, 9, 16) && label == LABEL_ACCOUNT && !budget))
        return LEAK_NUMBER;
    return LEAK_NOTHING;
}

/* 0812..., +62 812..., 0062 812..., 62812... in any grouping; bare: also 812... */
static bool is_mobile(const char *digits, size_t count, bool plus, bool bare)
{
    size_t code = strncmp(digits, "0062", 4) == 0 ? 4 : strncmp(digits, "62", 2) == 0 ? 2 : 0;

    if (code > 0 && count > code && digits[code] == '0')
        code++; /* +62 (0)812 */
    bare &= digits[0] == '8';
    if (code == 0 && (plus || (digits[0] != '0' && !bare)))
        return false;
    code = code > 0 ? code : !bare;
    return count > code + 2 && digits[code] == '8' && digits[code + 1] != '0' && is_between((int)(count - code), 8, 12);
}

/* The first group is an area code, three digits long in the greatest cities. */
static bool has_area(const struct digits *number, size_t groups)
{
    static const char *const cities[] = {"021", "022", "024", "031", "061", NULL};
    size_t size = group_size(number, 0);

    return group_size(number, 1) >= 3 && groups <= 4 &&
           (size == 4 || (size == 3 && text_is_one_of(number->digits, 3, cities)));
}

/* A year behind a '/' ends the number of a letter: 0471-145/2022. */
static bool is_of_letter(const struct digits *number)
{
    size_t last = number->group_count - 1;
    const char *year = number->digits + number->count - 4;

    return number->groups[last].sign == '/' && group_size(number, last) == 4 &&
           (strncmp(year, "19", 2) == 0 || strncmp(year, "20", 2) == 0);
}

/* (0471) 21234, 0471-21234, +62 471 21234 */
static bool is_landline(const struct digits *number, size_t groups, enum label label)
{
    const char *digits = number->digits;
    size_t code = strncmp(digits, "0062", 4) == 0 ? 4 : strncmp(digits, "62", 2) == 0 && number->plus ? 2 : 0;
    size_t count = number->groups[groups - 1].count;
    bool home = code == 0 && digits[0] == '0' && digits[1] >= '2' && digits[1] != '8';

    if (code > 0)
        return digits[code] >= '2' && digits[code] != '8' && is_between((int)(count - code), 7, 12);
    if (!home || !is_between((int)count, 8, 12))
        return false;
    if (groups == 1)
        return label == LABEL_PHONE;
    char sign = number->groups[1].sign;
    bool written = number->bracketed || sign == '-' || (sign == ' ' && groups == 2);
    return has_area(number, groups) && (label == LABEL_PHONE || (written && !is_of_letter(number)));
}

/* 62.86 40.00 69.29 40: coordinates. */
static bool are_decimals(const struct digits *number, size_t groups)
{
    for (size_t i = 1; i < groups; i++) {
        if (number->groups[i].sign != (i % 2 == 1 ? '.' : ' '))
            return false;
    }
    return groups > 3;
}

static bool is_phone(const struct digits *number, size_t groups, enum label label)
{
    size_t count = number->groups[groups - 1].count, lone = 0;

    for (size_t i = 0; i < groups; i++)
        lone += group_size(number, i) < 2;
    if (!number->plus && label != LABEL_PHONE && are_decimals(number, groups))
        return false;
    if (is_mobile(number->digits, count, number->plus, label == LABEL_PHONE))
        return lone <= (number->plus || label == LABEL_PHONE ? 2 : 0) || is_spaced_out(number, groups);
    return is_landline(number, groups, label);
}

/*
 * What is written in front of a number without a blank is its label, *glued, or the number is part of a word, or of
 * another number.
 */
static bool may_begin(const struct shaping *in, size_t start, bool *glued)
{
    while (start > 0 && shape_is_joint(in->text[start - 1]))
        start--; /* "Rp196.083" may be broken behind its stop */
    char before = start > 0 ? in->text[start - 1] : ' ';
    size_t word = start;

    *glued = false;
    if (before != '\0' && strchr("-/", before) != NULL)
        return start < 2 || !ascii_is_digit(in->text[start - 2]);
    if (before == '.' || before == ',') /* behind a decimal point, or "Telp.0812..." */
        return start < 2 || !stream_is_letter(in->text[start - 2]) || label_before(in, start) != LABEL_NONE;
    if (!stream_is_letter(before))
        return true;
    while (word > 0 && stream_is_letter(in->text[word - 1]) && !ascii_is_digit(in->text[word - 1]))
        word--;
    word = leak_word_start(in->text, word);
    enum label label = label_named(in->text + word, start - word);
    *glued = label != LABEL_NONE && label != LABEL_HARMLESS;
    return *glued;
}

/* "62.86 40.00": coordinates, of which drawings are full, unless they have a label. at: behind the first figures. */
static bool begins_coordinates(const struct shaping *in, size_t start, size_t at)
{
    static const char signs[] = ". .";

    for (const char *sign = signs; *sign != '\0'; sign++) {
        size_t figures = at + 1;
        while (ascii_is_digit(shape_at(in, figures)))
            figures++;
        if (shape_at(in, at) != *sign || figures == at + 1 || figures > at + 4)
            return false;
        at = figures;
    }
    return in->settings->numbers.count == 0 && label_before(in, start) == LABEL_NONE;
}

/* 737301120390xxxx, 0812-3456-78xx: what is left is nearly the whole number. */
static bool is_masked(const struct shaping *in, const struct digits *number)
{
    const struct group *last = &number->groups[number->group_count - 1];
    size_t signs = 0;

    while (signs < 5 && last->end + signs < in->length && strchr("xX*#", in->text[last->end + signs]) != NULL)
        signs++;
    return signs >= 2 && ((last->count == 12 && is_nik_begin(number->digits, true)) ||
                          is_mobile(number->digits, last->count, number->plus, false));
}

/* What of count digits of a telephone number is left without what they may be dialled with: 0, 62, 0062. */
static size_t skip_prefix(const char *digits, size_t count)
{
    size_t code = strncmp(digits, "0062", 4) == 0 ? 4 : strncmp(digits, "62", 2) == 0 ? 2 : digits[0] == '0';

    return count >= FEWEST_TELLING + code ? code : 0;
}

/* The digits are those of a number that is listed. */
static bool is_known_number(const struct leak_shape_settings *settings, const char *digits, size_t count)
{
    size_t skipped = skip_prefix(digits, count);

    for (size_t i = 0; i < settings->numbers.count; i++) {
        const struct leak_number *number = settings->numbers.items[i];
        size_t listed = strlen(number->digits), own = skip_prefix(number->digits, listed);
        if (listed - own == count - skipped && memcmp(number->digits + own, digits + skipped, listed - own) == 0)
            return true;
    }
    return false;
}

/* The longest run of groups from start on that is a number of somebody. */
static enum leak_kind judge_number(const struct shaping *in, const struct digits *number, size_t start, size_t *end)
{
    if (number->count < FEWEST_TELLING && in->settings->numbers.count == 0)
        return LEAK_NOTHING;
    enum label label = number->count >= FEWEST_TELLING ? label_before(in, start) : LABEL_NONE;

    for (size_t groups = number->group_count; groups > 0; groups--) {
        size_t last = number->groups[groups - 1].end;
        bool ends = !stream_is_letter(shape_at(in, last)) && number->groups[groups - 1].count <= MOST_DIGITS;
        enum leak_kind kind = LEAK_NOTHING;
        *end = last;
        if (is_known_number(in->settings, number->digits, number->groups[groups - 1].count))
            return LEAK_KNOWN_NUMBER;
        if (!ends || label == LABEL_HARMLESS || number->groups[groups - 1].count < FEWEST_TELLING ||
            has_odd_commas(number, groups, label))
            continue;
        kind = card_kind(number, groups, label);
        if (kind == LEAK_NOTHING && label <= LABEL_PHONE && label != LABEL_NPWP && is_phone(number, groups, label))
            kind = LEAK_PHONE;
        if (kind != LEAK_NOTHING && !leak_is_in_address(in, start))
            return kind;
    }
    *end = number->groups[number->group_count - 1].end + 2;
    return label != LABEL_HARMLESS && is_masked(in, number) ? LEAK_NUMBER : LEAK_NOTHING;
}

/* ---- dates of birth ---- */

/* Where the date ends that begins with the first group: 12-03-1990, 12/03/90, 12 Maret 1990, 12, 1990, 1990-03-12; 0:
 * none. */
static size_t date_end(const struct shaping *in, const struct digits *number)
{
    size_t at = number->groups[0].end, end = at;

    if (number->group_count >= 3 && group_size(number, 1) <= 2 &&
        (group_size(number, 2) == 4 || group_size(number, 2) == 2))
        return number->groups[2].end;
    if (group_size(number, 0) > 2)
        return number->group_count >= 3 && group_size(number, 1) <= 2 && group_size(number, 2) <= 2
                   ? number->groups[2].end
                   : 0;
    if (shape_continues(in, at, ", ") && strspn(in->text + at + 2, "0123456789") == 4) /* March 12, 1990 */
        return at + 6;
    while (end < in->length && end - at < 14 && !ascii_is_digit(in->text[end]) && in->text[end] != '\n')
        end++;
    bool year =
        end + 4 <= in->length && end > at + 4 && ascii_is_digit(in->text[end]) && ascii_is_digit(in->text[end + 3]);
    return year ? end + 4 : 0;
}

static void find_birth(const struct shaping *in, size_t start, const struct digits *number)
{
    size_t end = date_end(in, number), line = start;
    bool born = false;
    const char *const *births = words_single(WORDS_BIRTH);

    for (size_t i = 0; i < 48 && line > 0 && in->text[line - 1] != '\n' && end > 0; i++) {
        line--;
        bool word = line == 0 || !stream_is_letter(in->text[line - 1]);
        for (const char *const *birth = births; word && *birth != NULL; birth++)
            born |= ascii_lower(in->text[line]) == **birth && shape_continues(in, line, *birth);
    }
    if (born)
        in->found(in->context, LEAK_BIRTH, start, end);
}

/* ---- all of them ---- */

/* Before at is the zone of a grid: "51S 345678", "zona 51 M". */
static bool is_behind_zone(const struct shaping *in, size_t at)
{
    if (at < 5 || in->text[at - 1] != ' ' || !ascii_is_capital(in->text[at - 2]))
        return false;
    size_t digit = at - (in->text[at - 3] == ' ' ? 4 : 3);
    return ascii_is_digit(in->text[digit]) && ascii_is_digit(in->text[digit - 1]);
}

/* Metres to the east and north: "UTM 51S 345678 9668123", "koordinat 345678 mE 9668123 mN". */
static bool is_on_grid(const struct shaping *in, const struct digits *number)
{
    size_t east = group_size(number, 0), end = number->groups[0].end;
    bool metres = shape_continues(in, end, " mE") || shape_continues(in, end, " mT");
    bool pair = number->group_count > 1 && group_size(number, 1) == 7;

    if ((east != 6 && !(east == 7 && number->digits[0] == '0')) || !(metres || pair))
        return false;
    return label_before(in, number->start) == LABEL_PLACE || is_behind_zone(in, number->start);
}

static size_t find_number(const struct shaping *in, size_t start)
{
    struct digits number;
    size_t end = start;
    bool glued;

    while (ascii_is_digit(in->text[end]) || digit_at(in, end) != '\0')
        end++;
    if ((end - start < FEWEST_DIGITS && !goes_on(in, end)) || !may_begin(in, start, &glued) ||
        (end - start < FEWEST_DIGITS && begins_coordinates(in, start, end)))
        return end;
    read_digits(in, start, &number);
    size_t next = number.groups[0].end;
    if (glued && number.count < FEWEST_GLUED)
        return next;
    enum leak_kind kind = number.count >= FEWEST_DIGITS ? judge_number(in, &number, start, &end) : LEAK_NOTHING;
    if (kind != LEAK_NOTHING) {
        in->found(in->context, kind, number.start, end < in->length ? end : in->length);
        return end < in->length ? end : in->length;
    }
    if (number.groups[0].count <= 2 || number.groups[0].count == 4)
        find_birth(in, start, &number);
    else if (is_on_grid(in, &number))
        in->found(in->context, LEAK_POSITION, start, next);
    char sign = shape_at(in, next);
    bool decimals = number.groups[0].count <= 3 && (sign == '.' || sign == ',') && number.group_count > 1;
    enum label label = decimals ? label_before(in, start) : LABEL_NONE;
    if (decimals && (label == LABEL_PLACE || (group_size(&number, 1) >= 4 && label != LABEL_HARMLESS)))
        leak_coordinates_find(in, start, label == LABEL_PLACE);
    return next;
}

/* ---- letters with figures ---- */

/* DP 1234 AB, DP-1234-AB; digits [start, end) are the number. */
static void find_plate(const struct shaping *in, size_t start, size_t end)
{
    size_t first = start - 1, last = end + 1;

    bool apart = shape_at(in, end) == ' ' || shape_at(in, end) == '-';
    if (start < 2 || !apart || !is_between((int)(end - start), 3, 4))
        return;
    while (first > 0 && ascii_is_capital(in->text[first - 1]))
        first--;
    while (last < in->length && ascii_is_capital(in->text[last]))
        last++;
    size_t before = start - 1 - first, after = last - end - 1;
    if ((first > 0 && stream_is_letter(in->text[first - 1])) || stream_is_letter(shape_at(in, last)) || before < 1 ||
        before > 2 || !is_between((int)after, 2, 3) || words_find(WORDS_PLATE, in->text + first, before) == NULL)
        return;
    bool year = strncmp(in->text + start, "20", 2) == 0 && end - start == 4;
    bool serial = in->text[start - 1] == '-' && (year || label_before(in, first) == LABEL_HARMLESS);
    if (!serial && (before == 2 || end - start == 4))
        in->found(in->context, LEAK_PLATE, first, last);
}

/* paspor B1234567, B 1234567; digits [start, end) follow a letter. */
static void find_passport(const struct shaping *in, size_t start, size_t end)
{
    size_t letter = start - (in->text[start - 1] == ' ' ? 2 : 1);

    if (start > 2 && ascii_is_capital(in->text[letter]) && !stream_is_letter(in->text[letter - 1]) &&
        is_between((int)(end - start), 6, 8) && label_before(in, letter) == LABEL_PASSPORT)
        in->found(in->context, LEAK_NUMBER, letter, end);
}

size_t leak_number_find(const struct shaping *in, size_t at)
{
    size_t end = at;

    while (end < in->length && ascii_is_digit(in->text[end]))
        end++;
    if (at > 0 && (in->text[at - 1] == ' ' || in->text[at - 1] == '-'))
        find_plate(in, at, end);
    if (at > 1)
        find_passport(in, at, end);
    bool letter = at > 0 && !ascii_is_digit(in->text[at - 1]) && digit_at(in, at - 1) != '\0' &&
                  !(at > 1 && stream_is_letter(in->text[at - 2])); /* "O812" */
    return find_number(in, at - letter);
}
