#include "study/study.h"

#include "base/map.h"

#include <string.h>

void *study_find(const struct study *study, enum object_kind kind, const char *id)
{
    if (kind == OBJECT_SOURCE) {
        void *informant = study_find(study, OBJECT_INFORMANT, id);
        return informant ? informant : study_find(study, OBJECT_DOCUMENT, id);
    }
    void *found = study->objects[kind] ? map_get(study->objects[kind], id) : NULL;
    if (found == NULL && kind == OBJECT_WORK && study->work_aliases != NULL)
        found = map_get(study->work_aliases, id);
    return found;
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

const char *excerpt_source_id(const struct excerpt *excerpt)
{
    if (excerpt->informant != NULL)
        return excerpt->informant->code;
    return excerpt->document ? excerpt->document->id : NULL;
}

enum consent excerpt_consent(const struct excerpt *excerpt)
{
    int own = excerpt->informant ? excerpt->informant->consent : CONSENT_PUBLIC;
    int narrowed = excerpt->consent == NARROWED_INHERIT ? own : excerpt->consent - NARROWED_PUBLIC;

    return narrowed > own ? (enum consent)narrowed : (enum consent)own;
}

bool code_is_within(const struct code *code, const struct code *ancestor)
{
    while (code != NULL && code != ancestor)
        code = code->parent;
    return code != NULL;
}
