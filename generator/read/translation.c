#include "read/private.h"

#include "base/diag.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

void translation_check(struct build *build, const struct languages *languages, const struct input_file *translation)
{
    struct place place = {.file = translation->path};

    if (strcmp(translation->language, languages->own) == 0) {
        diag_error(build->diags, place, "own-language", "the file is in '%s', which is the study's own language",
                   languages->own);
        diag_hint(build->diags, "rename it to '%s'", input_original(build->arena, translation));
    } else if (!languages_have(languages, translation->language)) {
        diag_error(build->diags, place, "unknown-language", "the file is in '%s', which is no language of this study",
                   translation->language);
        diag_hint(build->diags, "write 'translations: [%s]' in content/study.yaml, or give the file another name",
                  translation->language);
    }
}

static struct block **body_of(struct record *record, const struct input_file *file)
{
    return strcmp(file->schema->folder, "findings") == 0 ? &((struct finding *)(void *)record)->body
                                                         : &((struct page *)(void *)record)->body;
}

void translation_take(struct build *build, const struct list *files, const struct input_file *translation)
{
    const char *original = input_original(build->arena, translation);
    struct nearest nearest = {.word = original};

    for (size_t i = 0; i < files->count; i++) {
        const struct input_file *file = files->items[i];
        if (strcmp(file->path, original) != 0) {
            text_nearest(&nearest, file->path);
            continue;
        }
        if (file->record == NULL || translation->record == NULL)
            return;
        record_overlay(file->record, translation->record);
        struct block *body = *body_of(translation->record, translation);
        if (body != NULL)
            *body_of(file->record, file) = body;
        return;
    }
    diag_error(build->diags, (struct place){.file = translation->path}, "unknown-original",
               "there is no file '%s' that this one translates", original);
    if (nearest.match != NULL)
        diag_hint(build->diags, "nearest is '%s'", nearest.match);
    else
        diag_hint(build->diags, "write the page in the study's own language first");
}
