#include "read/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/say.h"
#include "base/text.h"
#include "base/words.h"
#include "study/schema.h"
#include "study/study.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_SHOWN = 40 };

/* "a, b, c" */
static const char *join_words(struct arena *arena, const char *const *words)
{
    struct buffer out = {0};

    for (size_t i = 0; words[i] != NULL; i++) {
        buffer_text(&out, i > 0 ? ", " : "");
        buffer_text(&out, words[i]);
    }
    return buffer_take(&out, arena);
}

static const char *join_keys(struct arena *arena, const struct schema *schema, bool required_only)
{
    const char *keys[64] = {NULL};
    size_t count = 0;

    for (size_t i = 0; i < schema->field_count && count < 63; i++) {
        if (schema->fields[i].required || !required_only)
            keys[count++] = schema->fields[i].key;
    }
    return count > 0 ? join_words(arena, keys) : join_keys(arena, schema, false);
}

/* What the field holds; for a list, what each item is. */
static const char *one_of(struct arena *arena, const struct field *field)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_TEXTS:
    case FIELD_PROSE:
    case FIELD_PROSES:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
        return translated("a text");
    case FIELD_SPANS:
        return translated("a line of text");
    case FIELD_INTEGER:
        return translated("a whole number");
    case FIELD_NUMBER:
        return translated("a number");
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
        return translated("true or false");
    case FIELD_DATE:
        return translated("a date");
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        return arena_format(arena, translated("one of %s"), join_words(arena, field->allowed));
    case FIELD_ID:
        return translated("a short name");
    case FIELD_REFERENCE:
    case FIELD_REFERENCES:
        return arena_format(arena, translated("the id of one %s"), translated(object_kind_name(field->kind)));
    case FIELD_PAIRS:
        return translated("a text");
    case FIELD_RECORD:
    case FIELD_RECORDS:
        return arena_format(arena, translated("a record with the keys %s"), join_keys(arena, field->record, true));
    }
    return "";
}

/* How the key is written. */
static const char *example(struct arena *arena, const struct field *field)
{
    const char *key = field->key;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_TOKEN:
    case FIELD_SPANS:
        return arena_format(arena, "'%s: ...'", key);
    case FIELD_PROSE:
    case FIELD_VERBATIM:
        return arena_format(arena, translated("'%s: |' and the text on the lines below, indented"), key);
    case FIELD_INTEGER:
        return arena_format(arena, "'%s: 12'", key);
    case FIELD_NUMBER:
        return arena_format(arena, "'%s: 22.3'", key);
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
        return arena_format(arena, "'%s: true'", key);
    case FIELD_DATE:
        return arena_format(arena, "'%s: 2024-05-17'", key);
    case FIELD_CHOICE:
        return arena_format(arena, "'%s: %s'", key, field->allowed[0]);
    case FIELD_ID:
    case FIELD_REFERENCE:
        return arena_format(arena, "'%s: ID'", key);
    case FIELD_REFERENCES:
        return arena_format(arena, "'%s: [ID, ID]'", key);
    case FIELD_CHOICES:
        return arena_format(arena, "'%s: [%s]'", key, field->allowed[0]);
    case FIELD_TEXTS:
    case FIELD_PROSES:
        return arena_format(arena, translated("'%s:' and below it, indented, a line '- ...' for each"), key);
    case FIELD_PAIRS:
    case FIELD_RECORD:
        return arena_format(arena, translated("'%s:' and below it, indented, its keys"), key);
    case FIELD_RECORDS:
        return arena_format(arena, translated("'%s:' and below it, indented, entries that begin with '- %s:'"), key,
                            field->record->fields[0].key);
    }
    return "";
}

/* Without the value of field, ids may be missing that others refer to. */
static void note_lost(const struct record_reader *reader, const struct field *field)
{
    if (field->type == FIELD_RECORD || field->type == FIELD_RECORDS || field->type == FIELD_ID)
        *reader->lost = true;
}

