#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "study/study.h"

static void count_interviews(struct trail *trail, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (!informant_is_real(informant))
            continue;
        trail->informants++;
        bool has_told[TECHNIQUE_COUNT] = {false};
        for (size_t j = 0; j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            bool is_group = interview->technique == TECHNIQUE_FOCUS_GROUP;
            *(is_group ? &trail->focus_groups : &trail->interviews) += interview_counts(study, interview, false);
            has_told[interview->technique] = true;
        }
        trail->interviewed += has_told[TECHNIQUE_INTERVIEW];
        trail->in_focus_groups += has_told[TECHNIQUE_FOCUS_GROUP];
    }
    trail->durations = study_durations(study);
}

static void count_segments(struct trail *trail, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct map *documents = map_new(scratch), *observations = map_new(scratch), *codes = map_new(scratch);

    for (size_t i = 0; i < excerpts->count; i++) {
        const struct excerpt *excerpt = excerpts->items[i];
        trail->illustrative += excerpt_is_made_up(excerpt);
        trail->paraphrased += excerpt->according_to != NULL && !excerpt_is_made_up(excerpt);
        if (!excerpt_is_evidence(excerpt))
            continue;
        trail->segments++;
        trail->coded += excerpt->codes.count > 0;
        for (size_t j = 0; j < excerpt->codes.count; j++) {
            const struct reference *code = excerpt->codes.items[j];
            map_put(codes, code->id, code->object);
        }
        if (excerpt->document != NULL)
            map_put(excerpt->technique_kind == TECHNIQUE_OBSERVATION ? observations : documents, excerpt->document->id,
                    (void *)excerpt->document);
    }
    trail->documents = map_count(documents);
    trail->observations = map_count(observations);
    trail->codes = map_count(codes);
    arena_free(scratch);
}

struct trail trail_of(const struct study *study)
{
    struct trail trail = {.findings = study->findings.count};

    count_interviews(&trail, study);
    count_segments(&trail, study);
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        trail.variables += code->level == CODE_VARIABLE;
        trail.themes += code->level == CODE_THEME;
        trail.subthemes += code->level == CODE_SUBTHEME;
    }
    return trail;
}

enum { COREQ_ITEMS = 32, SRQR_ITEMS = 21 };

static bool has_informants(const struct study *study)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        if (informant_is_real(study->informants->informants.items[i]))
            return true;
    }
    return false;
}

static bool has_sampling(const struct study *study)
{
    return study->informants->sampling != NULL;
}

static bool has_approach(const struct study *study)
{
    return study->info->approach != NULL || study->info->method != NULL || study->info->perspective != NULL;
}

static bool has_places(const struct study *study)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        for (size_t j = 0; informant_is_real(informant) && j < informant->interviews.count; j++) {
            const struct interview *interview = informant->interviews.items[j];
            if (interview->place != NULL)
                return true;
        }
    }
    return false;
}

static bool has_minutes(const struct study *study)
{
    return study_durations(study).interviews > 0;
}

static bool has_interviews(const struct study *study)
{
    for (size_t i = 0; i < study->informants->informants.count; i++) {
        const struct informant *informant = study->informants->informants.items[i];
        if (informant_is_real(informant) && informant->interviews.count > 0)
            return true;
    }
    return false;
}

static bool has_interview_excerpts(const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt_is_evidence(excerpt) && excerpt->informant != NULL)
            return true;
    }
    return false;
}

static bool has_second_coding(const struct study *study)
{
    return study->second_coding->codings.count > 0 && !study->second_coding->illustrative;
}

static bool has_components(const struct study *study)
{
    for (size_t i = 0; i < study->codes.count; i++) {
        const struct code *code = study->codes.items[i];
        if (code->level == CODE_THEME && code->components.count > 0)
            return true;
    }
    return false;
}

/* Of excerpts that nobody judged, nobody can say that none diverges. */
static bool has_judged_excerpts(const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt_is_evidence(excerpt) && excerpt->stance != STANCE_UNJUDGED)
            return true;
    }
    return false;
}

static bool has_excerpts(const struct study *study)
{
    return evidence_among(&study->excerpts) > 0;
}

static bool has_findings(const struct study *study)
{
    return study->findings.count > 0;
}

static bool has_codes(const struct study *study)
{
    return study->codes.count > 0;
}

static bool has_guide(const struct study *study)
{
    return study->guide->questions.count > 0;
}

static bool has_abstract(const struct study *study)
{
    return study->info->abstract != NULL;
}

static bool has_purpose(const struct study *study)
{
    return study->info->question != NULL || study->objectives->general != NULL;
}

static bool has_place(const struct study *study)
{
    return study->info->place != NULL;
}

static bool has_title(const struct study *study)
{
    return study->info->title != NULL;
}

static bool has_ethics(const struct study *study)
{
    return study->info->ethics != NULL;
}

static bool has_limits(const struct study *study)
{
    return study->info->limits.count > 0;
}

static bool has_program(const struct study *study)
{
    (void)study;
    return true;
}

