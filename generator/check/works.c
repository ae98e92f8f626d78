/* Works that will be printed otherwise than was meant: names as "Sari & Budi" and "Badan Pusat Statistik", none at all.
 */

#include "check/rules.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "bibliography/bibliography.h"
#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One name of a field. */
struct name {
    struct diags *diags;
    const struct work_field *field;
    const char *text;
    size_t length;
};

/* The next word of the name, of what stands outside of braces: from at on, its length in length. NULL if there is none.
 */
static const char *next_word(const struct name *name, const char *at, size_t *length)
{
    static const char parting[] = " ,";
    const char *end = name->text + name->length;
    int depth = 0;

    for (; at < end && (depth > 0 || strchr(parting, *at) != NULL || *at == '{'); at++)
        depth += (*at == '{') - (*at == '}');
    *length = 0;
    while (at + *length < end && strchr(parting, at[*length]) == NULL && at[*length] != '{')
        ++*length;
    return at < end ? at : NULL;
}

static size_t count_outside(const struct name *name, char wanted)
{
    size_t count = 0;
    int depth = 0;

    for (const char *at = name->text; at < name->text + name->length; at++) {
        depth += (*at == '{') - (*at == '}');
        count += depth == 0 && *at == wanted;
    }
    return count;
}

/* "Dan" is a name, "dan" is none; "ET" and "AL." are initials, "Et" and "Al." are none; "al" alone is a part of some.
 */
static bool has_word(const struct name *name, enum word_list list)
{
    size_t length;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length) {
        const struct word_row *row = words_find(list, at, length);
        bool is_name = ascii_is_capital(list == WORDS_OTHERS ? at[1] : at[0]);
        if (row != NULL && !is_name && !word_row_is(row, "particle"))
            return true;
    }
    return false;
}

/* "M.Kes.", "S.KM" */
static bool is_degree(const char *word, size_t length)
{
    static const char *const subjects[] = {"Kes", "KM",  "Si",   "Kep", "Keb", "Pd", "Sos", "Kom",
                                           "Hum", "Psi", "Farm", "Gz",  "Ak",  "AP", "IP",  NULL};

    if (length >= strlen("Ph.D") && strncmp(word, "Ph.D", strlen("Ph.D")) == 0)
        return true;
    if (length <= strlen("S.") || word[1] != '.')
        return false;
    bool stopped = word[length - 1] == '.';
    return text_is_one_of(word + strlen("S."), length - strlen("S.") - stopped, subjects);
}

static bool has_title(const struct name *name)
{
    static const char *const titles[] = {"dr.", "prof.", "drs.", "dra.", "ir.", "hj.", "apt.", NULL};
    size_t length;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length) {
        if (text_is_one_of_any_case(at, length, titles) || is_degree(at, length))
            return true;
    }
    return false;
}

/* "RI", "BPS", "WHO": no initials of a person, as these stand before or behind the name with stops. */
static bool is_abbreviation(const char *word, size_t length)
{
    size_t capitals = 0;

    while (capitals < length && ascii_is_capital(word[capitals]))
        capitals++;
    return capitals == length && length >= 2;
}

static bool is_suffix(const char *start, const char *end)
{
    static const char *const suffixes[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", NULL};

    while (start < end && *start == ' ')
        start++;
    return text_is_one_of(start, (size_t)(end - start), suffixes);
}

/* "ANDI BASO", "BASO, ANDI" of catalogues: words of capitals, one of them longer than abbreviations are.
 */
static bool is_in_capitals(const struct name *name)
{
    size_t length, words = 0, longest = 0;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length) {
        size_t letters = length - (at[length - 1] == ',' || at[length - 1] == '.');
        if (letters > 1 && !is_abbreviation(at, letters))
            return false;
        words += letters > 1;
        longest = letters > longest ? letters : longest;
    }
    return words + (size_t)count_outside(name, ',') > 1 && longest > 3;
}

/* "Kemenkes RI", "BPS Kota Palopo": several words, the last an abbreviation, or one with a word of public offices. */
static bool is_office(const struct name *name)
{
    size_t length, words = 0, abbreviations = 0, places = 0;
    bool last = false;

    for (const char *at = name->text; (at = next_word(name, at, &length)) != NULL; at += length, words++) {
        last = is_abbreviation(at, length) && !is_suffix(at, at + length);
        abbreviations += last;
        places += words_find(WORDS_OFFICE, at, length) != NULL;
    }
    return words > 1 && !is_in_capitals(name) && (last || (abbreviations > 0 && places > 0));
}

