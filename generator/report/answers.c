#include "report/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "lua/scripts.h"

/* Each answers one item or a few; NULL when there is nothing to say. */
typedef struct block *answer(const struct assembly *assembly);

static struct block *numbers(const struct assembly *assembly, const char *key, size_t first, size_t second)
{
    return first == 0 ? NULL : compose_text(assembly, compose_numbers(assembly, key, first, second));
}

/* Adds text, with separator before all but the first. */
static void join(struct buffer *buffer, const char *separator, const char *text)
{
    if (text != NULL)
        buffer_format(buffer, "%s%s", buffer->length > 0 ? separator : "", text);
}

static struct block *take_text(const struct assembly *assembly, struct buffer *buffer)
{
    struct block *block = buffer->length > 0 ? compose_text(assembly, buffer->bytes) : NULL;

    buffer_free(buffer);
    return block;
}

static struct block *approach(const struct assembly *assembly)
{
    const struct study_info *info = assembly->study->info;
    struct buffer text = {0};

    join(&text, "; ", info->approach);
    join(&text, "; ", info->method);
    join(&text, "; ", info->perspective);
    return take_text(assembly, &text);
}

static struct block *sampling(const struct assembly *assembly)
{
    return compose_copy_blocks(assembly, assembly->study->informants->sampling);
}

static struct block *sample_size(const struct assembly *assembly)
{
    struct trail trail = trail_of(assembly->study);

    if (trail.informants == 0)
        return NULL;
    return compose_text(assembly, arena_format(assembly->arena, "%s; %s",
                                               compose_people(assembly, "answer_informants", trail.informants, 0),
                                               compose_number(assembly, "trail_documents", trail.documents)));
}

static struct block *places(const struct assembly *assembly)
{
    const struct list *informants = &assembly->study->informants->informants;
    struct map *seen = map_new(assembly->arena);
    struct buffer text = {0};

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            if (interview->place != NULL && map_put(seen, interview->place, (void *)interview) == NULL)
                join(&text, "; ", interview->place);
        }
    }
    return take_text(assembly, &text);
}

/* "10 informan kunci; <3 informan utama; 11 sektor" */
static struct block *sample(const struct assembly *assembly)
{
    const struct list *informants = &assembly->study->informants->informants;
    struct map *sectors = map_new(assembly->arena);
    size_t members[GROUP_COUNT] = {0};
    struct buffer text = {0};

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        members[informant->group]++;
        map_put(sectors, informant->sector, (void *)informant);
    }
    if (informants->count == 0)
        return NULL;
    for (int group = 0; group < GROUP_COUNT; group++) {
        const char *name = label_text(assembly->labels, arena_format(assembly->arena, "group_%s", group_names[group]));
        if (members[group] > 0)
            join(&text, "; ",
                 label_format(assembly->labels, assembly->arena, "answer_group", name,
                              compose_people_number(assembly, members[group])));
    }
    join(&text, "; ", compose_number(assembly, "answer_sectors", map_count(sectors)));
    return take_text(assembly, &text);
}

static struct block *guide(const struct assembly *assembly)
{
    return numbers(assembly, "answer_guide", assembly->study->guide->questions.count, 0);
}

static struct block *repeats(const struct assembly *assembly)
{
    const struct list *informants = &assembly->study->informants->informants;
    size_t interviewed = 0, repeated = 0;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        interviewed += informant->interviews.count > 0;
        repeated += informant->interviews.count > 1;
    }
    return interviewed == 0 ? NULL
                            : compose_text(assembly, compose_people(assembly, "answer_repeats", repeated, interviewed));
}

static struct block *duration(const struct assembly *assembly)
{
    const struct list *informants = &assembly->study->informants->informants;
    long shortest = 0, longest = 0, sum = 0, count = 0;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        for (size_t j = 0; j < informant->interviews.count; j++) {
            long minutes = ((const struct interview *)informant->interviews.items[j])->minutes;
            if (minutes <= 0)
                continue;
            shortest = count == 0 || minutes < shortest ? minutes : shortest;
            longest = minutes > longest ? minutes : longest;
            sum += minutes;
            count++;
        }
    }
    if (count == 0)
        return NULL;
    const char *range = arena_format(assembly->arena, "%ld–%ld", shortest, longest);
    const char *mean = compose_decimal(assembly, (double)sum / (double)count, 0);
    return compose_text(assembly, label_format(assembly->labels, assembly->arena, "answer_duration", range, mean));
}

