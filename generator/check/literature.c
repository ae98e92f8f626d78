/* What the study takes from others: prior studies, documents, statistics and what is set beside them. */

#include "check/rules.h"

#include "base/ascii.h"
#include "base/say.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

enum { YEAR = 4 };

/* Four digits, and at most a letter that tells works of a year apart: 2020a. */
static bool is_year(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits == YEAR && (text[digits] == '\0' || (ascii_is_small(text[digits]) && !text[digits + 1]));
}

/* The year that references.bib gives, or NULL. */
static const struct work_field *year_of(const struct work *work)
{
    for (const struct work_field *field = work->fields; field != NULL; field = field->next) {
        bool fits = strcmp(field->name, "year") == 0 || strcmp(field->name, "date") == 0;
        if (fits && strspn(field->value, "0123456789") >= YEAR)
            return field;
    }
    return NULL;
}

/* record gives year, and names the work that should have the same. */
static void compare_years(struct build *build, const struct record *record, const char *year, const struct work *work)
{
    const struct work_field *field = work ? year_of(work) : NULL;

    if (field == NULL || strncmp(field->value, year, YEAR) == 0)
        return;
    diag_warning(build->diags, record_place_of(record, "year"), "year-differs",
                 "the year is %s, but %.*s for '%s' in references.bib", year, YEAR, field->value, work->key);
    diag_hint(build->diags, "correct one of them (%s:%d)", field->place.file ? field->place.file : work->place.file,
              field->place.line ? field->place.line : work->place.line);
}

static void check_year(struct build *build, const struct record *record, const char *year, const struct work *work)
{
    if (year == NULL)
        return;
    if (is_year(year)) {
        compare_years(build, record, year, work);
        return;
    }
    diag_warning(build->diags, record_place_of(record, "year"), "odd-year", "'%s' is not a year", year);
    diag_hint(build->diags, "write four digits, as 2023");
}

void check_literature(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->synthesis->studies.count; i++) {
        const struct prior_study *prior = study->synthesis->studies.items[i];
        check_year(build, &prior->record, prior->year, prior->work.object);
    }
    for (size_t i = 0; i < study->documents->documents.count; i++) {
        const struct document *document = study->documents->documents.items[i];
        if (document->year != NULL && is_year(document->year) && document->work.object != NULL)
            compare_years(build, &document->record, document->year, document->work.object);
    }
}

/* A chart has one scale, so its numbers have one unit: that of the statistic. */
static void check_units(struct build *build, const struct statistic *statistic, const struct list *points)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct statistic_point *point = points->items[i];
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

/* Whether one of points has this label; if none has, nearest knows how near they came. */
static bool points_have(const struct list *points, const char *label, struct nearest *nearest)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct statistic_point *point = points->items[i];
        if (point->label == NULL) /* which is an error of its own */
            continue;
        if (strcmp(point->label, label) == 0)
            return true;
        text_nearest(nearest, point->label);
    }
    return false;
}

void check_point(struct build *build, const struct statistic *statistic, struct place place, const char *label,
                 const char *otherwise)
{
    struct nearest nearest = {.word = label};

    if (points_have(&statistic->points, label, &nearest))
        return;
    for (size_t i = 0; i < statistic->series.count; i++) {
        const struct statistic_series *series = statistic->series.items[i];
        if (points_have(&series->values, label, &nearest))
            return;
    }
    diag_error(build->diags, place, "unknown-point", "statistic '%s' has no point '%s'", statistic->id, label);
    if (!diag_hint_nearest(build->diags, &nearest))
        diag_hint(build->diags, "%s", translated(otherwise));
}

static void check_events(struct build *build, const struct statistic *statistic)
{
    for (size_t i = 0; i < statistic->events.count; i++) {
        const struct statistic_event *event = statistic->events.items[i];
        if (event->at != NULL)
            check_point(build, statistic, record_place_of(&event->record, "point"), event->at,
                        N_("write the label of one of its points"));
    }
}

/* Its numbers are told in one way. Those of a file are not its own keys. */
static void check_numbers(struct build *build, const struct statistic *statistic)
{
    static const char *const keys[] = {"points", "series", "file"};
    const struct record *record = &statistic->record;
    const char *first = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        bool is_said = !record_lacks(record, keys[i]);
        if (is_said && first != NULL) {
            diag_error(build->diags, record_place_of(record, keys[i]), "several-numbers",
                       "statistic '%s' has both '%s' and '%s'", statistic->id, first, keys[i]);
            diag_hint(build->diags, "keep one of them");
        }
        first = first == NULL && is_said ? keys[i] : first;
    }
    if (first != NULL)
        return;
    diag_error(build->diags, record->place, "missing-key", "statistic '%s' has no numbers", statistic->id);
    diag_hint(build->diags, "add 'points:' and below it, indented, entries that begin with '- label:', or 'file:' with "
                            "the name of a CSV file in content/data/");
}

