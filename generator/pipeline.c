#include "pipeline.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/workers.h"
#include "check/check.h"
#include "document/document.h"
#include "leak/leak.h"
#include "options.h"
#include "publish/publish.h"
#include "read/read.h"
#include "report/assemble.h"
#include "study/study.h"
#include "typeset/typeset.h"
#include "write/drawing/drawing.h"
#include "write/latex/latex.h"
#include "write/site/site.h"
#include "write/word/word.h"

#include <string.h>

bool pipeline_is_stopped(const struct build *build, const struct options *options)
{
    return diags_count(build->diags, SEVERITY_ERROR) > 0 ||
           (options->strict && diags_count(build->diags, SEVERITY_WARNING) > 0);
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
                      struct collection *files, int folder)
{
    if (!options->docx && !typeset_docx_is_there(folder))
        return true;
    struct collection *source = collection_new(build->arena, NULL);
    return render_word(build, report, collection_sink(source)) &&
           typeset_docx(build, report->study, source, files, folder, options->docx);
}

/* The appendices as LaTeX, as PDF made from that, and for Word. */
static bool make_appendices(struct build *build, const struct options *options, const struct report *report,
                            struct publication *publication)
{
    struct collection *files = collection_new(build->arena, publish_sink(publication));
    int folder = publish_old(publication);

    return render_appendices(build, report, collection_sink(files)) && !pipeline_is_stopped(build, options) &&
           typeset_overleaf(build, files, folder, options->overleaf) &&
           typeset_pdf(build, files, folder, options->pdf, engine_of(options, report->study)) &&
           make_word(build, options, report, files, folder);
}

/* Appendices for everybody are never mixed with those for examiners. */
static const struct {
    const char *folder;
    enum audience audience;
} outputs[OUTPUT_COUNT] = {
    [OUTPUT_SITE] = {"site", AUDIENCE_PUBLIC},
    [OUTPUT_APPENDICES] = {"appendices", AUDIENCE_EXAMINER},
    [OUTPUT_OPEN_APPENDICES] = {"appendices-public", AUDIENCE_PUBLIC},
};

/* What one run shares. */
struct pipeline {
    struct build *build;
    const struct options *options;
    const struct list *renditions;
    const struct identities *identities;
    struct list reports[OUTPUT_COUNT];     /* of struct report */
    struct leak_gate *gates[OUTPUT_COUNT]; /* NULL: nothing was staged */
    struct publisher *publisher;           /* NULL until there is something to publish */
    struct made made;
};

void pipeline_read(struct build *build, struct list *renditions)
{
    struct list studies = {0};
    const struct labels *own = NULL;

    read_studies(build, &studies);
    for (size_t i = 0; i < studies.count; i++) {
        struct rendition *rendition = arena_alloc(build->arena, sizeof *rendition);
        struct study *study = studies.items[i];
        struct labels *labels = read_labels(build, study->language);
        *rendition = (struct rendition){study, {build->arena, study}, labels};
        check_study(build, &rendition->views);
        if (own != NULL)
            labels_take_addresses(labels, own);
        own = own ? own : labels;
        list_add(renditions, build->arena, rendition);
    }
}

const bool pipeline_every_audience[OUTPUT_COUNT] = {[OUTPUT_SITE] = true, [OUTPUT_APPENDICES] = true};

/* A report to be assembled, by a worker with memory and messages of its own. */
struct edition {
    struct build build;
    enum output output;
    const struct study *seen;
    const struct labels *labels;
    struct report *report;
};

static const struct study *seen_in(struct build *build, enum output output, struct views *views)
{
    const struct study *seen = views_of(views, outputs[output].audience);
    if (output != OUTPUT_OPEN_APPENDICES)
        return seen;
    struct study *printed = memcpy(arena_alloc(build->arena, sizeof *printed), seen, sizeof *printed);
    printed->for_site = false;
    return printed;
}

/* own: the edition in the study's own language, NULL for this one. */
static struct edition *new_edition(struct build *build, enum output output, struct rendition *rendition,
                                   const struct edition *own)
{
    struct edition *edition = arena_alloc(build->arena, sizeof *edition);

    *edition = (struct edition){*build, output, seen_in(build, output, &rendition->views), NULL, NULL};
    edition->labels = labels_with_nouns(build->arena, rendition->labels, own ? own->labels : NULL, edition->seen);
    edition->build.arena = arena_child(build->arena);
    edition->build.diags = diags_new();
    edition->build.notes = build->notes ? diags_new() : NULL;
    edition->build.cached = (struct list){0};
    return edition;
}

static void assemble(void *context, int worker, size_t item)
{
    struct edition *edition = ((const struct list *)context)->items[item];

    (void)worker;
    edition->report = assemble_report(&edition->build, edition->seen, edition->labels);
}

