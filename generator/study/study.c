#include "study/study.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/schema.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { FEW = 12 }; /* ids listed in a hint */

/* What a record holds and where that stands, by the tables in schema_*.c. */

const struct field *schema_field(const struct schema *schema, const char *key)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (strcmp(schema->fields[i].key, key) == 0)
            return &schema->fields[i];
    }
    return NULL;
}

const struct field *schema_id(const struct schema *schema)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].type == FIELD_ID)
            return &schema->fields[i];
    }
    return NULL;
}

void *record_field(const struct record *record, const struct field *field)
{
    return (char *)record + field->offset;
}

struct place record_place_of(const struct record *record, const char *key)
{
    const struct field *field = schema_field(record->schema, key);
    struct place place = record->place;

    if (field == NULL || record->fields == NULL)
        return place;
    if (record->words != NULL && record->words->fields[field - record->schema->fields].line > 0)
        return record_place_of(record->words, key);
    struct position position = record->fields[field - record->schema->fields];
    if (position.line > 0) {
        place.line = position.line;
        place.column = position.column;
    }
    return place;
}

bool record_has(const struct record *record, const char *key)
{
    const struct field *field = schema_field(record->schema, key);

    return field != NULL && record->fields != NULL && record->fields[field - record->schema->fields].line > 0;
}

bool record_lacks(const struct record *record, const char *key)
{
    const struct field *field = schema_field(record->schema, key);

    return record->fields == NULL || record->fields[field - record->schema->fields].line == 0;
}

void *study_find(const struct study *study, enum object_kind kind, const char *id)
{
    if (id == NULL)
        return NULL;
    if (kind == OBJECT_SOURCE) {
        void *informant = study_find(study, OBJECT_INFORMANT, id);
        return informant ? informant : study_find(study, OBJECT_DOCUMENT, id);
    }
    void *found = study->objects[kind] ? map_get(study->objects[kind], id) : NULL;
    if (found == NULL && kind == OBJECT_WORK && study->work_aliases != NULL)
        found = map_get(study->work_aliases, id);
    return found;
}

bool study_hint_match(const struct study *study, struct diags *diags, enum object_kind kind, const char *match)
{
    const void *object = study_find(study, kind, match);

    if (object == NULL)
        return false;
    struct place place = study_object_place(kind, object);
    diag_hint(diags, "nearest is '%s' (%s:%d)", match, place.file, place.line);
    return true;
}

void study_hint_nearest(const struct study *study, struct diags *diags, enum object_kind kind, const char *id)
{
    struct nearest nearest = {.word = id};
    const struct map *objects = study->objects[kind];
    size_t count = objects ? map_count(objects) : 0;

    if (objects != NULL)
        text_nearest_key(&nearest, objects);
    if (study_hint_match(study, diags, kind, nearest.match))
        return;
    struct buffer ids = {0};
    for (size_t i = 0; i < count && i < FEW; i++)
        buffer_format(&ids, "%s%s", i > 0 ? ", " : "", map_key(objects, i));
    if (ids.length > 0)
        diag_hint(diags, "use one of these: %s%s", ids.bytes, count > FEW ? ", ..." : "");
    else
        diag_hint(diags, "the study has none yet");
    buffer_free(&ids);
}

void study_diagnose_unknown(const struct study *study, struct diags *diags, struct place place, enum object_kind kind,
                            const char *id)
{
    diag_error(diags, place, "unknown-object", "there is no %s '%s'", translated(object_kind_name(kind)), id);
    study_hint_nearest(study, diags, kind, id);
}

void study_diagnose_unlabelled(struct diags *diags, struct place place, const char *label, const struct map *labels)
{
    struct nearest nearest = {.word = label};

    text_nearest_key(&nearest, labels);
    diag_error(diags, place, "unknown-label", "there is no table, figure, equation or section '%s'", label);
    if (nearest.match != NULL)
        diag_hint(diags, "nearest is '@%s'", nearest.match);
    else
        diag_hint(diags, "a backslash before the @ makes it text");
}

struct place study_object_place(enum object_kind kind, const void *object)
{
    if (kind == OBJECT_WORK)
        return ((const struct work *)object)->place;
    return ((const struct record *)object)->place;
}

const struct work_field *work_find_field(const struct work *work, const char *name)
{
    const struct work_field *field = work->fields;

    while (field != NULL && strcmp(field->name, name) != 0)
        field = field->next;
    return field;
}

const char *work_value(const struct work *work, const char *name)
{
    const struct work_field *field = work_find_field(work, name);

    return field ? field->value : NULL;
}

size_t excerpt_word_number(const struct excerpt *excerpt)
{
    bool within = false;
    size_t number = 0;

    for (const char *text = excerpt->text; text != NULL && *text != '\0'; text++) {
        bool is_blank = ascii_is_space(*text);
        number += !is_blank && !within;
        within = !is_blank;
    }
    return number;
}

