#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "write/html/html.h"

/*
 * Each drawing of a page as a file of its own, where a browser enlarges it as far as somebody wants.  It takes its
 * colours from the style sheet of the site, so that hosts need not allow styles within files.
 */

static const char style_sheet[] = "<?xml-stylesheet type=\"text/css\" href=\"../assets/style.css\"?>\n";

/* Drawings say how large they are; the style sheet makes them as wide as the window. */
static const double most_points = 10000;

static void put(const struct html_site *site, const struct html_picture *picture, struct output_sink *sink)
{
    const struct block *block = picture->block;
    bool is_diagram = picture->diagram != NULL || block->chart->kind >= CHART_FLOW;
    const struct html_standalone standalone = {NULL, is_diagram ? "diagram" : "chart", 1, most_points, most_points};
    const struct html_site own = {.report = site->report, .standalone = &standalone};
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct html html;

    buffer_text(&out, style_sheet);
    html_begin(&html, &own, NULL, &out, arena);
    if (picture->diagram == NULL)
        html_drawing(&html, block->chart);
    else
        html_diagram(&html, picture->diagram, span_plain(arena, block->figure->caption), block->figure->alt);
    html_finish(&html);
    sink->put(sink, html_picture_path(arena, site->report, picture->label), out.bytes, out.length, block->place);
    buffer_free(&out);
    arena_free(arena);
}

void pictures_put(const struct html_site *site, const struct list *pictures, struct output_sink *sink)
{
    for (size_t i = 0; i < pictures->count; i++)
        put(site, pictures->items[i], sink);
}