/* "... setelah informan ke-6 (dilaporkan sebagai 4+2 ...)": Guest and others tell the run apart. */
static const char *reached_text(const struct assembly *assembly, const struct saturation *saturation)
{
    size_t run = saturation->rule.run_length;

    return label_format(assembly->labels, assembly->arena, "numbers_reached",
                        arena_format(assembly->arena, "%zu", saturation->reached),
                        arena_format(assembly->arena, "%zu+%zu", saturation->reached - run, run));
}

const char *answer_saturation(const struct assembly *assembly, const struct saturation *saturation)
{
    const struct saturation_rule *rule = &saturation->rule;
    const char *threshold =
        compose_decimal(assembly, rule->threshold, rule->threshold == (double)(long)rule->threshold ? 0 : 1);
    const char *words = label_text(assembly->labels, "numbers_not_reached");

    if (saturation->count < rule->base_size + rule->run_length)
        words = compose_numbers(assembly, "numbers_too_few", saturation->count, rule->base_size + rule->run_length);
    else if (saturation->reached > 0)
        words = reached_text(assembly, saturation);
    return arena_format(assembly->arena, "%s %s %s", words,
                        compose_numbers(assembly, "numbers_rule", rule->base_size, rule->run_length),
                        label_format(assembly->labels, assembly->arena, "numbers_rule_threshold", threshold, NULL));
}

static struct block *saturation(const struct assembly *assembly)
{
    struct saturation found = saturation_of(assembly->arena, assembly->study);

    return found.count == 0 ? NULL : compose_text(assembly, answer_saturation(assembly, &found));
}

static struct block *coders(const struct assembly *assembly)
{
    struct agreement found = agreement_of(assembly->arena, assembly->study);

    if (assembly->study->second_coding->illustrative)
        return NULL;
    return numbers(assembly, "answer_coders", found.units, found.excerpts);
}

static struct block *coding_tree(const struct assembly *assembly)
{
    struct trail trail = trail_of(assembly->study);

    if (assembly->study->codes.count == 0)
        return NULL;
    return compose_text(assembly,
                        arena_format(assembly->arena, "%s %s",
                                     compose_numbers(assembly, "answer_tree", trail.variables, trail.themes),
                                     compose_numbers(assembly, "answer_tree_used", trail.subthemes, trail.codes)));
}

static struct block *derivation(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    size_t themes = 0, derived = 0;

    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        themes += code->level == CODE_THEME;
        derived += code->level == CODE_THEME && code->components.count > 0;
    }
    return numbers(assembly, "answer_derivation", derived, themes);
}

static struct block *software(const struct assembly *assembly)
{
    return compose_text(assembly, label_format(assembly->labels, assembly->arena, "answer_software", VERSION, NULL));
}

static struct block *quotations(const struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;
    struct map *sources = map_new(assembly->arena);

    for (size_t i = 0; i < excerpts->count; i++)
        map_put(sources, excerpt_source_id(excerpts->items[i]), excerpts->items[i]);
    return numbers(assembly, "answer_quotations", excerpts->count, map_count(sources));
}

/* How many findings show a quote. */
static struct block *consistency(const struct assembly *assembly)
{
    const struct list *findings = &assembly->study->findings;
    size_t quoting = 0;

    for (size_t i = 0; i < findings->count; i++) {
        struct list quoted = {0};
        hooks_quoted(assembly->arena, assembly->study, ((const struct finding *)findings->items[i])->body, &quoted);
        quoting += quoted.count > 0;
    }
    if (findings->count == 0)
        return NULL;
    return compose_text(assembly, compose_numbers(assembly, "answer_consistency", quoting, findings->count));
}