/* "informant 'IK-01'", or "informant" alone. */
static const char *name_of(struct arena *arena, const struct schema *schema, const char *id)
{
    return id ? arena_format(arena, "%s '%s'", translated(schema->name), id) : translated(schema->name);
}

/* The schema of other files that lie in folders and have this key, as findings have 'objective'; NULL: none. */
static const struct schema_file *home_of_key(const struct schema *schema, const char *key)
{
    bool lies_in_folder = false;

    for (size_t i = 0; i < schema_file_count; i++)
        lies_in_folder = lies_in_folder || (schema_files[i].schema == schema && schema_files[i].folder != NULL);
    for (size_t i = 0; lies_in_folder && i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        if (file->folder != NULL && file->schema != schema && schema_field(file->schema, key) != NULL)
            return file;
    }
    return NULL;
}

static void hint_key(const struct record_reader *reader, const struct schema *schema, const struct node *key,
                     const struct nearest *nearest)
{
    const struct schema_file *home = home_of_key(schema, key->text);
    struct arena *arena = reader->arena;

    bool is_rest_of_text = strchr(key->text, ' ') != NULL && key->next->kind == NODE_SCALAR && key->next->length == 0;

    if (key->length > 0 && strspn(key->text, "0123456789") == key->length)
        diag_hint(reader->diags, "within { } a comma begins the next key: write a number as 22.3, or in quotes");
    else if (nearest->match != NULL)
        diag_hint(reader->diags, "nearest is '%s'", nearest->match);
    else if (home != NULL)
        diag_hint(reader->diags, "that is a key of a %s: does this file belong into content/%s/?",
                  translated(home->schema->name), home->folder);
    else if (is_rest_of_text)
        diag_hint(reader->diags, "within { } a comma begins the next key: put a text with a comma in quotes");
    else
        diag_hint(reader->diags, "allowed here: %s", join_keys(arena, schema, false));
}

void diagnose_unknown_key(const struct record_reader *reader, const struct schema *schema, const struct node *key,
                          const char *id)
{
    struct arena *arena = reader->arena;

    if (key->next->kind != NODE_SCALAR)
        *reader->lost = true;
    if (key->kind != NODE_SCALAR) {
        diag_error(reader->diags, record_place(reader, key), "unknown-key",
                   "a key must be a word, not a list or a record");
        diag_hint(reader->diags, "put a text that begins with '[' or '{' in quotes");
    } else if (strcmp(key->text, "<<") == 0) {
        diag_error(reader->diags, record_place(reader, key), "unknown-key", "records cannot be merged with '<<'");
        diag_hint(reader->diags, "write out the keys of this %s", translated(schema->name));
    } else {
        struct nearest nearest = {.word = key->text};
        for (size_t i = 0; i < schema->field_count; i++)
            text_nearest(&nearest, schema->fields[i].key);
        diag_error(reader->diags, record_place(reader, key), "unknown-key", "unknown key '%.*s' in %s", LONGEST_SHOWN,
                   key->text, name_of(arena, schema, id));
        hint_key(reader, schema, key, &nearest);
    }
}

void diagnose_missing(const struct record_reader *reader, const struct record *record, const struct field *field,
                      const char *id)
{
    struct arena *arena = reader->arena;

    diag_error(reader->diags, record->place, "missing-key", "key '%s' is missing in %s", field->key,
               name_of(arena, record->schema, id));
    if (reader->is_marked && field->type == FIELD_ID)
        diag_hint(reader->diags, "write it with '#' behind the codes of the mark: [words]{.code #IK-01.4}");
    else
        diag_hint(reader->diags, "add %s (%s)", example(arena, field), translated(field->help));
    note_lost(reader, field);
}

void diagnose_duplicate_key(const struct record_reader *reader, const struct node *key, struct position first)
{
    diag_error(reader->diags, record_place(reader, key), "duplicate-key", "key '%s' is here a second time", key->text);
    diag_hint(reader->diags,
              key->column == 1 ? N_("its first value is in line %d: keep one of them, or join them")
                               : N_("its first value is in line %d: keep one of them, or begin a new record with '- '"),
              abs(first.line));
    if (key->next->kind != NODE_SCALAR)
        *reader->lost = true;
}