/* Several words without a comma that are the name of an institution: by its first or last word, or as an office. */
static bool is_institution(const struct name *name)
{
    size_t length, last = 0;
    const char *word = next_word(name, name->text, &length), *end = word;

    if (word != name->text || length == name->length || count_outside(name, ',') > 0)
        return false;
    for (const char *at = word; (at = next_word(name, at, &last)) != NULL; at += last)
        end = at;
    last = (size_t)(name->text + name->length - end);
    return words_find(WORDS_INSTITUTION, word, length) != NULL || words_find(WORDS_ENDING, end, last) != NULL ||
           is_office(name);
}

enum { LONGEST_TURNED = 200 };

/* "RI, Kemenkes", "Organization, World Health" of Google Scholar, which takes the last word of names for a surname. */
static bool is_turned_institution(const struct name *name, char text[static LONGEST_TURNED])
{
    const char *comma = memchr(name->text, ',', name->length);

    if (comma == NULL || count_outside(name, ',') != 1 || name->length >= LONGEST_TURNED)
        return false;
    size_t family = (size_t)(comma - name->text), given = name->length - family - 1;
    const char *start = comma + 1 + strspn(comma + 1, " ");
    snprintf(text, LONGEST_TURNED, "%.*s %.*s", (int)(given - (size_t)(start - comma - 1)), start, (int)family,
             name->text);
    struct name turned = {.text = text, .length = strlen(text)};
    size_t first = strcspn(text, " ");
    bool of_state = family == 2 && strncmp(name->text, "RI", 2) == 0;
    return of_state || words_find(WORDS_INSTITUTION, text, first) != NULL ||
           (words_find(WORDS_ENDING, name->text, family) != NULL && is_institution(&turned));
}

/* What is between two commas of a name, or before or behind them. */
struct side {
    size_t words;
    bool plain;    /* all words begin with a capital and have more than two letters and no stop */
    bool initials; /* the last word is initials: "Sari D", "Sari D." */
    bool led;      /* the first is: "D Sari" */
};

static struct side side_of(const char *start, const char *end)
{
    struct name part = {.text = start, .length = (size_t)(end - start)};
    struct side side = {.plain = true};
    size_t length;

    for (const char *at = start; (at = next_word(&part, at, &length)) != NULL; at += length, side.words++) {
        bool capital = ascii_is_capital(*at);
        bool stopped = memchr(at, '.', length) != NULL;
        if (side.words == 0)
            side.led = capital && (length == 1 || (length == 2 && is_abbreviation(at, length)));
        side.plain = side.plain && capital && length > 2 && !stopped;
        side.initials = side.words > 0 && capital && (length <= 2 || is_abbreviation(at, length)) && length <= 4;
    }
    return side;
}

/* Names with commas between them: "Siti Rahmawati, Dewi Lestari", "Sari D, Budi A", "Sari A, Budi B, Ani C". */
static bool is_comma_list(const struct name *name)
{
    const char *end = name->text + name->length, *comma = NULL, *second = NULL;
    int depth = 0;

    for (const char *at = name->text; at < end; at++) {
        depth += (*at == '{') - (*at == '}');
        if (depth == 0 && *at == ',' && comma == NULL)
            comma = at;
        else if (depth == 0 && *at == ',')
            second = at;
    }
    if (comma == NULL)
        return false;
    struct side first = side_of(name->text, comma), last = side_of(comma + 1, second ? second : end);
    if (second != NULL)
        return !is_suffix(comma + 1, second);
    return (first.words > 1 && first.plain && last.words > 1 && last.plain) || (first.initials && last.initials) ||
           (first.words > 1 && first.led && last.words > 1 && last.led);
}

/* "Ani B.": initials behind the name, without a comma, are read as the surname. */
static bool ends_with_initials(const struct name *name)
{
    struct side whole = side_of(name->text, name->text + name->length);
    const char *last = name->text + name->length;

    while (last > name->text && last[-1] != ' ')
        last--;
    size_t length = (size_t)(name->text + name->length - last);
    bool initial = length == 1 || (length == 2 && last[1] == '.');
    return whole.words > 1 && initial && ascii_is_capital(*last) && count_outside(name, ',') == 0;
}

