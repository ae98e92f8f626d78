/*
 * What one record says goes into another of its kind, key by key: lists become one, what only the first says is copied
 * as it is typed, and where both say something else a person decides.
 */

#include "edit/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

struct joining {
    struct editing *editing;
    const struct record *from, *to;
    struct edited *source, *target;
    struct buffer added;  /* lines for the end of the record */
    struct buffer differ; /* keys of which both say something else, with commas */
    bool fails;           /* reported */
};

/* What the second is called and where it is: that of the first goes. */
static bool is_name(const struct record *record, const char *key)
{
    static const char *const names[] = {"id", "label", "title", "menu", "order", "guid", "formerly", NULL};
    static const char *const words[] = {"text", "turns", "lines", "where", "partial", "according_to", NULL};

    return text_is_among(key, names) || (strcmp(record->schema->name, "informant") == 0 && strcmp(key, "code") == 0) ||
           (strcmp(record->schema->name, "excerpt") == 0 && text_is_among(key, words));
}

static void note_difference(struct joining *joining, const char *key)
{
    buffer_format(&joining->differ, "%s%s", joining->differ.length > 0 ? ", " : "", key);
}

static void complain_of_layout(struct joining *joining, const struct record *record, const char *key)
{
    if (joining->fails)
        return;
    joining->fails = true;
    diag_error(joining->editing->build->diags, record->place, "edit-layout",
               "what '%s' says here cannot be joined as it is typed", key);
    diag_hint(joining->editing->build->diags, "write both records on lines of their own, as '- id: ...'");
}

/* ---- a key as it is typed ---- */

static bool is_key_at(const struct edited *file, size_t at, const char *key)
{
    const char *text = file->text + (at < file->length ? at : file->length);
    size_t length = strlen(key);

    text += *text == '"' || *text == '\'';
    if (strncmp(text, key, length) != 0)
        return false;
    text += length + (text[length] == '"' || text[length] == '\'');
    return text[strspn(text, " ")] == ':';
}

/* Behind the lines of the key at the offset, which is column bytes into its line. */
static size_t key_end(const struct edited *file, size_t at, size_t column)
{
    size_t end = edited_line_after(file, at);

    for (size_t line = end; line < file->length; line = edited_line_after(file, line)) {
        size_t indent = strspn(file->text + line, " ");
        char first = file->text[line + indent];
        if (first == '\n' || first == '\r')
            continue;
        if (indent < column || (indent == column && !(first == '-' && file->text[line + indent + 1] == ' ')))
            break;
        end = edited_line_after(file, line);
    }
    return end;
}

/* Adds text with each line but the first so much further out, and without returns. */
static const char *outdented(struct arena *arena, const char *text, size_t column)
{
    struct buffer out = {0};

    for (bool is_first = true; *text != '\0'; is_first = false) {
        size_t indent = is_first ? 0 : strspn(text, " "), length = strcspn(text, "\r\n");
        size_t skipped = indent < column ? indent : column;
        buffer_bytes(&out, text + skipped, length - skipped);
        buffer_char(&out, '\n');
        text += length + (text[length] == '\r');
        text += *text == '\n';
    }
    return buffer_take(&out, arena);
}

/* "key: value" with its line ends, as if the key began the line; NULL: it is not typed so. */
static const char *key_text(struct joining *joining, const char *key)
{
    struct edited *file = joining->source;
    struct arena *arena = joining->editing->arena;
    size_t at = edited_offset(file, record_place_of(joining->from, key));
    size_t column = (size_t)joining->from->place.column - 1, first = edited_offset(file, joining->from->place);
    struct buffer out = {0};

    if (yaml_is_in_braces(joining->editing, file, joining->from)) {
        edited_part(file, at, at + yaml_value_length(file, at), &out);
        const char *text = arena_concat(arena, key, ": ", buffer_string(&out), "\n", NULL);
        buffer_free(&out);
        return text;
    }
    size_t line = edited_line_begin(file, at);
    while (!is_key_at(file, line + column, key)) {
        if (line + column <= first)
            return NULL;
        line = edited_line_begin(file, line - 1);
    }
    edited_part(file, line + column, key_end(file, line + column, column), &out);
    const char *text = outdented(arena, buffer_string(&out), column);
    buffer_free(&out);
    return text;
}

/* Puts lines with that indent to out. */
static void put_lines(struct buffer *out, const char *text, size_t indent, const char *end)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            buffer_format(out, "%*s", (int)indent, "");
        buffer_bytes(out, text, length);
        buffer_text(out, end);
        text += length + (text[length] == '\n');
    }
}

