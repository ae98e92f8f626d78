#include "check/check.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/say.h"
#include "base/workers.h"
#include "check/rules.h"
#include "lua/scripts.h"
#include "quotes/quotes.h"
#include "study/study.h"

#include <string.h>

/* Each edition tells how its own informants were heard; that they differ, nobody but the study can settle. */
static void check_talks(struct build *build, struct views *views)
{
    enum talks site = study_how_heard(views_of(views, AUDIENCE_PUBLIC));
    enum talks appendices = study_how_heard(views_of(views, AUDIENCE_EXAMINER));

    if (site == appendices)
        return;
    diag_note(build->diags, views->whole->info->record.place, "talks-differ",
              "by who is shown there, guide and matrices are of '%s' in the site, of '%s' in the appendices",
              talks_names[site], talks_names[appendices]);
    diag_hint(build->diags, "write how all were heard as 'talks' in content/study.yaml, which both then say");
}

/* What needs nothing of each other, and takes long in large studies: what audiences may see, and what is quoted. */
struct beside {
    struct views *views;
    struct arena *arenas[AUDIENCE_COUNT];
    struct build quotes; /* with messages of its own */
};

/* The first is what takes longest. */
static void begin_part(void *context, int worker, size_t item)
{
    struct beside *beside = context;
    struct views *views = beside->views;

    (void)worker;
    if (item == 0)
        check_quotes(&beside->quotes, views->whole);
    else if (views->of[item - 1] == NULL)
        views->of[item - 1] = study_filter(beside->arenas[item - 1], views->whole, (enum audience)(item - 1));
}

static void check_whole(struct build *build, struct views *views)
{
    struct beside beside = {.views = views, .quotes = *build};

    beside.quotes.diags = diags_new();
    for (int i = 0; i < AUDIENCE_COUNT; i++)
        beside.arenas[i] = arena_child(views->arena);
    workers_run(build->jobs, AUDIENCE_COUNT + 1, begin_part, &beside);
    hooks_check(build, views, true);
    diags_merge(build->diags, beside.quotes.diags);
    diags_free(beside.quotes.diags);
    check_evidence(build, views->whole);
    check_talks(build, views);
}

void check_study(struct build *build, struct views *views)
{
    const struct study *study = views->whole;
    bool is_whole = diags_count(build->diags, SEVERITY_ERROR) == 0;

    check_texts(build, study);
    check_ids(build, study);
    check_informants(build, study);
    check_works(build, study);
    check_excerpts(build, study);
    check_settings(build, study);
    check_languages(build, study);
    /* Where something could not be read, what it holds would seem to be missing. */
    if (is_whole)
        check_whole(build, views);
    else
        hooks_check(build, views, false);
}

/* ---- what is asked before others get a study ---- */

static void check_recognisable(struct build *build, struct views *views)
{
    const struct anonymity found = anonymity_of(build->arena, views_of(views, AUDIENCE_PUBLIC));
    const struct informant *first = NULL;
    size_t few = 0;

    for (size_t i = 0; i < found.count; i++) {
        const struct informant *informant = found.rows[i].informant;
        if (found.rows[i].alike >= found.k || informant->illustrative || informant->attribution != ATTRIBUTION_CODE)
            continue;
        first = first ? first : informant;
        few++;
    }
    if (few == 0)
        return;
    diag_warning(build->diags, first->record.place, "recognisable",
                 translated_count("the site tells %zu informant apart by more than a code: fewer than %zu are alike",
                                  "the site tells %zu informants apart by more than a code: fewer than %zu are alike",
                                  few),
                 few, found.k);
    diag_hint(build->diags,
              "`lampiran check --privacy` shows by what; 'k' under 'privacy' in content/study.yaml says how "
              "many are enough");
}

/* The first interview of somebody who is known by a code whose day is told, or NULL; *count is how many there are. */
static const struct interview *find_days(const struct study *study, size_t *count)
{
    const struct interview *first = NULL;

    *count = 0;
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        bool shown = informant->consent != CONSENT_NONE && informant->attribution == ATTRIBUTION_CODE;
        for (size_t j = 0; j < informant->interviews.count && shown; j++) {
            const struct interview *interview = informant->interviews.items[j];
            if (interview->date == NULL || strlen(interview->date) <= strlen("2025-03"))
                continue;
            first = first ? first : interview;
            ++*count;
        }
    }
    return first;
}

static void check_days(struct build *build, const struct study *study)
{
    const struct privacy_settings *settings = study->info->privacy;
    size_t count;

    if ((settings != NULL && settings->dates != DATES_UNDECIDED) || !study_has_section(study->info, "informants"))
        return;
    const struct interview *first = find_days(study, &count);
    if (first == NULL)
        return;
    diag_warning(build->diags, record_place_of(&first->record, "date"), "exact-days",
                 translated_count("the appendices print the day of %zu interview, and an agenda can show who it was",
                                  "the appendices print the days of %zu interviews, and an agenda can show who it was",
                                  count),
                 count);
    diag_hint(build->diags, "write 'dates: months' under 'privacy' in content/study.yaml, or 'dates: days' if the "
                            "examiners are to be told");
}

void check_release(struct build *build, struct views *views,
                   bool (*listed)(void *guard, const char *text, size_t length), void *guard)
{
    check_days(build, views->whole);
    check_recognisable(build, views);
    check_persons(build, views->whole, listed, guard);
}
