#include "check/rules.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

static void offer_name(struct nearest *nearest, struct buffer *allowed, const char *name)
{
    text_nearest(nearest, name);
    buffer_format(allowed, "%s%s", allowed->length > 0 ? ", " : "", name);
}

void check_known_name(struct build *build, struct place place, const char *key, const char *name,
                      const struct known_names *known)
{
    struct nearest nearest = {.word = name};
    struct buffer allowed = {0};

    if (text_is_among(name, known->usual) || list_has_text(known->own, name))
        return;
    for (size_t i = 0; known->usual[i] != NULL; i++)
        offer_name(&nearest, &allowed, known->usual[i]);
    for (size_t i = 0; i < known->own->count; i++)
        offer_name(&nearest, &allowed, known->own->items[i]);
    diag_error(build->diags, place, known->code, "'%s' cannot be '%s'", key, name);
    diag_hint_nearest(build->diags, &nearest);
    diag_hint(build->diags, "allowed: %s", buffer_string(&allowed));
    diag_hint(build->diags, "or declare it by '%s' in content/%s", known->declared, known->file);
    buffer_free(&allowed);
}

/* What an item of a list field names; NULL: a record that names nothing. */
static const char *name_of(const struct field *field, const void *item)
{
    if (field->type == FIELD_RECORDS)
        return *(const char *const *)record_field(item, schema_field(field->record, field->record->short_key));
    return field->type == FIELD_REFERENCES ? ((const struct reference *)item)->id : item;
}

static struct place place_of_item(const struct record *record, const struct field *field, const void *item)
{
    if (field->type == FIELD_RECORDS)
        return record_place_of(item, field->record->short_key);
    return field->type == FIELD_REFERENCES ? ((const struct reference *)item)->place
                                           : record_place_of(record, field->key);
}

static void check_list(struct build *build, const struct record *record, const struct field *field,
                       const struct list *list)
{
    for (size_t i = 1; i < list->count; i++) {
        const char *name = name_of(field, list->items[i]);
        for (size_t j = 0; j < i && name != NULL; j++) {
            const char *other = name_of(field, list->items[j]);
            if (other == NULL || strcmp(name, other) != 0)
                continue;
            struct place place = place_of_item(record, field, list->items[i]);
            diag_warning(build->diags, place, "listed-twice", "'%s' appears twice in '%s'", name, field->key);
            diag_hint(build->diags, "take one of them out");
            break;
        }
    }
}

static void check_record(struct build *build, const struct record *record)
{
    for (size_t i = 0; i < record->schema->field_count; i++) {
        const struct field *field = &record->schema->fields[i];
        void *target = record_field(record, field);
        const struct list *list = target;
        bool is_named = field->type == FIELD_RECORDS && field->record->short_key != NULL;
        if (field->type == FIELD_REFERENCES || field->type == FIELD_CHOICES || is_named)
            check_list(build, record, field, list);
        if (field->type == FIELD_RECORD && *(struct record **)target != NULL)
            check_record(build, *(struct record **)target);
        for (size_t j = 0; field->type == FIELD_RECORDS && j < list->count; j++)
            check_record(build, list->items[j]);
    }
}

/* Ids that become file names must differ by more than case: many disks do not tell a.html from A.html. */
static void check_case(struct build *build, const struct study *study, enum object_kind kind)
{
    struct arena *arena = arena_new();
    struct map *folded = map_new(arena);
    const struct map *objects = study->objects[kind];

    for (size_t i = 0; i < map_count(objects); i++) {
        const char *id = map_key(objects, i);
        const struct record *first = map_put(folded, text_fold(arena, id), map_value(objects, i));
        if (first == NULL)
            continue;
        struct place place = first->place;
        diag_error(build->diags, study_object_place(kind, map_value(objects, i)), "similar-id",
                   "%s '%s' differs from another only in capital letters", translated(object_kind_name(kind)), id);
        diag_hint(build->diags, "their pages would be one file on many disks: rename this one or that in %s:%d",
                  place.file, place.line);
    }
    arena_free(arena);
}

void check_ids(struct build *build, const struct study *study)
{
    check_record(build, &study->info->record);
    check_record(build, &study->objectives->record);
    check_record(build, &study->codebook->record);
    check_record(build, &study->frameworks->record);
    check_record(build, &study->guide->record);
    for (size_t i = 0; i < study->excerpt_files.count; i++)
        check_record(build, study->excerpt_files.items[i]);
    check_case(build, study, OBJECT_OBJECTIVE);
    check_case(build, study, OBJECT_CODE);
    check_case(build, study, OBJECT_PAGE);
}