static struct block *themes(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    struct span *spans = NULL;

    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level != CODE_THEME)
            continue;
        if (spans != NULL)
            spans = span_append(spans, span_text(assembly->arena, "; "));
        spans = span_append(spans, compose_code(assembly, code));
    }
    return spans ? compose_paragraph(assembly, spans) : NULL;
}

static struct block *divergence(const struct assembly *assembly)
{
    const struct list *excerpts = &assembly->study->excerpts;
    size_t contrasts = 0;

    for (size_t i = 0; i < excerpts->count; i++)
        contrasts += ((const struct excerpt *)excerpts->items[i])->stance == STANCE_CONTRAST;
    if (excerpts->count == 0)
        return NULL;
    return compose_text(assembly, compose_numbers(assembly, "answer_divergence", contrasts, excerpts->count));
}

static struct block *title(const struct assembly *assembly)
{
    return compose_text(assembly, assembly->study->info->title);
}

static struct block *abstract(const struct assembly *assembly)
{
    return assembly->study->info->abstract ? compose_paragraph(assembly, compose_label(assembly, "answer_abstract"))
                                           : NULL;
}

static struct block *purpose(const struct assembly *assembly)
{
    return block_append(compose_copy_blocks(assembly, assembly->study->info->question),
                        compose_copy_blocks(assembly, assembly->study->objectives->general));
}

static struct block *context(const struct assembly *assembly)
{
    struct buffer text = {0};

    join(&text, ", ", assembly->study->info->place);
    join(&text, ", ", assembly->study->info->year);
    return take_text(assembly, &text);
}

struct block *answer_ethics(const struct assembly *assembly)
{
    const struct ethics *approval = assembly->study->info->ethics;

    if (approval == NULL)
        return NULL;
    struct block *blocks = compose_text(assembly, label_format(assembly->labels, assembly->arena, "answer_ethics",
                                                               approval->committee, approval->number));
    return block_append(blocks, compose_copy_blocks(assembly, approval->statement));
}

/* "wawancara 60 kutipan; telaah dokumen 15 kutipan" */
static struct block *collection(const struct assembly *assembly)
{
    struct triangulation found =
        evidence_of_excerpts(assembly->evidence, assembly->arena, &assembly->study->excerpts);
    struct buffer text = {0};

    for (size_t i = 0; i < found.techniques.count; i++) {
        const struct voice *voice = &found.techniques.voices[i];
        const char *name = label_text(assembly->labels, arena_format(assembly->arena, "technique_%s", voice->name));
        join(
            &text, "; ",
            arena_format(assembly->arena, "%s: %s", name, compose_number(assembly, "count_excerpts", voice->excerpts)));
    }
    return take_text(assembly, &text);
}

/* How many themes the sources agree on. */
static struct block *trustworthiness(const struct assembly *assembly)
{
    const struct list *codes = &assembly->study->codes;
    size_t number[VERDICT_DISSONANCE + 1] = {0};
    struct buffer text = {0};

    if (assembly->study->excerpts.count == 0)
        return NULL;
    for (size_t i = 0; i < codes->count; i++) {
        const struct code *code = codes->items[i];
        if (code->level == CODE_THEME)
            number[evidence_of_code(assembly->evidence, assembly->arena, code).sources.verdict]++;
    }
    for (int verdict = VERDICT_AGREEMENT; verdict <= VERDICT_DISSONANCE; verdict++) {
        const char *name =
            label_text(assembly->labels, arena_format(assembly->arena, "verdict_%s", verdict_names[verdict]));
        if (number[verdict] > 0)
            join(&text, "; ", arena_format(assembly->arena, "%s %zu", name, number[verdict]));
    }
    const char *counts = arena_string(assembly->arena, buffer_string(&text));
    buffer_free(&text);
    return compose_text(assembly,
                        label_format(assembly->labels, assembly->arena, "answer_trustworthiness", counts, NULL));
}

static struct block *synthesis(const struct assembly *assembly)
{
    return numbers(assembly, "answer_synthesis", assembly->study->findings.count,
                   assembly->study->objectives->objectives.count);
}

