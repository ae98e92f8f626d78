#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
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

static void agreement_compare(struct arena *arena, const struct study *study, struct agreement *result,
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

/* Agreement of several coders, each with segments of their own. */

/* The words of a transcript from the first to the last that a coder marked; to is 0 where that is not known. */
struct reach {
    size_t from, to;
    bool coded; /* marked something in this text */
};

/* A segment with what each coder gave it: codes[coder], NULL where that one marked nothing. */
struct coded_segment {
    const struct excerpt *excerpt;
    const struct list **codes; /* of struct reference */
};

struct coding_table {
    struct arena *arena;
    const struct study *study;
    size_t coders;
    struct list segments; /* of struct coded_segment, in the order of the excerpts */
    struct map *by_id;    /* of its excerpt -> struct coded_segment */
    struct map *texts;    /* name of a transcript -> struct reach[coders] */
};

static const struct list no_codes;

static size_t position_of(const struct coding_table *table, const struct coder *coder)
{
    const struct list *coders = &table->study->coders->coders;
    size_t position = 0;

    while (position < coders->count && coders->items[position] != coder)
        position++;
    return position;
}

static void extend(struct reach *reach, const struct excerpt *excerpt)
{
    size_t end = excerpt->words_from + excerpt->word_count;

    reach->coded = true;
    if (excerpt->word_count == 0)
        return;
    if (reach->to == 0 || excerpt->words_from < reach->from)
        reach->from = excerpt->words_from;
    if (end > reach->to)
        reach->to = end;
}

static void enter(struct coding_table *table, const struct excerpt *excerpt)
{
    const struct excerpt *main = excerpt->again ? excerpt->again : excerpt;
    size_t coder = position_of(table, excerpt->coded_by);
    struct coded_segment *segment = map_get(table->by_id, main->id);

    if (coder == table->coders || !excerpt_is_evidence(main))
        return;
    if (segment == NULL) {
        segment = arena_alloc(table->arena, sizeof *segment);
        segment->excerpt = main;
        segment->codes = arena_alloc(table->arena, table->coders * sizeof *segment->codes);
        map_put(table->by_id, main->id, segment);
        list_add(&table->segments, table->arena, segment);
    }
    struct reach *reaches = map_item(table->texts, main->transcript, table->coders * sizeof *reaches);
    extend(&reaches[coder], excerpt);
    /* Of two segments within another's, the first counts. */
    if (segment->codes[coder] == NULL)
        segment->codes[coder] = &excerpt->codes;
}

static const struct reach *reach_of(const struct coding_table *table, const struct coded_segment *segment, size_t coder)
{
    const struct reach *reaches = map_get(table->texts, segment->excerpt->transcript);

    return &reaches[coder];
}

/*
 * Whether the coder decided on the segment: marked it, or marked nothing there but something before and behind. Who
 * stopped halfway disagrees with nobody about the rest; the first codes for the study, so all of a text.
 */
static bool has_decided(const struct coding_table *table, const struct coded_segment *segment, size_t coder)
{
    const struct reach *reach = reach_of(table, segment, coder);
    const struct excerpt *excerpt = segment->excerpt;

    return segment->codes[coder] != NULL || (coder == 0 && reach->coded) ||
           (excerpt->word_count > 0 && excerpt->words_from < reach->to &&
            excerpt->words_from + excerpt->word_count > reach->from);
}

static const struct list *given(const struct coded_segment *segment, size_t coder)
{
    return segment->codes[coder] ? segment->codes[coder] : &no_codes;
}

static void add_pair(const struct coding_table *table, struct coders_agreement *result, size_t first, size_t second)
{
    struct agreement *pair = arena_alloc(table->arena, sizeof *pair);
    struct list units = {0};
    size_t undecided = 0;

    for (size_t i = 0; i < table->segments.count; i++) {
        const struct coded_segment *segment = table->segments.items[i];
        if ((segment->codes[first] == NULL && segment->codes[second] == NULL) ||
            !reach_of(table, segment, first)->coded || !reach_of(table, segment, second)->coded)
            continue;
        if (!has_decided(table, segment, first) || !has_decided(table, segment, second)) {
            undecided++;
            continue;
        }
        struct coded_unit *unit = arena_alloc(table->arena, sizeof *unit);
        *unit = (struct coded_unit){segment->excerpt, given(segment, first), given(segment, second)};
        list_add(&units, table->arena, unit);
    }
    if (units.count == 0)
        return;
    *pair = (struct agreement){.first = table->study->coders->coders.items[first],
                               .second = table->study->coders->coders.items[second],
                               .excerpts = evidence_among(&table->study->excerpts),
                               .undecided = undecided};
    agreement_compare(table->arena, table->study, pair, &units);
    list_add(&result->pairs, table->arena, pair);
}

/* A decision of each coder on one code of one segment: given, not given, or (-1) none, as the coder did not come so
 * far. */
static void decide(const struct coding_table *table, const struct coded_segment *segment, const struct code *code,
                   int *values)
{
    for (size_t coder = 0; coder < table->coders; coder++) {
        const struct list *codes = given(segment, coder);
        values[coder] = has_decided(table, segment, coder) ? 0 : -1;
        for (size_t i = 0; values[coder] == 0 && i < codes->count; i++)
            values[coder] = ((const struct reference *)codes->items[i])->object == code;
    }
}

/* Whether anybody gave the code, so that there was something to decide. */
static bool is_used(const struct coding_table *table, const struct code *code)
{
    for (size_t i = 0; i < table->segments.count; i++) {
        const struct coded_segment *segment = table->segments.items[i];
        for (size_t coder = 0; coder < table->coders; coder++) {
            const struct list *codes = given(segment, coder);
            for (size_t j = 0; j < codes->count; j++) {
                if (((const struct reference *)codes->items[j])->object == code)
                    return true;
            }
        }
    }
    return false;
}

static void count_alpha(const struct coding_table *table, struct coders_agreement *result)
{
    const struct list *codes = &table->study->codes;
    struct arena *scratch = arena_new();
    struct list shared = {0}, used = {0};

    for (size_t i = 0; i < table->segments.count; i++) {
        const struct coded_segment *segment = table->segments.items[i];
        size_t who = 0;
        for (size_t coder = 0; coder < table->coders; coder++)
            who += has_decided(table, segment, coder);
        if (who > 1)
            list_add(&shared, scratch, (void *)segment);
    }
    for (size_t i = 0; i < codes->count; i++) {
        if (is_used(table, codes->items[i]))
            list_add(&used, scratch, codes->items[i]);
    }
    size_t units = shared.count * used.count;
    int *values = arena_alloc(scratch, (units * table->coders + 1) * sizeof *values);
    for (size_t i = 0; i < shared.count; i++) {
        for (size_t j = 0; j < used.count; j++)
            decide(table, shared.items[i], used.items[j], values + (i * used.count + j) * table->coders);
    }
    result->units = shared.count;
    result->alpha = units > 0 ? agreement_alpha(values, units, table->coders, 2) : NAN;
    arena_free(scratch);
}

struct coders_agreement agreement_of_coders(struct arena *arena, const struct study *study)
{
    struct coding_table table = {.arena = arena,
                                 .study = study,
                                 .coders = study->coders->coders.count,
                                 .by_id = map_new(arena),
                                 .texts = map_new(arena)};
    struct coders_agreement result = {.alpha = NAN};

    for (size_t i = 0; table.coders > 1 && i < study->excerpts.count; i++)
        enter(&table, study->excerpts.items[i]);
    for (size_t i = 0; table.coders > 1 && i < study->recodings.count; i++)
        enter(&table, study->recodings.items[i]);
    for (size_t first = 0; first < table.coders; first++) {
        bool coded = false;
        for (size_t i = 0; i < map_count(table.texts); i++)
            coded |= ((const struct reach *)map_value(table.texts, i))[first].coded;
        result.coders += coded;
        for (size_t second = first + 1; second < table.coders; second++)
            add_pair(&table, &result, first, second);
    }
    if (result.pairs.count > 0)
        count_alpha(&table, &result);
    return result;
}
