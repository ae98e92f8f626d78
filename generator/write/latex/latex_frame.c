#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"
#include "write/write.h"

static const char *label_of(struct arena *arena, const struct appendix *appendix)
{
    struct buffer slug = {0};

    latex_escape(&slug, LATEX_LABEL, appendix->slug);
    const char *label = arena_format(arena, "lampiran-%s", buffer_string(&slug));
    buffer_free(&slug);
    return label;
}

const char *frame_appendix_file(struct arena *arena, const struct appendix *appendix)
{
    return arena_format(arena, "%s.tex", label_of(arena, appendix));
}

static struct value *appendix_value(struct arena *arena, const struct appendix *appendix, bool turned)
{
    struct value *map = value_map(arena);

    value_set_text(arena, map, "id", appendix->id);
    value_set_text(arena, map, "title", appendix->title);
    value_set(map, "label", value_page(arena, label_of(arena, appendix)));
    value_set(map, "illustrative", value_boolean(arena, appendix->illustrative));
    value_set(map, "turned", value_boolean(arena, turned));
    return map;
}

struct map *frame_appendices(struct arena *arena, const struct report *report)
{
    struct map *values = map_new(arena);
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->appendices.count; i++)
        value_add(list, arena, appendix_value(arena, report->appendices.items[i], false));
    map_put(values, "language", value_text(arena, report->labels->language));
    map_put(values, "appendices", list);
    return values;
}

struct map *frame_appendix(struct arena *arena, const struct appendix *appendix, bool turned)
{
    struct map *values = map_new(arena);

    map_put(values, "appendix", appendix_value(arena, appendix, turned));
    map_put(values, "body", value_blocks(arena, appendix->blocks));
    return values;
}
