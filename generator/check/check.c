#include "check/check.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/memory.h"
#include "base/workers.h"
#include "check/rules.h"
#include "study/study.h"

#include <stdlib.h>

/* What takes longest in a large study comes first. */
static void (*const rules[])(struct build *build, const struct study *study) = {
    check_texts,      check_ids,   check_informants, check_consent,    check_recognition,
    check_literature, check_works, check_coding,     check_statistics, check_settings,
    check_languages,
};

/* Where something could not be read, what it holds would seem to be missing. */
static void (*const rules_for_whole[])(struct build *build, const struct study *study) = {
    check_quotes,
    check_coverage,
    check_evidence,
    check_unprinted,
};

enum {
    RULES = sizeof rules / sizeof *rules,
    RULES_FOR_WHOLE = sizeof rules_for_whole / sizeof *rules_for_whole,
};

/* What one worker reports to. */
struct checker {
    struct build build;
    struct claims *claims;
};

struct checking {
    const struct study *study;
    struct checker *checkers;
};

/* The rules one by one, then the claims of the findings one by one, and last those of the objectives. */
static void check_item(void *context, int worker, size_t item)
{
    const struct checking *checking = context;
    struct checker *checker = &checking->checkers[worker];
    const struct list *findings = &checking->study->findings;

    if (item < RULES)
        rules[item](&checker->build, checking->study);
    else if (item < RULES + RULES_FOR_WHOLE)
        rules_for_whole[item - RULES](&checker->build, checking->study);
    else if (item < RULES + RULES_FOR_WHOLE + findings->count)
        claims_check_finding(checker->claims, findings->items[item - RULES - RULES_FOR_WHOLE]);
    else
        claims_check_objectives(checker->claims);
}

void check_study(struct build *build, const struct study *study)
{
    bool whole = diags_count(build->diags, SEVERITY_ERROR) == 0;
    size_t items = whole ? RULES + RULES_FOR_WHOLE + study->findings.count + 1 : RULES;
    struct checking checking = {study, memory_alloc((size_t)build->jobs * sizeof *checking.checkers)};

    for (int i = 0; i < build->jobs; i++) {
        struct checker *checker = &checking.checkers[i];
        checker->build = *build;
        checker->build.arena = arena_new();
        checker->build.diags = diags_new();
        checker->claims = claims_new(&checker->build, study);
    }
    workers_run(build->jobs, items, check_item, &checking);
    for (int i = 0; i < build->jobs; i++) {
        struct checker *checker = &checking.checkers[i];
        diags_merge(build->diags, checker->build.diags);
        diags_free(checker->build.diags);
        arena_adopt(build->arena, checker->build.arena);
    }
    free(checking.checkers);
}
