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
