#include "manual/manual.h"

#include "base/buffer.h"
#include "base/json.h"
#include "study/schema.h"
#include "study/study.h"

#include <string.h>

enum { MOST_SCHEMAS = 128 };

/* The records that were met, each defined once. */
struct printer {
    struct json json;
    const struct schema *schemas[MOST_SCHEMAS];
    size_t count;
};

static const char id_pattern[] = "^[A-Za-z0-9][A-Za-z0-9._-]*$";
static const char date_pattern[] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

static void key_text(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

/* "type": ["string", second, "null" if optional] */
static void put_types(struct json *json, const char *first, const char *second, bool optional)
{
    json_key(json, "type");
    json_open(json, '[');
    json_text(json, first);
    if (second != NULL)
        json_text(json, second);
    if (optional)
        json_text(json, "null");
    json_close(json, ']');
}

/* A text, or a text for each language by the language's tag. */
static void put_words(struct json *json, bool optional)
{
    json_key(json, "type");
    json_open(json, '[');
    json_text(json, "string");
    json_text(json, "number");
    json_text(json, "object");
    if (optional)
        json_text(json, "null");
    json_close(json, ']');
    json_key(json, "properties");
    json_open(json, '{');
    for (size_t i = 0; language_names[i] != NULL; i++) {
        json_key(json, language_names[i]);
        json_open(json, '{');
        put_types(json, "string", "number", false);
        json_close(json, '}');
    }
    json_close(json, '}');
    json_key(json, "additionalProperties");
    json_bool(json, false);
}

static void put_enum(struct json *json, const char *const *allowed)
{
    json_key(json, "enum");
    json_open(json, '[');
    for (size_t i = 0; allowed[i] != NULL; i++)
        json_text(json, allowed[i]);
    json_close(json, ']');
}

static void put_reference(struct printer *printer, const struct schema *schema)
{
    struct buffer target = {0};

    buffer_format(&target, "#/$defs/%s", schema->name);
    key_text(&printer->json, "$ref", target.bytes);
    buffer_free(&target);
}

/* A record, or the plain text that stands for one. */
static void put_short_or_reference(struct printer *printer, const struct schema *schema)
{
    struct json *json = &printer->json;

    json_key(json, "anyOf");
    json_open(json, '[');
    json_open(json, '{');
    const struct field *alone = schema_field(schema, schema->short_key);
    if (alone->allowed != NULL)
        put_enum(json, alone->allowed);
    else
        put_types(json, "string", "integer", false);
    json_close(json, '}');
    json_open(json, '{');
    put_reference(printer, schema);
    json_close(json, '}');
    json_close(json, ']');
}

/* What one value of the field must be; an editor sees numbers where a text is typed without quotes. */
static void put_value(struct printer *printer, const struct field *field, bool optional)
{
    struct json *json = &printer->json;

    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_PROSE:
    case FIELD_SPANS:
    case FIELD_TEXTS:
    case FIELD_PROSES:
        put_words(json, optional);
        break;
    case FIELD_TOKEN:
        if (field->allowed != NULL) {
            put_enum(json, field->allowed);
            break;
        }
        put_types(json, "string", "number", optional);
        break;
    case FIELD_VERBATIM:
        put_types(json, "string", "number", optional);
        break;
    case FIELD_INTEGER:
        put_types(json, "integer", NULL, optional);
        break;
    case FIELD_NUMBER:
        put_types(json, "number", "string", optional);
        break;
    case FIELD_BOOLEAN:
    case FIELD_SWITCH:
        put_types(json, "boolean", NULL, optional);
        break;
    case FIELD_DATE:
        put_types(json, "string", "integer", optional);
        key_text(json, "pattern", date_pattern);
        break;
    case FIELD_ID:
    case FIELD_REFERENCE:
    case FIELD_REFERENCES:
        put_types(json, "string", "integer", optional);
        if (field->kind != OBJECT_WORK)
            key_text(json, "pattern", id_pattern);
        break;
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        put_enum(json, field->allowed);
        break;
    case FIELD_PAIRS:
        put_types(json, "object", NULL, optional);
        break;
    case FIELD_RECORD:
    case FIELD_RECORDS:
        if (field->record->short_key != NULL)
            put_short_or_reference(printer, field->record);
        else
            put_reference(printer, field->record);
        break;
    }
}

static bool is_list(const struct field *field)
{
    return field->type == FIELD_REFERENCES || field->type == FIELD_TEXTS || field->type == FIELD_PROSES ||
           field->type == FIELD_RECORDS || field->type == FIELD_CHOICES;
}

static void put_field(struct printer *printer, const struct field *field)
{
    struct json *json = &printer->json;

    json_key(json, field->key);
    json_open(json, '{');
    key_text(json, "description", field->help);
    if (is_list(field)) {
        put_types(json, "array", NULL, !field->required);
        json_key(json, "items");
        json_open(json, '{');
        put_value(printer, field, false);
        json_close(json, '}');
    } else {
        put_value(printer, field, !field->required);
    }
    json_close(json, '}');
}

static void put_schema(struct printer *printer, const struct schema *schema)
{
    struct json *json = &printer->json;

    json_key(json, schema->name);
    json_open(json, '{');
    key_text(json, "description", schema->help);
    key_text(json, "type", "object");
    json_key(json, "additionalProperties");
    json_bool(json, false);
    json_key(json, "required");
    json_open(json, '[');
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].required)
            json_text(json, schema->fields[i].key);
    }
    json_close(json, ']');
    json_key(json, "properties");
    json_open(json, '{');
    for (size_t i = 0; i < schema->field_count; i++)
        put_field(printer, &schema->fields[i]);
    json_close(json, '}');
    json_close(json, '}');
}

static void collect(struct printer *printer, const struct schema *schema)
{
    for (size_t i = 0; i < printer->count; i++) {
        if (printer->schemas[i] == schema)
            return;
    }
    if (printer->count == MOST_SCHEMAS)
        return;
    printer->schemas[printer->count++] = schema;
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].record != NULL)
            collect(printer, schema->fields[i].record);
    }
}

void schema_print_json(struct buffer *out)
{
    struct printer printer = {.json = {.out = out}};
    struct json *json = &printer.json;

    for (size_t i = 0; i < schema_file_count; i++)
        collect(&printer, schema_files[i].schema);
    json_open(json, '{');
    key_text(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    key_text(json, "title", "Files of a lampiran study");
    json_key(json, "anyOf");
    json_open(json, '[');
    for (size_t i = 0; i < schema_file_count; i++) {
        json_open(json, '{');
        put_reference(&printer, schema_files[i].schema);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_key(json, "$defs");
    json_open(json, '{');
    for (size_t i = 0; i < printer.count; i++)
        put_schema(&printer, printer.schemas[i]);
    json_close(json, '}');
    json_close(json, '}');
    buffer_char(out, '\n');
}
