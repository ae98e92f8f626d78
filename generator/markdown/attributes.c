#include "markdown/private.h"

#include "base/ascii.h"

#include <string.h>

/* The text between the braces and how far it is read. */
struct scan {
    struct reading *reading;
    const char *text;
    size_t at;
    size_t end;
    int line;
    int column; /* of text[0] */
    bool good;
};

size_t attributes_length(const char *text, size_t length)
{
    char quote = '\0';

    if (length > LONGEST_MARKUP)
        length = LONGEST_MARKUP;
    if (length == 0 || *text != '{' || memchr(text, '}', length) == NULL)
        return 0;
    for (size_t i = 1; i < length; i++) {
        char c = text[i];
        if (c == '\r' || c == '\n')
            return 0;
        if (quote != '\0' && c == '\\')
            i++;
        else if (quote != '\0' && c == quote)
            quote = '\0';
        else if (quote == '\0' && (c == '"' || c == '\'') && text[i - 1] == '=')
            quote = c;
        else if (quote == '\0' && c == '}')
            return i + 1;
    }
    return 0;
}

static bool is_name(char c)
{
    return ascii_is_letter(c) || ascii_is_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

static int here(const struct scan *scan, size_t at)
{
    return scan->column + (int)at;
}

static void complain(struct scan *scan, size_t at, size_t length)
{
    diag_error(scan->reading->diags, reading_span_place(scan->reading, scan->line, here(scan, at)), "bad-attributes",
               "'%s' is not an attribute, leaving it out", flat_unmask(scan->reading, scan->text + at, length));
    diag_hint(scan->reading->diags, "attributes are {#id .class name=value name=\"a value\"}");
    scan->good = false;
}

static size_t word_end(const struct scan *scan, size_t at)
{
    while (at < scan->end && !ascii_is_space(scan->text[at]))
        at++;
    return at;
}

static size_t name_end(const struct scan *scan, size_t at)
{
    while (at < scan->end && is_name(scan->text[at]))
        at++;
    return at;
}

static void add_argument(struct scan *scan, struct attributes *attributes, size_t at, const char *name,
                         const char *value)
{
    struct argument **end = &attributes->arguments;

    for (; *end != NULL; end = &(*end)->next) {
        if (strcmp((*end)->name, name) != 0)
            continue;
        if (scan->text[at] == '.') { /* several classes, as in HTML */
            (*end)->value = arena_concat(scan->reading->arena, (*end)->value, " ", value, NULL);
            return;
        }
        diag_error(scan->reading->diags, reading_span_place(scan->reading, scan->line, here(scan, at)),
                   "duplicate-attribute", "duplicate attribute '%s', using the first", name);
        diag_hint(scan->reading->diags, "give '%s' once", name);
        scan->good = false;
        return;
    }
    struct argument *argument = arena_alloc(scan->reading->arena, sizeof *argument);
    *argument = (struct argument){.name = name, .value = value, .line = scan->line, .column = here(scan, at)};
    *end = argument;
}

static void read_id(struct scan *scan, struct attributes *attributes)
{
    size_t start = scan->at + 1, end = name_end(scan, start);

    if (end == start || (end < scan->end && !ascii_is_space(scan->text[end])) || attributes->id != NULL) {
        end = word_end(scan, start);
        complain(scan, start - 1, end - start + 1);
    } else {
        attributes->id = flat_unmask(scan->reading, scan->text + start, end - start);
        attributes->id_column = here(scan, start);
    }
    scan->at = end;
}

static void read_class(struct scan *scan, struct attributes *attributes)
{
    size_t start = scan->at + 1, end = word_end(scan, start);

    if (end == start)
        complain(scan, scan->at, 1);
    else
        add_argument(scan, attributes, scan->at, "class", flat_unmask(scan->reading, scan->text + start, end - start));
    scan->at = end;
}

/* The value in quotes at scan->at; backslashes before quotes and backslashes are taken off. */
static const char *read_quoted(struct scan *scan)
{
    char quote = scan->text[scan->at++];
    struct buffer value = {0};

    for (; scan->at < scan->end && scan->text[scan->at] != quote; scan->at++) {
        char next = scan->at + 1 < scan->end ? scan->text[scan->at + 1] : '\0';
        if (scan->text[scan->at] == '\\' && (next == quote || next == '\\'))
            scan->at++;
        buffer_char(&value, scan->text[scan->at]);
    }
    scan->at++;
    const char *copy = flat_unmask(scan->reading, buffer_string(&value), value.length);
    buffer_free(&value);
    return copy;
}

static void read_pair(struct scan *scan, struct attributes *attributes)
{
    size_t start = scan->at, end = name_end(scan, start);
    const char *value = "";

    if (end == start) {
        scan->at = word_end(scan, start);
        complain(scan, start, scan->at - start);
        return;
    }
    const char *name = flat_unmask(scan->reading, scan->text + start, end - start);
    scan->at = end;
    if (end < scan->end && scan->text[end] == '=') {
        scan->at = end + 1;
        char first = scan->at < scan->end ? scan->text[scan->at] : '\0';
        if (first == '"' || first == '\'') {
            value = read_quoted(scan);
        } else {
            size_t stop = word_end(scan, scan->at);
            value = flat_unmask(scan->reading, scan->text + scan->at, stop - scan->at);
            scan->at = stop;
        }
    }
    if (scan->at < scan->end && !ascii_is_space(scan->text[scan->at])) {
        scan->at = word_end(scan, scan->at);
        complain(scan, start, scan->at - start);
        return;
    }
    add_argument(scan, attributes, start, name, value);
}

bool attributes_read(struct reading *reading, struct attributes *attributes, const char *text, size_t length, int line,
                     int column)
{
    struct scan scan = {reading, text, 1, length - 1, line, column, true};

    *attributes = (struct attributes){0};
    while (scan.at < scan.end) {
        if (ascii_is_space(text[scan.at]))
            scan.at++;
        else if (text[scan.at] == '#')
            read_id(&scan, attributes);
        else if (text[scan.at] == '.')
            read_class(&scan, attributes);
        else
            read_pair(&scan, attributes);
    }
    return scan.good;
}

const char *attributes_take(struct attributes *attributes, const char *name)
{
    for (struct argument **at = &attributes->arguments; *at != NULL; at = &(*at)->next) {
        if (strcmp((*at)->name, name) == 0) {
            const char *value = (*at)->value;
            *at = (*at)->next;
            return value;
        }
    }
    return NULL;
}

void attributes_refuse(struct reading *reading, const struct attributes *attributes, const char *what)
{
    for (const struct argument *argument = attributes->arguments; argument != NULL; argument = argument->next) {
        diag_warning(reading->diags, reading_span_place(reading, argument->line, argument->column), "unknown-attribute",
                     "%s has no attribute '%s', leaving it out", what, argument->name);
        diag_hint(reading->diags, "remove '%s'", argument->name);
    }
}