static bool has_letter(const struct name *name)
{
    for (size_t i = 0; i < name->length; i++) {
        if (ascii_is_letter(name->text[i]) || (unsigned char)name->text[i] >= 0x80)
            return true;
    }
    return false;
}

/* "zulaikha, siti": no capital in it, and nothing in braces. */
static bool is_in_small_letters(const struct name *name)
{
    if (name->length == strlen("others") && strncmp(name->text, "others", name->length) == 0)
        return false;
    for (size_t i = 0; i < name->length; i++) {
        if (ascii_is_capital(name->text[i]) || name->text[i] == '{' || (unsigned char)name->text[i] >= 0x80)
            return false;
    }
    return true;
}

static void warn(const struct name *name, const char *what)
{
    diag_warning(name->diags, name->field->place, "odd-name", "'%.*s' in '%s' %s", (int)name->length, name->text,
                 name->field->name, translated(what));
}

static void check_name(const struct name *name)
{
    char turned[LONGEST_TURNED];

    if (name->length == 0) {
        diag_warning(name->diags, name->field->place, "odd-name", "an 'and' in '%s' has a name on one side only",
                     name->field->name);
        diag_hint(name->diags, "write 'and' between two names");
    } else if (count_outside(name, '=') > 0) {
        return; /* biblatex's "family=Berg, given=Jan" */
    } else if (has_word(name, WORDS_OTHERS) || memmem(name->text, name->length, "...", 3) != NULL) {
        warn(name, N_("is read as a name"));
        diag_hint(name->diags, "end a list that is cut short with 'and others'");
    } else if (count_outside(name, ';') > 0 || has_word(name, WORDS_JOINING)) {
        warn(name, N_("is read as one name"));
        diag_hint(name->diags, "write 'and' between names; put the name of an institution in braces");
    } else if (has_title(name)) {
        warn(name, N_("holds a title or degree"));
        diag_hint(name->diags, "APA leaves these out; write the name alone: Sari, Dewi");
    } else if (count_outside(name, ',') > 2) {
        warn(name, N_("has more commas than a name can have"));
        diag_hint(name->diags, "write 'and' between names: Sari, A. and Budi, B.");
    } else if (is_comma_list(name)) {
        warn(name, N_("is read as one person's name"));
        diag_hint(name->diags,
                  "write 'and' between names: Sari, A. and Budi, B.; a surname of several words belongs in "
                  "braces: {Sari Dewi}, Ani");
    } else if (ends_with_initials(name)) {
        warn(name, N_("is read with its last letter as the surname"));
        diag_hint(name->diags, "put the surname first, and a comma before the initials: Sari, D.");
    } else if (is_institution(name)) {
        warn(name, N_("is read as a person's name"));
        diag_hint(name->diags, "put an institution in braces: {{%.*s}}", (int)name->length, name->text);
    } else if (is_turned_institution(name, turned)) {
        warn(name, N_("is read as a person's name"));
        diag_hint(name->diags, "put an institution in braces: {{%.*s}}", LONGEST_TURNED, turned);
    } else if (is_in_capitals(name)) {
        warn(name, N_("is printed in capitals"));
        diag_hint(name->diags, "write a person's name as Sari, Dewi; put the name of an institution in braces");
    } else if (!has_letter(name)) {
        warn(name, N_("is read as a name"));
        diag_hint(name->diags, "take the field out where nobody is named; the work is listed by its title then");
    } else if (is_in_small_letters(name)) {
        warn(name, N_("is printed in small letters"));
        diag_hint(name->diags, "write a person's name as Sari, Dewi; put the name of an institution in braces");
    }
}

static void check_names(struct build *build, const struct work *work)
{
    static const char *const fields[] = {"author", "editor", "translator", "bookauthor", NULL};

    for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
        if (!text_is_among(field->name, fields))
            continue;
        struct name name = {.diags = build->diags, .field = field};
        struct map *seen = map_new(build->arena);
        for (const char *rest = field->value; (name.text = names_next(&rest, &name.length)) != NULL;) {
            check_name(&name);
            if (name.length == 0 || map_put(seen, arena_copy(build->arena, name.text, name.length), seen) == NULL)
                continue;
            warn(&name, N_("is named twice"));
            diag_hint(build->diags, "name each person once");
        }
    }
}

