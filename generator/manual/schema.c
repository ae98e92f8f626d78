#include "manual/manual.h"

#include "base/buffer.h"
#include "base/json.h"
#include "base/map.h"
#include "base/say.h"
#include "study/schema.h"
#include "study/study.h"

#include <string.h>

enum { MOST_SCHEMAS = 128 };

/* The records that were met, each defined once. */
struct printer {
    struct json json;
    const struct study *study; /* whose ids are the only ones; NULL: any id will do */
    const struct schema *schemas[MOST_SCHEMAS];
    size_t count;
};

static const char id_pattern[] = "^[A-Za-z0-9][A-Za-z0-9._-]*$";
static const char date_pattern[] = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

/* "type": ["string", second, "null" if optional] */
static void put_types(struct json *json, const char *first, const char *second, bool optional)
{
    json_open_key(json, "type", '[');
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
    json_open_key(json, "type", '[');
    json_text(json, "string");
    json_text(json, "number");
    json_text(json, "object");
    if (optional)
        json_text(json, "null");
    json_close(json, ']');
    json_open_key(json, "properties", '{');
    for (size_t i = 0; language_names[i] != NULL; i++) {
        json_open_key(json, language_names[i], '{');
        put_types(json, "string", "number", false);
        json_close(json, '}');
    }
    json_close(json, '}');
    json_key(json, "additionalProperties");
    json_bool(json, false);
}

static void put_enum(struct json *json, const char *const *allowed)
{
    json_open_key(json, "enum", '[');
    for (size_t i = 0; allowed[i] != NULL; i++)
        json_text(json, allowed[i]);
    json_close(json, ']');
}

/* An id as YAML has it where it is typed without quotes. */
static void put_id(struct json *json, const char *id)
{
    size_t digits = strspn(id, "0123456789");

    json_text(json, id);
    if (digits > 0 && digits < 16 && id[digits] == '\0' && (*id != '0' || digits == 1))
        json_raw(json, id);
}

static void put_all(struct json *json, const struct map *ids)
{
    for (size_t i = 0; i < map_count(ids); i++) {
        if (map_value(ids, i) != NULL)
            put_id(json, map_key(ids, i));
    }
}

/* The ids of all objects of a kind; an informant or a document is a source. */
static void put_ids(struct json *json, const struct study *study, enum object_kind kind)
{
    if (kind != OBJECT_SOURCE)
        put_all(json, study->objects[kind]);
    if (kind == OBJECT_SOURCE) {
        put_all(json, study->objects[OBJECT_INFORMANT]);
        put_all(json, study->objects[OBJECT_DOCUMENT]);
    }
    if (kind == OBJECT_WORK)
        put_all(json, study->work_aliases);
}

static bool has_any(const struct study *study, enum object_kind kind)
{
    return kind == OBJECT_SOURCE ? has_any(study, OBJECT_INFORMANT) || has_any(study, OBJECT_DOCUMENT)
                                 : map_count(study->objects[kind]) > 0;
}

/* The ids of the study that a key may have as its value. False: any that looks like one. */
static bool put_known_ids(struct printer *printer, const struct field *field, bool optional)
{
    struct json *json = &printer->json;
    const struct study *study = printer->study;

    if (study == NULL || field->kind == OBJECT_NONE || field->type == FIELD_ID || !has_any(study, field->kind))
        return false;
    json_open_key(json, "enum", '[');
    put_ids(json, study, field->kind);
    if (optional)
        json_text(json, NULL);
    json_close(json, ']');
    return true;
}

/* A usual name, or one that the study declares. */
static void put_names(struct json *json, const char *const *usual)
{
    for (; *usual != NULL; usual++)
        json_text(json, *usual);
}

static void put_groups(struct json *json, const struct list *groups)
{
    put_names(json, group_names);
    for (size_t i = 0; i < groups->count; i++) {
        const struct group_description *group = groups->items[i];
        if (group->id != NULL)
            put_id(json, group->id);
    }
}

