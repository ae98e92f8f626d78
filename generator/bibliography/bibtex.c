#include "bibliography/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

enum { MOST_FROM_STRINGS = 8 * 1024 * 1024 };

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct list *works;
    struct map *names;   /* of fields: name -> name */
    struct map *keys;    /* key -> struct work */
    struct map *strings; /* @string, lower case -> text */
    const char *file;
    const char *at;
    const char *end;
    const char *line_start;
    int line;
    struct work *work;   /* whose fields are being read, or NULL */
    size_t from_strings; /* bytes that names of @string stood for so far */
    bool is_full;        /* those were too many, and that was reported */
};

/* An entry, @string or @preamble being read. */
struct entry {
    struct place place; /* of its @ */
    const char *type;
    char close; /* '}' or ')' */
    struct work *work;
    struct work_field **next_field;
    int field_count;
};

static struct place here(const struct reader *reader)
{
    return (struct place){reader->file, reader->line, (int)(reader->at - reader->line_start) + 1};
}

static bool at_end(const struct reader *reader)
{
    return reader->at >= reader->end;
}

static bool next_is(const struct reader *reader, char c)
{
    return !at_end(reader) && *reader->at == c;
}

static void step(struct reader *reader)
{
    if (*reader->at++ == '\n') {
        reader->line++;
        reader->line_start = reader->at;
    }
}

static void step_line(struct reader *reader)
{
    while (!at_end(reader) && *reader->at != '\n' && *reader->at != '\r')
        step(reader);
}

/* White space, and comments from % to the line's end, which biber knows between fields. */
static void skip_space(struct reader *reader)
{
    while (!at_end(reader)) {
        if (ascii_is_space(*reader->at))
            step(reader);
        else if (*reader->at == '%')
            step_line(reader);
        else
            return;
    }
}

static bool is_name_char(char c)
{
    return !ascii_is_space(c) && strchr("{}(),=\"#%@'\\", c) == NULL && (unsigned char)c > 32;
}

/* A name in lower case, "" if there is none here. */
static char *read_name(struct reader *reader)
{
    const char *start = reader->at;

    while (!at_end(reader) && is_name_char(*reader->at))
        step(reader);
    char *name = arena_copy(reader->arena, start, (size_t)(reader->at - start));
    for (char *c = name; *c != '\0'; c++)
        *c = ascii_lower(*c);
    return name;
}

enum { DEEPEST_INDENT = 40 };

/* A new entry begins at this @: it is the first on its line and followed by a word and a brace. */
static bool is_entry_start(const struct reader *reader)
{
    const char *at = reader->at;

    if (*at != '@')
        return false;
    if (at - reader->line_start > DEEPEST_INDENT)
        return false;
    for (const char *before = reader->line_start; before < at; before++) {
        if (!ascii_is_space(*before))
            return false;
    }
    at++;
    const char *word = at;
    while (at < reader->end && ascii_is_letter(*at))
        at++;
    if (at == word)
        return false;
    while (at < reader->end && (*at == ' ' || *at == '\t'))
        at++;
    return at < reader->end && (*at == '{' || *at == '(');
}

enum scan { SCAN_CLOSED, SCAN_UNCLOSED, SCAN_TOO_DEEP, SCAN_STRAY_BRACE };

/* Steps from behind an opening brace or quote to its partner, or to where a new entry begins. */
static enum scan scan_delimited(struct reader *reader, char close)
{
    int depth = 0, deepest = 0;

    for (; !at_end(reader) && !is_entry_start(reader); step(reader)) {
        char c = *reader->at;
        if (c == close && depth == 0)
            return deepest < BIB_NESTING_LIMIT ? SCAN_CLOSED : SCAN_TOO_DEEP;
        if (c == '{')
            depth++;
        if (c == '}' && --depth < 0)
            return SCAN_STRAY_BRACE;
        deepest = depth > deepest ? depth : deepest;
    }
    return SCAN_UNCLOSED;
}

