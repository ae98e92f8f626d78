#include "read/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "study/schema.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
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
        if (!ascii_is_digit(text[i]))
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

static struct markdown_source markdown_of(const struct record_reader *reader, const struct node *node)
{
    return (struct markdown_source){
        .file = reader->file,
        .line = node->text_line,
        .column = node->text_column,
        .text = node->text,
        .length = node->length,
        .smart = !reader->languages->as_typed,
    };
}

static struct block *read_prose(const struct record_reader *reader, const struct node *node, const char *mark)
{
    struct markdown_source source = markdown_of(reader, node);

    return language_untranslated_blocks(reader->arena, markdown_read(reader->arena, reader->diags, &source), mark);
}

static struct span *read_line(const struct record_reader *reader, const struct node *node, const char *mark)
{
    struct markdown_source source = markdown_of(reader, node);

    while (source.length > 0 && node->text[source.length - 1] == '\n')
        source.length--;
    return language_untranslated_spans(reader->arena, markdown_read_line(reader->arena, reader->diags, &source), mark);
}

/* The text without white space at its end, in the arena. */
static const char *read_text(const struct record_reader *reader, const struct node *node)
{
    size_t length = node->length;

    while (length > 0 && strchr(" \t\r\n", node->text[length - 1]) != NULL)
        length--;
    return arena_copy(reader->arena, node->text, length);
}

/* False: reported, nothing was read. */
static bool read_boolean(const struct record_reader *reader, const struct field *field, const struct node *node,
                         bool *target)
{
    static const char *const words[] = {"false", "False", "FALSE", "true", "True", "TRUE"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcmp(node->text, words[i]) == 0) {
            *target = i >= 3;
            return true;
        }
    }
    diagnose_boolean(reader, field, node);
    return false;
}

/* Position in allowed, or -1: reported. */
static int read_choice(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    for (int i = 0; field->allowed[i] != NULL; i++) {
        if (strcmp(field->allowed[i], node->text) == 0)
            return i;
    }
    diagnose_choice(reader, field, node);
    return -1;
}

/* A bad id is kept, so that what refers to it is not said to be unknown. */
static const char *read_id(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    const char *id = read_text(reader, node);

    if (!text_is_study_id(id))
        diagnose_id(reader, field, node);
    return id;
}

static bool read_switch(const struct record_reader *reader, const struct field *field, const struct node *node,
                        int *target)
{
    bool on = false;
    bool is_read = read_boolean(reader, field, node, &on);

    *target = !is_read ? SWITCH_ABSENT : on ? SWITCH_ON : SWITCH_OFF;
    return is_read;
}

static bool read_date(const struct record_reader *reader, const struct field *field, const struct node *node,
                      const char **target)
{
    const char *date = read_text(reader, node);
    enum date_status status = literal_date(date);

    if (status != DATE_OK) {
        diagnose_date(reader, field, node, status);
        return false;
    }
    *target = date;
    return true;
}

static struct reference reference_to(const struct record_reader *reader, const struct node *node)
{
    return (struct reference){
        .id = read_text(reader, node),
        .place = record_place(reader, node),
    };
}

static bool read_integer(const struct record_reader *reader, const struct field *field, const struct node *node,
                         long *target)
{
    if (literal_integer(node->text, target))
        return true;
    diagnose_type(reader, field, node);
    return false;
}

static bool read_number(const struct record_reader *reader, const struct field *field, const struct node *node,
                        struct number *target)
{
    double value;

    if (literal_number(node->text, &value)) {
        *target = (struct number){read_text(reader, node), value};
        return true;
    }
    diagnose_number(reader, field, node);
    return false;
}

static bool is_blank(const struct node *node)
{
    return strspn(node->text, " \t\r\n") == node->length;
}

/* Nothing but white space: absent. True: so it was. */
static bool take_blank(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    if (!is_blank(node))
        return false;
    if (field->required || field->type == FIELD_VERBATIM)
        diagnose_empty(reader, field, node);
    return true;
}

static bool is_words(const struct field *field)
{
    return field->type == FIELD_TEXT || field->type == FIELD_PROSE || field->type == FIELD_SPANS ||
           field->type == FIELD_VERBATIM || field->type == FIELD_TOKEN;
}

/* Reads node, which is not blank. False: reported, the field stays absent. */
static bool read_value(const struct record_reader *reader, const struct field *field, const struct node *node,
                       const char *mark, void *target)
{
    int choice;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_VERBATIM:
        *(const char **)target = read_text(reader, node);
        return true;
    case FIELD_TOKEN:
        if (field->allowed != NULL && read_choice(reader, field, node) < 0)
            return false;
        *(const char **)target = read_text(reader, node);
        return true;
    case FIELD_PROSE:
        *(struct block **)target = read_prose(reader, node, mark);
        return true;
    case FIELD_SPANS:
        *(struct span **)target = read_line(reader, node, mark);
        return true;
    case FIELD_INTEGER:
        return read_integer(reader, field, node, target);
    case FIELD_NUMBER:
        return read_number(reader, field, node, target);
    case FIELD_BOOLEAN:
        return read_boolean(reader, field, node, target);
    case FIELD_SWITCH:
        return read_switch(reader, field, node, target);
    case FIELD_DATE:
        return read_date(reader, field, node, target);
    case FIELD_CHOICE:
        choice = read_choice(reader, field, node);
        *(int *)target = choice < 0 ? 0 : choice;
        return choice >= 0;
    case FIELD_ID:
        *(const char **)target = read_id(reader, field, node);
        return true;
    case FIELD_REFERENCE:
        *(struct reference *)target = reference_to(reader, node);
        return true;
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_RECORD:
    case FIELD_RECORDS:
    case FIELD_PAIRS:
    case FIELD_CHOICES:
        break; /* no scalars: record.c */
    }
    return false;
}

bool scalar_read(const struct record_reader *reader, const struct field *field, const struct node *node,
                 const char *mark, void *target)
{
    if (take_blank(reader, field, node))
        return false;
    if (node->before_comment && is_words(field))
        diagnose_comment(reader, field, node);
    return read_value(reader, field, node, mark, target);
}

void *scalar_item(const struct record_reader *reader, const struct field *field, const struct node *node,
                  const char *mark)
{
    if (node->kind != NODE_SCALAR) {
        diagnose_item_type(reader, field, node);
        return NULL;
    }
    if (is_blank(node)) {
        diagnose_empty_item(reader, field, node);
        return NULL;
    }
    if (field->type == FIELD_PROSES)
        return read_prose(reader, node, mark);
    if (field->type == FIELD_TEXTS)
        return (void *)read_text(reader, node);
    if (field->type == FIELD_CHOICES) {
        int choice = read_choice(reader, field, node);
        return choice < 0 ? NULL : (void *)field->allowed[choice];
    }
    struct reference *reference = arena_alloc(reader->arena, sizeof *reference);
    *reference = reference_to(reader, node);
    return reference;
}
