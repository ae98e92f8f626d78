/* Pages at addresses that the study gave up, which lead on: where a theme was called otherwise, or became part of one.
 */

#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/url.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"
#include "write/write.h"

#include <string.h>

struct moved {
    struct arena *arena;
    const struct report *report;
    struct output_sink *sink;
    struct map *taken; /* path -> anything: of pages, and of those that were made here */
};

static void write_page(const struct moved *moved, const char *path, const struct target *target, struct buffer *out)
{
    const struct report_page *page = target->page;
    const char *address = meta_address(moved->arena, moved->report, page->path);
    struct buffer link = {0};

    for (size_t depth = url_depth(path); depth > 0; depth--)
        buffer_text(&link, "../");
    buffer_format(&link, "%s%s%s", page->path, target->anchor ? "#" : "", target->anchor ? target->anchor : "");
    buffer_format(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
                  moved->report->labels->language);
    html_escape(out, HTML_ATTRIBUTE, page->title);
    buffer_text(out, "</title>\n<link rel=\"canonical\" href=\"");
    html_escape(out, HTML_ATTRIBUTE, *address != '\0' ? address : buffer_string(&link));
    buffer_text(out, "\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url=");
    html_escape(out, HTML_ATTRIBUTE, buffer_string(&link));
    buffer_text(out, "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n</head>\n<body>\n"
                     "<main><h1><a href=\"");
    html_escape(out, HTML_ATTRIBUTE, buffer_string(&link));
    buffer_text(out, "\">");
    html_escape(out, HTML_ATTRIBUTE, page->title);
    buffer_text(out, "</a></h1></main>\n</body>\n</html>\n");
    buffer_free(&link);
}

/* A page at path that leads to the object, unless something is there, or the site has no page of the object. */
static void put(const struct moved *moved, const char *path, enum object_kind kind, const char *id, struct place place)
{
    const char *label = arena_concat(moved->arena, object_kind_name(kind), ":", id, NULL);
    const struct target *target = report_target(moved->report, label);
    struct buffer out = {0};

    if (target == NULL || target->page == NULL || map_put(moved->taken, path, moved->taken) != NULL)
        return;
    write_page(moved, path, target, &out);
    moved->sink->put(moved->sink, path, buffer_string(&out), out.length, place);
    buffer_free(&out);
}

/* The same for each of the ids that an object had. */
static void put_formers(const struct moved *moved, const char *folder, const struct list *formerly,
                        enum object_kind kind, const char *id, struct place place)
{
    for (size_t i = 0; i < formerly->count; i++) {
        const char *former = formerly->items[i];
        if (text_is_id(former))
            put(moved, arena_concat(moved->arena, folder, former, ".html", NULL), kind, id, place);
    }
}

void moved_put(struct arena *arena, const struct report *report, struct output_sink *sink)
{
    struct moved moved = {arena, report, sink, map_new(arena)};
    const char *folder = label_text(report->labels, "slug_themes");

    for (size_t i = 0; i < report->pages.count; i++)
        map_put(moved.taken, ((const struct report_page *)report->pages.items[i])->path, moved.taken);
    for (size_t i = 0; i < report->study->codes.count; i++) {
        const struct code *code = report->study->codes.items[i];
        for (size_t j = 0; j < code->formerly.count; j++) {
            const struct former_code *former = code->formerly.items[j];
            if (former->id != NULL && text_is_id(former->id))
                put(&moved, arena_concat(arena, folder, "/", former->id, ".html", NULL), OBJECT_CODE, code->id,
                    code->record.place);
        }
    }
    for (size_t i = 0; i < report->study->pages.count; i++) {
        const struct page *page = report->study->pages.items[i];
        put_formers(&moved, "", &page->formerly, OBJECT_PAGE, page->id, page->record.place);
    }
    const struct objectives_file *objectives = report->study->objectives;
    folder = arena_concat(arena, label_text(report->labels, "slug_objectives"), "/", NULL);
    for (size_t i = 0; objectives != NULL && i < objectives->objectives.count; i++) {
        const struct objective *objective = objectives->objectives.items[i];
        put_formers(&moved, folder, &objective->formerly, OBJECT_OBJECTIVE, objective->id, objective->record.place);
    }
}
