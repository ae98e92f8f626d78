#include "analysis/analysis.h"

#include "base/arena.h"
#include "study/study.h"

#include <math.h>

enum { MOST_CATEGORIES = 64 };

static size_t total(const struct pairing *pairing)
{
    return pairing->both + pairing->first + pairing->second + pairing->neither;
}

double agreement_observed(const struct pairing *pairing)
{
    return (double)(pairing->both + pairing->neither) / (double)total(pairing);
}

double agreement_kappa(const size_t *table, size_t categories)
{
    double all = 0, same = 0, chance = 0;

    for (size_t i = 0; i < categories * categories; i++)
        all += (double)table[i];
    for (size_t i = 0; i < categories; i++) {
        double row = 0, column = 0;
        for (size_t j = 0; j < categories; j++) {
            row += (double)table[i * categories + j];
            column += (double)table[j * categories + i];
        }
        same += (double)table[i * categories + i];
        chance += row * column;
    }
    /* In whole numbers as long as it goes, so that "always by chance" is told exactly. */
    double most = all * all - chance;
    return most == 0 ? NAN : (same * all - chance) / most;
}

double agreement_kappa_of(const struct pairing *pairing)
{
    const size_t table[] = {pairing->both, pairing->first, pairing->second, pairing->neither};

    return agreement_kappa(table, 2);
}

/*
 * alpha = 1 - observed / expected disagreement, from the coincidences of values within units: a unit with m values
 * has m (m - 1) ordered pairs, each of weight 1 / (m - 1); a unit with a single value pairs with nothing.
 */
double agreement_alpha(const int *values, size_t units, size_t coders, size_t categories)
{
    double counts[MOST_CATEGORIES] = {0}, all = 0, unlike = 0, expected = 0;

    for (size_t unit = 0; unit < units; unit++) {
        double here[MOST_CATEGORIES] = {0}, given = 0, pairs = 0;
        for (size_t coder = 0; coder < coders; coder++) {
            int value = values[unit * coders + coder];
            if (value >= 0 && (size_t)value < categories && value < MOST_CATEGORIES) {
                here[value]++;
                given++;
            }
        }
        if (given < 2)
            continue;
        for (size_t i = 0; i < categories && i < MOST_CATEGORIES; i++) {
            counts[i] += here[i];
            pairs += here[i] * (given - here[i]);
        }
        all += given;
        unlike += pairs / (given - 1);
    }
    for (size_t i = 0; i < categories && i < MOST_CATEGORIES; i++)
        expected += counts[i] * (all - counts[i]);
    return expected == 0 ? NAN : 1 - (all - 1) * unlike / expected;
}

/* As above for two coders and two values, from the four counts alone. */
double agreement_alpha_of(const struct pairing *pairing)
{
    double unlike = (double)(pairing->first + pairing->second);
    double yes = 2 * (double)pairing->both + unlike, no = 2 * (double)pairing->neither + unlike;

    return yes * no == 0 ? NAN : 1 - (yes + no - 1) * unlike / (yes * no);
}

/* Whether both gave the code, unit by unit. */
static struct pairing compare(const struct list *units, const struct code *code)
{
    struct pairing pairing = {0};

    for (size_t i = 0; i < units->count; i++) {
        const struct coded_unit *unit = units->items[i];
        bool first = references_have(unit->first, code), second = references_have(unit->second, code);
        pairing.both += first && second;
        pairing.first += first && !second;
        pairing.second += !first && second;
        pairing.neither += !first && !second;
    }
    return pairing;
}

static void add(struct pairing *all, const struct pairing *one)
{
    all->both += one->both;
    all->first += one->first;
    all->second += one->second;
    all->neither += one->neither;
}

static void add_missing(struct arena *arena, struct list *found, const struct list *codes, const struct list *others)
{
    for (size_t i = 0; i < codes->count; i++) {
        const struct reference *reference = codes->items[i];
        if (reference->object != NULL && !references_have(others, reference->object))
            list_add(found, arena, reference->object);
    }
}

/* The codes on which the coders differ, of each unit where they do. */
static void find_disagreements(struct arena *arena, struct agreement *result, const struct list *units)
{
    for (size_t i = 0; i < units->count; i++) {
        const struct coded_unit *unit = units->items[i];
        struct disagreement found = {.excerpt = unit->excerpt};
        add_missing(arena, &found.first, unit->first, unit->second);
        add_missing(arena, &found.second, unit->second, unit->first);
        if (found.first.count + found.second.count > 0)
            list_add(&result->disagreements, arena, arena_keep(arena, &found, sizeof found));
    }
}

void agreement_compare(struct arena *arena, const struct study *study, struct agreement *result,
                       const struct list *units)
{
    result->units = units->count;
    result->codes = arena_alloc(arena, (study->codes.count + 1) * sizeof *result->codes);
    for (size_t i = 0; i < study->codes.count && units->count > 0; i++) {
        struct code_agreement found = {.code = study->codes.items[i]};
        found.pairing = compare(units, found.code);
        if (found.pairing.neither == total(&found.pairing))
            continue;
        result->codes[result->count++] = found;
        add(&result->all, &found.pairing);
    }
    find_disagreements(arena, result, units);
}

struct agreement agreement_of(struct arena *arena, const struct study *study)
{
    const struct list *codings = &study->second_coding->codings;
    struct agreement result = {.excerpts = evidence_among(&study->excerpts)};
    struct list units = {0};

    for (size_t i = 0; i < codings->count && !study->second_coding->illustrative; i++) {
        const struct coding *coding = codings->items[i];
        const struct excerpt *excerpt = study_find(study, OBJECT_EXCERPT, coding->excerpt.id);
        if (excerpt == NULL || !excerpt_is_evidence(excerpt))
            continue;
        struct coded_unit *unit = arena_alloc(arena, sizeof *unit);
        *unit = (struct coded_unit){excerpt, &excerpt->codes, &coding->codes};
        list_add(&units, arena, unit);
    }
    agreement_compare(arena, study, &result, &units);
    return result;
}
