#include "check/check.h"

#include "study/study.h"

void check_standard(struct build *build, const struct study *study, enum standard standard)
{
    for (long number = 1; number <= standard_items(standard); number++) {
        const struct standard_item *item = standard_item(standard, number);
        if (reporting_given(study, standard, number) != NULL || (item->has != NULL && item->has(study)))
            continue;
        diag_warning(build->diags, study->reporting->record.place, "reporting-missing", "%s %02ld is not answered: %s",
                     standard_title(standard), number, item->name);
        diag_hint(build->diags, "add 'standard: %s', 'number: %ld' and 'answer: ...' to the items of %s",
                  standard_names[standard], number, study->reporting->record.place.file);
        if (item->data != NULL)
            diag_hint(build->diags, "or it is computed from %s", item->data);
    }
}
