#include "read/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "study/schema.h"

#include <stdint.h>
#include <string.h>

struct place record_place(const struct record_reader *reader, const struct node *node)
{
    return (struct place){reader->file, node->line, node->column};
}

void *record_empty(struct arena *arena, const struct schema *schema, const char *file)
{
    struct record *record = arena_alloc(arena, schema->size);

    record->schema = schema;
    record->place = (struct place){.file = file};
    record->fields = arena_alloc(arena, schema->field_count * sizeof *record->fields);
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].type == FIELD_INTEGER)
            *(long *)record_field(record, &schema->fields[i]) = INTEGER_ABSENT;
    }
    return record;
}

/* What a text that stands alone is marked as: it is in the study's own language, unless the whole file is in another.
 */
static const char *mark_of(const struct record_reader *reader)
{
    return reader->is_translation ? NULL : languages_mark(reader->languages);
}

/* The record that a plain text stands for: "[lama]" is "[{id: lama}]". */
static void *read_short(const struct record_reader *reader, const struct schema *schema, const struct node *text)
{
    struct node value = *text, key = {.kind = NODE_SCALAR, .line = text->line, .column = text->column};
    struct node map = {.kind = NODE_MAP, .line = text->line, .column = text->column, .items = &key};

    value.next = NULL;
    key.text = (char *)(uintptr_t)schema->short_key;
    key.length = strlen(schema->short_key);
    key.next = &value;
    return record_read(reader, schema, &map);
}

/* One item of a list field; NULL: reported and left out. */
static void *read_item(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    if (field->type == FIELD_RECORDS) {
        if (node->kind == NODE_MAP)
            return record_read(reader, field->record, node);
        if (node->kind == NODE_SCALAR && field->record->short_key != NULL)
            return read_short(reader, field->record, node);
        diagnose_item_type(reader, field, node);
        return NULL;
    }
    const char *mark = mark_of(reader);
    if (languages_are_in(field, node))
        node = languages_choose(reader, field, node, &mark);
    return node ? scalar_item(reader, field, node, mark) : NULL;
}

static void read_list(const struct record_reader *reader, const struct field *field, const struct node *node,
                      struct list *list)
{
    for (const struct node *item = node->items; item != NULL; item = item->next) {
        if (node_is_absent(item)) {
            diagnose_empty_item(reader, field, item);
            continue;
        }
        void *value = read_item(reader, field, item);
        if (value != NULL)
            list_add(list, reader->arena, value);
    }
}

/* Keys that the study declares elsewhere, each with a text. */
static void read_pairs(const struct record_reader *reader, const struct field *field, const struct node *map,
                       struct list *pairs)
{
    for (const struct node *key = map->items; key != NULL; key = key->next->next) {
        const struct node *value = key->next;
        if (key->kind != NODE_SCALAR || value->kind != NODE_SCALAR) {
            diagnose_item_type(reader, field, value);
            continue;
        }
        if (node_is_absent(value))
            continue;
        struct pair *pair = arena_alloc(reader->arena, sizeof *pair);
        *pair = (struct pair){arena_string(reader->arena, key->text), arena_string(reader->arena, value->text),
                              record_place(reader, value)};
        list_add(pairs, reader->arena, pair);
    }
}

enum node_kind record_node_kind(const struct field *field)
{
    switch (field->type) {
    case FIELD_RECORD:
    case FIELD_PAIRS:
        return NODE_MAP;
    case FIELD_RECORDS:
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_CHOICES:
        return NODE_LIST;
    case FIELD_TEXT:
    case FIELD_PROSE:
    case FIELD_SPANS:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
    case FIELD_DATE:
    case FIELD_CHOICE:
    case FIELD_ID:
    case FIELD_REFERENCE:
        break;
    }
    return NODE_SCALAR;
}

/* A text for each language: *place is where the one that is read stands. False: there is none, the field stays absent.
 */
static bool read_languages(const struct record_reader *reader, const struct field *field, const struct node *map,
                           void *target, struct position *place)
{
    const char *mark;
    const struct node *node = languages_choose(reader, field, map, &mark);

    if (node == NULL)
        return false;
    *place = (struct position){node->line, node->column};
    return scalar_read(reader, field, node, mark, target);
}