void check_flaws(struct build *build, const struct study *study, const struct map *cited)
{
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        for (const struct work_flaw *flaw = work->flaws; flaw != NULL; flaw = flaw->next) {
            if (map_get(cited, work->key) != NULL)
                diag_error(build->diags, flaw->place, flaw->code, "%s", flaw->message);
            else
                diag_warning(build->diags, flaw->place, flaw->code, "%s", flaw->message);
            if (flaw->hint != NULL)
                diag_hint(build->diags, "%s", translated(flaw->hint));
        }
    }
}

/* A year of four digits one of which is a letter that looks like it: "2O21", "202l". */
static bool has_letter_for_digit(const char *year)
{
    return strlen(year) == 4 && strspn(year, "0123456789OoIl") == 4 && strpbrk(year, "OoIl") != NULL &&
           strpbrk(year, "0123456789") != NULL;
}

/* Mendeley and others write a year that they do not know as 0, and people what they know of it with words. */
static void check_year_of(struct build *build, const struct study *study, const struct work *work)
{
    const struct work_field *year = work_find_field(work, "year");

    if (year == NULL)
        return;
    size_t digits = strspn(year->value, "0123456789");
    bool alone = digits > 0 && year->value[digits] == '\0';
    long printed = cite_year_among_words(year->value),
         studied = study->info && study->info->year ? atol(study->info->year) : 0;
    if (printed != 0) {
        diag_warning(build->diags, year->place, "odd-year", "of the year '%s', only %ld is printed", year->value,
                     printed);
        diag_hint(build->diags,
                  "write the year alone; an edition belongs to 'edition', a season to 'issue', words to 'note'");
    } else if (alone && atol(year->value) == 0) {
        diag_warning(build->diags, year->place, "odd-year", "the year of '%s' is %s, printing that it has no date",
                     work->key, year->value);
        diag_hint(build->diags, "write the year, or take the field out");
    } else if (has_letter_for_digit(year->value) || (alone && digits != 4)) {
        diag_warning(build->diags, year->place, "odd-year", "the year '%s' is printed as it is typed", year->value);
        diag_hint(build->diags, "write a year with four digits");
    } else if (alone && studied > 999 && atol(year->value) > studied + 1) {
        diag_warning(build->diags, year->place, "odd-year", "the year %s is after that of the study, %ld", year->value,
                     studied);
        diag_hint(build->diags,
                  "write the year in which the work was published, or correct 'year' in content/study.yaml");
    }
}

/* "2021-13-45": no calendar has its month or its day. */
static bool is_odd_day(const char *date)
{
    int month = 1, day = 1;
    size_t year = strspn(date, "0123456789");

    if (year != 4 || date[year] != '-')
        return false;
    (void)sscanf(date + year, "-%2d-%2d", &month, &day);
    bool season = month >= 21 && month <= 24; /* of biblatex */
    return month < 1 || (month > 12 && !season) || day < 1 || day > 31;
}

static void check_dates_of(struct build *build, const struct work *work)
{
    static const char *const dates[] = {"date", "urldate", "eventdate", "origdate"};
    const struct work_field *month = work_find_field(work, "month");

    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        const struct work_field *date = work_find_field(work, dates[i]);
        if (date == NULL || !is_odd_day(date->value))
            continue;
        diag_warning(build->diags, date->place, "odd-date", "'%s' is no day of the calendar", date->value);
        diag_hint(build->diags, "write the year, the month and the day as 2021-12-31");
    }
    if (month == NULL || *month->value == '\0' || cite_month(month->value) != 0)
        return;
    diag_warning(build->diags, month->place, "odd-date", "'%s' is no month, leaving it out", month->value);
    diag_hint(build->diags, "write the number of the month, 1 to 12");
}

/* "Jakarta: Bumi Aksara": words with capitals before a colon. */
static bool begins_with_place(const char *publisher)
{
    const char *colon = strstr(publisher, ": ");
    size_t length = colon ? (size_t)(colon - publisher) : 0;

    if (length == 0 || length > 30)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!ascii_is_letter(publisher[i]) && strchr(" .,", publisher[i]) == NULL)
            return false;
    }
    return ascii_is_capital(*publisher);
}

/* Where "Vol. 3" or "No. 2" begins behind the name of a periodical; NULL: nowhere. */
static const char *numbers_in(const char *journal)
{
    for (const char *at = journal; (at = strpbrk(at, " ;,")) != NULL;) {
        at += strspn(at, " ;,");
        size_t length = 0;
        while (ascii_is_letter(at[length]))
            length++;
        const char *number = at + length + strspn(at + length, ". ");
        if (words_find(WORDS_PERIODICAL, at, length) != NULL && ascii_is_digit(*number))
            return at;
    }
    return NULL;
}