/* The value as it was found, for messages. */
static const char *found(struct arena *arena, const struct node *node)
{
    switch (node->kind) {
    case NODE_LIST:
        return translated("a list");
    case NODE_MAP:
        return translated("a record of keys and values");
    case NODE_SCALAR:
        break;
    }
    const char *text = node->text;
    size_t length = strcspn(text, "\r\n");
    if (text_length(text) <= LONGEST_SHOWN && text[length] == '\0')
        return arena_format(arena, "'%s'", text);
    size_t characters = 0, cut = 0;
    while (cut < length && characters < LONGEST_SHOWN) {
        cut++;
        while (((unsigned char)text[cut] & 0xc0) == 0x80)
            cut++;
        characters++;
    }
    return arena_format(arena, "'%.*s...'", (int)cut, text);
}

/* A plain text stands for each of its records. */
static bool takes_texts(const struct field *field)
{
    return field->type == FIELD_RECORDS && field->record->short_key != NULL;
}

static void type_hint(const struct record_reader *reader, const struct field *field, const struct node *node,
                      struct arena *arena)
{
    size_t whole = node->kind == NODE_SCALAR ? strspn(node->text, "0123456789") : 0;

    if (node->kind == NODE_SCALAR &&
        (field->type == FIELD_REFERENCES || field->type == FIELD_CHOICES || takes_texts(field)) &&
        strchr(node->text, '\n') == NULL)
        diag_hint(reader->diags, "write '%s: [%s]'", field->key, node->text);
    else if (field->type == FIELD_INTEGER && whole > 0 && node->text[whole] != '\0' &&
             strcspn(node->text + whole, "0123456789.,:") + whole == node->length)
        diag_hint(reader->diags, "write the number alone: '%s: %.*s'", field->key, (int)whole, node->text);
    else if (field->type == FIELD_PROSE && node->kind == NODE_LIST)
        diag_hint(reader->diags, "write '%s: |' and leave the list below it: it is then read as Markdown", field->key);
    else
        diag_hint(reader->diags, "write %s", example(arena, field));
}

void diagnose_type(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;
    const char *what = record_node_kind(field) == NODE_LIST ? translated("a list") : one_of(arena, field);

    if (field->type == FIELD_RECORDS && !takes_texts(field))
        what = arena_format(arena, translated("a list of records, each with the keys %s"),
                            join_keys(arena, field->record, true));
    diag_error(reader->diags, record_place(reader, node), "wrong-type", "'%s' must be %s, but %s was found", field->key,
               what, found(arena, node));
    type_hint(reader, field, node, arena);
    note_lost(reader, field);
}

void diagnose_item_type(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;

    diag_error(reader->diags, record_place(reader, node), "wrong-type", "an item of '%s' must be %s, but %s was found",
               field->key, one_of(arena, field), found(arena, node));
    if (field->type == FIELD_RECORDS)
        diag_hint(reader->diags, "begin the item with '- %s:'", field->record->fields[0].key);
    else if (node->kind == NODE_MAP && (field->type == FIELD_PROSES || field->type == FIELD_TEXTS))
        diag_hint(reader->diags, "put a text with ': ' in it in quotes");
    else
        diag_hint(reader->diags, "write %s", example(arena, field));
    note_lost(reader, field);
}

void diagnose_empty(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;

    diag_error(reader->diags, record_place(reader, node), "empty-value", "'%s' is empty", field->key);
    diag_hint(reader->diags, "write %s (%s)", example(arena, field), translated(field->help));
    note_lost(reader, field);
    if (record_node_kind(field) == NODE_LIST)
        diag_hint(reader->diags, "or '%s: []' if there are none yet", field->key);
}

void diagnose_empty_item(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    diag_error(reader->diags, record_place(reader, node), "empty-value", "an item of '%s' is empty", field->key);
    diag_hint(reader->diags, "remove it, or write something in its place");
}

