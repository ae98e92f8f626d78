#include "render/render.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/workers.h"
#include "model/build.h"
#include "model/output.h"
#include "model/report.h"
#include "model/study.h"
#include "model/view.h"
#include "render/copies.h"
#include "render/downloads.h"
#include "render/feeds.h"
#include "render/diagrams.h"
#include "render/frame.h"
#include "render/html.h"
#include "render/layout.h"
#include "render/meta.h"
#include "render/script_data.h"
#include "render/search.h"

#include <stdlib.h>
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

/* ---- pages ---- */

/* What belongs to one thread; made when it gets its first page. */
struct render_worker {
    struct layout_runner *runner;
    struct diags *diags;
    struct buffer out;
    struct arena *page;  /* of the page being made */
    struct arena *arena; /* of figures_used */
    struct list figures_used;
};

struct site_render {
    const struct report *report;
    struct output_sink *sink;
    const struct layouts *layouts;
    struct map *shared;
    struct html_site site;
    struct render_worker *workers;
    bool searched;
    struct buffer search; /* the index */
};

static void start_worker(struct site_render *render, struct render_worker *worker)
{
    if (worker->runner != NULL)
        return;
    worker->runner = layout_runner_new(render->layouts, render->report->labels, render->shared);
    worker->diags = diags_new();
    worker->page = arena_new();
    worker->arena = arena_new();
}

static void keep_figures(struct render_worker *worker, const struct list *figures)
{
    for (size_t i = 0; i < figures->count; i++)
        list_add(&worker->figures_used, worker->arena, figures->items[i]);
}

static void render_page(struct site_render *render, int number, size_t item)
{
    struct render_worker *worker = &render->workers[number];
    const struct report_page *page = render->report->pages.items[item];
    struct html html;

    start_worker(render, worker);
    struct arena *arena = worker->page;
    buffer_clear(&worker->out);
    html_begin(&html, &render->site, page, &worker->out, arena);
    /* A host shows this page for addresses in any folder: only absolute links lead on from there. */
    if (strcmp(page->path, "404.html") == 0)
        html.root = meta_base_path(arena, render->report);
    struct map *values = frame_page(arena, render->report, item, html.root);
    meta_page(arena, render->report, page, render->site.downloads, html.root, values);
    if (layout_run(worker->runner, page->layout, values, &worker->out, &html, worker->diags)) {
        render->sink->put(render->sink, page->path, worker->out.bytes, worker->out.length, page->source);
        if (html.notes.count > 0)
            diag_error(worker->diags, (struct place){.file = arena_format(arena, "layouts/html/%s.html", page->layout)},
                       "layout-notes", "the layout prints calls of footnotes but not the footnotes, with notes()");
    }
    keep_figures(worker, &html.figures_used);
    html_finish(&html);
    arena_clear(arena);
}

/* The pages, and before them the index for searching, which takes longer than any. */
static void render_part(void *context, int number, size_t item)
{
    struct site_render *render = context;

    if (item > 0)
        render_page(render, number, item - 1);
    else if (render->searched)
        search_write_index(&render->search, render->report);
}

static void finish_worker(struct build *build, struct render_worker *worker, struct map *figures)
{
    if (worker->runner == NULL)
        return;
    for (size_t i = 0; i < worker->figures_used.count; i++)
        map_put(figures, worker->figures_used.items[i], worker->figures_used.items[i]);
    diags_merge(build->diags, worker->diags);
    diags_free(worker->diags);
    layout_runner_free(worker->runner);
    buffer_free(&worker->out);
    arena_free(worker->page);
    arena_free(worker->arena);
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

/* What a filter needs to find quotes that stand on several pages. */
static void put_quotes(const struct report *report, struct output_sink *sink)
{
    static const struct place no_place;
    struct buffer out = {0};

    if (report->quotes == NULL)
        return;
    script_data_assign(&out, "lampiranQuotes", report->quotes);
    sink->put(sink, "assets/quotes.js", out.bytes, out.length, no_place);
    buffer_free(&out);
}

bool render_site(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    const struct study *study = view_study_of(report->view);
    struct map *figures_used = map_new(build->arena);
    struct site_render render = {.report = report, .sink = sink, .searched = build->lunr != NULL};

    render.layouts = layouts_read(build, &html_format);
    render.shared = frame_site(build->arena, report);
    meta_site(build->arena, report, render.shared);
    render.site = (struct html_site){.report = report,
                                     .pages = page_map(build->arena, report),
                                     .figures = copies_figures(build, study),
                                     .downloads = downloads_plan(build->arena, report),
                                     .diagrams = diagrams_of(build, study),
                                     .trusted = study->info->trust_findings};
    if (diags_count(build->diags, SEVERITY_ERROR) > errors)
        return false;
    render.workers = memory_alloc((size_t)build->jobs * sizeof *render.workers);
    for (int i = 0; i < build->jobs; i++)
        render.workers[i] = (struct render_worker){0};
    workers_run(build->jobs, report->pages.count + 1, render_part, &render);
    for (int i = 0; i < build->jobs; i++)
        finish_worker(build, &render.workers[i], figures_used);
    free(render.workers);
    copies_put_figures(build, figures_used, sink);
    copies_put_assets(build, sink);
    feeds_put(report, sink);
    downloads_put(render.site.downloads, report, sink);
    put_quotes(report, sink);
    search_put(build, report, &render.search, sink);
    buffer_free(&render.search);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}
