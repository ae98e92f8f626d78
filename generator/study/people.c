#include "study/study.h"

#include "base/arena.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/*
 * Talks with several informants, as focus groups.  Each informant has the talk among the interviews; it counts once.
 * Which interview it was, the study says by the name of its text, or else the day does on which those who speak in that
 * text were heard.
 */

enum { DAY_LENGTH = sizeof "2025-03-01" - 1, YEAR_LENGTH = sizeof "2025" - 1, DEFAULT_K = 3 };

struct list study_talks(struct arena *arena, const struct study *study)
{
    struct map *by_name = map_new(arena);
    struct list talks = {0};

    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt->transcript == NULL ||
            (excerpt->technique_kind != TECHNIQUE_INTERVIEW && excerpt->technique_kind != TECHNIQUE_FOCUS_GROUP))
            continue;
        struct talk *talk = map_item(by_name, excerpt->transcript, sizeof *talk);
        if (talk->name == NULL) {
            *talk = (struct talk){.name = excerpt->transcript, .first = excerpt};
            list_add(&talks, arena, talk);
        }
        talk->is_focus_group |= excerpt->technique_kind == TECHNIQUE_FOCUS_GROUP;
        for (size_t j = 0; j < excerpt->speakers.count; j++) {
            if (!list_has(&talk->speakers, excerpt->speakers.items[j]))
                list_add(&talk->speakers, arena, excerpt->speakers.items[j]);
        }
    }
    return talks;
}

static bool is_named(const struct interview *interview, const struct talk *talk)
{
    return interview->transcript != NULL && strcmp(interview->transcript, talk->name) == 0;
}

/* The first interview of informant on day that says nothing of its text and is not taken; or NULL. */
static struct interview *heard_on(const struct informant *informant, const char *day)
{
    for (size_t i = 0; i < informant->interviews.count; i++) {
        struct interview *interview = informant->interviews.items[i];
        if (interview->transcript == NULL && interview->talk == NULL && interview->date != NULL &&
            strcmp(interview->date, day) == 0)
            return interview;
    }
    return NULL;
}

static size_t count_heard_on(const struct talk *talk, const char *day)
{
    size_t count = 0;

    for (size_t i = 0; i < talk->speakers.count; i++)
        count += heard_on(talk->speakers.items[i], day) != NULL;
    return count;
}

/* The day on which most of those who speak were heard, at least two; NULL where that is no one day. */
static const char *day_of_talk(const struct talk *talk)
{
    const char *best = NULL;
    size_t most = 1;

    for (size_t i = 0; i < talk->speakers.count; i++) {
        const struct informant *speaker = talk->speakers.items[i];
        for (size_t j = 0; j < speaker->interviews.count; j++) {
            const char *day = ((const struct interview *)speaker->interviews.items[j])->date;
            size_t count = day && strlen(day) == DAY_LENGTH ? count_heard_on(talk, day) : 0;
            if (count > most) {
                most = count;
                best = day;
            } else if (count == most && best != NULL && strcmp(best, day) != 0) {
                best = NULL;
            }
        }
    }
    return best;
}

static void take(struct interview *interview, const struct talk *talk)
{
    interview->talk = talk->name;
    interview->technique = talk->is_focus_group ? TECHNIQUE_FOCUS_GROUP : TECHNIQUE_INTERVIEW;
}

static void take_named(const struct study *study, const struct talk *talk)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        for (size_t j = 0; j < informant->interviews.count; j++) {
            if (is_named(informant->interviews.items[j], talk))
                take(informant->interviews.items[j], talk);
        }
    }
}

static void begin_interviews(const struct study *study)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        for (size_t j = 0; j < informant->interviews.count; j++) {
            struct interview *interview = informant->interviews.items[j];
            interview->talk = interview->transcript;
            interview->technique = TECHNIQUE_INTERVIEW;
        }
    }
}

void study_settle_talks(struct arena *arena, const struct study *study)
{
    const struct list talks = study_talks(arena, study);

    begin_interviews(study);
    for (size_t i = 0; i < talks.count; i++)
        take_named(study, talks.items[i]);
    for (size_t i = 0; i < talks.count; i++) {
        const struct talk *talk = talks.items[i];
        const char *day = talk->speakers.count > 1 ? day_of_talk(talk) : NULL;
        for (size_t j = 0; day != NULL && j < talk->speakers.count; j++) {
            struct interview *interview = heard_on(talk->speakers.items[j], day);
            if (interview != NULL && !talk_is_told(talk, talk->speakers.items[j]))
                take(interview, talk);
        }
    }
}

bool talk_is_told(const struct talk *talk, const struct informant *informant)
{
    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        if (interview->talk != NULL && strcmp(interview->talk, talk->name) == 0)
            return true;
    }
    return false;
}

