#include "check/rules.h"

#include "study/study.h"

#include <string.h>

static void check_translations(struct build *build, const struct study *study)
{
    const struct list *languages = &study->info->translations;
    struct place place = record_place_of(&study->info->record, "translations");

    for (size_t i = 0; i < languages->count; i++) {
        const char *language = languages->items[i];
        if (strcmp(language, study->language) != 0)
            continue;
        diag_error(build->diags, place, "bad-language", "'%s' is the study's own language already", language);
        diag_hint(build->diags, "take it out of 'translations'");
    }
}

void check_languages(struct build *build, const struct study *study)
{
    if (study->original == NULL)
        check_translations(build, study);
    for (size_t i = 0; i < study->excerpts.count; i++) {
        const struct excerpt *excerpt = study->excerpts.items[i];
        if (excerpt->language == NULL || language_is_tag(excerpt->language))
            continue;
        diag_error(build->diags, record_place_of(&excerpt->record, "language"), "bad-language",
                   "'%s' is not the tag of a language", excerpt->language);
        diag_hint(build->diags,
                  "write the tag of BCP 47: 'language: bug' for Buginese, 'language: mak' for Makassarese");
    }
}
