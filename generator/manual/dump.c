#include "manual/manual.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/json.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <stdio.h>

/* `lampiran model`: the study as JSON, by its schema. */

struct dump {
    struct json json;
    struct arena *arena; /* for plain words, emptied by nobody before the end */
};

static void put_record(struct dump *dump, const struct record *record);

static void key_text(struct dump *dump, const char *key, const char *text)
{
    if (text == NULL)
        return;
    json_key_text(&dump->json, key, text);
}

static void put_place(struct dump *dump, struct place place)
{
    if (place.line > 0)
        key_text(dump, "at", arena_format(dump->arena, "%s:%d:%d", place.file, place.line, place.column));
}

/* One item of a list field. */
static void put_item(struct dump *dump, const struct field *field, const void *item)
{
    if (field->type == FIELD_RECORDS)
        put_record(dump, item);
    else if (field->type == FIELD_REFERENCES)
        json_text(&dump->json, ((const struct reference *)item)->id);
    else if (field->type == FIELD_PROSES)
        json_text(&dump->json, block_plain(dump->arena, item));
    else
        json_text(&dump->json, item);
}

static void put_list(struct dump *dump, const struct field *field, const struct list *list)
{
    if (list->count == 0)
        return;
    json_open_key(&dump->json, field->key, '[');
    for (size_t i = 0; i < list->count; i++)
        put_item(dump, field, list->items[i]);
    json_close(&dump->json, ']');
}

static void put_number(struct dump *dump, const char *key, const struct number *number)
{
    char digits[32];

    if (number->text == NULL)
        return;
    snprintf(digits, sizeof digits, "%.15g", number->value);
    json_key(&dump->json, key);
    json_raw(&dump->json, digits);
}

static void put_integer(struct dump *dump, const char *key, long value)
{
    if (value == INTEGER_ABSENT)
        return;
    json_key(&dump->json, key);
    json_integer(&dump->json, value);
}

static void put_boolean(struct dump *dump, const char *key, bool value)
{
    json_key(&dump->json, key);
    json_bool(&dump->json, value);
}

static void put_nested(struct dump *dump, const char *key, const struct record *record)
{
    if (record == NULL)
        return;
    json_key(&dump->json, key);
    put_record(dump, record);
}

static void put_field(struct dump *dump, const struct field *field, const void *target)
{
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_VERBATIM:
    case FIELD_TOKEN:
    case FIELD_DATE:
    case FIELD_ID:
        key_text(dump, field->key, *(const char *const *)target);
        break;
    case FIELD_PROSE:
        if (*(struct block *const *)target != NULL)
            key_text(dump, field->key, block_plain(dump->arena, *(struct block *const *)target));
        break;
    case FIELD_SPANS:
        if (*(struct span *const *)target != NULL)
            key_text(dump, field->key, span_plain(dump->arena, *(struct span *const *)target));
        break;
    case FIELD_INTEGER:
        put_integer(dump, field->key, *(const long *)target);
        break;
    case FIELD_NUMBER:
        put_number(dump, field->key, target);
        break;
    case FIELD_BOOLEAN:
        put_boolean(dump, field->key, *(const bool *)target);
        break;
    case FIELD_SWITCH:
        if (*(const int *)target != SWITCH_ABSENT)
            put_boolean(dump, field->key, *(const int *)target == SWITCH_ON);
        break;
    case FIELD_CHOICE:
        key_text(dump, field->key, field->allowed[*(const int *)target]);
        break;
    case FIELD_REFERENCE:
        key_text(dump, field->key, ((const struct reference *)target)->id);
        break;
    case FIELD_RECORD:
        put_nested(dump, field->key, *(struct record *const *)target);
        break;
    case FIELD_PAIRS:
        break; /* moved to the study's map of them */
    case FIELD_REFERENCES:
    case FIELD_TEXTS:
    case FIELD_PROSES:
    case FIELD_RECORDS:
    case FIELD_CHOICES:
        put_list(dump, field, target);
        break;
    }
}

static void put_fields(struct dump *dump, const struct record *record)
{
    put_place(dump, record->place);
    for (size_t i = 0; i < record->schema->field_count; i++)
        put_field(dump, &record->schema->fields[i], record_field(record, &record->schema->fields[i]));
}

static void put_record(struct dump *dump, const struct record *record)
{
    json_open(&dump->json, '{');
    put_fields(dump, record);
    json_close(&dump->json, '}');
}

static void put_records(struct dump *dump, const char *key, const struct list *records)
{
    json_open_key(&dump->json, key, '[');
    for (size_t i = 0; i < records->count; i++)
        put_record(dump, records->items[i]);
    json_close(&dump->json, ']');
}