static void finish_edition(struct build *build, struct edition *edition)
{
    diags_merge(build->diags, edition->build.diags);
    diags_free(edition->build.diags);
    if (build->notes != NULL)
        diags_merge(build->notes, edition->build.notes);
    diags_free(edition->build.notes);
    for (size_t i = 0; i < edition->build.cached.count; i++)
        list_add(&build->cached, build->arena, edition->build.cached.items[i]);
}

void pipeline_assemble(struct build *build, const struct list *renditions, const bool wanted[OUTPUT_COUNT],
                       struct list reports[OUTPUT_COUNT])
{
    struct list editions = {0};

    for (int output = 0; output < OUTPUT_COUNT; output++) {
        struct edition *own = NULL;
        for (size_t i = 0; wanted[output] && i < (output == OUTPUT_SITE ? renditions->count : 1); i++) {
            struct edition *edition = new_edition(build, (enum output)output, renditions->items[i], own);
            list_add(&editions, build->arena, edition);
            own = own ? own : edition;
        }
    }
    workers_run(build->jobs, editions.count, assemble, &editions);
    for (size_t i = 0; i < editions.count; i++) {
        struct edition *edition = editions.items[i];
        finish_edition(build, edition);
        list_add(&reports[edition->output], build->arena, edition->report);
    }
    if (reports[OUTPUT_SITE].count > 1)
        report_join(build->arena, &reports[OUTPUT_SITE]);
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

static void make_site_again(struct build *build, const struct list *reports, struct output_sink *sink)
{
    for (size_t i = 0; i < reports->count; i++) {
        const struct report *report = reports->items[i];
        struct output_folder folder = output_folder(sink, report->folder);
        render_site_again(build, report, &folder.sink);
    }
}

static void count_made(struct made *made, enum output output, const struct list *reports)
{
    for (size_t i = 0; i < reports->count; i++) {
        const struct report *report = reports->items[i];
        if (output == OUTPUT_SITE)
            made->pages += report->pages.count;
        else
            made->appendices += report->appendices.count;
    }
}

/* A gate for what is made of reports: it knows the whole study and what may be seen of it. */
static struct leak_gate *gate_for(struct build *build, const struct list *renditions, const struct list *reports,
                                  const struct identities *identities)
{
    struct list wholes = {0}, seen = {0};

    for (size_t i = 0; i < reports->count; i++) {
        list_add(&wholes, build->arena, (void *)((const struct rendition *)renditions->items[i])->whole);
        list_add(&seen, build->arena, (void *)((const struct report *)reports->items[i])->study);
    }
    return leak_gate_new(build, &wholes, &seen, identities);
}

/* Renders and stages an output, for the folder name. False: errors were reported. */
static bool stage(struct pipeline *pipeline, enum output output, const char *name)
{
    struct build *build = pipeline->build;
    const struct list *reports = &pipeline->reports[output];
    struct leak_gate *gate = gate_for(build, pipeline->renditions, reports, pipeline->identities);

    pipeline->gates[output] = gate;
    if (pipeline->publisher == NULL)
        pipeline->publisher = publish_open(build, pipeline->options->out ? pipeline->options->out : build->root);
    struct publication *publication = pipeline->publisher ? publish_begin(pipeline->publisher, name, gate) : NULL;
    if (publication == NULL)
        return false;
    count_made(&pipeline->made, output, reports);
    bool rendered = output == OUTPUT_SITE ? make_site(build, reports, publish_sink(publication))
                                          : make_appendices(build, pipeline->options, reports->items[0], publication);
    return rendered && !pipeline_is_stopped(build, pipeline->options);
}

/* Publishes all or nothing: a leak in one output keeps the other back, too. */
static bool finish(const struct pipeline *pipeline, bool staged)
{
    for (int output = 0; output < OUTPUT_COUNT; output++) {
        struct leak_gate *gate = pipeline->gates[output];
        if (gate != NULL && leak_gate_diagnose(gate, pipeline->build, false)) {
            const char *out = pipeline->options->out;
            leak_diagnose_published(gate, pipeline->build, out ? out : pipeline->build->root, outputs[output].folder);
            diagrams_forget(pipeline->build);
            staged = false;
        }
        leak_gate_free(gate);
    }
    if (staged && !pipeline_is_stopped(pipeline->build, pipeline->options))
        return publish_finish(pipeline->publisher);
    publish_abandon(pipeline->publisher);
    return false;
}

/* What an earlier build published of those who are withheld from everybody now. */
static void search_published(struct build *build, const struct options *options, struct views *views,
                             const struct identities *identities)
{
    for (int output = 0; output < OUTPUT_COUNT; output++) {
        struct list wholes = {0}, seen = {0};
        list_add(&wholes, build->arena, (void *)views->whole);
        list_add(&seen, build->arena, (void *)views_of(views, outputs[output].audience));
        struct leak_gate *gate = leak_gate_new(build, &wholes, &seen, identities);
        leak_diagnose_published(gate, build, options->out ? options->out : build->root, outputs[output].folder);
        leak_gate_free(gate);
    }
}

const struct identities *pipeline_private(struct build *build, const struct options *options,
                                          struct rendition *rendition)
{
    struct study *whole = rendition->whole;
    const struct identities *identities = read_identities(build, whole);

