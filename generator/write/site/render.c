#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "lua/scripts.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/write.h"

#include <string.h>

/* ---- how layouts print ---- */

static void print_text(void *writer, const char *text)
{
    struct html *html = writer;

    html_escape(html->out, HTML_ATTRIBUTE, text);
}

static void print_page(void *writer, const char *path)
{
    struct html *html = writer;

    html_escape(html->out, HTML_URL, html->root);
    html_escape(html->out, HTML_URL, path);
}

static void print_spans(void *writer, const struct span *spans)
{
    html_spans(writer, spans);
}

static void print_blocks(void *writer, const struct block *blocks)
{
    struct html *html = writer;

    html->start = html->out->length;
    html_blocks(html, blocks);
}

static void print_data(void *writer, const struct value *data)
{
    struct html *html = writer;

    script_data(html->out, data);
}

static void print_notes(void *writer)
{
    html_notes(writer);
}

static const struct layout_format html_format = {
    .folder = "layouts/html",
    .ending = ".html",
    .text = print_text,
    .page = print_page,
    .spans = print_spans,
    .blocks = print_blocks,
    .data = print_data,
    .notes = print_notes,
};

/* ---- the drawings of a page ---- */

/*
 * Each drawing of a page as a file of its own, where a browser enlarges it as far as somebody wants.  It takes its
 * colours from the style sheet of the site, so that hosts need not allow styles within files.
 */

static const char style_sheet[] = "<?xml-stylesheet type=\"text/css\" href=\"../assets/style.css\"?>\n";

/* Drawings say how large they are; the style sheet makes them as wide as the window. */
static const double most_points = 10000;

static void put_picture(const struct html_site *site, const struct html_picture *picture, struct output_sink *sink)
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
        html_diagram(&html, picture->diagram, span_plain(arena, block->figure->caption.words), block->figure->alt);
    html_finish(&html);
    const struct target *target = report_target(site->report, picture->label);
    sink->put(sink, html_picture_path(arena, site->report, target), out.bytes, out.length, block->place);
    buffer_free(&out);
    arena_free(arena);
}

/* Those (struct html_picture) that a page links, as the files that html_picture_path names. */
static void put_pictures(const struct html_site *site, const struct list *pictures, struct output_sink *sink)
{
    for (size_t i = 0; i < pictures->count; i++)
        put_picture(site, pictures->items[i], sink);
}

/* ---- pages ---- */

struct site_render {
    const struct report *report;
    struct output_sink *sink;
    struct map *shared;
    struct map *cards; /* of cards_plan */
    size_t first;      /* the page that is made before all others */
    struct html_site site;
};

static void render_page(struct site_render *render, struct crew_member *member, size_t position)
{
    const struct report_page *page = render->report->pages.items[position];
    struct diags *diags = member->build.diags;
    struct arena *arena = member->arena;
    struct html html;

    html_begin(&html, &render->site, page, &member->out, arena);
    /* A host shows this page for addresses in any folder: only absolute links lead on from there. */
    if (strcmp(page->path, "404.html") == 0)
        html.root = meta_base_path(arena, render->report);
    struct map *values = frame_page(arena, render->report, position, html.root);
    meta_page(arena, render->report, page, render->site.downloads, render->cards, values);
    if (layout_run(member->runner, page->layout, values, &member->out, &html, diags)) {
        render->sink->put(render->sink, page->path, member->out.bytes, member->out.length, page->source);
        if (html.notes.count > 0 || html.marked != NULL) {
            diag_error(diags, (struct place){.file = arena_format(arena, "layouts/html/%s.html", page->layout)},
                       "layout-notes", "the layout prints the numbers of notes, but not the notes");
            diag_hint(diags, "put <%% notes() %%> where they belong");
        }
    }
    crew_use_figures(member, &html.figures_used);
    put_pictures(&render->site, &html.pictures, render->sink);
    html_finish(&html);
    downloads_put(render->site.downloads, page, render->report, render->sink);
}