/* Reports what scan_delimited found; true if the value can be used. */
static bool diagnose_scan(struct reader *reader, enum scan scan, struct place open, char close)
{
    switch (scan) {
    case SCAN_CLOSED:
        return true;
    case SCAN_TOO_DEEP:
        diag_error(reader->diags, open, "nesting", "braces are nested deeper than %d, leaving the value out",
                   BIB_NESTING_LIMIT);
        return false;
    case SCAN_STRAY_BRACE:
        diag_error(reader->diags, open, "bibtex-syntax", "'\"' is not closed before the '}' in line %d", reader->line);
        diag_hint(reader->diags, "end the value with '\"', or write it in braces");
        return true;
    case SCAN_UNCLOSED:
        diag_error(reader->diags, open, "bibtex-syntax", "'%c' is not closed", close == '"' ? '"' : '{');
        if (at_end(reader))
            diag_hint(reader->diags, "the file ends without a '%c' for it", close);
        else
            diag_hint(reader->diags, "put '%c' before the entry that begins in line %d", close, reader->line);
        return false;
    }
    return false;
}

/* After "...}": the brace was meant to end the value if the entry goes on behind it, else it ends the entry. */
static void accept_stray_brace(struct reader *reader)
{
    const char *next = reader->at + 1;

    while (next < reader->end && ascii_is_space(*next))
        next++;
    if (next < reader->end && (*next == ',' || *next == '}'))
        step(reader);
}

/* One {...} or "..." of a value, converted into out. False if the entry cannot be read on. */
static bool read_delimited(struct reader *reader, struct buffer *out, bool verbatim)
{
    char close = *reader->at == '{' ? '}' : '"';
    struct place open = here(reader);

    step(reader);
    struct place inside = here(reader);
    const char *start = reader->at;
    enum scan scan = scan_delimited(reader, close);
    if (diagnose_scan(reader, scan, open, close))
        bib_tex(out, reader->diags, inside, start, (size_t)(reader->at - start), verbatim);
    if (scan == SCAN_STRAY_BRACE)
        accept_stray_brace(reader);
    else if (scan != SCAN_UNCLOSED)
        step(reader);
    return scan != SCAN_UNCLOSED;
}

static void put_macro(struct reader *reader, struct buffer *out, struct place place, const char *name)
{
    const char *text = map_get(reader->strings, name);

    if (text != NULL) {
        /* Each can hold the one before several times: twelve lines make 10^12 bytes. */
        reader->from_strings += strlen(text);
        if (reader->from_strings <= MOST_FROM_STRINGS) {
            buffer_text(out, text);
            return;
        }
        if (!reader->is_full) {
            diag_error(reader->diags, place, "too-large",
                       "the names defined by @string stand for more than %d MiB here",
                       MOST_FROM_STRINGS / (1024 * 1024));
            diag_hint(reader->diags, "let @string '%s' not hold itself many times over", name);
        }
        reader->is_full = true;
        return;
    }
    struct nearest best = {.word = name};
    for (size_t i = 0; i < map_count(reader->strings) && i < 500; i++)
        text_nearest(&best, map_key(reader->strings, i));
    const char *hint =
        best.match
            ? arena_format(reader->arena, translated("nearest is '%s'; text belongs in braces: {%s}"), best.match, name)
            : arena_format(reader->arena, translated("text belongs in braces: {%s}"), name);
    bib_flaw(reader->arena, reader->diags, reader->work, place, "unknown-string", hint,
             "'%s' is not defined by @string", name);
}

/* A number or the name of an @string. */
static void read_word(struct reader *reader, struct buffer *out, const char *field)
{
    struct place place = here(reader);
    const char *start = reader->at;
    const char *name = read_name(reader);
    size_t digits = strspn(name, "0123456789");

    if (name[0] == '\0') {
        diag_error(reader->diags, place, "bibtex-syntax", "'%s' has no value", field);
        diag_hint(reader->diags, "write %s = {...}", field);
    } else if (name[digits] == '\0') {
        buffer_bytes(out, start, digits);
    } else {
        put_macro(reader, out, place, name);
    }
}

/* The parts of a value joined by #, as text. NULL if the entry cannot be read on. */
static const char *read_value(struct reader *reader, const char *field)
{
    struct buffer out = {0};
    bool verbatim = bib_field_is_verbatim(field), good = true;

    for (bool more = true; more;) {
        skip_space(reader);
        if (next_is(reader, '{') || next_is(reader, '"'))
            good = read_delimited(reader, &out, verbatim);
        else
            read_word(reader, &out, field);
        if (good)
            skip_space(reader);
        more = good && next_is(reader, '#');
        if (more)
            step(reader);
    }
    const char *text = good ? bib_tidy(reader->arena, buffer_string(&out)) : NULL;
    buffer_free(&out);
    return text == NULL || verbatim ? text : bib_without_html(reader->arena, text);
}

