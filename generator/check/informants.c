#include "check/rules.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

/* name must be a usual group or one of the study's own. */
static void check_group(struct build *build, const struct study *study, struct place place, const char *key,
                        const char *name)
{
    const struct list *groups = &study->informants->groups;
    struct list ids = {0};

    for (size_t i = 0; i < groups->count; i++) {
        const struct group_description *own = groups->items[i];
        if (own->id != NULL)
            list_add(&ids, build->arena, (void *)own->id);
    }
    const struct known_names known = {group_names, &ids, "unknown-group", "groups: [{id: ID, label: TEXT}]",
                                      "informants.yaml"};
    check_known_name(build, place, key, name, &known);
}

static void check_groups(struct build *build, const struct study *study)
{
    const struct informants_file *file = study->informants;

    for (size_t i = 0; i < file->groups.count; i++) {
        const struct group_description *own = file->groups.items[i];
        if (own->id == NULL && own->group != NULL)
            check_group(build, study, record_place_of(&own->record, "group"), "group", own->group);
    }
    for (size_t i = 0; i < file->informants.count; i++) {
        const struct informant *informant = file->informants.items[i];
        if (record_has(&informant->record, "group"))
            check_group(build, study, record_place_of(&informant->record, "group"), "group", informant->group);
    }
    for (size_t i = 0; i < study->guide->questions.count; i++) {
        const struct question *question = study->guide->questions.items[i];
        for (size_t j = 0; j < question->groups.count; j++)
            check_group(build, study, record_place_of(&question->record, "groups"), "groups",
                        question->groups.items[j]);
    }
}

static void check_value(struct build *build, const struct attribute_value *value)
{
    static const char *const wanted[] = {N_("text"), N_("a number"), N_("one of its choices"), N_("a date")};

    if (value->attribute == NULL) {
        diag_error(build->diags, value->place, "unknown-attribute", "attribute '%s' is not declared", value->key);
        diag_hint(build->diags, "declare it under 'attributes' on top of content/informants.yaml, with 'id: %s'",
                  value->key);
    } else if (value->is_wrong) {
        diag_error(build->diags, value->place, "bad-attribute", "'%s' must be %s, but '%s' was found", value->key,
                   translated(wanted[value->attribute->type]), value->text);
        diag_hint(build->diags, "correct it, or its declaration (%s:%d)", value->attribute->record.place.file,
                  value->attribute->record.place.line);
    }
}

/* Somebody speaks in a talk with others, and none of the interviews is known to be that talk. */
static void check_talks(struct build *build, const struct study *study)
{
    struct arena *scratch = arena_new();
    const struct list talks = study_talks(scratch, study);

    for (size_t i = 0; i < talks.count; i++) {
        const struct talk *talk = talks.items[i];
        /* A text called by an informant is an interview of that one. */
        bool is_joint = talk->speakers.count > 1 && !talk->first->illustrative &&
                        study_find(study, OBJECT_INFORMANT, talk->name) == NULL;
        for (size_t j = 0; is_joint && j < talk->speakers.count; j++) {
            const struct informant *speaker = talk->speakers.items[j];
            if (speaker->interviews.count == 0 || talk_is_told(talk, speaker))
                continue;
            diag_warning(build->diags, record_place_of(&speaker->record, "interviews"), "unknown-talk",
                         "none of the interviews of '%s' is known to be the talk '%s', in which others speak, too",
                         speaker->code, talk->name);
            diag_hint(
                build->diags,
                "add 'transcript: %s' to the one that it was, or list it there: it counts once for all who name it",
                talk->name);
        }
    }
    arena_free(scratch);
}

void check_informants(struct build *build, const struct study *study)
{
    check_talks(build, study);
    check_groups(build, study);
    for (size_t i = 0; i < map_count(study->attribute_values); i++) {
        const struct list *values = map_value(study->attribute_values, i);
        for (size_t j = 0; j < values->count; j++)
            check_value(build, values->items[j]);
    }
}