/* Intervals have two ends, with the value between them. */
static void check_intervals(struct build *build, const struct list *points)
{
    for (size_t i = 0; i < points->count; i++) {
        const struct statistic_point *point = points->items[i];
        const struct number *low = &point->low, *high = &point->high;
        if (low->text == NULL && high->text == NULL)
            continue;
        if (low->text != NULL && high->text != NULL && low->value <= point->value.value &&
            point->value.value <= high->value)
            continue;
        diag_error(build->diags, record_place_of(&point->record, low->text ? "low" : "high"), "bad-interval",
                   low->text == NULL || high->text == NULL ? N_("the interval of '%s' has one end only")
                                                           : N_("the value of '%s' is not within its interval"),
                   point->label);
        diag_hint(build->diags, "'low' is the lower end, 'high' the upper one, and the value lies between them");
        return;
    }
}

/* More than can be told apart in a drawing. */
enum { MOST_SERIES = 6 };

static void check_series(struct build *build, const struct statistic *statistic)
{
    for (size_t i = 0; i < statistic->series.count; i++) {
        const struct statistic_series *series = statistic->series.items[i];
        if (statistic->chart != STATISTIC_TABLE)
            check_units(build, statistic, &series->values);
        check_intervals(build, &series->values);
    }
    if (statistic->chart == STATISTIC_TABLE || statistic->series.count <= MOST_SERIES)
        return;
    diag_error(build->diags, record_place_of(&statistic->record, "chart"), "too-many-series",
               "a chart of %zu series cannot be read", statistic->series.count);
    diag_hint(build->diags, "show up to %d in a chart, all of them with 'chart: table'", MOST_SERIES);
}

void check_statistics(struct build *build, const struct study *study)
{
    const struct list *statistics = &study->statistics->statistics;

    for (size_t i = 0; i < statistics->count; i++) {
        const struct statistic *statistic = statistics->items[i];
        check_numbers(build, statistic);
        check_events(build, statistic);
        if (statistic->chart != STATISTIC_TABLE)
            check_units(build, statistic, &statistic->points);
        check_intervals(build, &statistic->points);
        check_series(build, statistic);
    }
}

static void diagnose_unknown(struct build *build, const struct joint_number *number, const char *key,
                             const struct nearest *nearest)
{
    const struct statistic *statistic = number->statistic.object;

    diag_error(build->diags, record_place_of(&number->record, key), "unknown-point",
               strcmp(key, "series") == 0 ? N_("statistic '%s' has no series '%s'")
                                          : N_("statistic '%s' has no point '%s'"),
               statistic->id, nearest->word);
    if (nearest->match != NULL)
        diag_hint(build->diags, "nearest is '%s'", nearest->match);
    else
        diag_hint(build->diags, "leave it out to show all");
}

static void check_joint_number(struct build *build, const struct joint_number *number)
{
    const struct statistic *statistic = number->statistic.object;
    struct nearest series_names = {.word = number->series}, point_names = {.word = number->point};

    if (statistic == NULL)
        return;
    bool has_series = number->series == NULL;
    bool has_point = number->point == NULL || points_have(&statistic->points, number->point, &point_names);
    for (size_t i = 0; i < statistic->series.count; i++) {
        const struct statistic_series *series = statistic->series.items[i];
        bool is_meant = number->series == NULL || strcmp(series->label, number->series) == 0;
        has_series |= is_meant;
        if (!is_meant)
            text_nearest(&series_names, series->label);
        else
            has_point = has_point || points_have(&series->values, number->point, &point_names);
    }
    if (!has_series)
        diagnose_unknown(build, number, "series", &series_names);
    else if (!has_point)
        diagnose_unknown(build, number, "point", &point_names);
}

void check_joint(struct build *build, const struct study *study)
{
    const struct list *rows = &study->joint->rows;

    for (size_t i = 0; i < rows->count; i++) {
        const struct joint_row *row = rows->items[i];
        for (size_t j = 0; j < row->numbers.count; j++)
            check_joint_number(build, row->numbers.items[j]);
    }
}