/* A finding or page: its front matter and its words. */
static void put_text(struct dump *dump, const struct record *record, const struct block *body)
{
    json_open(&dump->json, '{');
    put_fields(dump, record);
    key_text(dump, "text", block_plain(dump->arena, body));
    json_close(&dump->json, '}');
}

static void put_texts(struct dump *dump, const struct study *study)
{
    json_open_key(&dump->json, "findings", '[');
    for (size_t i = 0; i < study->findings.count; i++) {
        const struct finding *finding = study->findings.items[i];
        put_text(dump, &finding->record, finding->body);
    }
    json_close(&dump->json, ']');
    json_open_key(&dump->json, "pages", '[');
    for (size_t i = 0; i < study->pages.count; i++) {
        const struct page *page = study->pages.items[i];
        put_text(dump, &page->record, page->body);
    }
    json_close(&dump->json, ']');
}

static void put_works(struct dump *dump, const struct list *works)
{
    json_open_key(&dump->json, "references", '[');
    for (size_t i = 0; i < works->count; i++) {
        const struct work *work = works->items[i];
        json_open(&dump->json, '{');
        put_place(dump, work->place);
        key_text(dump, "key", work->key);
        key_text(dump, "type", work->type);
        json_open_key(&dump->json, "fields", '{');
        for (const struct work_field *field = work->fields; field != NULL; field = field->next)
            key_text(dump, field->name, field->value);
        json_close(&dump->json, '}');
        json_close(&dump->json, '}');
    }
    json_close(&dump->json, ']');
}

static void put_inputs(struct dump *dump, const struct study *study)
{
    json_open_key(&dump->json, "figures", '[');
    for (size_t i = 0; i < study->figures.count; i++)
        json_text(&dump->json, study->figures.items[i]);
    json_close(&dump->json, ']');
    json_open_key(&dump->json, "inputs", '[');
    for (size_t i = 0; i < study->inputs.count; i++) {
        const struct input *input = study->inputs.items[i];
        json_open(&dump->json, '{');
        key_text(dump, "path", input->path);
        json_key(&dump->json, "size");
        json_integer(&dump->json, (long)input->size);
        json_close(&dump->json, '}');
    }
    json_close(&dump->json, ']');
}

/* {"IK-01": {"usia": "34"}} */
static void put_attributes(struct dump *dump, const struct study *study)
{
    const struct map *told = study_told_values(dump->arena, study);

    json_open_key(&dump->json, "attribute_values", '{');
    for (size_t i = 0; i < map_count(study->attribute_values); i++) {
        const struct list *values = map_value(study->attribute_values, i);
        if (values->count == 0)
            continue;
        json_open_key(&dump->json, map_key(study->attribute_values, i), '{');
        for (size_t j = 0; j < values->count; j++) {
            const struct attribute_value *value = values->items[j];
            if (study_tells(dump->arena, told, value))
                key_text(dump, value->key, value->text);
        }
        json_close(&dump->json, '}');
    }
    json_close(&dump->json, '}');
}

void study_dump(struct buffer *out, const struct study *study)
{
    struct dump dump = {.json = {.out = out}, .arena = arena_new()};

    json_open(&dump.json, '{');
    put_nested(&dump, "study", &study->info->record);
    put_nested(&dump, "objectives", &study->objectives->record);
    put_nested(&dump, "codebook", &study->codebook->record);
    put_nested(&dump, "definitions", &study->definitions->record);
    put_nested(&dump, "informants", &study->informants->record);
    put_nested(&dump, "documents", &study->documents->record);
    put_records(&dump, "excerpts", &study->excerpt_files);
    put_texts(&dump, study);
    put_nested(&dump, "synthesis", &study->synthesis->record);
    put_nested(&dump, "frameworks", &study->frameworks->record);
    put_nested(&dump, "statistics", &study->statistics->record);
    put_nested(&dump, "joint", &study->joint->record);
    put_nested(&dump, "guide", &study->guide->record);
    put_nested(&dump, "conclusions", &study->conclusions->record);
    put_nested(&dump, "reporting", &study->reporting->record);
    put_nested(&dump, "summaries", &study->summaries->record);
    put_nested(&dump, "second_coding", &study->second_coding->record);
    put_nested(&dump, "coders", &study->coders->record);
    put_nested(&dump, "abbreviations", &study->abbreviations->record);
    put_attributes(&dump, study);
    json_open_key(&dump.json, "memos", '{');
    put_records(&dump, "memos", &study->memos);
    json_close(&dump.json, '}');
    put_records(&dump, "codebook_versions", &study->codebook_versions);
    put_works(&dump, &study->works);
    put_inputs(&dump, study);
    json_close(&dump.json, '}');
    buffer_char(out, '\n');
    arena_free(dump.arena);
}
