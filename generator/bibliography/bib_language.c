#include "bibliography/private.h"

#include "base/diag.h"
#include "base/list.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

/* The field that says it. biblatex's `language` may list several, and so do the exports of some programs. */
static const struct work_field *language_field(const struct work *work)
{
    static const char *const names[] = {"langid", "hyphenation", "language"};
    const struct work_field *field = NULL;

    for (size_t i = 0; field == NULL && i < sizeof names / sizeof names[0]; i++)
        field = work_find_field(work, names[i]);
    bool several = field && (strpbrk(field->value, ",;/") != NULL || strstr(field->value, " and ") != NULL);
    return several ? NULL : field;
}

/* "" if there is no such language. */
static const char *tag_of(struct arena *arena, struct diags *diags, const struct work_field *field)
{
    const char *nearest = NULL, *tag = language_of_name(arena, field->value, &nearest);

    if (tag != NULL)
        return tag;
    diag_warning(diags, field->place, "unknown-language", "'%s' is no language that is known here, leaving it out",
                 field->value);
    diag_hint(diags, nearest ? "nearest is '%s'" : "write its code, as '%s'", nearest ? nearest : "id");
    return "";
}

void bib_set_languages(struct arena *arena, struct diags *diags, const struct list *works)
{
    struct map *tags = map_new(arena); /* what an entry calls it -> the tag */

    for (size_t i = 0; i < works->count; i++) {
        struct work *work = works->items[i];
        const struct work_field *field = language_field(work);
        if (field == NULL)
            continue;
        const char *tag = map_get(tags, field->value);
        if (tag == NULL) {
            tag = tag_of(arena, diags, field);
            map_put(tags, field->value, (void *)tag);
        }
        work->language = *tag ? tag : NULL;
    }
}
