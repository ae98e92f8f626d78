#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

enum { USUAL_BASE = 4, USUAL_RUN = 2, USUAL_THRESHOLD = 5 };

/* What study.yaml sets, with 4, 2 and 5 percent in place of what it leaves out. */
static struct saturation_rule rule_of(const struct study *study)
{
    const struct saturation_settings *settings = study->info->saturation;
    struct saturation_rule rule = {USUAL_BASE, USUAL_RUN, USUAL_THRESHOLD};

    if (settings != NULL && settings->base_size > 0)
        rule.base_size = (size_t)settings->base_size;
    if (settings != NULL && settings->run_length > 0)
        rule.run_length = (size_t)settings->run_length;
    if (settings != NULL && settings->threshold.text != NULL)
        rule.threshold = settings->threshold.value;
    return rule;
}

void saturation_judge(struct saturation *saturation)
{
    const struct saturation_rule *rule = &saturation->rule;
    size_t cumulative = 0, run = 0;

    saturation->base = saturation->reached = 0;
    for (size_t i = 0; i < saturation->count; i++) {
        struct saturation_step *step = &saturation->steps[i];
        cumulative += step->fresh;
        step->cumulative = cumulative;
        step->is_judged = false;
        if (i < rule->base_size) {
            saturation->base = cumulative;
            continue;
        }
        run += step->fresh;
        if (i >= rule->base_size + rule->run_length)
            run -= saturation->steps[i - rule->run_length].fresh;
        if (i + 1 < rule->base_size + rule->run_length || saturation->base == 0)
            continue;
        step->is_judged = true;
        step->run = run;
        step->percent = 100.0 * (double)run / (double)saturation->base;
        if (saturation->reached == 0 && step->percent <= rule->threshold)
            saturation->reached = i + 1;
    }
}

static size_t count_fresh(struct map *seen, const struct list *excerpts)
{
    size_t fresh = 0;

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        for (size_t j = 0; excerpt_is_evidence(excerpt) && j < excerpt->codes.count; j++) {
            const struct reference *code = excerpt->codes.items[j];
            fresh += map_put(seen, code->id, code->object) == NULL;
        }
    }
    return fresh;
}

/* The order is that of days, which the public study does not tell otherwise. */
static const char *first_day(const struct informant *informant)
{
    return informant->first_interview ? informant->first_interview : informant_first_interview(informant);
}

/* Those without a date come last. */
static int compare_dates(const void *first, const void *second)
{
    const char *a = first_day(first), *b = first_day(second);

    if (a == NULL || b == NULL)
        return (a == NULL) - (b == NULL);
    return strcmp(a, b);
}

struct saturation saturation_of(struct arena *arena, const struct study *study)
{
    const struct list *informants = &study->informants->informants;
    struct saturation saturation = {.rule = rule_of(study)};
    struct map *seen = map_new(arena);
    struct list order = {0};

    for (size_t i = 0; i < informants->count; i++) {
        struct informant *informant = informants->items[i];
        if (evidence_among(study_excerpts_of_source(study, informant->code)) > 0)
            list_add(&order, arena, informant);
    }
    list_sort(&order, compare_dates);
    saturation.steps = arena_alloc(arena, (order.count + 1) * sizeof *saturation.steps);
    saturation.count = order.count;
    for (size_t i = 0; i < order.count; i++) {
        struct saturation_step *step = &saturation.steps[i];
        step->informant = order.items[i];
        step->date = informant_first_interview(step->informant);
        step->fresh = count_fresh(seen, study_excerpts_of_source(study, step->informant->code));
    }
    saturation_judge(&saturation);
    return saturation;
}
