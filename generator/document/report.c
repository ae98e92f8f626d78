#include "document/document.h"

#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

void report_join(struct arena *arena, const struct list *reports)
{
    for (size_t i = 0; i < reports->count; i++) {
        struct report *report = reports->items[i];
        report->editions = *reports;
        report->folder = i > 0 ? arena_format(arena, "%s/", report->labels->language) : "";
    }
}

const struct target *report_target(const struct report *report, const char *label)
{
    return map_get(report->targets, label);
}

const char *report_appendix_mark(struct arena *arena, const struct report *report, size_t number)
{
    const struct appendix_settings *settings = report->study->info->appendix;

    if (number > 26 || (settings != NULL && settings->numbering == APPENDIX_NUMBERS))
        return arena_format(arena, "%zu", number);
    return arena_format(arena, "%c", (int)('A' + number - 1));
}
