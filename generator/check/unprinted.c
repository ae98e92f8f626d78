/* Files of which nothing is printed: their appendix is not among those that study.yaml lists, and no text shows them.
 */

#include "check/rules.h"

#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* Which directives stand in findings and pages. */
struct shown {
    bool framework;
    bool statistic;
};

static void look_into(struct shown *shown, struct arena *arena, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (!iterator_meets_block(&it) || it.block->kind != BLOCK_DIRECTIVE)
            continue;
        shown->framework |= strcmp(it.block->directive->name, object_kind_name(OBJECT_FRAMEWORK)) == 0;
        shown->statistic |= strcmp(it.block->directive->name, object_kind_name(OBJECT_STATISTIC)) == 0;
    }
}

static struct shown find_shown(struct arena *arena, const struct study *study)
{
    struct shown shown = {0};

    for (size_t i = 0; i < study->findings.count; i++)
        look_into(&shown, arena, ((const struct finding *)study->findings.items[i])->body);
    for (size_t i = 0; i < study->pages.count; i++)
        look_into(&shown, arena, ((const struct page *)study->pages.items[i])->body);
    if (study->info->site != NULL && study->info->site->headline.object != NULL)
        shown.statistic = true;
    return shown;
}

static bool is_listed(const struct list *appendices, const char *section)
{
    for (size_t i = 0; i < appendices->count; i++) {
        const struct appendix_entry *entry = appendices->items[i];
        if (entry->section != NULL && strcmp(entry->section, section) == 0)
            return true;
    }
    return appendices->count == 0;
}

static void check_file(struct build *build, const struct study_info *info, const struct record *record,
                       const char *section)
{
    if (record->place.line == 0 || is_listed(&info->appendices, section))
        return;
    diag_note(build->diags, record->place, "not-printed",
              "nothing of this file is printed: '%s' is not among the appendices", section);
    diag_hint(build->diags, "add '%s' to 'appendices' in content/study.yaml:%d", section,
              record_place_of(&info->record, "appendices").line);
}

void check_unprinted(struct build *build, const struct study *study)
{
    const struct study_info *info = study->info;
    struct shown shown = find_shown(build->arena, study);

    check_file(build, info, &study->synthesis->record, "synthesis");
    check_file(build, info, &study->definitions->record, "definitions");
    if (!shown.framework)
        check_file(build, info, &study->frameworks->record, "frameworks");
    if (!shown.statistic)
        check_file(build, info, &study->statistics->record, "statistics");
    check_file(build, info, &study->summaries->record, "framework-matrix");
    check_file(build, info, &study->second_coding->record, "numbers");
    check_file(build, info, &study->conclusions->record, "conclusions");
    check_file(build, info, &study->joint->record, "joint");
    check_file(build, info, &study->reporting->record, "reporting");
    for (size_t i = 0; i < study->codebook_versions.count; i++)
        check_file(build, info, &((const struct codebook_version *)study->codebook_versions.items[i])->record, "trail");
}