/*
 * What is not a page comes early: the index for searching takes longer than any. The archive comes behind the pages,
 * as the gate need not search once more what they brought.
 */
enum { ITEM_FIRST_PAGE, ITEM_SEARCH, ITEM_ASSETS, ITEM_PAGES };

/* The page that somebody looks at, or that with which the site begins. */
static size_t first_page(struct arena *arena, const struct report *report, const struct looked_at *looked_at)
{
    for (size_t i = 0; looked_at != NULL && i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (strcmp(arena_concat(arena, report->folder, page->path, NULL), looked_at->path) == 0)
            return i;
    }
    return 0;
}

static void put_archive(struct build *build, const struct site_render *render)
{
    const struct report *report = render->report;

    if (report->dataset == NULL || downloads_put_archive(render->site.downloads, report, render->sink))
        return;
    diag_error(build->diags, (struct place){.file = NULL}, "output-failed", "cannot make site/%s",
               downloads_archive(build->arena, report));
    diag_system(build->diags);
}

/* What a filter needs to find quotes that stand on several pages. */
static void put_quotes(const struct report *report, struct output_sink *sink)
{
    static const struct place no_place;
    struct buffer out = {0};

    if (report->quotes == NULL)
        return;
    struct arena *arena = arena_new();
    script_data_assign(&out, "lampiranQuotes", report->quotes(arena, report));
    sink->put(sink, "assets/quotes.js", out.bytes, out.length, no_place);
    buffer_free(&out);
    arena_free(arena);
}

static void render_item(void *context, struct crew_member *member, size_t item)
{
    struct site_render *render = context;

    if (item == ITEM_FIRST_PAGE)
        render_page(render, member, render->first);
    else if (item == ITEM_SEARCH)
        search_put(&member->build, render->report, render->sink);
    else if (item == ITEM_ASSETS)
        copies_put_assets(&member->build, render->sink);
    else if (item == ITEM_PAGES + render->report->pages.count - 1)
        put_archive(&member->build, render);
    else if (item - ITEM_PAGES < render->first)
        render_page(render, member, item - ITEM_PAGES);
    else
        render_page(render, member, item - ITEM_PAGES + 1);
}

static struct map *page_map(struct arena *arena, const struct report *report)
{
    struct map *pages = map_new(arena);

    for (size_t i = 0; i < report->pages.count; i++) {
        struct report_page *page = report->pages.items[i];
        map_put(pages, page->path, page);
    }
    return pages;
}

bool render_site(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    const struct study *study = report->study;
    struct map *figures_used = map_new(build->arena);
    struct site_render render = {.report = report, .sink = sink};
    const struct layouts *layouts = layouts_read(build, &html_format);

    equations_convert(build, &report->maths);
    render.shared = frame_site(build->arena, report);
    meta_site(build->arena, report, render.shared);
    render.site = (struct html_site){.report = report,
                                     .pages = page_map(build->arena, report),
                                     .figures = copies_figures(build, study),
                                     .downloads = downloads_plan(build->arena, report),
                                     .diagrams = diagrams_of(build, study),
                                     .has_pictures = true,
                                     .trusted = study->info->trust_findings};
    render.cards = cards_plan(build, report);
    if (diags_count(build->diags, SEVERITY_ERROR) > errors)
        return false;
    const struct crew crew = {build, layouts, report->study, report->labels, render.shared, render_item, &render};
    render.first = first_page(build->arena, report, build->looked_at);
    crew_run(&crew, ITEM_PAGES + report->pages.count, figures_used);
    if (meta_image(report) != NULL)
        map_put(figures_used, meta_image(report), figures_used);
    copies_put_figures(build, figures_used, sink);
    cards_put(build, report, render.cards, sink);
    feeds_put(report, sink);
    moved_put(build->arena, report, sink);
    if (!sink->is_trial)
        put_quotes(report, sink);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}

void render_site_again(struct build *build, const struct report *report, struct output_sink *sink)
{
    downloads_put_again(downloads_plan(build->arena, report), report, sink);
    search_put_again(build, report, sink);
    put_quotes(report, sink);
}