    struct leak_guard *guard = leak_guard_new(build->arena, identities);
    if (!build->shows_private)
        diags_keep_private(build->diags, leak_guard_holds, guard);
    check_release(build, &rendition->views, leak_guard_holds, guard);
    if (read_consents(build, whole)) {
        views_forget(&rendition->views);
        search_published(build, options, &rendition->views, identities);
    }
    struct list transcripts = read_transcripts(build, whole);
    leak_anonymise(build->arena, whole, identities, &transcripts);
    whole->transcripts = transcripts;
    return identities;
}

/* Outputs that are searched and dropped. */
struct searching {
    struct output_sink sink; /* first: the sink is the searching */
    struct leak_gate *gate;
    const char *folder;
};

static void search(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    const struct searching *searching = (const struct searching *)sink;
    struct buffer name = {0};

    buffer_format(&name, "%s/%s", searching->folder, path);
    leak_scan(searching->gate, buffer_string(&name), bytes, length, source);
    buffer_free(&name);
}

void pipeline_search(struct build *build, const struct list *renditions, enum output output, const struct list *reports,
                     const struct identities *identities, struct list *used)
{
    struct searching searching = {.sink = {.put = search, .is_trial = true},
                                  .gate = gate_for(build, renditions, reports, identities),
                                  .folder = outputs[output].folder};

    if (output != OUTPUT_SITE)
        render_appendices(build, reports->items[0], &searching.sink);
    else if (make_site(build, reports, &searching.sink) && leak_gate_has_found(searching.gate))
        make_site_again(build, reports, &searching.sink);
    leak_gate_list_used(searching.gate, build->arena, used);
    if (leak_gate_diagnose(searching.gate, build, build->shows_private))
        diagrams_forget(build);
    leak_gate_free(searching.gate);
}

/* All errors so far are mistakes in prose, and each reference leads to its object. */
static bool can_be_assembled(const struct build *build, const struct list *renditions)
{
    static const char *const codes[] = {
        "absolute-link",
        "bad-attributes",
        "bad-directive",
        "bad-label",
        "bad-language",
        "bad-math",
        "bad-width",
        "broken-link",
        "caption-without-table",
        "citation-without-key",
        "consent-withdrawn",
        "duplicate-attribute",
        "duplicate-footnote",
        "duplicate-label",
        "empty-footnote",
        "local-link",
        "long-row",
        "missing-figure",
        "not-verbatim",
        "open-comment",
        "other-lines",
        "other-source",
        "other-speaker",
        "stray-directive-end",
        "table-columns",
        "unclosed-directive",
        "unknown-attribute",
        "unknown-footnote",
        "unknown-key",
        "unknown-object",
        "unknown-value",
        "unknown-work",
        NULL,
    };

    for (size_t i = 0; i < renditions->count; i++) {
        if (((const struct rendition *)renditions->items[i])->whole->has_dangling)
            return false;
    }
    return diags_errors_are(build->diags, codes);
}

void pipeline_complete(struct build *build, const struct list *renditions)
{
    struct list reports[OUTPUT_COUNT] = {{0}};

    if (!can_be_assembled(build, renditions)) {
        for (size_t i = 0; i < renditions->count; i++) {
            const struct rendition *rendition = renditions->items[i];
            check_labels(build, rendition->whole, rendition->labels);
        }
        return;
    }
    pipeline_assemble(build, renditions, pipeline_every_audience, reports);
}

bool pipeline_run(struct build *build, const struct options *options, struct made *made)
{
    struct list renditions = {0};

    pipeline_read(build, &renditions);
    struct rendition *own = renditions.items[0];
    const struct identities *identities = pipeline_private(build, options, own);
    if (pipeline_is_stopped(build, options)) {
        pipeline_complete(build, &renditions);
        return false;
    }
    struct pipeline pipeline = {
        .build = build, .options = options, .renditions = &renditions, .identities = identities};
    const bool wanted[OUTPUT_COUNT] = {[OUTPUT_SITE] = options->html,
                                       [OUTPUT_APPENDICES] = options->latex && !options->open,
                                       [OUTPUT_OPEN_APPENDICES] = options->latex && options->open};
    if (wanted[OUTPUT_APPENDICES])
        read_digest(build, own->whole);
    pipeline_assemble(build, &renditions, wanted, pipeline.reports);
    bool staged = !pipeline_is_stopped(build, options);
    for (int output = 0; output < OUTPUT_COUNT; output++) {
        const char *name = output == OUTPUT_SITE && options->site_name ? options->site_name : outputs[output].folder;
        if (wanted[output] && staged)
            staged = stage(&pipeline, (enum output)output, name);
    }
    if (made != NULL)
        *made = pipeline.made;
    return finish(&pipeline, staged);
}
