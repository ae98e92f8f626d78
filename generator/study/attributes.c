#include "study/study.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/*
 * What the values of an attribute are counted and filtered by: its choices, the bands of a number, or the texts
 * themselves.
 */

/* The band from border `number - 1` to border `number`: "< 30", "30–39", "≥ 40"; whole numbers are what is counted. */
static const char *band(struct arena *arena, const struct list *borders, size_t number)
{
    const char *from = number > 0 ? borders->items[number - 1] : NULL;
    const char *below = number < borders->count ? borders->items[number] : NULL;

    if (from == NULL)
        return arena_concat(arena, "< ", below, NULL);
    if (below == NULL)
        return arena_concat(arena, "≥ ", from, NULL);
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