const char *excerpt_source_id(const struct excerpt *excerpt)
{
    if (excerpt->informant != NULL)
        return excerpt->informant->code;
    return excerpt->document ? excerpt->document->id : NULL;
}

const char *excerpt_named_transcript(const struct excerpt *excerpt)
{
    const char *source = excerpt_source_id(excerpt), *name = excerpt->transcript;

    return name != NULL && source != NULL && strcmp(name, source) != 0 ? name : NULL;
}

const char *excerpts_file_transcript(struct arena *arena, const struct excerpts_file *file)
{
    if (file->transcript != NULL)
        return file->transcript;
    if (file->source.id != NULL)
        return file->source.id;
    const char *slash = strrchr(file->record.place.file, '/');
    const char *name = slash ? slash + 1 : file->record.place.file, *dot = strrchr(name, '.');
    return dot ? arena_copy(arena, name, (size_t)(dot - name)) : name;
}

bool excerpt_has_speaker(const struct excerpt *excerpt, const struct informant *informant)
{
    return list_has(&excerpt->speakers, informant);
}

bool excerpt_read_lines(const char *text, long *first, long *last)
{
    char *end;

    if (*text < '0' || *text > '9')
        return false;
    *first = *last = strtol(text, &end, 10);
    if (*end == '\0')
        return true;
    text = end + (*end == '-' ? 1 : strncmp(end, "–", 3) == 0 ? 3 : 0);
    if (text == end || *text < '0' || *text > '9')
        return false;
    *last = strtol(text, &end, 10);
    return *end == '\0' && *last >= *first;
}

enum consent excerpt_consent(const struct excerpt *excerpt)
{
    int own = excerpt->host ? excerpt->host->consent : CONSENT_PUBLIC;

    for (size_t i = 0; i < excerpt->speakers.count; i++) {
        const struct informant *speaker = excerpt->speakers.items[i];
        own = speaker->consent > own ? speaker->consent : own;
    }
    int narrowed = excerpt->consent == NARROWED_INHERIT ? own : excerpt->consent - NARROWED_PUBLIC;

    return narrowed > own ? (enum consent)narrowed : (enum consent)own;
}

const struct list *study_attributes_of(const struct study *study, const struct informant *informant)
{
    static const struct list nothing;
    const struct list *values = informant->code ? map_get(study->attribute_values, informant->code) : NULL;

    return values ? values : &nothing;
}

const struct group_description *study_own_group(const struct study *study, const char *group)
{
    const struct list *groups = &study->informants->groups;

    for (size_t i = 0; group != NULL && i < groups->count; i++) {
        const struct group_description *own = groups->items[i];
        if (own->id != NULL && own->label != NULL && strcmp(own->id, group) == 0)
            return own;
    }
    return NULL;
}

const struct own_technique *study_own_technique(const struct study *study, const char *name)
{
    const struct list *techniques = &study->info->techniques;

    for (size_t i = 0; name != NULL && i < techniques->count; i++) {
        const struct own_technique *own = techniques->items[i];
        if (own->id != NULL && own->label != NULL && strcmp(own->id, name) == 0)
            return own;
    }
    return NULL;
}

const char *appendix_file(struct arena *arena, const struct appendix_entry *entry)
{
    static const char folder[] = "figures/";

    return strncmp(entry->file, folder, strlen(folder)) == 0 ? entry->file
                                                             : arena_concat(arena, folder, entry->file, NULL);
}

bool code_is_within(const struct code *code, const struct code *ancestor)
{
    while (code != NULL && code != ancestor)
        code = code->parent;
    return code != NULL;
}

const struct code *code_theme(const struct code *code)
{
    while (code != NULL && code->level == CODE_SUBTHEME)
        code = code->parent;
    return code;
}

/* ---- the page of the appendices ---- */

static double given(const struct number *number, double otherwise)
{
    return number->text != NULL ? number->value : otherwise;
}

struct appendix_page appendix_page(const struct appendix_settings *settings)
{
    static const struct appendix_page pages[] = {
        [APPENDIX_A4] = {21, 29.7, 4, 3, 3, 3},
        [APPENDIX_B5] = {17.6, 25, 2.5, 2, 2.5, 2},
        [APPENDIX_A5] = {14.8, 21, 2.5, 2, 2.5, 2},
        [APPENDIX_LETTER] = {21.59, 27.94, 4, 3, 3, 3},
    };
    struct appendix_page page = pages[settings ? settings->paper : APPENDIX_A4];

    if (settings == NULL || settings->margins == NULL)
        return page;
    page.left = given(&settings->margins->left, page.left);
    page.right = given(&settings->margins->right, page.right);
    page.top = given(&settings->margins->top, page.top);
    page.bottom = given(&settings->margins->bottom, page.bottom);
    return page;
}
