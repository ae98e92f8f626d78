#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "manual/manual.h"
#include "read/private.h"
#include "study/schema.h"
#include "study/study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Adds schema and all that it refers to. */
static void collect(struct arena *arena, struct list *schemas, const struct schema *schema)
{
    for (size_t i = 0; i < schemas->count; i++) {
        if (schemas->items[i] == schema)
            return;
    }
    list_add(schemas, arena, (void *)schema);
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].record != NULL)
            collect(arena, schemas, schema->fields[i].record);
    }
}

static struct list all_schemas(struct arena *arena)
{
    struct list schemas = {0};

    for (size_t i = 0; i < schema_file_count; i++)
        collect(arena, &schemas, schema_files[i].schema);
    return schemas;
}

static bool has_record(const struct field *field)
{
    return field->type == FIELD_RECORD || field->type == FIELD_RECORDS;
}

static bool has_allowed(const struct field *field)
{
    return field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;
}

static bool has_kind(const struct field *field)
{
    return field->type == FIELD_ID || field->type == FIELD_REFERENCE || field->type == FIELD_REFERENCES;
}

static void every_field_is_declared_completely(void **state)
{
    struct arena *arena = arena_new();
    struct list schemas = all_schemas(arena);

    (void)state;
    for (size_t i = 0; i < schemas.count; i++) {
        const struct schema *schema = schemas.items[i];
        assert_true(*schema->name != '\0' && *schema->help != '\0');
        for (size_t j = 0; j < schema->field_count; j++) {
            const struct field *field = &schema->fields[j];
            assert_true(*field->key != '\0' && *field->help != '\0');
            assert_int_equal(has_record(field), field->record != NULL);
            if (field->type != FIELD_TOKEN) /* which may be one of some or not */
                assert_int_equal(has_allowed(field), field->allowed != NULL);
            assert_int_equal(has_kind(field), field->kind != OBJECT_NONE);
            assert_ptr_equal(schema_field(schema, field->key), field);
        }
    }
    arena_free(arena);
}

static void fields_lie_within_their_struct_and_apart(void **state)
{
    struct arena *arena = arena_new();
    struct list schemas = all_schemas(arena);

    (void)state;
    for (size_t i = 0; i < schemas.count; i++) {
        const struct schema *schema = schemas.items[i];
        for (size_t j = 0; j < schema->field_count; j++) {
            assert_true(schema->fields[j].offset >= sizeof(struct record));
            assert_true(schema->fields[j].offset < schema->size);
            for (size_t k = 0; k < j; k++)
                assert_int_not_equal(schema->fields[j].offset, schema->fields[k].offset);
        }
    }
    arena_free(arena);
}

static void names_of_records_are_unique(void **state)
{
    struct arena *arena = arena_new();
    struct list schemas = all_schemas(arena);

    (void)state;
    for (size_t i = 0; i < schemas.count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(((const struct schema *)schemas.items[i])->name,
                                    ((const struct schema *)schemas.items[j])->name);
    }
    arena_free(arena);
}

static void an_empty_record_has_all_fields_absent(void **state)
{
    struct arena *arena = arena_new();

    (void)state;
    const struct study_info *info = record_empty(arena, schema_files[0].schema, "content/study.yaml");
    assert_null(info->title);
    assert_int_equal(info->benefits.count, 0);
    assert_int_equal(record_place_of(&info->record, "title").line, 0);
    assert_string_equal(record_place_of(&info->record, "title").file, "content/study.yaml");
    const struct schema *privacy = schema_field(schema_files[0].schema, "privacy")->record;
    const struct privacy_settings *settings = record_empty(arena, privacy, "content/study.yaml");
    assert_true(settings->k == INTEGER_ABSENT);
    arena_free(arena);
}

static void both_prints_name_every_key(void **state)
{
    struct arena *arena = arena_new();
    struct list schemas = all_schemas(arena);
    struct buffer json = {0}, guide = {0};

    (void)state;
    schema_print_json(&json);
    schema_print_guide(&guide);
    for (size_t i = 0; i < schemas.count; i++) {
        const struct schema *schema = schemas.items[i];
        assert_non_null(strstr(json.bytes, arena_format(arena, "    \"%s\": {", schema->name)));
        for (size_t j = 0; j < schema->field_count; j++) {
            assert_non_null(strstr(json.bytes, arena_format(arena, "\"%s\": {", schema->fields[j].key)));
            assert_non_null(strstr(guide.bytes, arena_format(arena, "| `%s` | ", schema->fields[j].key)));
        }
    }
    buffer_free(&json);
    buffer_free(&guide);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_is_declared_completely),
        cmocka_unit_test(fields_lie_within_their_struct_and_apart),
        cmocka_unit_test(names_of_records_are_unique),
        cmocka_unit_test(an_empty_record_has_all_fields_absent),
        cmocka_unit_test(both_prints_name_every_key),
    };

    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