void diagnose_language(const struct record_reader *reader, const struct field *field, const struct node *key)
{
    const struct languages *languages = reader->languages;
    struct nearest nearest = {.word = key->text ? key->text : ""};
    bool is_known = false;

    for (size_t i = 0; language_names[i] != NULL; i++) {
        is_known |= strcmp(language_names[i], nearest.word) == 0;
        text_nearest(&nearest, language_names[i]);
    }
    diag_error(reader->diags, record_place(reader, key), "unknown-language",
               "'%s' is given in '%.*s', which is not a language of this study", field->key, LONGEST_SHOWN,
               nearest.word);
    if (is_known)
        diag_hint(reader->diags, "write 'translations: [%s]' in content/study.yaml, or leave this text out",
                  nearest.word);
    else if (nearest.match != NULL && languages_have(languages, nearest.match))
        diag_hint(reader->diags, "nearest is '%s'", nearest.match);
    else
        diag_hint(reader->diags,
                  "write '%s: {%s: ...}' with a text for each language; put a text with ': ' in it in quotes",
                  field->key, languages->own);
}

void diagnose_own_language(const struct record_reader *reader, const struct field *field, const struct node *map)
{
    diag_error(reader->diags, record_place(reader, map), "missing-key",
               "'%s' has no text in the study's own language, '%s'", field->key, reader->languages->own);
    diag_hint(reader->diags, "write '%s: {%s: ...}' with the others behind it", field->key, reader->languages->own);
}

void diagnose_not_words(const struct record_reader *reader, const struct field *field, const struct node *key)
{
    diag_error(reader->diags, record_place(reader, key), "not-translated", "'%s' is the same in every language",
               field->key);
    diag_hint(reader->diags, "remove it: it is read from the file that this one translates");
}

/* true or false, as people in a hurry write it; NULL: no guess. */
static const char *meant_boolean(const char *text)
{
    const struct word_row *row = words_find(WORDS_BOOLEAN, text, strlen(text));

    return row != NULL ? row->name : NULL;
}

void diagnose_boolean(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;
    const char *meant = meant_boolean(node->text);
    struct nearest nearest = {.word = node->text};

    text_nearest(&nearest, "true");
    text_nearest(&nearest, "false");
    diag_error(reader->diags, record_place(reader, node), "wrong-type", "'%s' must be true or false, but %s was found",
               field->key, found(arena, node));
    if (meant == NULL)
        meant = nearest.match;
    if (meant != NULL)
        diag_hint(reader->diags, "write '%s: %s'", field->key, meant);
    else
        diag_hint(reader->diags, "write '%s: true' if it is so (%s), else '%s: false'", field->key,
                  translated(field->help), field->key);
}

/* Text, which is made of digits, dots, commas and blanks, as a number: a last, single dot or comma is kept. */
static const char *without_thousands(struct arena *arena, const char *text)
{
    const char *last = strrchr(text, '.') > strrchr(text, ',') ? strrchr(text, '.') : strrchr(text, ',');
    bool kept = strchr(text, '.') != NULL && strchr(text, ',') != NULL && strchr(text, *last) == last;
    char *plain = arena_string(arena, text);
    char *end = plain;

    for (const char *at = text; *at != '\0'; at++) {
        if (ascii_is_digit(*at) || (kept && at == last))
            *end++ = *at;
    }
    *end = '\0';
    return plain;
}

/* "10.5" of "10,5pt"; NULL: text begins with no number, or with one in another notation, as 1.000.000 or 1e1. */
static const char *leading_number(struct arena *arena, const char *text)
{
    size_t whole = strspn(text, "0123456789"), length = whole;

    if (whole > 0 && (text[whole] == '.' || text[whole] == ','))
        length += 1 + strspn(text + whole + 1, "0123456789");
    const char *rest = text + length;
    bool has_exponent = (*rest == 'e' || *rest == 'E') && rest[1] != '\0' && strchr("+-0123456789", rest[1]) != NULL;
    if (whole == 0 || *rest == '.' || *rest == ',' || has_exponent)
        return NULL;
    length = length == whole + 1 ? whole : length;
    char *number = arena_copy(arena, text, length);
    if (length > whole)
        number[whole] = '.';
    return number;
}

