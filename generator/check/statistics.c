#include "check/rules.h"

#include "study/study.h"

#include <string.h>

/* A chart has one scale, so its numbers have one unit: that of the statistic. */
static void check_units(struct build *build, const struct statistic *statistic)
{
    for (size_t i = 0; i < statistic->points.count; i++) {
        const struct statistic_point *point = statistic->points.items[i];
        if (point->unit == NULL || (statistic->unit != NULL && strcmp(point->unit, statistic->unit) == 0))
            continue;
        diag_error(build->diags, record_place_of(&point->record, "unit"), "chart-unit",
                   "the numbers of a chart have one unit, but this one is in '%s'", point->unit);
        if (statistic->unit == NULL)
            diag_hint(build->diags, "if all are, say so once, for the statistic: 'unit: \"%s\"'", point->unit);
        diag_hint(build->diags, "show them in a table, or make them a statistic of their own");
        return;
    }
}

void check_statistics(struct build *build, const struct study *study)
{
    const struct list *statistics = &study->statistics->statistics;

    for (size_t i = 0; i < statistics->count; i++) {
        const struct statistic *statistic = statistics->items[i];
        if (statistic->chart != STATISTIC_TABLE)
            check_units(build, statistic);
    }
}
