#include "markdown/private.h"

#include "base/ascii.h"
#include "base/text.h"
#include "base/words.h"

#include <string.h>

/* One work in a group: prefix - @ key , locator suffix, as offsets in the flat text. */
struct part {
    size_t from, to;
    size_t next;         /* where the part behind it begins */
    size_t sign;         /* the '@' */
    size_t key, key_end; /* the same where there is none */
    size_t rest;         /* behind the key and its braces */
    bool year_only;
};

static bool is_key(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '_';
}

/* The word that ends before offset, with ':' or '/', is part of an address: "contoh.id/", "https:/". */
static bool is_in_address(const char *bytes, size_t from, size_t offset)
{
    for (size_t at = offset - 1; at > from; at--) {
        char c = bytes[at - 1];
        if (c == '.' || c == '/' || c == ':')
            return true;
        if (ascii_is_space(c) || strchr("([{\"", c) != NULL)
            return false;
    }
    return false;
}

/* What stands before offset cannot be part of an e-mail address or of a path. */
static bool stands_alone(const char *bytes, size_t from, size_t offset)
{
    if (offset == from)
        return true;
    size_t at = offset - 1;
    unsigned char before = (unsigned char)bytes[at];
    if (before == ':' || before == '/')
        return !is_in_address(bytes, from, offset);
    if (before < 0x80)
        return !is_key((char)before) && strchr("./+%&=@:~#\\-", before) == NULL;
    if (before >= 0xf8 || bytes[at] == FLAT_OBJECT)
        return true;
    while (at > from && ((unsigned char)bytes[at] & 0xc0) == 0x80)
        at--;
    const char *character = bytes + at;
    return !text_is_word(text_next(&character));
}

/* The length of the letter, digit or '_' at offset, of any script; 0 if there is none. */
static size_t key_letter(const char *bytes, size_t offset, size_t limit)
{
    if (offset >= limit || bytes[offset] == FLAT_OBJECT)
        return 0;
    if ((unsigned char)bytes[offset] < 0x80)
        return is_key(bytes[offset]);
    const char *end = bytes + offset;
    return text_is_word(text_next(&end)) ? (size_t)(end - bytes) - offset : 0;
}

