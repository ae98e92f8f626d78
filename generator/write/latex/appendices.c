#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "lua/scripts.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/latex/private.h"
#include "write/write.h"

/* The appendices as files, each framed by a layout. Which there are, and in which order: report/appendices.c. */

/* ---- what layouts/frame.lua knows besides the model (layouts/README.md) ---- */

static const char *label_of(struct arena *arena, const struct appendix *appendix)
{
    struct buffer slug = {0};

    latex_escape(&slug, LATEX_LABEL, appendix->slug);
    const char *label = arena_format(arena, "lampiran-%s", buffer_string(&slug));
    buffer_free(&slug);
    return label;
}

/* "lampiran-sintesis.tex" */
static const char *file_of(struct arena *arena, const struct appendix *appendix)
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

/* Of all appendices: language, appendices. */
static struct map *shared_values(struct arena *arena, const struct report *report, bool final)
{
    struct map *values = map_new(arena);
    struct value *list = value_list(arena);

    for (size_t i = 0; i < report->appendices.count; i++)
        value_add(list, arena, appendix_value(arena, report->appendices.items[i], false));
    map_put(values, "language", value_text(arena, report->labels->language));
    map_put(values, "appendices", list);
    map_put(values, "final", value_boolean(arena, final));
    map_put(values, "mathematics", value_boolean(arena, report->maths.count > 0));
    return values;
}

/* For one appendix: appendix, body. turned: it starts with a table on a turned page. */
static struct map *page_values(struct arena *arena, const struct appendix *appendix, bool turned)
{
    struct map *values = map_new(arena);

    map_put(values, "appendix", appendix_value(arena, appendix, turned));
    map_put(values, "body", value_blocks(arena, appendix->blocks));
    return values;
}

/* ---- how layouts print ---- */

static void print_text(void *writer, const char *text)
{
    struct latex *latex = writer;

    latex_escape(latex->out, LATEX_TEXT, text);
}

static void print_plain(void *writer, const char *text)
{
    struct latex *latex = writer;

    buffer_text(latex->out, text);
}

/* A label or the name of a fragment. */
static void print_label(void *writer, const char *label)
{
    struct latex *latex = writer;

    latex_escape(latex->out, LATEX_LABEL, label);
}

static void print_spans(void *writer, const struct span *spans)
{
    latex_spans(writer, spans);
}

/* Before them, how their words are parted. */
static void print_blocks(void *writer, const struct block *blocks)
{
    struct latex *latex = writer;
    struct buffer *out = latex->out, written = {0};

    latex->out = &written;
    latex_blocks(latex, blocks);
    latex->out = out;
    latex_put_words(latex, out);
    buffer_bytes(out, buffer_string(&written), written.length);
    buffer_free(&written);
}

/* LaTeX prints footnotes itself. */
static void print_notes(void *writer)
{
    (void)writer;
}

static const struct layout_format tex_format = {
    .folder = "layouts/latex",
    .ending = ".tex",
    .text = print_text,
    .page = print_label,
    .spans = print_spans,
    .blocks = print_blocks,
    .notes = print_notes,
};

/* ---- files ---- */

struct appendix_render {
    const struct report *report;
    struct output_sink *sink;
    struct map *shared;
    struct latex_site site;
    const struct layouts *style;  /* those that end in .sty */
    const struct layouts *readme; /* in .md */
};

/* A fragment from its layout, or, where appendix is NULL, what is there once. */
static void render_file(const struct appendix_render *render, struct crew_member *member, struct layout_runner *runner,
                        const char *layout, const char *file, const struct appendix *appendix)
{
    struct arena *arena = member->arena;
    struct latex latex;

    latex_begin(&latex, &render->site, appendix, &member->out, arena);
    latex.quotes_once = appendix != NULL;
    struct map *values =
        appendix ? page_values(arena, appendix, latex_starts_turned(&latex, appendix->blocks)) : map_new(arena);
    struct place source = appendix ? appendix->source : render->report->study->info->record.place;
    if (appendix != NULL)
        latex_trace(&latex, appendix->source);
    if (layout_run(runner, layout, values, &member->out, &latex, member->build.diags))
        render->sink->put(render->sink, file, buffer_string(&member->out), member->out.length, source);
    crew_use_figures(member, &latex.figures_used);
}

/* The results as a chapter, under labels of its own. */
static void render_chapter(const struct appendix_render *render, struct crew_member *member)
{
    const struct appendix *twin = report_chapter(render->report);
    const char *name = label_text(render->report->labels, "file_chapter");
    struct appendix chapter = *twin;
    struct latex latex;

    chapter.slug = name;
    latex_begin(&latex, &render->site, &chapter, &member->out, member->arena);
    latex.twin = twin;
    latex.quotes_once = false; /* who reads the chapter reads the words there */
    latex_trace(&latex, chapter.source);
    if (layout_run(member->runner, "chapter", page_values(member->arena, &chapter, false), &member->out, &latex,
                   member->build.diags))
        render->sink->put(render->sink, arena_format(member->arena, "%s.tex", name), buffer_string(&member->out),
                          member->out.length, chapter.source);
    crew_use_figures(member, &latex.figures_used);
}

/* A layout whose file does not end in .tex, with the study's words and sizes in it. */
static void render_other(const struct appendix_render *render, struct crew_member *member,
                         const struct layouts *layouts, const char *layout, const char *file)
{
    struct layout_runner *runner =
        layout_runner_new(layouts, &member->build, render->report->study, render->report->labels, render->shared);

    render_file(render, member, runner, layout, file, NULL);
    layout_runner_free(runner);
}

/* README.md tells the student what to do with the folder. */
enum { ITEM_STYLE, ITEM_README, ITEM_DOCUMENT, ITEM_FRAGMENTS };

static void render_item(void *context, struct crew_member *member, size_t item)
{
    const struct appendix_render *render = context;

    if (item == ITEM_STYLE) {
        render_other(render, member, render->style, "lampiran", "lampiran.sty");
    } else if (item == ITEM_README) {
        render_other(render, member, render->readme, "README", "README.md");
    } else if (item == ITEM_DOCUMENT) {
        render_file(render, member, member->runner, "lampiran", "lampiran.tex", NULL);
    } else if (item - ITEM_FRAGMENTS == render->report->appendices.count) {
        render_chapter(render, member);
    } else {
        const struct appendix *appendix = render->report->appendices.items[item - ITEM_FRAGMENTS];
        render_file(render, member, member->runner, "fragment", file_of(member->arena, appendix), appendix);
    }
}

bool render_appendices(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    const struct study *study = report->study;
    struct map *figures_used = map_new(build->arena);
    struct layout_format style = tex_format, readme = tex_format;

    style.ending = ".sty";
    readme.ending = ".md";
    readme.text = print_plain;
    struct appendix_render render = {
        .report = report,
        .sink = sink,
        .shared = shared_values(build->arena, report, build->final),
        .site = {report, copies_figures(build, study), diagrams_of(build, study)},
        .style = layouts_read(build, &style),
        .readme = layouts_read(build, &readme),
    };
    const struct crew crew = {
        build, layouts_read(build, &tex_format), report->study, report->labels, render.shared, render_item, &render};
    crew_run(&crew, ITEM_FRAGMENTS + report->appendices.count + (report_chapter(report) != NULL), figures_used);
    copies_put_figures(build, figures_used, sink);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}