static struct block *limits(const struct assembly *assembly)
{
    return compose_list(assembly, false, &assembly->study->info->limits);
}

static answer *answer_for(enum standard standard, long number)
{
    static answer *const coreq[33] = {
        [9] = approach,  [10] = sampling,   [12] = sample_size, [14] = places, [16] = sample,      [17] = guide,
        [18] = repeats,  [21] = duration,   [22] = saturation,  [24] = coders, [25] = coding_tree, [26] = derivation,
        [27] = software, [29] = quotations, [30] = consistency, [31] = themes, [32] = divergence,
    };
    static answer *const srqr[22] = {
        [1] = title,        [2] = abstract,         [4] = purpose,     [5] = approach,    [7] = context,
        [8] = sampling,     [9] = answer_ethics,    [10] = collection, [11] = guide,      [12] = sample_size,
        [14] = coding_tree, [15] = trustworthiness, [16] = synthesis,  [17] = quotations, [19] = limits,
    };
    return standard == STANDARD_COREQ ? coreq[number] : srqr[number];
}

struct block *answer_of(const struct assembly *assembly, enum standard standard, long number)
{
    answer *compute = answer_for(standard, number);

    return compute ? compute(assembly) : NULL;
}

bool answer_is_description(enum standard standard, long number)
{
    answer *compute = answer_for(standard, number);

    return compute == sampling || compute == context;
}

/* The tables that show what the item is about; up to two of each. */
static const struct shown {
    answer *compute;
    struct {
        const char *section;
        const char *part; /* NULL: its main table */
    } tables[2];
} shown[] = {
    {sampling, {{"informants", "criteria"}}},
    {sample_size, {{"informants", NULL}, {"informants", "documents"}}},
    {places, {{"informants", NULL}}},
    {sample, {{"informants", NULL}, {"informants", "suitability"}}},
    {guide, {{"guide", NULL}}},
    {repeats, {{"informants", NULL}}},
    {duration, {{"informants", NULL}}},
    {saturation, {{"numbers", "saturation"}}},
    {coders, {{"numbers", "coders"}}},
    {coding_tree, {{"codebook", NULL}}},
    {derivation, {{"frameworks", NULL}}},
    {quotations, {{"trail", "choice"}}},
    {consistency, {{"trail", "choice"}}},
    {themes, {{"numbers", "frequency"}}},
    {divergence, {{"triangulation", "source"}}},
    {collection, {{"informants", "documents"}}},
    {trustworthiness, {{"triangulation", "source"}, {"triangulation", "technique"}}},
    {synthesis, {{"triangulation", "objective"}}},
};

struct block *answer_where(const struct assembly *assembly, enum standard standard, long number)
{
    answer *compute = answer_for(standard, number);
    struct block *blocks = NULL;

    for (size_t i = 0; compute != NULL && i < sizeof shown / sizeof *shown; i++) {
        for (size_t j = 0; j < 2 && shown[i].compute == compute && shown[i].tables[j].section != NULL; j++) {
            const char *section = shown[i].tables[j].section, *part = shown[i].tables[j].part;
            struct span *reference = span_new(assembly->arena, SPAN_REFERENCE, 0, 0);
            reference->text =
                part ? section_part_label(assembly, section, part) : section_table_label(assembly, section, NULL);
            blocks = block_append(blocks, compose_paragraph(assembly, reference));
        }
    }
    return blocks;
}

bool answer_is_made_up(const struct assembly *assembly, enum standard standard, long number)
{
    static answer *const counting[] = {sample_size, places,      sample,     repeats,    duration,       saturation,
                                       quotations,  consistency, divergence, collection, trustworthiness};
    const struct list *informants = &assembly->study->informants->informants;
    bool counts = false, made_up = trail_of(assembly->study).illustrative > 0;

    for (size_t i = 0; i < sizeof counting / sizeof *counting; i++)
        counts = counts || counting[i] == answer_for(standard, number);
    for (size_t i = 0; i < informants->count; i++)
        made_up = made_up || ((const struct informant *)informants->items[i])->illustrative;
    return counts && made_up;
}