/* Where the key that starts at offset ends: marks count where a letter or digit follows. offset: there is none. */
static size_t key_end(const char *bytes, size_t offset, size_t limit)
{
    size_t at = offset;

    while (at < limit) {
        size_t length = key_letter(bytes, at, limit);
        bool mark = bytes[at] != '\0' && strchr(":.#$%&-+?<>~/", bytes[at]) != NULL;
        if (length == 0 && at > offset && mark && key_letter(bytes, at + 1, limit) > 0)
            length = 1;
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

/* Where the braces at offset end, which hold text without braces or markup; 0 if there are none. */
static size_t braces_close(const char *bytes, size_t offset, size_t limit)
{
    size_t at = offset + 1;

    if (offset >= limit || bytes[offset] != '{')
        return 0;
    while (at < limit && bytes[at] != FLAT_OBJECT && bytes[at] != '\0' && strchr("{}\n", bytes[at]) == NULL)
        at++;
    return at > offset + 1 && at < limit && bytes[at] == '}' ? at : 0;
}

/* Reads the key behind the '@' at sign into part; false if there is none. In braces it may hold anything: @{a b}. */
static bool read_key(const char *bytes, struct part *part, size_t sign, size_t limit)
{
    size_t braces_end = braces_close(bytes, sign + 1, limit);

    part->sign = sign;
    part->key = braces_end ? sign + 2 : sign + 1;
    part->key_end = braces_end ? braces_end : key_end(bytes, part->key, limit);
    part->rest = braces_end ? braces_end + 1 : part->key_end;
    return part->key < part->key_end;
}

/* "tbl:a", or "tbl-a" and "Tbl-a" as Quarto has it. */
static bool is_reference(const char *key, size_t length)
{
    static const char *const kinds[] = {"tbl:", "fig:", "sec:", "eq:", "tbl-", "fig-", "sec-", "eq-"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t size = strlen(kinds[i]);
        if (length > size && (key[0] | 0x20) == kinds[i][0] && memcmp(key + 1, kinds[i] + 1, size - 1) == 0)
            return true;
    }
    return false;
}

/* A hyphen before the '@' at offset that belongs to it. */
static bool has_hyphen(const char *bytes, size_t from, size_t offset)
{
    return offset > from && bytes[offset - 1] == '-' && stands_alone(bytes, from, offset - 1);
}

/* Finds the first key in part. */
static void find_key(const char *bytes, struct part *part)
{
    for (size_t at = part->from; at < part->to; at++) {
        if (bytes[at] != '@')
            continue;
        part->year_only = has_hyphen(bytes, part->from, at);
        if ((part->year_only || stands_alone(bytes, part->from, at)) && read_key(bytes, part, at, part->to))
            return;
    }
    part->key = part->key_end = part->to;
}

static size_t skip_spaces(const char *bytes, size_t at, size_t limit)
{
    while (at < limit && ascii_is_space(bytes[at]))
        at++;
    return at;
}

/* Where the next work begins if only a comma, a blank or a word that joins stands before it at offset; 0: elsewhere. */
static size_t joined_work(const char *bytes, size_t offset, size_t limit)
{
    size_t at = skip_spaces(bytes, offset, limit), end = at;

    while (end < limit && !ascii_is_space(bytes[end]) && bytes[end] != '@' && bytes[end] != '-')
        end++;
    bool is_comma = end == at + 1 && bytes[at] == ',';
    if (is_comma || (end > at && words_find(WORDS_JOINING, bytes + at, end - at) != NULL))
        at = skip_spaces(bytes, end, limit);
    size_t sign = at + (at < limit && bytes[at] == '-');
    return at > offset && sign < limit && bytes[sign] == '@' && key_letter(bytes, sign + 1, limit) > 0 ? at : 0;
}

/* Ends the part at a work that follows without a semicolon: [@a, @b], [@a, hlm. 4, @b], [@a dan @b]. */
static void part_works(const char *bytes, struct part *part)
{
    if (part->key == part->key_end)
        return;
    for (size_t at = part->rest; at < part->to; at++) {
        size_t work = at == part->rest || bytes[at] == ',' ? joined_work(bytes, at, part->to) : 0;
        if (work > 0) {
            part->to = at;
            part->next = work;
            return;
        }
    }
}

/* The part from offset to the next semicolon that is not in brackets, or to a work that follows without one. */
static struct part next_part(const char *bytes, size_t offset, size_t limit)
{
    struct part part = {.from = offset};
    int depth = 0;

    for (; offset < limit && (bytes[offset] != ';' || depth > 0); offset++)
        depth += (bytes[offset] == '[') - (bytes[offset] == ']');
    part.to = offset;
    part.next = offset + 1;
    find_key(bytes, &part);
    part_works(bytes, &part);
    return part;
}

static size_t trim_end(const char *bytes, size_t from, size_t to)
{
    while (to > from && ascii_is_space(bytes[to - 1]))
        to--;
    return to;
}

static size_t skip_comma(const char *bytes, size_t at, size_t limit)
{
    at = skip_spaces(bytes, at, limit);
    if (at < limit && bytes[at] == ',')
        at = skip_spaces(bytes, at + 1, limit);
    return at;
}

static size_t roman_end(const char *bytes, size_t at, size_t limit)
{
    while (at < limit && bytes[at] != '\0' && strchr("ivxlcdmIVXLCDM", bytes[at]) != NULL)
        at++;
    return at < limit && ascii_is_letter(bytes[at]) ? 0 : at;
}

/* Where the number at offset ends ("45", "45a", "iv", "3.2"), offset if there is none. */
static size_t number_end(const char *bytes, size_t offset, size_t limit)
{
    size_t at = offset, roman = roman_end(bytes, offset, limit);

    if (roman > offset)
        return roman;
    while (at < limit &&
           (ascii_is_digit(bytes[at]) ||
            (at > offset && at + 1 < limit && (bytes[at] == '.' || bytes[at] == ':') && ascii_is_digit(bytes[at + 1]))))
        at++;
    if (at > offset && at < limit && ascii_is_letter(bytes[at]) && (at + 1 == limit || !ascii_is_letter(bytes[at + 1])))
        at++;
    return at;
}

/* Length of what parts two numbers: "-", "--", an en dash or ", ". */
static size_t range_mark(const char *bytes, size_t at, size_t limit)
{
    if (at < limit && bytes[at] == '-')
        return at + 1 < limit && bytes[at + 1] == '-' ? 2 : 1;
    if (limit - at >= 3 && memcmp(bytes + at, "\xe2\x80\x93", 3) == 0)
        return 3;
    if (limit - at >= 2 && bytes[at] == ',' && ascii_is_space(bytes[at + 1]))
        return 2;
    return 0;
}

/* Where the locator at offset ends: a word if any, and numbers. offset if there is none. */
static size_t locator_end(const char *bytes, size_t offset, size_t limit)
{
    size_t at = offset, end = number_end(bytes, at, limit);

    if (end == at) {
        while (at < limit &&
               (ascii_is_letter(bytes[at]) || ((unsigned char)bytes[at] >= 0x80 && bytes[at] != FLAT_OBJECT)))
            at++;
        if (at > offset && at < limit && bytes[at] == '.')
            at++;
        at = skip_spaces(bytes, at, limit);
        end = number_end(bytes, at, limit);
        if (at == offset || end == at)
            return offset;
    }
    for (;;) {
        size_t mark = range_mark(bytes, end, limit);
        size_t next = mark > 0 ? number_end(bytes, end + mark, limit) : end;
        if (mark == 0 || next == end + mark)
            return end;
        end = next;
    }
}

/*
 * Fills locator and suffix of work from what follows its key. The comma before a suffix belongs to it. Braces around
 * a locator tell where it ends: [@a, {hlm. 4, lampiran B} dan lain].
 */
static void read_rest(struct reading *reading, struct cited_work *work, size_t from, size_t to)
{
    const char *bytes = reading->flat.bytes;
    struct spans suffix = {0};

    to = trim_end(bytes, from, to);
    size_t start = skip_comma(bytes, from, to), end = locator_end(bytes, start, to);
    size_t braces_end = braces_close(bytes, start, to);
    if (braces_end > 0) {
        work->locator = flat_copy(reading, start + 1, braces_end);
        from = braces_end + 1;
    } else if (end > start) {
        work->locator = flat_copy(reading, start, end);
        from = end;
    }
    if (skip_comma(bytes, from, to) < to)
        flat_cut(reading, &suffix, skip_spaces(bytes, from, to), to);
    work->suffix = suffix.first;
}

static struct cited_work *make_work(struct reading *reading, const struct part *part)
{
    const char *bytes = reading->flat.bytes;
    struct cited_work *work = arena_alloc(reading->arena, sizeof *work);
    struct spans prefix = {0};
    size_t from = skip_spaces(bytes, part->from, part->sign);
    size_t to = part->sign - part->year_only;

    work->key = flat_copy(reading, part->key, part->key_end);
    work->year_only = part->year_only;
    flat_position(reading, part->key, &work->line, &work->column);
    if (to > from)
        flat_cut(reading, &prefix, from, trim_end(bytes, from, to));
    work->prefix = prefix.first;
    read_rest(reading, work, part->rest, part->to);
    return work;
}

static struct span *make_citation(struct reading *reading, enum citation_form form, size_t offset)
{
    int line, column;

    flat_position(reading, offset, &line, &column);
    struct span *span = span_new(reading->arena, SPAN_CITATION, line, column);
    span->citation = arena_alloc(reading->arena, sizeof *span->citation);
    span->citation->form = form;
    return span;
}

static struct span *make_reference(struct reading *reading, size_t key, size_t end)
{
    int line, column;

    flat_position(reading, key - 1, &line, &column);
    struct span *span = span_new(reading->arena, SPAN_REFERENCE, line, column);
    char *label = flat_copy(reading, key, end);
    size_t kind = strcspn(label, ":-");
    label[0] |= 0x20;
    /* A heading keeps its id as it is, {#sec-x}; labels of others become those that they mean. */
    span->text = label[kind] == '-' && strncmp(label, "sec", kind) == 0
                     ? arena_concat(reading->arena, "sec:", label, NULL)
                     : label;
    label[kind] = span->text == label ? ':' : '-';
    return span;
}

/* "[-@fig-a]" of Quarto prints the number alone, and is no reference here: the sign stays as it is typed. */
static void diagnose_bare_number(struct reading *reading, size_t sign)
{
    diag_warning(reading->diags, flat_place(reading, sign - 1), "other-syntax",
                 "a reference without its word is printed as it is typed");
    diag_hint(reading->diags, "write @fig:label or @tbl:label, without the hyphen and the word before it");
}

/* Why part cites no work. */
static void diagnose_part(struct reading *reading, const struct part *part)
{
    const char *bytes = reading->flat.bytes;
    size_t start = skip_spaces(bytes, part->from, part->to);
    struct place place = flat_place(reading, start < part->to ? start : part->from - 1);

    if (part->key < part->key_end) {
        diag_error(reading->diags, place, "citation-without-key", "'@%s' cites no work, leaving it out",
                   flat_copy(reading, part->key, part->key_end));
        diag_hint(reading->diags, "refer to tables, figures and sections outside the brackets of a citation");
        return;
    }
    diag_error(reading->diags, place, "citation-without-key", "part of a citation without a key, leaving it out");
    diag_hint(reading->diags,
              "each part between semicolons cites one work: [@a, hlm. 4; @b]; within a part use commas");
}

/* Adds the works of the parts from offset to limit after *last; what has no key is reported and left out. */
static void add_works(struct reading *reading, struct cited_work **last, size_t offset, size_t limit)
{
    const char *bytes = reading->flat.bytes;

    while (offset < limit) {
        struct part part = next_part(bytes, offset, limit);
        if (part.key < part.key_end && !is_reference(bytes + part.key, part.key_end - part.key)) {
            *last = make_work(reading, &part);
            last = &(*last)->next;
        } else {
            diagnose_part(reading, &part);
        }
        offset = part.next;
    }
}

/* The references in brackets, with what stands between them: "@fig:a; @fig:b"; NULL, and reported: more is there. */
static struct span *reference_group(struct reading *reading, size_t offset, size_t close)
{
    const char *bytes = reading->flat.bytes;
    struct spans spans = {0};

    for (size_t at = offset + 1; at < close;) {
        struct part part = next_part(bytes, at, close);
        if (!is_reference(bytes + part.key, part.key_end - part.key) || part.sign != skip_spaces(bytes, at, close) ||
            part.rest != trim_end(bytes, part.rest, part.to)) {
            if (part.year_only) /* [-@fig-x], reported where its sign is */
                return NULL;
            diag_warning(reading->diags, flat_place(reading, offset), "other-syntax",
                         "brackets around a reference are printed as they are typed");
            diag_hint(reading->diags, "take them out, or write parentheses: (lihat @fig:label)");
            return NULL;
        }
        flat_cut(reading, &spans, at > offset + 1 ? at : part.sign, part.sign);
        spans_add(&spans, make_reference(reading, part.key, part.key_end));
        at = part.next;
        if (at < close)
            flat_cut(reading, &spans, part.rest, at);
    }
    return spans.first;
}

struct span *citation_group(struct reading *reading, size_t offset, size_t limit, size_t *end)
{
    const char *bytes = reading->flat.bytes;
    size_t close = bracket_close(bytes, offset, limit);

    if (close == 0 || memchr(bytes + offset, '@', close - offset) == NULL)
        return NULL;
    if (bytes[offset + 1] == '[' && bracket_close(bytes, offset + 1, close) == close - 1) { /* [[@key]] of Obsidian */
        struct span *inner = citation_group(reading, offset + 1, close, end);
        *end += inner != NULL;
        return inner;
    }
    struct part first = next_part(bytes, offset + 1, close);
    if (first.key == first.key_end)
        return NULL;
    *end = close + 1;
    if (is_reference(bytes + first.key, first.key_end - first.key))
        return reference_group(reading, offset, close);
    struct span *span = make_citation(reading, CITATION_PARENTHETICAL, offset);
    add_works(reading, &span->citation->works, offset + 1, close);
    return span;
}

/* Reads "[hlm. 3; @b]" after a key into citation; returns where it ends, at if there is none. */
static size_t read_details(struct reading *reading, struct citation *citation, size_t at, size_t limit)
{
    const char *bytes = reading->flat.bytes;
    size_t open = skip_spaces(bytes, at, limit);

    if (open >= limit || bytes[open] != '[' || (open + 1 < limit && bytes[open + 1] == '^'))
        return at;
    size_t close = bracket_close(bytes, open, limit);
    if (close == 0)
        return at;
    struct part first = next_part(bytes, open + 1, close);
    if (first.key < first.key_end) {
        if (is_reference(bytes + first.key, first.key_end - first.key))
            return at;
        add_works(reading, &citation->works->next, open + 1, close);
        return close + 1;
    }
    read_rest(reading, citation->works, first.from, first.to);
    add_works(reading, &citation->works->next, first.next, close);
    return close + 1;
}

/* "(@key)": what stands around the year already stands around all once more. */
static void diagnose_parentheses(struct reading *reading, const struct part *part, size_t end, size_t limit)
{
    const char *bytes = reading->flat.bytes;

    if (end >= limit || strchr("),;", bytes[end]) == NULL || bytes[end] == '\0')
        return;
    const char *key = flat_copy(reading, part->key, part->key_end);
    diag_warning(reading->diags, flat_place(reading, part->sign - 1), "other-syntax",
                 "'(@%s' prints parentheses within parentheses", key);
    diag_hint(reading->diags, "write [@%s], or number the items of a list by '1.'", key);
}

struct span *citation_narrative(struct reading *reading, size_t from, size_t offset, size_t limit, size_t *start,
                                size_t *end)
{
    const char *bytes = reading->flat.bytes;
    bool hyphen = has_hyphen(bytes, from, offset);
    struct part part = {.year_only = hyphen};

    if (!read_key(bytes, &part, offset, limit) || (!hyphen && !stands_alone(bytes, from, offset)))
        return NULL;
    part.to = *end = part.rest;
    if (is_reference(bytes + part.key, part.key_end - part.key)) {
        if (!hyphen)
            return make_reference(reading, part.key, part.key_end);
        diagnose_bare_number(reading, offset);
        return NULL;
    }
    *start = offset - hyphen;
    part.from = *start;
    struct span *span = make_citation(reading, CITATION_NARRATIVE, *start);
    span->citation->works = make_work(reading, &part);
    *end = read_details(reading, span->citation, part.rest, limit);
    if (*start > from && bytes[*start - 1] == '(' && !hyphen)
        diagnose_parentheses(reading, &part, *end, limit);
    return span;
}
