#include "check/rules.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORTEST_INTERVIEW = 1, LONGEST_INTERVIEW = 600 };

/* A date that may leave out day and month, as the first and the last day it can mean: year * 372 + month * 31 + day. */
struct span_of_days {
    long first;
    long last;
};

static struct span_of_days days_of(const char *date)
{
    size_t length = strlen(date);
    long year = strtol(date, NULL, 10);
    long month = length >= 7 ? strtol(date + 5, NULL, 10) : 0;
    long day = length >= 10 ? strtol(date + 8, NULL, 10) : 0;
    struct span_of_days span;

    span.first = year * 372 + (month ? month - 1 : 0) * 31 + (day ? day - 1 : 0);
    span.last = year * 372 + (month ? month - 1 : 11) * 31 + (day ? day - 1 : 30);
    return span;
}

static void diagnose_unfit(struct build *build, const struct informant *informant, const char *key, const char *why)
{
    diag_error(build->diags, record_place_of(&informant->record, key), "criteria", "informant '%s' %s", informant->code,
               translated(why));
    diag_hint(build->diags, "correct '%s', remove the informant, or say under 'exception' why this one is included",
              key);
}

static void check_criteria(struct build *build, const struct criteria *criteria, unsigned asked,
                           const struct informant *informant)
{
    struct suitability found = criteria_judge(criteria, asked, informant);

    if (found.by[CRITERION_MOVED] == JUDGED_FAILED)
        diagnose_unfit(build, informant, "moved", N_("was moved from sector to sector"));
    if (found.by[CRITERION_INVOLVED] == JUDGED_FAILED)
        diagnose_unfit(build, informant, "involved", N_("takes no part in the activities studied"));
    if (found.by[CRITERION_KNOWLEDGEABLE] == JUDGED_FAILED)
        diagnose_unfit(build, informant, "knowledgeable", N_("does not know the activities from experience"));
    if (found.by[CRITERION_TENURE] == JUDGED_FAILED) {
        diag_error(build->diags, record_place_of(&informant->record, "since"), "criteria",
                   "informant '%s' was in the sector for less than %ld months at the first interview (%s)",
                   informant->code, criteria->minimum_tenure_months, found.interview);
        diag_hint(build->diags,
                  "correct 'since', remove the informant, or say under 'exception' why this one is included");
    }
}

/* What the criteria that the study asks for cannot be judged without. */
static void check_data(struct build *build, const struct criteria *criteria, unsigned asked,
                       const struct informant *informant)
{
    const char *keys[] = {"involved", "knowledgeable", "since", "interviews"};
    bool limit = criteria->minimum_tenure_months != INTEGER_ABSENT;
    const bool needed[] = {asked & (1u << CRITERION_INVOLVED), asked & (1u << CRITERION_KNOWLEDGEABLE), limit, limit};
    struct buffer missing = {0};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        if (needed[i] && record_lacks(&informant->record, keys[i]))
            buffer_format(&missing, "%s'%s'", missing.length > 0 ? ", " : "", keys[i]);
    }
    if (missing.length > 0) {
        diag_warning(build->diags, informant->record.place, "criteria-data",
                     "informant '%s' cannot be held against the criteria without %s", informant->code, missing.bytes);
        diag_hint(build->diags, "add what is known; 'exception: ...' says why it does not matter");
    }
    buffer_free(&missing);
}

static void check_interview(struct build *build, const struct informant *informant, const struct interview *interview)
{
    if (interview->date != NULL && informant->since != NULL &&
        days_of(interview->date).last < days_of(informant->since).first) {
        diag_error(build->diags, record_place_of(&interview->record, "date"), "interview-date",
                   "the interview of %s comes before '%s' began in the sector (%s)", interview->date, informant->code,
                   informant->since);
        diag_hint(build->diags, "correct 'date' here or 'since' in line %d",
                  record_place_of(&informant->record, "since").line);
    }
    if (interview->minutes != INTEGER_ABSENT &&
        (interview->minutes < SHORTEST_INTERVIEW || interview->minutes > LONGEST_INTERVIEW)) {
        diag_warning(build->diags, record_place_of(&interview->record, "minutes"), "interview-minutes",
                     "an interview of %ld minutes is unlikely", interview->minutes);
        diag_hint(build->diags, "'minutes' is how long it took, in whole minutes");
    }
}

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

/* Where some informants have a group, or a sector, one without is counted in none. */
static void check_missing(struct build *build, const struct study *study, const char *key)
{
    const struct list *informants = &study->informants->informants;
    size_t with = 0;

    for (size_t i = 0; i < informants->count; i++)
        with += !record_lacks(informants->items[i], key);
    for (size_t i = 0; i < informants->count && with > 0; i++) {
        const struct informant *informant = informants->items[i];
        if (informant->code == NULL || !record_lacks(&informant->record, key))
            continue;
        diag_warning(build->diags, informant->record.place, "informant-without",
                     "informant '%s' has no '%s', though others have", informant->code, key);
        diag_hint(build->diags, "add '%s: ...', or leave it out of all", key);
    }
}