void diagnose_number(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;
    bool has_digits = strpbrk(node->text, "0123456789") != NULL;
    const char *leading = leading_number(arena, node->text);

    diag_error(reader->diags, record_place(reader, node), "wrong-type", "'%s' must be a number, but %s was found",
               field->key, found(arena, node));
    if (has_digits && strspn(node->text, "0123456789., ") == node->length)
        diag_hint(reader->diags, "write it without dots, commas or blanks between thousands: '%s: %s'", field->key,
                  without_thousands(arena, node->text));
    else if (has_digits && strcmp(field->key, "value") == 0)
        diag_hint(reader->diags, "write the digits alone, as 22.3, and put '%%' or another unit into 'unit'");
    else if (leading != NULL)
        diag_hint(reader->diags, "write the number alone: '%s: %.*s'", field->key, (int)strlen(leading), leading);
    else
        diag_hint(reader->diags, "write %s", example(arena, field));
}

void diagnose_choice(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;
    char *lower = arena_string(arena, node->text);
    struct nearest nearest = {.word = lower};

    for (char *at = lower; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    for (size_t i = 0; field->allowed[i] != NULL; i++)
        text_nearest(&nearest, field->allowed[i]);
    diag_error(reader->diags, record_place(reader, node), "unknown-value", "'%s' cannot be %s", field->key,
               found(arena, node));
    diag_hint_nearest(reader->diags, &nearest);
    diag_hint(reader->diags, "allowed: %s", join_words(arena, field->allowed));
}

/* text with everything replaced that an id cannot hold; NULL if nothing is left. */
static const char *mend_id(struct arena *arena, const char *text)
{
    char *mended = arena_string(arena, text);
    char *end = mended;

    for (; *text != '\0' && end - mended < ID_LIMIT; text++) {
        bool kept = isalnum((unsigned char)*text) || (end > mended && strchr("._-", *text) != NULL);
        if (kept)
            *end++ = *text;
        else if (end > mended && end[-1] != '-')
            *end++ = '-';
    }
    while (end > mended && end[-1] == '-')
        end--;
    *end = '\0';
    return end > mended ? mended : NULL;
}

void diagnose_id(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    struct arena *arena = reader->arena;
    const char *mended = mend_id(arena, node->text);

    if (node->length > ID_LIMIT)
        diag_error(reader->diags, record_place(reader, node), "bad-id", "'%s' is longer than %d characters", field->key,
                   ID_LIMIT);
    else
        diag_error(reader->diags, record_place(reader, node), "bad-id", "'%s' cannot be %s", field->key,
                   found(arena, node));
    if (mended != NULL)
        diag_hint(reader->diags, "letters a-z, digits, '.', '_' and '-' are allowed, after a letter or digit, as '%s'",
                  node->length <= ID_LIMIT ? mended : "IK-01");
    else
        diag_hint(reader->diags, "letters a-z, digits, '.', '_' and '-' are allowed, after a letter or digit");
    note_lost(reader, field);
}

void diagnose_date(const struct record_reader *reader, const struct field *field, const struct node *node,
                   enum date_status status)
{
    struct arena *arena = reader->arena;

    if (status == DATE_IMPOSSIBLE) {
        diag_error(reader->diags, record_place(reader, node), "bad-date", "there is no such date as %s",
                   found(arena, node));
        diag_hint(reader->diags, "'%s' is year-month-day; leave out the day or the month if it is not known",
                  field->key);
    } else {
        diag_error(reader->diags, record_place(reader, node), "bad-date", "'%s' must be a date, but %s was found",
                   field->key, found(arena, node));
        diag_hint(reader->diags, "write 2024-05-17 for 17 May 2024, 2024-05 for May 2024, or 2024");
    }
}

void diagnose_comment(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    diag_warning(reader->diags, record_place(reader, node), "comment-in-value",
                 "'%s' ends before '#', which begins a comment", field->key);
    diag_hint(reader->diags, "put the value in quotes if '#' belongs to it, or a space after '#' if it does not");
}
