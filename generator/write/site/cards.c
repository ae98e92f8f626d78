#include "write/site/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/list.h"
#include "base/map.h"
#include "base/process.h"
#include "base/workers.h"
#include "document/document.h"
#include "study/study.h"
#include "write/html/html.h"

#include <stdint.h>
#include <string.h>

/*
 * The pictures that are shown beside a link: one for the site, and one for each objective.  Services fetch a
 * PNG by its full address, so without base_url there are none; the drawing lies beside it, to be printed or changed,
 * and lets the gate read the words.  What rsvg-convert made is kept in the user's cache, by what it was made from.
 */

enum { SECONDS = 20 };

/* Another way to make them is another key in the cache. */
static const char version[] = "card 1\n";

static const char style_name[] = "layouts/html/card.css";

/* One picture. */
struct job {
    const struct report_page *page;
    const char *stem; /* its path without ending */
    struct buffer drawing;
    struct buffer picture; /* empty: it could not be made */
    const char *kept;      /* the file of the cache, or NULL */
    bool is_kept;
};

static bool has_card(const struct report_page *page)
{
    return page->kind == PAGE_HOME || page->kind == PAGE_OBJECTIVE;
}

static const char *stem_of(struct arena *arena, const struct report *report, const char *path)
{
    const char *folder = label_text(report->labels, "slug_cards");

    return arena_format(arena, "%s/%.*s", folder, (int)(strlen(path) - strlen(".html")), path);
}

struct map *cards_plan(struct build *build, const struct report *report)
{
    static const struct place no_place;
    struct map *plan = map_new(build->arena);

    if (*meta_base(build->arena, report) == '\0' || meta_image(report) != NULL || build->for_preview)
        return plan;
    if (!process_is_there("rsvg-convert")) {
        if (*report->folder == '\0') {
            diag_note(build->diags, no_place, "no-cards",
                      "rsvg-convert is not installed, so links to the site are shared without a picture");
            diag_hint(build->diags, "on Debian and Ubuntu: apt install librsvg2-bin fonts-liberation");
        }
        return plan;
    }
    for (size_t i = 0; i < report->pages.count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (has_card(page))
            map_put(plan, page->path, (void *)(uintptr_t)stem_of(build->arena, report, page->path));
    }
    return plan;
}

const char *cards_picture(struct arena *arena, const struct map *plan, const char *path)
{
    const char *stem = map_get(plan, path);

    if (stem == NULL)
        stem = map_get(plan, "index.html");
    return stem ? arena_concat(arena, stem, ".png", NULL) : NULL;
}

/* ---- what a card shows ---- */

/* The first board of voices among blocks, or NULL. */
static const struct chart *find_board(struct arena *arena, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, arena, blocks);
    while (iterator_next(&it)) {
        if (!it.leaving && it.block->kind == BLOCK_CHART && it.block->chart->kind == CHART_BOARD)
            return it.block->chart;
    }
    return NULL;
}

const char *cards_text(struct arena *arena, const struct report *report, const struct report_page *page)
{
    const char *words = page->summary ? page->summary : page->description;

    return words != NULL && *words != '\0' ? words : arena_string(arena, report->study->info->title);
}

static struct card card_of(struct arena *arena, const struct report *report, const struct report_page *page)
{
    const struct study_info *info = report->study->info;
    const char *base = meta_base(arena, report), *host = strstr(base, "://");
    bool is_home = page->kind == PAGE_HOME, is_proposal = info->evidence == EVIDENCE_PROPOSAL;

    return (struct card){
        .site = info->site && info->site->title ? info->site->title : info->title,
        .title = is_home ? NULL : page->title,
        .text = cards_text(arena, report, page),
        .standing = is_proposal ? label_text(report->labels, "cite_proposal") : NULL,
        .made_up = page->illustrative ? label_text(report->labels, "csv_illustrative") : NULL,
        .address = host ? host + strlen("://") : base,
        .board = is_home ? find_board(arena, page->blocks) : NULL,
    };
}

static void draw(struct arena *arena, const struct report *report, const char *style, struct job *job)
{
    const struct html_standalone standalone = {style, NULL, 0.75, HTML_CARD_WIDTH, HTML_CARD_HEIGHT};
    const struct html_site site = {.report = report, .standalone = &standalone};
    const struct card card = card_of(arena, report, job->page);
    struct html html;

    html_begin(&html, &site, NULL, &job->drawing, arena);
    html_card(&html, &card);
    html_finish(&html);
}

/* ---- the pictures ---- */

static void convert(void *context, int worker, size_t item)
{
    static const char *const arguments[] = {"rsvg-convert", "--format=png", "--width=1200", "--height=630", NULL};
    struct job *job = &((struct job *)context)[item];

    (void)worker;
    if (job->is_kept)
        return;
    if (process_convert(arguments, job->drawing.bytes, job->drawing.length, SECONDS, 0, &job->picture) != PROCESS_DONE)
        buffer_clear(&job->picture);
}

static void put(struct build *build, struct job *job, struct output_sink *sink)
{
    struct arena *arena = build->arena;
    struct place place = job->page->source;

    sink->put(sink, arena_concat(arena, job->stem, ".svg", NULL), job->drawing.bytes, job->drawing.length, place);
    if (job->picture.length == 0) {
        diag_warning(build->diags, place, "no-card", "rsvg-convert made no picture to be shared with a link to '%s'",
                     job->page->path);
        diag_hint(build->diags, "check that 'rsvg-convert --version' works, and in a browser whether '%s.svg' is whole",
                  job->stem);
        return;
    }
    sink->put(sink, arena_concat(arena, job->stem, ".png", NULL), job->picture.bytes, job->picture.length, place);
    if (!job->is_kept && cache_write(arena, job->kept, job->picture.bytes, job->picture.length))
        list_add(&build->cached, arena, (void *)(uintptr_t)job->kept);
}

void cards_put(struct build *build, const struct report *report, const struct map *plan, struct output_sink *sink)
{
    size_t count = map_count(plan), at = 0;
    struct job *jobs = arena_alloc(build->arena, (count + 1) * sizeof *jobs);
    const char *style = count > 0 ? build_text(build, style_name) : "";

    for (size_t i = 0; i < report->pages.count && at < count; i++) {
        const struct report_page *page = report->pages.items[i];
        if (map_get(plan, page->path) == NULL)
            continue;
        struct job *job = &jobs[at++];
        *job = (struct job){.page = page, .stem = map_get(plan, page->path)};
        draw(build->arena, report, style, job);
        job->kept = cache_file(build->arena, "pictures",
                               arena_concat(build->arena, version, buffer_string(&job->drawing), NULL));
        job->is_kept = cache_read(job->kept, &job->picture);
    }
    workers_run(build->jobs, at, convert, jobs);
    for (size_t i = 0; i < at; i++) {
        put(build, &jobs[i], sink);
        buffer_free(&jobs[i].drawing);
        buffer_free(&jobs[i].picture);
    }
}