static void put_techniques(struct json *json, const struct list *techniques)
{
    put_names(json, technique_names);
    for (size_t i = 0; i < techniques->count; i++) {
        const struct own_technique *own = techniques->items[i];
        if (own->id != NULL)
            put_id(json, own->id);
    }
}

/* What a memo may be about, the groups of informants, techniques. False: the token is none of these. */
static bool put_known_tokens(struct printer *printer, const struct schema *schema, const struct field *field)
{
    static const enum object_kind about[] = {OBJECT_CODE, OBJECT_SOURCE, OBJECT_EXCERPT};
    struct json *json = &printer->json;
    bool is_about = strcmp(schema->name, "memo") == 0 && strcmp(field->key, "about") == 0;
    bool is_group = strcmp(schema->name, "informant") == 0 && strcmp(field->key, "group") == 0;
    bool is_technique = strcmp(field->key, "technique") == 0;

    if (printer->study == NULL || (!is_about && !is_group && !is_technique))
        return false;
    json_open_key(json, "enum", '[');
    for (size_t i = 0; is_about && i < sizeof about / sizeof *about; i++)
        put_ids(json, printer->study, about[i]);
    if (is_about)
        json_text(json, "study");
    if (is_group)
        put_groups(json, &printer->study->informants->groups);
    if (is_technique)
        put_techniques(json, &printer->study->info->techniques);
    if (!field->required)
        json_text(json, NULL);
    json_close(json, ']');
    return true;
}

/* The attributes that the study declares, each with what it may be. */
static void put_attributes(struct printer *printer)
{
    struct json *json = &printer->json;
    const struct list *attributes = &printer->study->informants->attributes;

    json_open_key(json, "properties", '{');
    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = attributes->items[i];
        if (attribute->id == NULL)
            continue;
        json_open_key(json, attribute->id, '{');
        if (attribute->type == ATTRIBUTE_CHOICE) {
            json_open_key(json, "enum", '[');
            for (size_t j = 0; j < attribute->choices.count; j++)
                put_id(json, attribute->choices.items[j]);
            json_text(json, NULL);
            json_close(json, ']');
        }
        json_close(json, '}');
    }
    json_close(json, '}');
    json_key(json, "additionalProperties");
    json_bool(json, false);
}

static void put_reference(struct printer *printer, const struct schema *schema)
{
    struct buffer target = {0};

    buffer_format(&target, "#/$defs/%s", schema->name);
    json_key_text(&printer->json, "$ref", target.bytes);
    buffer_free(&target);
}

/* A record, or the plain text that stands for one. */
static void put_short_or_reference(struct printer *printer, const struct schema *schema)
{
    struct json *json = &printer->json;

    json_open_key(json, "anyOf", '[');
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
    case FIELD_VERBATIM:
        if (field->allowed != NULL)
            put_enum(json, field->allowed);
        else
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
        json_key_text(json, "pattern", date_pattern);
        break;
    case FIELD_ID:
    case FIELD_REFERENCE:
    case FIELD_REFERENCES:
        if (put_known_ids(printer, field, optional))
            break;
        put_types(json, "string", "integer", optional);
        if (field->kind != OBJECT_WORK)
            json_key_text(json, "pattern", id_pattern);
        break;
    case FIELD_CHOICE:
    case FIELD_CHOICES:
        put_enum(json, field->allowed);
        break;
    case FIELD_PAIRS:
        put_types(json, "object", NULL, optional);
        if (printer->study != NULL)
            put_attributes(printer);
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

static void put_field(struct printer *printer, const struct schema *schema, const struct field *field)
{
    struct json *json = &printer->json;

    json_open_key(json, field->key, '{');
    json_key_text(json, "description", field->help);
    if (is_list(field)) {
        put_types(json, "array", NULL, !field->required);
        json_open_key(json, "items", '{');
        put_value(printer, field, false);
        json_close(json, '}');
    } else if (field->type != FIELD_TOKEN || !put_known_tokens(printer, schema, field)) {
        put_value(printer, field, !field->required);
    }
    json_close(json, '}');
}

static void put_schema(struct printer *printer, const struct schema *schema)
{
    struct json *json = &printer->json;

    json_open_key(json, schema->name, '{');
    json_key_text(json, "description", schema->help);
    json_key_text(json, "type", "object");
    json_key(json, "additionalProperties");
    json_bool(json, false);
    json_open_key(json, "required", '[');
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].required)
            json_text(json, schema->fields[i].key);
    }
    json_close(json, ']');
    json_open_key(json, "properties", '{');
    for (size_t i = 0; i < schema->field_count; i++)
        put_field(printer, schema, &schema->fields[i]);
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

