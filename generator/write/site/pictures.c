#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"

/*
 * Each drawing of a page as a file of its own, where a browser enlarges it as far as somebody wants.  It takes its colours
 * from the style sheet of the site, so that hosts need not allow styles within files.  What shows or counts what was
 * made up has no such file: there nothing beside the drawing would say so.
 */

static const char style_sheet[] = "<?xml-stylesheet type=\"text/css\" href=\"../assets/style.css\"?>\n";

/* Drawings say how large they are; the style sheet makes them as wide as the window. */
static const double most_points = 10000;

static void put(const struct html_site *site, const struct block *block, const struct diagram *diagram,
                const char *label, struct output_sink *sink)
{
    const struct html_standalone standalone = {NULL, diagram ? "diagram" : "chart", 1, most_points, most_points};
    const struct html_site own = {.report = site->report, .standalone = &standalone};
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct html html;

    buffer_text(&out, style_sheet);
    html_begin(&html, &own, NULL, &out, arena);
    if (block->kind == BLOCK_CHART)
        html_drawing(&html, block->chart);
    else
        html_diagram(&html, diagram, span_plain(arena, block->figure->caption), block->figure->alt);
    html_finish(&html);
    sink->put(sink, html_picture_path(arena, site->report, label), out.bytes, out.length, block->place);
    buffer_free(&out);
    arena_free(arena);
}

void pictures_put(const struct html_site *site, const struct report_page *page, struct output_sink *sink)
{
    struct arena *arena = arena_new();
    struct iterator it;

    iterator_start(&it, arena, page->blocks);
    while (iterator_next(&it)) {
        const struct diagram *diagram = NULL;
        const char *label = NULL;
        if (!iterator_meets_block(&it))
            continue;
        if (it.block->kind == BLOCK_CHART && !it.block->chart->illustrative) {
            diagram = diagram_of_chart(arena, it.block->chart);
            label = it.block->chart->label;
        } else if (it.block->kind == BLOCK_FIGURE) {
            diagram = diagrams_find(site->diagrams, it.block->figure);
            label = diagram ? it.block->figure->label : NULL;
        }
        const struct target *target = label ? report_target(site->report, label) : NULL;
        if (target != NULL && target->page == page)
            put(site, it.block, diagram, label, sink);
    }
    arena_free(arena);
}
