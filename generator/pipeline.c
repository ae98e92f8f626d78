#include "pipeline.h"

#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "document/document.h"
#include "leak/leak.h"
#include "options.h"
#include "publish/publish.h"
#include "read/read.h"
#include "report/assemble.h"
#include "study/study.h"
#include "typeset/typeset.h"
#include "write/site/site.h"

bool pipeline_is_stopped(const struct build *build, const struct options *options)
{
    return diags_count(build->diags, SEVERITY_ERROR) > 0 ||
           (options->strict && diags_count(build->diags, SEVERITY_WARNING) > 0);
}

/* "site" or "appendices" below --out or the study folder. */
static const char *folder_of(struct build *build, const struct options *options, const char *name)
{
    return file_join(build->arena, options->out ? options->out : build->root, name);
}

/* The TeX that was asked for, or NULL. */
static const char *engine_of(const struct options *options, const struct study *study)
{
    const struct appendix_settings *settings = study->info->appendix;

    if (options->engine != NULL)
        return options->engine;
    return settings && settings->engine != APPENDIX_ANY_ENGINE ? appendix_engine_names[settings->engine] : NULL;
}

/* The appendices for Word, if they are wanted or there already. */
static bool make_word(struct build *build, const struct options *options, const struct report *report,
                      struct collection *files, const char *folder)
{
    if (!options->docx && !typeset_docx_is_there(build, folder))
        return true;
    struct collection *source = collection_new(build->arena, NULL);
    return render_word(build, report, collection_sink(source)) &&
           typeset_docx(build, source, files, folder, options->docx);
}

/* The appendices as LaTeX, as PDF made from that, and for Word. */
static bool make_appendices(struct build *build, const struct options *options, const struct report *report,
                            const char *folder, struct output_sink *sink)
{
    struct collection *files = collection_new(build->arena, sink);

    return render_appendices(build, report, collection_sink(files)) && !pipeline_is_stopped(build, options) &&
           typeset_pdf(build, files, folder, options->pdf, engine_of(options, view_study_of(report->view))) &&
           make_word(build, options, report, files, folder);
}

/* What one run shares. */
struct pipeline {
    struct build *build;
    const struct options *options;
    const struct list *renditions;
    const struct identities *identities;
};

/* What one audience is to get. */
struct edition {
    struct leak_gate *gate;
    struct publication *publication;
};

void pipeline_read(struct build *build, struct list *renditions)
{
    struct list studies = {0};
    const struct labels *own = NULL;

    read_studies(build, &studies);
    for (size_t i = 0; i < studies.count; i++) {
        struct rendition *rendition = arena_alloc(build->arena, sizeof *rendition);
        const struct study *study = studies.items[i];
        struct labels *labels = read_labels(build, study->language);
        check_study(build, study);
        if (own != NULL)
            labels_take_addresses(labels, own);
        own = own ? own : labels;
        *rendition = (struct rendition){study, labels};
        list_add(renditions, build->arena, rendition);
    }
}

void pipeline_assemble(struct build *build, const struct list *renditions, enum audience audience, struct list *reports)
{
    size_t count = audience == AUDIENCE_EXAMINER ? 1 : renditions->count;

    for (size_t i = 0; i < count; i++) {
        const struct rendition *rendition = renditions->items[i];
        const struct view *view = view_study(build->arena, rendition->study, audience);
        list_add(reports, build->arena, assemble_report(build, view, rendition->labels));
    }
    if (reports->count > 1)
        report_join(build->arena, reports);
}

/* The site in each of its languages. */
static bool make_site(struct build *build, const struct list *reports, struct output_sink *sink)
{
    for (size_t i = 0; i < reports->count; i++) {
        const struct report *report = reports->items[i];
        struct output_folder folder = output_folder(sink, report->folder);
        if (!render_site(build, report, &folder.sink))
            return false;
    }
    return true;
}

/* Assembles, renders and stages what audience may see, for the folder name. False: errors were reported. */
static bool stage(const struct pipeline *pipeline, struct edition *edition, enum audience audience, const char *name)
{
    struct build *build = pipeline->build;
    struct list reports = {0}, views = {0};

    pipeline_assemble(build, pipeline->renditions, audience, &reports);
    if (pipeline_is_stopped(build, pipeline->options))
        return false;
    for (size_t i = 0; i < reports.count; i++)
        list_add(&views, build->arena, (void *)((const struct report *)reports.items[i])->view);
    edition->gate = leak_gate_new(build, &views, pipeline->identities);
    const char *folder = folder_of(build, pipeline->options, name);
    edition->publication = publish_begin(build, folder, edition->gate);
    if (edition->publication == NULL)
        return false;
    struct output_sink *sink = publish_sink(edition->publication);
    bool rendered = audience == AUDIENCE_PUBLIC
                        ? make_site(build, &reports, sink)
                        : make_appendices(build, pipeline->options, reports.items[0], folder, sink);
    return rendered && !pipeline_is_stopped(build, pipeline->options);
}

/* Publishes both or none: a leak in one keeps the other back, too. */
static bool finish(const struct pipeline *pipeline, struct edition *editions, bool staged)
{
    for (int i = 0; i < AUDIENCE_COUNT; i++)
        staged &= editions[i].gate == NULL || !leak_gate_report(editions[i].gate, pipeline->build);
    staged &= !pipeline_is_stopped(pipeline->build, pipeline->options);
    for (int i = 0; i < AUDIENCE_COUNT; i++) {
        struct publication *publication = editions[i].publication;
        if (publication != NULL && staged)
            staged = publish_finish(publication);
        else if (publication != NULL)
            publish_abandon(publication);
        leak_gate_free(editions[i].gate);
    }
    return staged;
}

bool pipeline_run(struct build *build, const struct options *options)
{
    struct list renditions = {0};

    pipeline_read(build, &renditions);
    const struct rendition *own = renditions.items[0];
    const struct identities *identities = read_identities(build, own->study);
    if (pipeline_is_stopped(build, options))
        return false;
    struct pipeline pipeline = {build, options, &renditions, identities};
    struct edition editions[AUDIENCE_COUNT] = {{0}};
    bool staged = true;
    if (options->html)
        staged = stage(&pipeline, &editions[AUDIENCE_PUBLIC], AUDIENCE_PUBLIC, "site");
    if (staged && options->latex)
        staged = stage(&pipeline, &editions[AUDIENCE_EXAMINER], AUDIENCE_EXAMINER, "appendices");
    return finish(&pipeline, editions, staged);
}