static void put_definitions(struct printer *printer)
{
    json_open_key(&printer->json, "$defs", '{');
    for (size_t i = 0; i < printer->count; i++)
        put_schema(printer, printer->schemas[i]);
    json_close(&printer->json, '}');
    json_close(&printer->json, '}');
    buffer_char(printer->json.out, '\n');
}

/* Editors know draft 7 best. */
void schema_print_study_json(struct buffer *out, const struct study *study, const struct schema *schema)
{
    struct printer printer = {.json = {.out = out}, .study = study};
    struct json *json = &printer.json;

    collect(&printer, schema);
    json_open(json, '{');
    json_key_text(json, "$schema", "http://json-schema.org/draft-07/schema#");
    json_key_text(json, "title", schema->help);
    json_open_key(json, "allOf", '[');
    json_open(json, '{');
    put_reference(&printer, schema);
    json_close(json, '}');
    json_close(json, ']');
    put_definitions(&printer);
}

void schema_print_json(struct buffer *out)
{
    struct printer printer = {.json = {.out = out}};
    struct json *json = &printer.json;

    for (size_t i = 0; i < schema_file_count; i++)
        collect(&printer, schema_files[i].schema);
    json_open(json, '{');
    json_key_text(json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    json_key_text(json, "title", "Files of a lampiran study");
    json_open_key(json, "anyOf", '[');
    for (size_t i = 0; i < schema_file_count; i++) {
        json_open(json, '{');
        put_reference(&printer, schema_files[i].schema);
        json_close(json, '}');
    }
    json_close(json, ']');
    put_definitions(&printer);
}

/* ---- the guide ---- */

struct guide {
    struct buffer *out;
    const struct schema *printed[MOST_SCHEMAS];
    size_t count;
};

static void put_allowed(struct buffer *out, const char *const *allowed)
{
    for (size_t i = 0; allowed[i] != NULL; i++)
        buffer_format(out, "%s`%s`", i > 0 ? ", " : "", allowed[i]);
}

/* What a value is; with "one of " or "list of " the words that are allowed follow. */
static const char *const type_words[] = {
    [FIELD_TEXT] = N_("text"),
    [FIELD_TOKEN] = N_("text"),
    [FIELD_PROSE] = "Markdown",
    [FIELD_SPANS] = N_("one line of Markdown"),
    [FIELD_VERBATIM] = N_("text, word by word"),
    [FIELD_INTEGER] = N_("whole number"),
    [FIELD_NUMBER] = N_("number"),
    [FIELD_BOOLEAN] = N_("`true` or `false`"),
    [FIELD_SWITCH] = N_("`true` or `false`"),
    [FIELD_DATE] = N_("date"),
    [FIELD_CHOICE] = N_("one of "),
    [FIELD_CHOICES] = N_("list of "),
    [FIELD_ID] = N_("id"),
    [FIELD_TEXTS] = N_("list of texts"),
    [FIELD_PROSES] = N_("list of Markdown texts"),
    [FIELD_PAIRS] = N_("keys that the study declares, each with a text"),
};

static void put_type(struct buffer *out, const struct field *field)
{
    bool is_choice = field->type == FIELD_TOKEN && field->allowed != NULL;

    if (field->type == FIELD_REFERENCE) {
        buffer_format(out, translated("id of %s"), object_kind_one(field->kind));
    } else if (field->type == FIELD_REFERENCES) {
        buffer_format(out, translated("list of ids, each of %s"), object_kind_one(field->kind));
    } else if (field->type == FIELD_RECORD) {
        buffer_format(out, translated("record [%s](#%s)"), field->record->name, field->record->name);
    } else if (field->type == FIELD_RECORDS) {
        buffer_format(out, translated("list of records [%s](#%s)"), field->record->name, field->record->name);
    } else {
        buffer_text(out, translated(type_words[is_choice ? FIELD_CHOICE : field->type]));
        if (field->allowed != NULL)
            put_allowed(out, field->allowed);
    }
}

static void put_keys(struct buffer *out, const struct schema *schema)
{
    buffer_format(out, "%s|---|---|---|---|\n", translated("| Key | Value | Required | Meaning |\n"));
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct field *field = &schema->fields[i];
        buffer_format(out, "| `%s` | ", field->key);
        put_type(out, field);
        buffer_format(out, " | %s | %s |\n", field->required ? translated("yes") : "", translated(field->help));
    }
    buffer_char(out, '\n');
}