/* The first says it, the second does not. */
static void copy_key(struct joining *joining, const char *key)
{
    struct editing *editing = joining->editing;
    const char *text = key_text(joining, key),
               *id = strcmp(joining->to->schema->name, "informant") == 0 ? "code" : "id";
    bool has_more = text != NULL && strchr(text, '\n')[1] != '\0';

    if (text == NULL || (has_more && yaml_is_in_braces(editing, joining->target, joining->to))) {
        complain_of_layout(joining, joining->from, key);
    } else if (yaml_is_in_braces(editing, joining->target, joining->to)) {
        size_t at = edited_offset(joining->target, record_place_of(joining->to, id));
        const char *quoted = yaml_quoted_value(editing, joining->from, key);
        const char *value = strpbrk(text, ",[]{}#") != NULL && quoted != NULL
                                ? arena_concat(editing->arena, key, ": ", quoted, NULL)
                                : arena_copy(editing->arena, text, strlen(text) - 1);
        edited_change(editing, joining->target, at + yaml_value_length(joining->target, at), 0,
                      arena_concat(editing->arena, ", ", value, NULL));
    } else {
        put_lines(&joining->added, text, (size_t)joining->to->place.column - 1, edited_line_end(joining->target));
    }
}

/* ---- values of both ---- */

/* Both say the same. */
static bool is_same(struct arena *arena, const struct field *field, const void *from, const void *to)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
    case FIELD_DATE:
    case FIELD_ID:
        return strcmp(*(const char *const *)from, *(const char *const *)to) == 0;
    case FIELD_PROSE:
        return strcmp(block_plain(arena, *(struct block *const *)from),
                      block_plain(arena, *(struct block *const *)to)) == 0;
    case FIELD_SPANS:
        return strcmp(span_plain(arena, *(struct span *const *)from), span_plain(arena, *(struct span *const *)to)) ==
               0;
    case FIELD_INTEGER:
        return *(const long *)from == *(const long *)to;
    case FIELD_NUMBER:
        return strcmp(((const struct number *)from)->text, ((const struct number *)to)->text) == 0;
    case FIELD_BOOLEAN:
        return *(const bool *)from == *(const bool *)to;
    case FIELD_SWITCH:
    case FIELD_CHOICE:
        return *(const int *)from == *(const int *)to;
    case FIELD_REFERENCE:
        return ((const struct reference *)from)->object == ((const struct reference *)to)->object;
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_RECORD:
    case FIELD_RECORDS:
    case FIELD_PAIRS:
    case FIELD_CHOICES:
        break;
    }
    return false;
}

/* Puts an item of a list in brackets or on lines behind the last one of the second. */
static void add_item(struct joining *joining, const char *key, struct place last, size_t length, const char *text)
{
    struct edited *file = joining->target;
    size_t list = edited_offset(file, record_place_of(joining->to, key)), at = edited_offset(file, last);

    if (last.line > 0) {
        at += file->text[at] == '"' || file->text[at] == '\'';
        yaml_add_item(joining->editing, file, at, length, text);
    } else if (file->text[list] == '[') {
        edited_change(joining->editing, file, list + 1, 0, text);
    } else {
        complain_of_layout(joining, joining->to, key);
    }
}

static void join_references(struct joining *joining, const char *key, const struct list *from, const struct list *to)
{
    const struct reference *last = to->count > 0 ? to->items[to->count - 1] : NULL;
    const char *more = NULL;

    for (size_t i = 0; i < from->count; i++) {
        const struct reference *added = from->items[i];
        bool is_there = added->id == NULL;
        for (size_t j = 0; j < to->count && !is_there; j++)
            is_there = added->object == ((const struct reference *)to->items[j])->object;
        if (!is_there && last != NULL)
            add_item(joining, key, last->place, strlen(last->id), added->id);
        else if (!is_there)
            more = more ? arena_concat(joining->editing->arena, more, ", ", added->id, NULL) : added->id;
    }
    if (more != NULL)
        add_item(joining, key, (struct place){0}, 0, more);
}