static void check_groups(struct build *build, const struct study *study)
{
    const struct informants_file *file = study->informants;

    for (size_t i = 0; i < file->groups.count; i++) {
        const struct group_description *own = file->groups.items[i];
        if (own->id == NULL && own->group != NULL)
            check_group(build, study, record_place_of(&own->record, "group"), "group", own->group);
        if ((own->id == NULL) != (own->group == NULL) && (own->id == NULL || own->label != NULL))
            continue;
        diag_error(build->diags, own->record.place, "group-unnamed", "the group has no name to print");
        diag_hint(build->diags, "write 'id: ID' and 'label: TEXT', or 'group: key' for a usual one");
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
    check_missing(build, study, "group");
    check_missing(build, study, "sector");
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

static void check_attributes(struct build *build, const struct study *study)
{
    const struct list *attributes = &study->informants->attributes;

    for (size_t i = 0; i < attributes->count; i++) {
        const struct attribute *attribute = attributes->items[i];
        double last = -HUGE_VAL, border;
        for (size_t j = 0; j < attribute->bands.count; j++) {
            const char *text = attribute->bands.items[j];
            char *end;
            border = strtod(text, &end);
            if (*end == '\0' && border > last) {
                last = border;
                continue;
            }
            diag_error(build->diags, record_place_of(&attribute->record, "bands"), "bad-bands",
                       "'%s' is not a number above the border before it", text);
            diag_hint(build->diags, "rising borders, as in bands: [30, 40, 50]");
            break;
        }
    }
    for (size_t i = 0; i < map_count(study->attribute_values); i++) {
        const struct list *values = map_value(study->attribute_values, i);
        for (size_t j = 0; j < values->count; j++)
            check_value(build, values->items[j]);
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
    const struct informants_file *file = study->informants;
    unsigned asked = file->criteria ? criteria_asked(file->criteria, &file->informants) : 0;

    check_talks(build, study);
    check_groups(build, study);
    check_attributes(build, study);
    for (size_t i = 0; i < file->informants.count; i++) {
        const struct informant *informant = file->informants.items[i];
        if (informant->code == NULL)
            continue;
        for (size_t j = 0; j < informant->interviews.count; j++)
            check_interview(build, informant, informant->interviews.items[j]);
        if (file->criteria == NULL)
            continue;
        if (informant->exception != NULL)
            continue;
        check_criteria(build, file->criteria, asked, informant);
        check_data(build, file->criteria, asked, informant);
    }
}

/* The leak gate searches for no code as short as this (leak_names_add_id): it would be found anywhere. */
static bool is_searched(const char *code)
{
    size_t letters = 0, digits = 0;

    for (; *code != '\0'; code++) {
        bool digit = ascii_is_digit(*code);
        digits += digit;
        letters += !digit && strchr("-_./ ", *code) == NULL;
    }
    return letters > 0 && letters + digits >= 3;
}

/* One warning for all codes that could be typed into a text without being noticed. */
static void check_codes(struct build *build, const struct study *study)
{
    const struct list *informants = &study->informants->informants;
    const struct informant *first = NULL;
    struct buffer codes = {0};

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (informant->code == NULL || informant->consent == CONSENT_PUBLIC || is_searched(informant->code))
            continue;
        buffer_format(&codes, "%s'%s'", first != NULL ? ", " : "", informant->code);
        first = first ? first : informant;
    }
    if (first != NULL) {
        diag_warning(build->diags, record_place_of(&first->record, "code"), "short-code",
                     "too short to be searched for where not all readers may see them: %s", buffer_string(&codes));
        diag_hint(build->diags, "use codes of letters and digits, three or more, as 'IK-01'");
    }
    buffer_free(&codes);
}

/* A name is printed of those alone who want to be named. */
static void check_names(struct build *build, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        bool named = informant->attribution == ATTRIBUTION_NAMED;
        if (named == (informant->credit != NULL) || informant->code == NULL)
            continue;
        if (named) {
            diag_error(build->diags, informant->record.place, "unnamed", "'%s' is to be named, but no name is given",
                       informant->code);
            diag_hint(build->diags, "add 'credit: ...', or 'attribution: code'");
        } else {
            diag_error(build->diags, record_place_of(&informant->record, "credit"), "unwanted-name",
                       "a name is given, but '%s' did not ask to be named", informant->code);
            diag_hint(build->diags, "take the name out, or write 'attribution: named' if the informant agreed to that");
        }
    }
}

/* An excerpt cannot be shown to more than each of its speakers agreed to. */
static void check_width(struct build *build, const struct excerpt *excerpt, const struct informant *informant)
{
    if (excerpt->consent == NARROWED_INHERIT || excerpt->consent - NARROWED_PUBLIC >= informant->consent)
        return;
    const char *holds = consent_names[informant->consent];
    diag_warning(build->diags, record_place_of(&excerpt->record, "consent"), "wider-consent",
                 "the excerpt says '%s', but informant '%s' agreed to '%s' only, using '%s'",
                 consent_names[excerpt->consent - NARROWED_PUBLIC], informant->code, holds, holds);
    diag_hint(build->diags, "take 'consent' out here, or change it in %s:%d if the informant agreed to more",
              informant->record.place.file, record_place_of(&informant->record, "consent").line);
}

void check_consent(struct build *build, const struct study *study)
{
    check_codes(build, study);
    check_names(build, study);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        for (size_t j = 0; j < excerpt->speakers.count; j++)
            check_width(build, excerpt, excerpt->speakers.items[j]);
    }
}