/* "120-110": as many digits behind the hyphen, and a smaller number. */
static bool are_reversed(const char *pages)
{
    size_t first = strspn(pages, "0123456789"), between = strspn(pages + first, " -\u2013"), last;
    const char *end = pages + first + between;

    last = strspn(end, "0123456789");
    return first > 0 && between > 0 && last == first && end[last] == '\0' && strncmp(end, pages, last) < 0;
}

/* What other fields are for, and pages that count down. */
static void check_values_of(struct build *build, const struct work *work)
{
    static const char *const journals[] = {"journal", "journaltitle"};
    const struct work_field *publisher = work_find_field(work, "publisher"), *pages = work_find_field(work, "pages");

    if (publisher != NULL && begins_with_place(publisher->value)) {
        diag_warning(build->diags, publisher->place, "odd-value",
                     "the publisher '%s' may hold its place, printing both", publisher->value);
        diag_hint(build->diags, "write the publisher alone, and its place into 'address'");
    }
    for (size_t i = 0; i < sizeof journals / sizeof journals[0]; i++) {
        const struct work_field *journal = work_find_field(work, journals[i]);
        const char *numbers = journal ? numbers_in(journal->value) : NULL;
        if (numbers == NULL)
            continue;
        diag_warning(build->diags, journal->place, "odd-value", "'%s' is printed as part of the name of the journal",
                     numbers);
        diag_hint(build->diags, "write the name alone, and the numbers into 'volume' and 'number'");
    }
    if (pages != NULL && are_reversed(pages->value)) {
        diag_warning(build->diags, pages->place, "odd-value", "the pages '%s' end before they begin", pages->value);
        diag_hint(build->diags, "write the first page before the last");
    }
}

/* What stands for an address and is none is not printed; of two in one field, the first is. */
static void check_addresses_of(struct build *build, const struct work *work)
{
    static const char *const fields[][2] = {{"url", "http"}, {"doi", "10."}};
    const struct work_field *url = work_find_field(work, "url"), *doi = work_find_field(work, "doi");

    if (doi != NULL && *doi->value != '\0' && cite_doi(build->arena, doi->value) == NULL) {
        diag_warning(build->diags, doi->place, "odd-address", "'%s' is no address, leaving it out", doi->value);
        diag_hint(build->diags, "write the DOI alone, as 10.1000/182, or take the field out");
    }
    if (url != NULL && *url->value != '\0' && cite_address(build->arena, url->value) == NULL) {
        diag_warning(build->diags, url->place, "odd-address", "'%s' is no address, leaving it out", url->value);
        diag_hint(build->diags, "write it with https:// in front, or take the field out");
    }
    if (url != NULL)
        check_tracking(build, url->place, url->value);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        const struct work_field *field = work_find_field(work, fields[i][0]);
        const char *second = field ? cite_second_address(field->value, fields[i][1]) : NULL;
        if (second == NULL)
            continue;
        diag_warning(build->diags, field->place, "two-addresses",
                     "'%s' holds more than one address, printing the first", fields[i][0]);
        diag_hint(build->diags, "keep the one where the work can be read; '%.80s' is left out",
                  strstr(second, fields[i][1]));
    }
}

/* "[@key]" in a name or a title: nothing cites within a reference. */
static void check_citations_in(struct build *build, const struct work *work)
{
    for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
        const char *mark = strstr(field->value, "[@");
        if (mark == NULL || strcmp(field->name, "abstract") == 0 || strcmp(field->name, "annotation") == 0)
            continue;
        diag_warning(build->diags, field->place, "other-syntax", "'%.*s' is printed as it is typed",
                     (int)strcspn(mark, "]") + (strchr(mark, ']') != NULL), mark);
        diag_hint(build->diags, "a reference cites no other; remove it");
    }
}

void check_titles(struct build *build, const struct study *study, const struct map *cited)
{
    for (size_t i = 0; i < study->works.count && build->final; i++) {
        const struct work *work = study->works.items[i];
        const struct work_field *field = work_find_field(work, "title");
        const char *title = field ? field->value + strspn(field->value, "{ ") : "";
        if ((*title != '\0' && *title != '[') || map_get(cited, work->key) == NULL)
            continue;
        diag_warning(build->diags, work->place, "untitled-work", "'%s' is cited, and has no title", work->key);
        diag_hint(build->diags, "add 'title': the reading list of a thesis names what was read");
    }
}

