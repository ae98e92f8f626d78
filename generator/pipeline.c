#include "pipeline.h"

#include "assemble/assemble.h"
#include "base/file.h"
#include "check/check.h"
#include "model/build.h"
#include "model/study.h"
#include "model/view.h"
#include "options.h"
#include "publish/publish.h"
#include "read/read.h"
#include "render/render.h"
#include "typeset/collection.h"
#include "typeset/pdf.h"

bool pipeline_is_stopped(const struct build *build, const struct options *options)
{
    return diags_count(build->diags, SEVERITY_ERROR) > 0 ||
           (options->strict && diags_count(build->diags, SEVERITY_WARNING) > 0);
}

/* "site" or "appendices" below --out or the study folder. */
static const char *output_folder(struct build *build, const struct options *options, const char *name)
{
    return file_join(build->arena, options->out ? options->out : build->root, name);
}

/* The appendices as LaTeX and, made from that, as PDF. */
static bool make_appendices(struct build *build, const struct options *options, const struct report *report,
                            const char *folder, struct output_sink *sink)
{
    struct collection *files = collection_new(build->arena, sink);

    return render_appendices(build, report, collection_sink(files)) && !pipeline_is_stopped(build, options) &&
           typeset_pdf(build, files, folder, options->pdf, options->engine);
}

/* Assembles, renders and publishes what audience may see to the folder name. False: errors were reported. */
static bool publish_for(struct build *build, const struct options *options, const struct study *study,
                        enum audience audience, const char *name)
{
    const struct labels *labels = read_labels(build, language_names[study->info->language]);
    const struct view *view = view_study(build->arena, study, audience);
    const struct report *report = assemble_report(build, view, labels);

    if (pipeline_is_stopped(build, options))
        return false;
    const char *folder = output_folder(build, options, name);
    struct publication *publication = publish_begin(build, folder);
    if (publication == NULL)
        return false;
    bool rendered = audience == AUDIENCE_PUBLIC
                        ? render_site(build, report, publish_sink(publication))
                        : make_appendices(build, options, report, folder, publish_sink(publication));
    if (!rendered || pipeline_is_stopped(build, options)) {
        publish_abandon(publication);
        return false;
    }
    return publish_finish(publication);
}

bool pipeline_run(struct build *build, const struct options *options)
{
    struct study *study = read_study(build);

    check_study(build, study);
    if (pipeline_is_stopped(build, options))
        return false;
    bool done = true;
    if (options->html)
        done = publish_for(build, options, study, AUDIENCE_PUBLIC, "site");
    if (done && options->latex)
        done = publish_for(build, options, study, AUDIENCE_EXAMINER, "appendices");
    return done;
}