/* Values of the study's own attributes: what only the first informant has goes behind what the second has. */
static void join_attributes(struct joining *joining, const char *key)
{
    struct editing *editing = joining->editing;
    const struct list *from =
        study_attributes_of(editing->study, (const struct informant *)(const void *)joining->from);
    const struct list *to = study_attributes_of(editing->study, (const struct informant *)(const void *)joining->to);
    const struct attribute_value *last = to->count > 0 ? to->items[to->count - 1] : NULL;

    for (size_t i = 0; i < from->count; i++) {
        const struct attribute_value *added = from->items[i], *same = NULL;
        for (size_t j = 0; j < to->count && same == NULL; j++) {
            const struct attribute_value *other = to->items[j];
            same = strcmp(other->key, added->key) == 0 ? other : NULL;
        }
        if (same != NULL && strcmp(same->text, added->text) != 0)
            note_difference(joining, arena_concat(editing->arena, key, ".", added->key, NULL));
        if (same != NULL || last == NULL)
            continue;
        struct buffer value = {0};
        size_t at = edited_offset(joining->target, last->place), line = edited_line_begin(joining->target, at);
        bool is_flow = joining->target->text[edited_offset(joining->target, record_place_of(joining->to, key))] == '{';
        yaml_quoted(&value, added->text);
        const char *pair = arena_concat(editing->arena, added->key, ": ", buffer_string(&value), NULL);
        const char *head =
            arena_copy(editing->arena, joining->target->text + line, strspn(joining->target->text + line, " "));
        edited_change(editing, joining->target, at + yaml_value_length(joining->target, at), 0,
                      is_flow ? arena_concat(editing->arena, ", ", pair, NULL)
                              : arena_concat(editing->arena, edited_line_end(joining->target), head, pair, NULL));
        buffer_free(&value);
    }
}

/* A record as it is typed, on one line in braces if the second has its own so; NULL: it cannot be had so. */
static const char *item_text(struct joining *joining, const struct record *record, bool as_braces)
{
    struct arena *arena = joining->editing->arena;
    struct edited *file = joining->source;
    size_t at = edited_offset(file, record->place), from, to;

    if (yaml_is_in_braces(joining->editing, file, record))
        return arena_copy(arena, file->text + at, yaml_value_length(file, at));
    if (as_braces || !yaml_record_lines(file, record, &from, &to))
        return NULL;
    return outdented(arena, arena_copy(arena, file->text + at, to - at), (size_t)record->place.column - 1);
}

static bool are_in_braces(const struct joining *joining, const struct list *records)
{
    bool are = true;

    for (size_t i = 0; i < records->count; i++)
        are &= yaml_is_in_braces(joining->editing, joining->source, records->items[i]);
    return are;
}

/* The record as an item of a list on lines: the first line has its dash, two columns before what the others begin at.
 */
static void put_item(struct buffer *out, const char *text, size_t column, const char *end)
{
    size_t dash = out->length + column - 2;

    put_lines(out, text, column, end);
    out->bytes[dash] = '-';
}

/* Interviews and the like: all of both. A list in brackets is opened for what is on lines. */
static void join_records(struct joining *joining, const char *key, const struct list *from, const struct list *to)
{
    struct editing *editing = joining->editing;
    const struct record *last = to->items[to->count - 1];
    struct edited *file = joining->target;
    size_t at = edited_offset(file, last->place), first, end, column = (size_t)last->place.column - 1;
    bool is_line = yaml_record_lines(file, last, &first, &end), opens = !is_line && !are_in_braces(joining, from);
    struct buffer added = {0};

    if (opens) {
        at = edited_offset(file, record_place_of(joining->to, key));
        column = (size_t)joining->to->place.column + 3;
        yaml_open_list(editing, file, at, column - 2);
        buffer_text(&added, edited_line_end(file));
    }
    for (size_t i = 0; i < from->count; i++) {
        const char *text = item_text(joining, from->items[i], !is_line && !opens);
        if (text == NULL)
            complain_of_layout(joining, joining->from, key);
        else if (is_line || opens)
            put_item(&added, text, column, edited_line_end(file));
        else
            buffer_format(&added, ", %s", text);
    }
    if (!is_line)
        end = at + yaml_value_length(file, at);
    else if (end > 0 && file->text[end - 1] != '\n')
        edited_change(editing, file, end, 0, edited_line_end(file));
    if (opens) /* the line ends behind the brackets */
        added.length -= strlen(edited_line_end(file));
    edited_change(editing, file, end, 0, arena_copy(editing->arena, buffer_string(&added), added.length));
    buffer_free(&added);
}

/* ---- all keys ---- */

static void join_field(struct joining *joining, const struct field *field)
{
    const void *from = record_field(joining->from, field), *to = record_field(joining->to, field);

    if (!record_has(joining->from, field->key) || is_name(joining->from, field->key))
        return;
    if (!record_has(joining->to, field->key))
        copy_key(joining, field->key);
    else if (field->type == FIELD_REFERENCES)
        join_references(joining, field->key, from, to);
    else if (field->type == FIELD_PAIRS)
        join_attributes(joining, field->key);
    else if (field->type == FIELD_RECORDS && ((const struct list *)to)->count > 0)
        join_records(joining, field->key, from, to);
    else if (!is_same(joining->editing->arena, field, from, to))
        note_difference(joining, field->key);
}