static void add_field(struct reader *reader, struct entry *entry, struct place place, const char *name,
                      const char *value)
{
    if (value[0] == '\0')
        return;
    if (++entry->field_count > BIB_FIELD_LIMIT) {
        if (entry->field_count == BIB_FIELD_LIMIT + 1)
            diag_error(reader->diags, place, "bibtex-syntax", "entry has more than %d fields", BIB_FIELD_LIMIT);
        return;
    }
    for (const struct work_field *field = entry->work->fields; field; field = field->next) {
        if (strcmp(field->name, name) == 0) {
            diag_warning(reader->diags, place, "duplicate-field", "field '%s' appears twice, using the first", name);
            diag_hint(reader->diags, "the first is in line %d", field->place.line);
            return;
        }
    }
    struct work_field *field = arena_alloc(reader->arena, sizeof *field);
    field->name = bib_field_name(reader->arena, reader->names, reader->diags, place, name);
    field->value = value;
    field->place = place;
    *entry->next_field = field;
    entry->next_field = &field->next;
}

/* After trouble inside an entry: steps to the next comma or the entry's end, over whole groups. */
static void skip_to_comma(struct reader *reader, char close)
{
    while (!at_end(reader) && !is_entry_start(reader) && *reader->at != ',' && *reader->at != close) {
        bool group = *reader->at == '{';
        step(reader);
        if (group && scan_delimited(reader, '}') != SCAN_UNCLOSED)
            step(reader);
    }
}

/* name = value; false if the entry cannot be read on. */
static bool read_field(struct reader *reader, struct entry *entry)
{
    struct place place = here(reader);
    const char *name = read_name(reader);

    skip_space(reader);
    if (name[0] == '\0' || !next_is(reader, '=')) {
        const char *found = name[0] != '\0' ? name : arena_copy(reader->arena, reader->at, (size_t)!at_end(reader));
        if (name[0] != '\0')
            diag_error(reader->diags, place, "bibtex-syntax", "'=' is missing after '%s'", found);
        else
            diag_error(reader->diags, place, "bibtex-syntax", "expected a field, found '%s'", found);
        diag_hint(reader->diags, "a field is written: name = {value},");
        skip_to_comma(reader, entry->close);
        return true;
    }
    step(reader);
    const char *value = read_value(reader, name);
    if (value == NULL)
        return false;
    add_field(reader, entry, place, name, value);
    return true;
}

/* What must stand between two fields. */
static void read_separator(struct reader *reader, const struct entry *entry)
{
    skip_space(reader);
    if (next_is(reader, entry->close) || at_end(reader) || is_entry_start(reader))
        return;
    if (!next_is(reader, ',')) {
        diag_error(reader->diags, here(reader), "bibtex-syntax", "',' is missing before this");
        diag_hint(reader->diags, "every field ends with a comma");
        if (!is_name_char(*reader->at))
            skip_to_comma(reader, entry->close);
    }
    while (next_is(reader, ',')) {
        step(reader);
        skip_space(reader);
    }
}

static void diagnose_open_entry(struct reader *reader, const struct entry *entry)
{
    diag_error(reader->diags, entry->place, "bibtex-syntax", "entry is not closed");
    if (at_end(reader))
        diag_hint(reader->diags, "put '%c' after its last field", entry->close);
    else
        diag_hint(reader->diags, "put '%c' before the entry that begins in line %d", entry->close, reader->line);
}

static void read_fields(struct reader *reader, struct entry *entry)
{
    for (;;) {
        skip_space(reader);
        if (next_is(reader, entry->close)) {
            step(reader);
            return;
        }
        if (at_end(reader) || is_entry_start(reader)) {
            diagnose_open_entry(reader, entry);
            return;
        }
        const char *before = reader->at;
        if (!read_field(reader, entry))
            return;
        read_separator(reader, entry);
        if (reader->at == before)
            step(reader);
    }
}

/* More words and a comma follow on this line, and no '=': they are meant to be of the key, too. */
static bool key_goes_on(const struct reader *reader)
{
    const char *at = reader->at;

    while (at < reader->end && strchr("\n,={}\"", *at) == NULL)
        at++;
    return at > reader->at && at < reader->end && *at == ',';
}