/* False: reported, the field stays absent. */
static bool read_field(const struct record_reader *reader, const struct field *field, const struct node *node,
                       void *target)
{
    if (node_is_absent(node)) {
        if (field->required || field->type == FIELD_VERBATIM) /* a quote without words */
            diagnose_empty(reader, field, node);
        return false;
    }
    if (node->kind != record_node_kind(field)) {
        diagnose_type(reader, field, node);
        return false;
    }
    switch (node->kind) {
    case NODE_SCALAR:
        return scalar_read(reader, field, node, mark_of(reader), target);
    case NODE_LIST:
        read_list(reader, field, node, target);
        return true;
    case NODE_MAP:
        if (field->type == FIELD_PAIRS) {
            read_pairs(reader, field, node, target);
            return true;
        }
        *(void **)target = record_read(reader, field->record, node);
        return true;
    }
    return false;
}

/* The record's own id, for messages; NULL if it has none. */
static const char *id_of(const struct schema *schema, const struct node *map)
{
    const struct field *id = schema_id(schema);
    const struct node *value = id ? node_value(map, id->key) : NULL;

    return value != NULL && value->kind == NODE_SCALAR && value->length > 0 ? value->text : NULL;
}

static void diagnose_missing_keys(const struct record_reader *reader, const struct record *record, const char *id)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        if (record->schema->fields[i].required && record->fields[i].line == 0)
            diagnose_missing(reader, record, &record->schema->fields[i], id);
    }
}

/* The field that an unknown key was meant for: the nearest one, if the map does not have it already. */
static const struct field *meant_field(const struct schema *schema, const struct node *map, const char *key)
{
    struct nearest nearest = {.word = key};

    for (size_t i = 0; i < schema->field_count; i++)
        text_nearest(&nearest, schema->fields[i].key);
    if (nearest.match == NULL || node_value(map, nearest.match) != NULL)
        return NULL;
    return schema_field(schema, nearest.match);
}

/* The field of key. NULL: it is unknown and what it was meant for cannot be told. */
static const struct field *find_field(const struct record_reader *reader, const struct schema *schema,
                                      const struct node *map, const struct node *key, const char *id)
{
    const struct field *field = key->kind == NODE_SCALAR ? schema_field(schema, key->text) : NULL;

    if (field != NULL)
        return field;
    diagnose_unknown_key(reader, schema, key, id);
    return key->kind == NODE_SCALAR ? meant_field(schema, map, key->text) : NULL;
}

static void read_pair(const struct record_reader *reader, struct record *record, const struct node *map,
                      const struct node *key, const char *id)
{
    const struct node *value = key->next;
    const struct field *field = find_field(reader, record->schema, map, key, id);

    if (field == NULL)
        return;
    if (reader->is_translation && !languages_apply(field)) {
        diagnose_not_words(reader, field, key);
        return;
    }
    /* Only here, where the record is being made, may its positions change. */
    struct position *position = (struct position *)&record->fields[field - record->schema->fields];
    if (position->line != 0) {
        diagnose_duplicate_key(reader, key, *position);
        return;
    }
    *position = (struct position){value->line, value->column};
    bool is_read = record_node_kind(field) == NODE_SCALAR && languages_are_in(field, value)
                       ? read_languages(reader, field, value, record_field(record, field), position)
                       : read_field(reader, field, value, record_field(record, field));
    if (!is_read)
        position->line = -value->line;
}

void *record_read(const struct record_reader *reader, const struct schema *schema, const struct node *node)
{
    struct record *record = record_empty(reader->arena, schema, reader->file);
    const char *id = id_of(schema, node);

    record->place = record_place(reader, node);
    for (const struct node *key = node->items; key != NULL; key = key->next->next)
        read_pair(reader, record, node, key, id);
    if (!reader->is_translation)
        diagnose_missing_keys(reader, record, id);
    return record;
}

void record_overlay(struct record *record, const struct record *translation)
{
    record->words = translation;
    for (size_t i = 0; i < record->schema->field_count; i++) {
        const struct field *field = &record->schema->fields[i];
        if (languages_apply(field) && translation->fields[i].line > 0)
            *(void **)record_field(record, field) = *(void **)record_field(translation, field);
    }
}
