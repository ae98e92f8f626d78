/* Years of prior studies and documents, beside those of their works. */

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
