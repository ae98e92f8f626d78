#include "read/record.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "model/schema.h"
#include "read/mistake.h"
#include "read/scalar.h"
#include "read/yaml.h"

#include <string.h>

static struct place place_of(const struct record_reader *reader, const struct node *node)
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

/* One item of a list field; NULL: reported and left out. */
static void *read_item(const struct record_reader *reader, const struct field *field, const struct node *node)
{
    if (field->type == FIELD_RECORDS) {
        if (node->kind == NODE_MAP)
            return record_read(reader, field->record, node);
        mistake_item_type(reader, field, node);
        return NULL;
    }
    return scalar_item(reader, field, node);
}

static void read_list(const struct record_reader *reader, const struct field *field, const struct node *node,
                      struct list *list)
{
    if (node->kind != NODE_LIST) {
        mistake_type(reader, field, node);
        return;
    }
    for (const struct node *item = node->items; item != NULL; item = item->next) {
        if (node_is_absent(item)) {
            mistake_empty_item(reader, field, item);
            continue;
        }
        void *value = read_item(reader, field, item);
        if (value != NULL)
            list_add(list, reader->arena, value);
    }
}

static void read_field(const struct record_reader *reader, const struct field *field, const struct node *node,
                       void *target)
{
    switch (field->type) {
    case FIELD_RECORD:
        if (node->kind == NODE_MAP)
            *(void **)target = record_read(reader, field->record, node);
        else
            mistake_type(reader, field, node);
        break;
    case FIELD_RECORDS:
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_CHOICES:
        read_list(reader, field, node, target);
        break;
    case FIELD_TEXT:
    case FIELD_PROSE:
    case FIELD_SPANS:
    case FIELD_VERBATIM:
    case FIELD_INTEGER:
    case FIELD_NUMBER:
    case FIELD_BOOLEAN:
    case FIELD_DATE:
    case FIELD_CHOICE:
    case FIELD_ID:
    case FIELD_REFERENCE:
        if (node->kind == NODE_SCALAR)
            scalar_read(reader, field, node, target);
        else
            mistake_type(reader, field, node);
        break;
    }
}

/* The record's own id, for messages; NULL if it has none. */
static const char *id_of(const struct schema *schema, const struct node *map)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].type == FIELD_ID) {
            const struct node *value = node_value(map, schema->fields[i].key);
            return value != NULL && value->kind == NODE_SCALAR && value->length > 0 ? value->text : NULL;
        }
    }
    return NULL;
}

static void report_missing(const struct record_reader *reader, const struct record *record, const char *id)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        if (record->schema->fields[i].required && record->fields[i].line == 0)
            mistake_missing(reader, record, &record->schema->fields[i], id);
    }
}

static void read_pair(const struct record_reader *reader, struct record *record, struct position *positions,
                      const struct node *key, const char *id)
{
    const struct schema *schema = record->schema;
    const struct node *value = key->next;
    const struct field *field = key->kind == NODE_SCALAR ? schema_field(schema, key->text) : NULL;

    if (field == NULL) {
        mistake_unknown_key(reader, schema, key, id);
        return;
    }
    struct position *position = &positions[field - schema->fields];
    if (position->line > 0) {
        mistake_duplicate_key(reader, key, *position);
        return;
    }
    *position = (struct position){value->line, value->column};
    if (!node_is_absent(value))
        read_field(reader, field, value, record_field(record, field));
    else if (field->required)
        mistake_empty(reader, field, value);
}

void *record_read(const struct record_reader *reader, const struct schema *schema, const struct node *node)
{
    struct record *record = record_empty(reader->arena, schema, reader->file);
    struct position *positions = arena_alloc(reader->arena, schema->field_count * sizeof *positions);
    const char *id = id_of(schema, node);

    record->place = place_of(reader, node);
    record->fields = positions;
    for (const struct node *key = node->items; key != NULL; key = key->next->next)
        read_pair(reader, record, positions, key, id);
    report_missing(reader, record, id);
    return record;
}