bool interview_counts(const struct study *study, const struct interview *interview, bool timed)
{
    if (interview->talk == NULL)
        return !timed || interview->minutes > 0;
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        for (size_t j = 0; !informant->illustrative && j < informant->interviews.count; j++) {
            const struct interview *other = informant->interviews.items[j];
            if (other->talk != NULL && strcmp(other->talk, interview->talk) == 0 && (!timed || other->minutes > 0))
                return other == interview;
        }
    }
    return false;
}

/* ---- attributes ---- */

/*
 * What the values of an attribute are counted and filtered by: its choices, the bands of a number, the year of a date,
 * or the texts themselves.
 */

/* The band from border `number - 1` to border `number`: "< 30", "30–39", "≥ 40"; "0.5–<1.5" where one is no whole
 * number. */
static const char *band(struct arena *arena, const struct list *borders, size_t number)
{
    const char *from = number > 0 ? borders->items[number - 1] : NULL;
    const char *below = number < borders->count ? borders->items[number] : NULL;

    if (from == NULL)
        return arena_concat(arena, "< ", below, NULL);
    if (below == NULL)
        return arena_concat(arena, "≥ ", from, NULL);
    if (strpbrk(from, ".") != NULL || strpbrk(below, ".") != NULL)
        return arena_concat(arena, from, "–<", below, NULL);
    return arena_format(arena, "%s–%.0f", from, strtod(below, NULL) - 1);
}

struct list attribute_categories(struct arena *arena, const struct attribute *attribute)
{
    struct list categories = {0};

    for (size_t i = 0; i < attribute->choices.count; i++)
        list_add(&categories, arena, attribute->choices.items[i]);
    for (size_t i = 0; attribute->bands.count > 0 && i <= attribute->bands.count; i++)
        list_add(&categories, arena, (void *)band(arena, &attribute->bands, i));
    return categories;
}

const char *attribute_category(struct arena *arena, const struct attribute_value *value)
{
    const struct attribute *attribute = value->attribute;
    size_t number = 0;

    if (attribute == NULL || value->is_wrong)
        return NULL;
    if (attribute->type == ATTRIBUTE_DATE)
        return arena_copy(arena, value->text, YEAR_LENGTH);
    if (attribute->type != ATTRIBUTE_NUMBER)
        return value->text;
    if (attribute->bands.count == 0)
        return NULL;
    while (number < attribute->bands.count && value->number >= strtod(attribute->bands.items[number], NULL))
        number++;
    return band(arena, &attribute->bands, number);
}

const char *study_category_of(struct arena *arena, const struct study *study, const struct informant *informant,
                              const struct attribute *attribute)
{
    const struct list *values = study_attributes_of(study, informant);

    for (size_t i = 0; i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute != NULL && strcmp(value->attribute->id, attribute->id) == 0)
            return attribute_category(arena, value);
    }
    return NULL;
}

size_t study_k(const struct study *study)
{
    const struct privacy_settings *settings = study->info->privacy;

    return settings != NULL && settings->k > 0 ? (size_t)settings->k : DEFAULT_K;
}

struct map *study_common_categories(struct arena *arena, const struct study *study, const struct attribute *attribute)
{
    const struct list *informants = &study->informants->informants;
    struct map *members = map_new(arena), *common = map_new(arena);
    size_t enough = study_k(study), others = informants->count;

    for (size_t i = 0; i < informants->count; i++) {
        const char *category = study_category_of(arena, study, informants->items[i], attribute);
        if (category != NULL)
            list_add(map_item(members, category, sizeof(struct list)), arena, informants->items[i]);
    }
    for (size_t i = 0; i < map_count(members); i++) {
        size_t count = ((const struct list *)map_value(members, i))->count;
        if (count >= enough) {
            map_put(common, map_key(members, i), (void *)map_key(members, i));
            others -= count;
        }
    }
    return others == 0 || others >= enough ? common : NULL;
}

static const char *value_key(struct arena *arena, const struct attribute *attribute, const char *category)
{
    return arena_concat(arena, attribute->id, " ", category, NULL);
}

struct map *study_told_values(struct arena *arena, const struct study *study)
{
    const struct list *attributes = &study->informants->attributes;
    struct map *told = map_new(arena);

    if (study->audience != AUDIENCE_PUBLIC)
        return NULL;
    for (size_t i = 0; i < attributes->count; i++) {
        const struct map *common = study_common_categories(arena, study, attributes->items[i]);
        for (size_t j = 0; common != NULL && j < map_count(common); j++)
            map_put(told, value_key(arena, attributes->items[i], map_key(common, j)), told);
    }
    return told;
}

bool study_tells(struct arena *arena, const struct map *told, const struct attribute_value *value)
{
    const struct attribute *attribute = value->attribute;

    return told == NULL ||
           (attribute != NULL && value->text != NULL && attribute->type != ATTRIBUTE_NUMBER &&
            attribute->type != ATTRIBUTE_DATE && map_get(told, value_key(arena, attribute, value->text)) != NULL);
}