/* Steps over the comma behind the key that began at before. */
static void diagnose_spaced_key(struct reader *reader, const struct reader *before)
{
    const char *end = memchr(reader->at, ',', (size_t)(reader->end - reader->at));
    int length = (int)(end - before->at);

    diag_error(reader->diags, here(before), "bibtex-syntax", "key '%.*s' holds a space", length, before->at);
    diag_hint(reader->diags, "join its words: '-', '_', ':' and '.' are allowed in a key");
    while (reader->at <= end)
        step(reader);
}

/* The key up to its comma. NULL after a report. */
static const char *read_key(struct reader *reader, const struct entry *entry)
{
    const struct reader before = *reader;

    while (!at_end(reader) && !ascii_is_space(*reader->at) && strchr(",={}\"", *reader->at) == NULL &&
           *reader->at != entry->close)
        step(reader);
    const char *key = arena_copy(reader->arena, before.at, (size_t)(reader->at - before.at));
    skip_space(reader);
    if (key[0] == '\0' || next_is(reader, '=')) {
        diag_warning(reader->diags, here(&before), "bibtex-syntax", "entry has no key, leaving it out");
        diag_hint(reader->diags, "begin with a name to cite it by: @%s{bryson2015,", entry->type);
        if (key[0] != '\0')
            *reader = before;
        if (next_is(reader, ','))
            step(reader);
        return NULL;
    }
    if (next_is(reader, ',')) {
        step(reader);
    } else if (key_goes_on(reader)) {
        diagnose_spaced_key(reader, &before);
    } else if (!next_is(reader, entry->close)) {
        diag_error(reader->diags, here(reader), "bibtex-syntax", "',' is missing after the key '%s'", key);
        diag_hint(reader->diags, "write @%s{%s,", entry->type, key);
    }
    return key;
}

/* Both say the same, in whatever order. */
static bool is_same_work(const struct work *a, const struct work *b)
{
    size_t more = 0;

    for (const struct work_field *field = a->fields; field != NULL; field = field->next, more++) {
        const struct work_field *other = work_find_field(b, field->name);
        if (other == NULL || strcmp(field->value, other->value) != 0)
            return false;
    }
    for (const struct work_field *field = b->fields; field != NULL; field = field->next)
        more--;
    return more == 0 && strcmp(a->type, b->type) == 0;
}

static void diagnose_duplicate(struct reader *reader, struct work *first, const struct work *second)
{
    const char *where =
        arena_format(reader->arena, translated("the first is in %s:%d"), first->place.file, first->place.line);

    if (is_same_work(first, second)) {
        diag_note(reader->diags, second->place, "duplicate-key", "the entry of '%s' appears twice, with the same words",
                  second->key);
        diag_hint(reader->diags, "%s; one of them may go", where);
        return;
    }
    bib_flaw(reader->arena, reader->diags, first, second->place, "duplicate-key", where,
             "key '%s' is used twice, using the first", second->key);
}

static void keep_work(struct reader *reader, struct work *work)
{
    struct work *first = map_get(reader->keys, work->key);

    if (first != NULL) {
        diagnose_duplicate(reader, first, work);
        return;
    }
    map_put(reader->keys, work->key, work);
    list_add(reader->works, reader->arena, work);
}

static void read_work(struct reader *reader, struct entry *entry)
{
    entry->work = arena_alloc(reader->arena, sizeof *entry->work);
    entry->work->type = bib_type_name(reader->diags, entry->place, entry->type);
    entry->next_field = &entry->work->fields;
    skip_space(reader);
    entry->work->place = here(reader);
    entry->work->key = read_key(reader, entry);
    reader->work = entry->work;
    read_fields(reader, entry);
    reader->work = NULL;
    if (entry->work->key != NULL)
        keep_work(reader, entry->work);
}

