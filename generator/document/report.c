#include "document/document.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "study/study.h"

#include <string.h>

static void put(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    const struct output_folder *folder = (const struct output_folder *)sink;
    struct buffer below = {0};

    buffer_text(&below, folder->folder);
    buffer_text(&below, path);
    folder->whole->put(folder->whole, buffer_string(&below), bytes, length, source);
    buffer_free(&below);
}

struct output_folder output_folder(struct output_sink *whole, const char *folder)
{
    return (struct output_folder){{.put = put, .is_trial = whole->is_trial}, whole, folder};
}

void report_join(struct arena *arena, const struct list *reports)
{
    for (size_t i = 0; i < reports->count; i++) {
        struct report *report = reports->items[i];
        report->editions = *reports;
        report->folder = i > 0 ? arena_format(arena, "%s/", report->labels->language) : "";
    }
}

const struct target *report_quote_elsewhere(struct arena *arena, const struct report *report,
                                            const struct appendix *appendix, const struct block *block,
                                            const char **key)
{
    /* Who reads the results wants to hear the voices, and not look them up. */
    bool tells_results = appendix != NULL && strcmp(appendix->id, "narrative") == 0;

    if (block == NULL || block->kind != BLOCK_QUOTATION || tells_results)
        return NULL;
    const struct quotation *quote = block->quotation;
    const struct target *target = report_target(report, arena_concat(arena, "excerpt:", quote->id, NULL));
    *key = quote->paraphrase ? "quote_at_paraphrased" : quote->illustrative ? "quote_at_illustrative" : "quote_at";
    return target != NULL && target->appendix != NULL && target->appendix != appendix ? target : NULL;
}

const struct appendix *report_chapter(const struct report *report)
{
    const struct appendix_settings *settings = report->study->info->appendix;

    for (size_t i = 0; settings != NULL && settings->chapter != APPENDIX_CHAPTER_NONE && i < report->appendices.count;
         i++) {
        const struct appendix *appendix = report->appendices.items[i];
        if (strcmp(appendix->id, "narrative") == 0)
            return appendix;
    }
    return NULL;
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
