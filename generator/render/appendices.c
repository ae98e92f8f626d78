#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "model/build.h"
#include "model/output.h"
#include "model/report.h"
#include "model/study.h"
#include "model/view.h"
#include "render/copies.h"
#include "render/diagrams.h"
#include "render/frame.h"
#include "render/latex.h"
#include "render/layout.h"
#include "render/render.h"

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

static void print_blocks(void *writer, const struct block *blocks)
{
    latex_blocks(writer, blocks);
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
    struct build *build;
    const struct report *report;
    struct output_sink *sink;
    struct map *shared;
    struct latex_site site;
    struct map *figures_used;
};

/* One file from one layout. appendix is NULL for those that are there once. */
static void render_file(struct appendix_render *render, struct layout_runner *runner, const char *layout,
                        const char *file, const struct appendix *appendix)
{
    struct build *build = render->build;
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct latex latex;

    latex_begin(&latex, &render->site, appendix, &out, arena);
    struct map *values =
        appendix ? frame_appendix(arena, appendix, latex_starts_turned(&latex, appendix->blocks)) : map_new(arena);
    struct place source = appendix ? appendix->source : view_study_of(render->report->view)->info->record.place;
    if (appendix != NULL)
        latex_trace(&latex, appendix->source);
    if (layout_run(runner, layout, values, &out, &latex, build->diags))
        render->sink->put(render->sink, file, buffer_string(&out), out.length, source);
    for (size_t i = 0; i < latex.figures_used.count; i++)
        map_put(render->figures_used, latex.figures_used.items[i], latex.figures_used.items[i]);
    buffer_free(&out);
    arena_free(arena);
}

/* A layout whose file does not end in .tex, with the study's words and sizes in it. */
static void render_other(struct appendix_render *render, const struct layout_format *format, const char *layout)
{
    const struct layouts *layouts = layouts_read(render->build, format);
    struct layout_runner *runner = layout_runner_new(layouts, render->report->labels, render->shared);

    render_file(render, runner, layout, arena_format(render->build->arena, "%s%s", layout, format->ending), NULL);
    layout_runner_free(runner);
}

static void render_style(struct appendix_render *render)
{
    struct layout_format format = tex_format;

    format.ending = ".sty";
    render_other(render, &format, "lampiran");
}

/* What to do with the folder, for the student. */
static void render_readme(struct appendix_render *render)
{
    struct layout_format format = tex_format;

    format.ending = ".md";
    format.text = print_plain;
    render_other(render, &format, "README");
}

bool render_appendices(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    struct appendix_render render = {.build = build, .report = report, .sink = sink};

    render.shared = frame_appendices(build->arena, report);
    render.site = (struct latex_site){.report = report,
                                      .figures = copies_figures(build, view_study_of(report->view)),
                                      .diagrams = diagrams_of(build, view_study_of(report->view))};
    render.figures_used = map_new(build->arena);
    const struct layouts *layouts = layouts_read(build, &tex_format);
    struct layout_runner *runner = layout_runner_new(layouts, report->labels, render.shared);
    for (size_t i = 0; i < report->appendices.count; i++) {
        const struct appendix *appendix = report->appendices.items[i];
        render_file(&render, runner, "fragment", frame_appendix_file(build->arena, appendix), appendix);
    }
    render_file(&render, runner, "lampiran", "lampiran.tex", NULL);
    layout_runner_free(runner);
    render_style(&render);
    render_readme(&render);
    copies_put_figures(build, render.figures_used, sink);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}