/* Something that goes into the second record is on lines. */
static bool needs_lines(struct joining *joining)
{
    const struct schema *schema = joining->from->schema;
    bool needs = false;

    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        const char *text;
        if (!record_has(joining->from, field->key) || is_name(joining->from, field->key))
            continue;
        if (!record_has(joining->to, field->key))
            needs |= (text = key_text(joining, field->key)) != NULL && strchr(text, '\n')[1] != '\0';
        else if (field->type == FIELD_RECORDS)
            needs |= !are_in_braces(joining, record_field(joining->from, field));
    }
    return needs;
}

/* Where lines behind the others of the record go. */
static size_t record_end(const struct edited *file, const struct record *record)
{
    size_t from, to;

    if (yaml_record_lines(file, record, &from, &to))
        return to;
    /* Front matter: in front of the line that ends it. */
    for (to = edited_offset(file, record->place); to < file->length && strncmp(file->text + to, "---", 3) != 0;)
        to = edited_line_after(file, to);
    return to;
}

static void put_added(struct joining *joining)
{
    struct edited *file = joining->target;

    if (joining->added.length == 0)
        return;
    size_t at = record_end(file, joining->to);
    bool is_open = at > 0 && file->text[at - 1] != '\n';
    edited_change(joining->editing, file, at, 0,
                  arena_concat(joining->editing->arena, is_open ? edited_line_end(file) : "",
                               buffer_string(&joining->added), NULL));
}

bool record_join(struct editing *editing, const struct record *from, const struct record *to, struct buffer *differ)
{
    struct joining joining = {.editing = editing,
                              .from = from,
                              .to = to,
                              .source = edited_file(editing, from->place.file),
                              .target = edited_file(editing, to->place.file)};

    if (joining.source == NULL || joining.target == NULL)
        return false;
    if (needs_lines(&joining))
        yaml_open_record(editing, joining.target, to);
    for (size_t i = 0; i < from->schema->field_count; i++)
        join_field(&joining, &from->schema->fields[i]);
    if (!joining.fails)
        put_added(&joining);
    if (joining.differ.length > 0)
        buffer_format(differ, "%s%s", differ->length > 0 ? ", " : "", buffer_string(&joining.differ));
    buffer_free(&joining.added);
    buffer_free(&joining.differ);
    return !joining.fails;
}

/* ---- names ---- */

/* Where the list of names of code begins in the file; its length: it has none. *key: where its line begins. */
static size_t names_of(const struct edited *file, const char *code, size_t *key)
{
    for (size_t line = file->start; line < file->length; line = edited_line_after(file, line)) {
        if (!is_key_at(file, line, code))
            continue;
        const char *colon = strchr(file->text + line + strlen(code), ':');
        *key = line;
        return (size_t)(colon + 1 + strspn(colon + 1, " ") - file->text);
    }
    return file->length;
}

bool identities_join(struct editing *editing, const struct rename *rename)
{
    struct edited *file = edited_file(editing, "content/private/identities.yaml");
    size_t key, kept_key, from = file ? names_of(file, rename->old, &key) : 0;

    if (file == NULL || from == file->length)
        return true;
    size_t to = names_of(file, rename->new, &kept_key), end = key_end(file, key, 0);
    if (to == file->length) {
        size_t quote = file->text[key] == '"' || file->text[key] == '\'';
        edited_change(editing, file, key + quote, strlen(rename->old), rename->new);
        return true;
    }
    size_t length = yaml_value_length(file, from), kept = yaml_value_length(file, to);
    if (file->text[from] == '[' && file->text[to] == '[') {
        const char *names = arena_copy(editing->arena, file->text + from + 1, length - 2);
        bool is_empty = kept < 3 || length < 3;
        edited_change(editing, file, to + kept - 1, 0, arena_concat(editing->arena, is_empty ? "" : ", ", names, NULL));
    } else if (strchr("\r\n", file->text[from]) != NULL && strchr("\r\n", file->text[to]) != NULL) {
        size_t lines = edited_line_after(file, key);
        edited_change(editing, file, key_end(file, kept_key, 0), 0,
                      arena_copy(editing->arena, file->text + lines, end - lines));
    } else {
        diag_error(editing->build->diags, (struct place){.file = file->path}, "edit-layout",
                   "the names of '%s' and '%s' are typed in two ways", rename->old, rename->new);
        diag_hint(editing->build->diags, "write the names of both behind '%s', and take the other out", rename->new);
        return false;
    }
    edited_change(editing, file, key, end - key, "");
    return true;
}