/* @string{name = value}: its fields become macros. */
static void read_strings(struct reader *reader, struct entry *entry)
{
    entry->work = arena_alloc(reader->arena, sizeof *entry->work);
    entry->next_field = &entry->work->fields;
    skip_space(reader);
    struct place place = here(reader);
    const char *name = read_name(reader);
    skip_space(reader);
    if (name[0] == '\0' || !next_is(reader, '=')) {
        diag_error(reader->diags, place, "bibtex-syntax", "@string without 'name ='");
        diag_hint(reader->diags, "write @string{name = {text}}");
        skip_to_comma(reader, entry->close);
    } else {
        step(reader);
        const char *value = read_value(reader, name);
        if (value == NULL)
            return;
        map_put(reader->strings, name, (void *)value);
    }
    skip_space(reader);
    if (next_is(reader, ','))
        step(reader);
    skip_space(reader);
    if (next_is(reader, entry->close)) {
        step(reader);
    } else {
        diag_error(reader->diags, entry->place, "bibtex-syntax", "@string is not closed");
        diag_hint(reader->diags, "each @string holds one name; put '%c' after its value", entry->close);
    }
}

/* @preamble and @comment hold nothing for us. */
static void skip_entry(struct reader *reader, const struct entry *entry)
{
    if (scan_delimited(reader, entry->close) != SCAN_UNCLOSED)
        step(reader);
    else if (strcmp(entry->type, "comment") != 0)
        diagnose_open_entry(reader, entry);
}

static void read_entry(struct reader *reader)
{
    struct entry entry = {.place = here(reader)};

    step(reader);
    while (!at_end(reader) && ascii_is_space(*reader->at))
        step(reader);
    entry.type = read_name(reader);
    bool comment = strcmp(entry.type, "comment") == 0;
    while (!comment && !at_end(reader) && ascii_is_space(*reader->at))
        step(reader);
    if (!next_is(reader, '{') && !next_is(reader, '(')) {
        if (!comment && entry.type[0] != '\0') {
            diag_error(reader->diags, entry.place, "bibtex-syntax", "'{' is missing after '@%s'", entry.type);
            diag_hint(reader->diags, "write @%s{key, field = {value}}", entry.type);
        }
        return;
    }
    if (entry.type[0] == '\0') {
        diag_error(reader->diags, entry.place, "bibtex-syntax", "'@' has no type of entry behind it, using 'misc'");
        diag_hint(reader->diags, "write @book{key, field = {value}}");
        entry.type = "misc";
    }
    entry.close = *reader->at == '{' ? '}' : ')';
    step(reader);
    if (comment || strcmp(entry.type, "preamble") == 0)
        skip_entry(reader, &entry);
    else if (strcmp(entry.type, "string") == 0)
        read_strings(reader, &entry);
    else
        read_work(reader, &entry);
}

/* Text between entries is a comment for BibTeX; what looks like a lost piece of an entry is worth a word. */
static void read_between(struct reader *reader)
{
    bool warned = false, percent = false, in_word = false;

    for (; !at_end(reader); step(reader)) {
        char c = *reader->at;
        if (c == '@' && !percent && !in_word)
            return;
        in_word = !ascii_is_space(c) && c != '}';
        percent = c == '%' || (percent && c != '\n' && c != '\r');
        if (!percent && !warned && (c == '{' || c == '}' || c == '=')) {
            diag_warning(reader->diags, here(reader), "stray-text", "'%c' outside of any entry, skipping it", c);
            diag_hint(reader->diags, "an entry begins with '@', a type and '{'");
            warned = true;
        }
    }
}

static void define_months(struct map *strings)
{
    static const char *const months[] = {
        "jan", "January", "feb", "February", "mar", "March",     "apr", "April",   "may", "May",      "jun", "June",
        "jul", "July",    "aug", "August",   "sep", "September", "oct", "October", "nov", "November", "dec", "December",
    };

    for (size_t i = 0; i < sizeof months / sizeof months[0]; i += 2)
        map_put(strings, months[i], (void *)months[i + 1]);
}

void bibliography_read(struct arena *arena, struct diags *diags, const char *file, const char *text, size_t length,
                       struct list *works)
{
    struct reader reader = {
        .arena = arena,
        .diags = diags,
        .works = works,
        .names = map_new(arena),
        .keys = map_new(arena),
        .strings = map_new(arena),
        .file = file,
        .at = text,
        .end = text + length,
        .line_start = text,
        .line = 1,
    };

    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        reader.at = reader.line_start = text + 3;
    define_months(reader.strings);
    while (!at_end(&reader)) {
        read_between(&reader);
        if (!at_end(&reader))
            read_entry(&reader);
    }
    bib_inherit(arena, diags, works);
    bib_set_languages(arena, diags, works);
}