static bool has_lead(const struct work *work)
{
    static const char *const fields[] = {"author", "editor", "title", "organization", "institution", "maintitle"};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (work_find_field(work, fields[i]) != NULL)
            return true;
    }
    return false;
}

/* Four words or more, and each letter outside of braces a capital. */
static bool is_title_in_capitals(const char *title)
{
    size_t words = 0;
    int depth = 0;

    for (const char *at = title; *at != '\0'; at++) {
        depth += (*at == '{') - (*at == '}');
        if (depth == 0 && ascii_is_small(*at))
            return false;
        words += depth == 0 && ascii_is_letter(*at) && !ascii_is_letter(at[1]);
    }
    return words >= 4;
}

/* Catalogues and Garuda export titles so; told once, as a study may have a hundred of them. */
static void check_titles_in_capitals(struct build *build, const struct study *study)
{
    const struct work_field *first = NULL;
    size_t count = 0;

    for (size_t i = 0; i < study->works.count; i++) {
        const struct work_field *title = work_find_field(study->works.items[i], "title");
        if (title == NULL || !is_title_in_capitals(title->value))
            continue;
        first = first ? first : title;
        count++;
    }
    if (first == NULL)
        return;
    diag_warning(build->diags, first->place, "title-in-capitals", "titles in capitals are printed so: %zu, first '%s'",
                 count, first->value);
    diag_hint(build->diags, "write them as sentences: Peran kader di desa");
}

/* ---- years ---- */

/* Years of prior studies and documents, beside those of their works. */

enum { YEAR = 4 };

/* Four digits, and at most a letter that tells works of a year apart: 2020a. */
static bool is_year(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits == YEAR && (text[digits] == '\0' || (ascii_is_small(text[digits]) && !text[digits + 1]));
}

/* The year that references.bib gives, or NULL. */
static const struct work_field *year_of(const struct work *work)
{
    for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
        bool fits = strcmp(field->name, "year") == 0 || strcmp(field->name, "date") == 0;
        if (fits && strspn(field->value, "0123456789") >= YEAR)
            return field;
    }
    return NULL;
}

/* record gives year, and names the work that should have the same. */
static void compare_years(struct build *build, const struct record *record, const char *year, const struct work *work)
{
    const struct work_field *field = work ? year_of(work) : NULL;

    if (field == NULL || strncmp(field->value, year, YEAR) == 0)
        return;
    diag_warning(build->diags, record_place_of(record, "year"), "year-differs",
                 "the year is %s, but %.*s for '%s' in references.bib", year, YEAR, field->value, work->key);
    diag_hint(build->diags, "correct one of them (%s:%d)", field->place.file ? field->place.file : work->place.file,
              field->place.line ? field->place.line : work->place.line);
}

static void check_year(struct build *build, const struct record *record, const char *year, const struct work *work)
{
    if (year == NULL)
        return;
    if (is_year(year)) {
        compare_years(build, record, year, work);
        return;
    }
    diag_warning(build->diags, record_place_of(record, "year"), "odd-year", "'%s' is not a year", year);
    diag_hint(build->diags, "write four digits, as 2023");
}

static void check_literature(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->synthesis->studies.count; i++) {
        const struct prior_study *prior = study->synthesis->studies.items[i];
        check_year(build, &prior->record, prior->year, prior->work.object);
    }
    for (size_t i = 0; i < study->documents->documents.count; i++) {
        const struct document *document = study->documents->documents.items[i];
        if (document->year != NULL && is_year(document->year) && document->work.object != NULL)
            compare_years(build, &document->record, document->year, document->work.object);
    }
}

void check_works(struct build *build, const struct study *study)
{
    check_titles_in_capitals(build, study);
    for (size_t i = 0; i < study->works.count; i++) {
        const struct work *work = study->works.items[i];
        check_names(build, work);
        check_year_of(build, study, work);
        check_dates_of(build, work);
        check_values_of(build, work);
        check_addresses_of(build, work);
        check_citations_in(build, work);
        if (!has_lead(work) && strcmp(work->type, "xdata") != 0)
            diag_warning(build->diags, work->place, "nameless-work",
                         "'%s' has neither author nor title, printing its key", work->key);
    }
    check_literature(build, study);
}