static const struct standard_item coreq[COREQ_ITEMS] = {
    {N_("who interviewed"), NULL, NULL},
    {N_("the interviewer's credentials"), NULL, NULL},
    {N_("the interviewer's occupation at the time"), NULL, NULL},
    {N_("the interviewer's gender"), NULL, NULL},
    {N_("the interviewer's experience and training"), NULL, NULL},
    {N_("whether interviewer and informants knew each other before"), NULL, NULL},
    {N_("what informants knew of the interviewer"), NULL, NULL},
    {N_("the interviewer's interests and bias"), NULL, NULL},
    {N_("the methodological orientation"), has_approach,
     N_("'approach', 'method' and 'perspective' in content/study.yaml")},
    {N_("how informants were chosen"), has_sampling, N_("'sampling' in content/informants.yaml")},
    {N_("how informants were approached"), NULL, NULL},
    {N_("the number of informants"), has_informants, N_("content/informants.yaml")},
    {N_("who refused or dropped out, and why"), NULL, NULL},
    {N_("where the data were collected"), has_places, N_("'place' of the interviews in content/informants.yaml")},
    {N_("who else was present"), NULL, NULL},
    {N_("what marks the sample"), has_informants, N_("content/informants.yaml")},
    {N_("the interview guide, and whether it was tried out"), has_guide, N_("content/guide.yaml")},
    {N_("repeat interviews"), has_interviews, N_("'interviews' in content/informants.yaml")},
    {N_("recording"), NULL, NULL},
    {N_("field notes"), NULL, NULL},
    {N_("how long the interviews took"), has_minutes, N_("'minutes' of the interviews in content/informants.yaml")},
    {N_("saturation"), has_interview_excerpts, N_("content/excerpts/")},
    {N_("whether transcripts went back to the informants"), NULL, NULL},
    {N_("how many coded the data"), has_second_coding, N_("content/second-coding.yaml")},
    {N_("the coding tree"), has_codes, N_("content/codebook.yaml")},
    {N_("whether themes were set in advance or found"), has_components, N_("'components' in content/codebook.yaml")},
    {N_("the software"), has_program, N_("this program")},
    {N_("whether informants checked the findings"), NULL, NULL},
    {N_("quotations, each with its source"), has_excerpts, N_("content/excerpts/")},
    {N_("whether data and findings agree"), has_findings, N_("content/findings/")},
    {N_("the major themes"), has_codes, N_("content/codebook.yaml")},
    {N_("minor themes and divergent cases"), has_judged_excerpts, N_("'stance' in content/excerpts/")},
};

static const struct standard_item srqr[SRQR_ITEMS] = {
    {N_("the title"), has_title, N_("'title' in content/study.yaml")},
    {N_("the abstract"), has_abstract, N_("'abstract' in content/study.yaml")},
    {N_("the problem"), NULL, NULL},
    {N_("the purpose or research question"), has_purpose, N_("'question' in content/study.yaml")},
    {N_("the approach and paradigm"), has_approach, N_("'approach', 'method' and 'perspective' in content/study.yaml")},
    {N_("the researcher's characteristics and reflexivity"), NULL, NULL},
    {N_("the context"), has_place, N_("'place' in content/study.yaml")},
    {N_("the sampling"), has_sampling, N_("'sampling' in content/informants.yaml")},
    {N_("the ethics approval"), has_ethics, N_("'ethics' in content/study.yaml")},
    {N_("how data were collected"), has_excerpts, N_("content/excerpts/")},
    {N_("the instruments"), has_guide, N_("content/guide.yaml")},
    {N_("the units of study"), has_informants, N_("content/informants.yaml")},
    {N_("how data were processed"), NULL, NULL},
    {N_("how data were analysed"), has_codes, N_("content/codebook.yaml")},
    {N_("what makes the findings trustworthy"), has_excerpts, N_("content/excerpts/")},
    {N_("the synthesis"), has_findings, N_("content/findings/")},
    {N_("links to the data"), has_excerpts, N_("content/excerpts/")},
    {N_("integration with earlier work, transferability"), NULL, NULL},
    {N_("the limitations"), has_limits, N_("'limits' in content/study.yaml")},
    {N_("conflicts of interest"), NULL, NULL},
    {N_("the funding"), NULL, NULL},
};

const char *standard_title(enum standard standard)
{
    return standard == STANDARD_COREQ ? "COREQ" : "SRQR";
}

long standard_items(enum standard standard)
{
    return standard == STANDARD_COREQ ? COREQ_ITEMS : SRQR_ITEMS;
}

const struct standard_item *standard_item(enum standard standard, long number)
{
    return standard == STANDARD_COREQ ? &coreq[number - 1] : &srqr[number - 1];
}

const struct reporting_item *reporting_given(const struct study *study, enum standard standard, long number)
{
    for (size_t i = 0; i < study->reporting->items.count; i++) {
        const struct reporting_item *item = study->reporting->items.items[i];
        if (item->standard == (int)standard && item->number == number)
            return item;
    }
    return NULL;
}
