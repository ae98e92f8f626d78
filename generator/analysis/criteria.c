#include "analysis/analysis.h"

const char *const criterion_keys[] = {"moved", "since", "involved", "knowledgeable", NULL};

/* Whether the key of criterion is in the file; wrong is not missing: it was reported. */
static bool is_told(const struct informant *informant, enum criterion criterion)
{
    return record_has(&informant->record, criterion_keys[criterion]);
}

unsigned criteria_asked(const struct criteria *criteria, const struct list *informants)
{
    unsigned asked = criteria->minimum_tenure_months != INTEGER_ABSENT ? 1u << CRITERION_TENURE : 0;

    for (size_t i = 0; i < informants->count; i++) {
        for (int criterion = 0; criterion < CRITERION_COUNT; criterion++) {
            if (criterion != CRITERION_TENURE && is_told(informants->items[i], (enum criterion)criterion))
                asked |= 1u << criterion;
        }
    }
    return asked;
}

static enum judgement judge_tenure(const struct criteria *criteria, const struct informant *informant,
                                   const char *interview)
{
    if (criteria->minimum_tenure_months == INTEGER_ABSENT)
        return JUDGED_UNASKED;
    if (!informant->tenure.known && (informant->since == NULL || interview == NULL))
        return JUDGED_UNKNOWN;
    long most = informant->tenure.known ? informant->tenure.from : study_months(informant->since, interview, true);
    return most < criteria->minimum_tenure_months ? JUDGED_FAILED : JUDGED_MET;
}

static enum judgement judge(const struct informant *informant, enum criterion criterion, bool holds)
{
    if (is_told(informant, criterion))
        return holds ? JUDGED_MET : JUDGED_FAILED;
    return JUDGED_UNKNOWN;
}

struct suitability criteria_judge(const struct criteria *criteria, unsigned asked, const struct informant *informant)
{
    const char *interview = informant_first_interview(informant);
    struct suitability result = {.interview = interview, .months = INTEGER_ABSENT};

    if (informant->since != NULL && interview != NULL)
        result.months = study_months(informant->since, interview, false);
    /* Nobody is said to have been moved by saying nothing. */
    result.by[CRITERION_MOVED] = informant->moved ? JUDGED_FAILED : JUDGED_MET;
    result.by[CRITERION_TENURE] = judge_tenure(criteria, informant, interview);
    result.by[CRITERION_INVOLVED] = judge(informant, CRITERION_INVOLVED, informant->involved);
    result.by[CRITERION_KNOWLEDGEABLE] = judge(informant, CRITERION_KNOWLEDGEABLE, informant->knowledgeable);
    for (int i = 0; i < CRITERION_COUNT; i++) {
        if ((asked & (1u << i)) == 0)
            result.by[i] = JUDGED_UNASKED;
        result.failed = result.failed || result.by[i] == JUDGED_FAILED;
    }
    return result;
}
