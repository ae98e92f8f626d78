#include "analysis/analysis.h"

#include <stdlib.h>
#include <string.h>

const char *const criterion_keys[] = {"moved", "since", "involved", "knowledgeable", NULL};

struct day {
    long year;
    long month; /* from 1 */
    long day;
};

/* latest: what is left out is the last month or day. */
static struct day day_of(const char *date, bool latest)
{
    size_t length = strlen(date);

    return (struct day){
        .year = strtol(date, NULL, 10),
        .month = length >= 7 ? strtol(date + 5, NULL, 10)
                 : latest    ? 12
                             : 1,
        .day = length >= 10 ? strtol(date + 8, NULL, 10)
               : latest     ? 31
                            : 1,
    };
}

static long months_between(struct day from, struct day to)
{
    return (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day);
}

long criteria_months(const char *from, const char *to)
{
    return months_between(day_of(from, false), day_of(to, false));
}

const char *criteria_first_interview(const struct informant *informant)
{
    const char *earliest = NULL;

    for (size_t i = 0; i < informant->interviews.count; i++) {
        const struct interview *interview = informant->interviews.items[i];
        if (interview->date != NULL && (earliest == NULL || strcmp(interview->date, earliest) < 0))
            earliest = interview->date;
    }
    return earliest;
}

/* Whether the key of criterion is in the file; wrong is not missing: it was reported. */
static bool is_told(const struct informant *informant, enum criterion criterion)
{
    const struct record *record = &informant->record;
    const struct field *field = schema_field(record->schema, criterion_keys[criterion]);

    return record->fields != NULL && record->fields[field - record->schema->fields].line > 0;
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
    if (informant->since == NULL || interview == NULL)
        return JUDGED_UNKNOWN;
    long most = months_between(day_of(informant->since, false), day_of(interview, true));
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
    const char *interview = criteria_first_interview(informant);
    struct suitability result = {.interview = interview, .months = INTEGER_ABSENT};

    if (informant->since != NULL && interview != NULL)
        result.months = criteria_months(informant->since, interview);
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
