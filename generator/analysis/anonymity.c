#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"

#include <stdlib.h>

/*
 * How many informants of one edition share what is printed beside a code: k-anonymity, after Sweeney (2002),
 * "k-anonymity: a model for protecting privacy", International Journal of Uncertainty, Fuzziness and Knowledge-Based
 * Systems 10(5).
 */

const char *const trait_keys[] = {"group", "sector", "institution", "role", "since", "date", "attributes", NULL};

enum { SUBSETS = 1 << TRAIT_COUNT, ALL_TRAITS = SUBSETS - 1 };

/* The informants that share values, by their values; one map for each set of traits. */
struct sharing {
    struct arena *arena;
    struct map *classes[SUBSETS];
};

static const char *tenure_of(struct arena *arena, const struct informant *informant)
{
    if (!informant->tenure.known)
        return informant->since;
    if (informant->tenure.below == INTEGER_ABSENT)
        return arena_format(arena, ">=%ld", informant->tenure.from);
    return arena_format(arena, "%ld-%ld", informant->tenure.from, informant->tenure.below);
}

/* The days of all interviews. */
static const char *dates_of(struct arena *arena, const struct informant *informant)
{
    struct buffer dates = {0};

    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        if (interview->date != NULL)
            buffer_format(&dates, "%s%s", dates.length > 0 ? ", " : "", interview->date);
    }
    const char *copy = dates.length > 0 ? arena_string(arena, buffer_string(&dates)) : NULL;
    buffer_free(&dates);
    return copy;
}

/* A number as the band that tables count it in: "30-39"; others as they are. */
static void put_value(struct buffer *out, const struct attribute_value *value)
{
    const struct list *bands = &value->attribute->bands;
    const char *below = NULL, *from = NULL;

    for (size_t i = 0; i < bands->count && below == NULL; i++) {
        if (strtod(bands->items[i], NULL) <= value->number)
            from = bands->items[i];
        else
            below = bands->items[i];
    }
    if (bands->count == 0 || value->attribute->type != ATTRIBUTE_NUMBER)
        buffer_text(out, value->text);
    else
        buffer_format(out, "%s-%s", from ? from : "", below ? below : "");
}

static const char *attributes_of(struct arena *arena, const struct study *study, const struct informant *informant)
{
    const struct list *values = study_attributes_of(study, informant);
    struct buffer out = {0};

    for (size_t i = 0; i < values->count; i++) {
        const struct attribute_value *value = values->items[i];
        if (value->attribute == NULL || value->text == NULL)
            continue;
        buffer_format(&out, "%s%s ", out.length > 0 ? "; " : "", value->key);
        put_value(&out, value);
    }
    const char *copy = out.length > 0 ? arena_string(arena, buffer_string(&out)) : NULL;
    buffer_free(&out);
    return copy;
}

static void read_traits(struct arena *arena, const struct study *study, struct anonymous *row)
{
    const struct informant *informant = row->informant;

    row->values[TRAIT_GROUP] = informant->group;
    row->values[TRAIT_ATTRIBUTES] = attributes_of(arena, study, informant);
    row->values[TRAIT_SECTOR] = informant->sector;
    row->values[TRAIT_INSTITUTION] = informant->institution;
    row->values[TRAIT_ROLE] = informant->role;
    row->values[TRAIT_TENURE] = tenure_of(arena, informant);
    row->values[TRAIT_DATE] = dates_of(arena, informant);
}

/* How many share the values of these traits, so far. */
static size_t *class_of(struct sharing *sharing, const struct anonymous *row, unsigned traits)
{
    struct buffer key = {0};

    for (int trait = 0; trait < TRAIT_COUNT; trait++) {
        if ((traits & 1u << trait) == 0)
            continue;
        buffer_text(&key, row->values[trait] ? row->values[trait] : "");
        buffer_char(&key, '\n');
    }
    size_t *count = map_get(sharing->classes[traits], buffer_string(&key));
    if (count == NULL) {
        count = arena_alloc(sharing->arena, sizeof *count);
        *count = 0;
        map_put(sharing->classes[traits], arena_string(sharing->arena, buffer_string(&key)), count);
    }
    buffer_free(&key);
    return count;
}

/* The fewest traits without which at least k share the rest; of those the ones that make most alike. */
static unsigned choose(struct sharing *sharing, const struct anonymous *row, size_t k)
{
    unsigned best = ALL_TRAITS;
    int fewest = TRAIT_COUNT;
    size_t most = 0;

    for (unsigned without = 1; without < ALL_TRAITS; without++) {
        int traits = __builtin_popcount(without);
        size_t alike = *class_of(sharing, row, ALL_TRAITS & ~without);
        if (alike < k || traits > fewest || (traits == fewest && alike <= most))
            continue;
        best = without;
        fewest = traits;
        most = alike;
    }
    for (int trait = 0; trait < TRAIT_COUNT; trait++)
        best &= row->values[trait] == NULL ? ~(1u << trait) : ~0u;
    return best;
}

struct anonymity anonymity_of(struct arena *arena, const struct study *study)
{
    const struct list *informants = &study->informants->informants;
    struct sharing sharing = {.arena = arena};
    struct anonymity found = {.k = study_k(study), .count = informants->count};

    for (unsigned traits = 0; traits < SUBSETS; traits++)
        sharing.classes[traits] = map_new(arena);
    found.rows = arena_alloc(arena, (informants->count + 1) * sizeof *found.rows);
    for (size_t i = 0; i < found.count; i++) {
        found.rows[i] = (struct anonymous){.informant = informants->items[i]};
        read_traits(arena, study, &found.rows[i]);
        for (unsigned traits = 0; traits < SUBSETS; traits++)
            ++*class_of(&sharing, &found.rows[i], traits);
    }
    for (size_t i = 0; i < found.count; i++) {
        struct anonymous *row = &found.rows[i];
        row->alike = *class_of(&sharing, row, ALL_TRAITS);
        row->coarsen = row->alike < found.k ? choose(&sharing, row, found.k) : 0;
        found.below += row->alike < found.k;
    }
    return found;
}
