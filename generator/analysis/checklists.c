#include "analysis/analysis.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

static void count_interviews(struct trail *trail, const struct study *study)
{
    const struct list *informants = &study->informants->informants;

    for (size_t i = 0; i < informants->count; i++) {
        const struct informant *informant = informants->items[i];
        if (!informant_is_real(informant))
            continue;
        trail->informants++;
        trail->interviews += informant->interviews.count;
    }
    trail->durations = study_durations(study);
}

static void count_segments(struct trail *trail, const struct study *study)
{
    const struct list *excerpts = &study->excerpts;
    struct arena *scratch = arena_new();
    struct map *documents = map_new(scratch), *codes = map_new(scratch);

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
            map_put(documents, excerpt->document->id, (void *)excerpt->document);
    }
    trail->documents = map_count(documents);
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
    {"who interviewed", NULL, NULL},
    {"the interviewer's credentials", NULL, NULL},
    {"the interviewer's occupation at the time", NULL, NULL},
    {"the interviewer's gender", NULL, NULL},
    {"the interviewer's experience and training", NULL, NULL},
    {"whether interviewer and informants knew each other before", NULL, NULL},
    {"what informants knew of the interviewer", NULL, NULL},
    {"the interviewer's interests and bias", NULL, NULL},
    {"the methodological orientation", has_approach, "'approach', 'method' and 'perspective' in content/study.yaml"},
    {"how informants were chosen", has_sampling, "'sampling' in content/informants.yaml"},
    {"how informants were approached", NULL, NULL},
    {"the number of informants", has_informants, "content/informants.yaml"},
    {"who refused or dropped out, and why", NULL, NULL},
    {"where the data were collected", has_places, "'place' of the interviews in content/informants.yaml"},
    {"who else was present", NULL, NULL},
    {"what marks the sample", has_informants, "content/informants.yaml"},
    {"the interview guide, and whether it was tried out", has_guide, "content/guide.yaml"},
    {"repeat interviews", has_interviews, "'interviews' in content/informants.yaml"},
    {"recording", NULL, NULL},
    {"field notes", NULL, NULL},
    {"how long the interviews took", has_minutes, "'minutes' of the interviews in content/informants.yaml"},
    {"saturation", has_interview_excerpts, "content/excerpts/"},
    {"whether transcripts went back to the informants", NULL, NULL},
    {"how many coded the data", has_second_coding, "content/second-coding.yaml"},
    {"the coding tree", has_codes, "content/codebook.yaml"},
    {"whether themes were set in advance or found", has_components, "'components' in content/codebook.yaml"},
    {"the software", has_program, "this program"},
    {"whether informants checked the findings", NULL, NULL},
    {"quotations, each with its source", has_excerpts, "content/excerpts/"},
    {"whether data and findings agree", has_findings, "content/findings/"},
    {"the major themes", has_codes, "content/codebook.yaml"},
    {"minor themes and divergent cases", has_judged_excerpts, "'stance' in content/excerpts/"},
};

static const struct standard_item srqr[SRQR_ITEMS] = {
    {"the title", has_title, "'title' in content/study.yaml"},
    {"the abstract", has_abstract, "'abstract' in content/study.yaml"},
    {"the problem", NULL, NULL},
    {"the purpose or research question", has_purpose, "'question' in content/study.yaml"},
    {"the approach and paradigm", has_approach, "'approach', 'method' and 'perspective' in content/study.yaml"},
    {"the researcher's characteristics and reflexivity", NULL, NULL},
    {"the context", has_place, "'place' in content/study.yaml"},
    {"the sampling", has_sampling, "'sampling' in content/informants.yaml"},
    {"the ethics approval", has_ethics, "'ethics' in content/study.yaml"},
    {"how data were collected", has_excerpts, "content/excerpts/"},
    {"the instruments", has_guide, "content/guide.yaml"},
    {"the units of study", has_informants, "content/informants.yaml"},
    {"how data were processed", NULL, NULL},
    {"how data were analysed", has_codes, "content/codebook.yaml"},
    {"what makes the findings trustworthy", has_excerpts, "content/excerpts/"},
    {"the synthesis", has_findings, "content/findings/"},
    {"links to the data", has_excerpts, "content/excerpts/"},
    {"integration with earlier work, transferability", NULL, NULL},
    {"the limitations", has_limits, "'limits' in content/study.yaml"},
    {"conflicts of interest", NULL, NULL},
    {"the funding", NULL, NULL},
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