/* Sections for the records in schema that have none yet. */
static void put_records(struct guide *guide, const struct schema *schema)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        const struct schema *record = schema->fields[i].record;
        bool known = record == NULL || guide->count == MOST_SCHEMAS;
        for (size_t j = 0; j < guide->count && !known; j++)
            known = guide->printed[j] == record;
        if (known)
            continue;
        guide->printed[guide->count++] = record;
        buffer_format(guide->out, "### %s\n\n%s: %s.\n\n", record->name, translated("A record"),
                      translated(record->help));
        put_keys(guide->out, record);
        put_records(guide, record);
    }
}

void schema_print_guide(struct buffer *out)
{
    struct guide guide = {.out = out};

    buffer_format(out, "# %s\n\n", translated("The files of a study"));
    buffer_text(
        out,
        translated("All are in `content/`. A date is `2024-05-17`, `2024-05` or `2024`. An id is made of the letters "
                   "a-z and A-Z, digits, `.`, `_` and `-`, and begins with a letter or digit. Of a choice that is "
                   "left out, the first value holds.\n\n"));
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct schema_file *file = &schema_files[i];
        if (file->folder != NULL)
            buffer_format(out, "## %s/NAME%s\n\n", file->folder, file->pattern);
        else
            buffer_format(out, "## %s\n\n", file->pattern);
        buffer_format(out, "%s: %s.%s\n\n", file->required ? translated("Required") : translated("Optional"),
                      translated(file->help),
                      strcmp(file->pattern, ".md") == 0
                          ? translated(" The keys are in the front matter, between two lines "
                                       "`---` at the start of the file.")
                          : "");
        put_keys(out, file->schema);
        put_records(&guide, file->schema);
    }
    buffer_text(
        out, translated(
                 "## references.bib\n\nOptional: the works that are cited, in BibTeX or with biblatex's types and "
                 "fields, as "
                 "Zotero and Mendeley export them.\n\n"
                 "- Names are separated by `and`; a list that is cut short ends with `and others`. Institutions are in "
                 "braces of their own: `author = {{Badan Pusat Statistik}}`.\n"
                 "- Laws and regulations are `@legislation`: `title`, `number`, `year`, and perhaps `shorttitle`, by "
                 "which they are cited, and `journaltitle`, where they were made known.\n"
                 "- `langid` says in which language a title is: `indonesian`, `english`, a name that babel knows, or "
                 "a code (`id`). Without it, it is the language of the study. Titles of other languages are marked for "
                 "screen "
                 "readers and hyphenation. English ones are printed in sentence case, but for what stands in braces.\n"
                 "- `year` takes `n.d.`, `ca. 1999` and `in press` as well, `date` also `2020-05-06`, `2020/2021` and "
                 "`-0379`, "
                 "which is 380 B.C.E.\n\n"
                 "## figures/\n\nOptional: figures, as SVG, PNG or DOT.\n"));
}
