#include "check/rules.h"

#include "study/study.h"

void check_consent(struct build *build, const struct study *study)
{
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        const struct informant *informant = excerpt->informant;
        if (informant == NULL || excerpt->consent == NARROWED_INHERIT ||
            excerpt->consent - NARROWED_PUBLIC >= informant->consent)
            continue;
        const char *holds = consent_names[informant->consent];
        diag_warning(build->diags, record_place_of(&excerpt->record, "consent"), "wider-consent",
                     "the excerpt says '%s', but informant '%s' agreed to '%s' only, using '%s'",
                     consent_names[excerpt->consent - NARROWED_PUBLIC], informant->code, holds, holds);
        diag_hint(build->diags, "take 'consent' out here, or change it in %s:%d if the informant agreed to more",
                  informant->record.place.file, record_place_of(&informant->record, "consent").line);
    }
}
