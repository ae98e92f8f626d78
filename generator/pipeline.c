#include "pipeline.h"

#include "base/arena.h"
#include "base/buffer.h"
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

/* Those for everybody are never mixed with those for examiners. */
static const char *appendices_folder(const struct options *options)
{
    return options->open ? "appendices-public" : "appendices";
}

/* What one run shares. */
struct pipeline {
    struct build *build;
    const struct options *options;
    const struct list *renditions;
    const struct identities *identities;
    struct made made;
};

enum output { OUTPUT_SITE, OUTPUT_APPENDICES, OUTPUT_COUNT };

/* What the audiences are to get. */
struct editions {
    struct leak_gate *gates[OUTPUT_COUNT]; /* NULL: no such output */
    struct publisher *publisher;           /* NULL until there is something to publish */
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
        check_study(build, study);
        if (own != NULL)
            labels_take_addresses(labels, own);
        own = own ? own : labels;
        *rendition = (struct rendition){study, labels};
        list_add(renditions, build->arena, rendition);
    }
}

/* Appendices of what everybody may read, in the study's own language. */
static void assemble_open_appendices(struct build *build, const struct list *renditions, struct list *reports)
{
    const struct rendition *rendition = renditions->items[0];
    const struct study *seen = study_filter(build->arena, rendition->whole, AUDIENCE_PUBLIC);
    struct study *printed = memcpy(arena_alloc(build->arena, sizeof *printed), seen, sizeof *printed);

    printed->for_site = false;
    list_add(reports, build->arena, assemble_report(build, printed, rendition->labels));
}

void pipeline_assemble(struct build *build, const struct list *renditions, enum audience audience, struct list *reports)
{
    size_t count = audience == AUDIENCE_EXAMINER ? 1 : renditions->count;

    for (size_t i = 0; i < count; i++) {
        const struct rendition *rendition = renditions->items[i];
        if (audience == AUDIENCE_EXAMINER)
            read_digest(build, rendition->whole);
        const struct study *seen = study_filter(build->arena, rendition->whole, audience);
        list_add(reports, build->arena, assemble_report(build, seen, rendition->labels));
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

/* Assembles, renders and stages an output, for the folder name. False: errors were reported. */
static bool stage(struct pipeline *pipeline, struct editions *editions, enum output output, const char *name)
{
    struct build *build = pipeline->build;
    struct list reports = {0}, wholes = {0}, seen = {0};

    if (output == OUTPUT_APPENDICES && pipeline->options->open)
        assemble_open_appendices(build, pipeline->renditions, &reports);
    else
        pipeline_assemble(build, pipeline->renditions, output == OUTPUT_SITE ? AUDIENCE_PUBLIC : AUDIENCE_EXAMINER,
                          &reports);
    if (pipeline_is_stopped(build, pipeline->options))
        return false;
    for (size_t i = 0; i < reports.count; i++) {
        list_add(&wholes, build->arena, (void *)((const struct rendition *)pipeline->renditions->items[i])->whole);
        list_add(&seen, build->arena, (void *)((const struct report *)reports.items[i])->study);
    }
    struct leak_gate *gate = editions->gates[output] = leak_gate_new(build, &wholes, &seen, pipeline->identities);
    if (editions->publisher == NULL)
        editions->publisher = publish_open(build, pipeline->options->out ? pipeline->options->out : build->root);
    struct publication *publication = editions->publisher ? publish_begin(editions->publisher, name, gate) : NULL;
    if (publication == NULL)
        return false;
    count_made(&pipeline->made, output, &reports);
    bool rendered = output == OUTPUT_SITE ? make_site(build, &reports, publish_sink(publication))
                                          : make_appendices(build, pipeline->options, reports.items[0], publication);
    return rendered && !pipeline_is_stopped(build, pipeline->options);
}

/* Publishes both or none: a leak in one keeps the other back, too. */
static bool finish(const struct pipeline *pipeline, struct editions *editions, bool staged)
{
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        struct leak_gate *gate = editions->gates[i];
        if (gate != NULL && leak_gate_diagnose(gate, pipeline->build, false)) {
            const char *out = pipeline->options->out;
            leak_report_published(gate, pipeline->build, out ? out : pipeline->build->root,
                                  i == OUTPUT_SITE ? "site" : appendices_folder(pipeline->options));
            diagrams_forget(pipeline->build);
            staged = false;
        }
        leak_gate_free(gate);
    }
    if (staged && !pipeline_is_stopped(pipeline->build, pipeline->options))
        return publish_finish(editions->publisher);
    publish_abandon(editions->publisher);
    return false;
}

/* What an earlier build published of those who are withheld from everybody now. */
static void search_published(struct build *build, const struct options *options, const struct study *whole,
                             const struct identities *identities)
{
    static const struct {
        const char *folder;
        enum audience audience;
    } outputs[] = {
        {"site", AUDIENCE_PUBLIC}, {"appendices", AUDIENCE_EXAMINER}, {"appendices-public", AUDIENCE_PUBLIC}};

    for (size_t i = 0; i < sizeof outputs / sizeof *outputs; i++) {
        struct list wholes = {0}, seen = {0};
        list_add(&wholes, build->arena, (void *)whole);
        list_add(&seen, build->arena, (void *)study_filter(build->arena, whole, outputs[i].audience));
        struct leak_gate *gate = leak_gate_new(build, &wholes, &seen, identities);
        leak_report_published(gate, build, options->out ? options->out : build->root, outputs[i].folder);
        leak_gate_free(gate);
    }
}

const struct identities *pipeline_private(struct build *build, const struct options *options, struct study *whole)
{
    const struct identities *identities = read_identities(build, whole);

    struct leak_guard *guard = leak_guard_new(build->arena, identities);
    if (!build->shows_private)
        diags_keep_private(build->diags, leak_guard_holds, guard);
    check_release(build, whole, leak_guard_holds, guard);
    if (read_consents(build, whole))
        search_published(build, options, whole, identities);
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

void pipeline_search(struct build *build, const struct list *renditions, enum audience audience,
                     const struct list *reports, const struct identities *identities, struct list *used)
{
    struct list wholes = {0}, seen = {0};
    struct searching searching = {.sink = {.put = search, .is_trial = true},
                                  .folder = audience == AUDIENCE_PUBLIC ? "site" : "appendices"};

    for (size_t i = 0; i < reports->count; i++) {
        list_add(&wholes, build->arena, (void *)((const struct rendition *)renditions->items[i])->whole);
        list_add(&seen, build->arena, (void *)((const struct report *)reports->items[i])->study);
    }
    searching.gate = leak_gate_new(build, &wholes, &seen, identities);
    if (audience == AUDIENCE_PUBLIC)
        make_site(build, reports, &searching.sink);
    else
        render_appendices(build, reports->items[0], &searching.sink);
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
        "withdrawn",
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
    struct list reports[AUDIENCE_COUNT] = {{0}};

    if (!can_be_assembled(build, renditions)) {
        for (size_t i = 0; i < renditions->count; i++) {
            const struct rendition *rendition = renditions->items[i];
            check_labels(build, rendition->whole, rendition->labels);
        }
        return;
    }
    for (int audience = 0; audience < AUDIENCE_COUNT; audience++)
        pipeline_assemble(build, renditions, (enum audience)audience, &reports[audience]);
}

bool pipeline_run(struct build *build, const struct options *options, struct made *made)
{
    struct list renditions = {0};

    pipeline_read(build, &renditions);
    const struct rendition *own = renditions.items[0];
    const struct identities *identities = pipeline_private(build, options, own->whole);
    if (pipeline_is_stopped(build, options)) {
        pipeline_complete(build, &renditions);
        return false;
    }
    struct pipeline pipeline = {build, options, &renditions, identities, {0}};
    struct editions editions = {{0}};
    bool staged = true;
    if (options->html)
        staged = stage(&pipeline, &editions, OUTPUT_SITE, options->site_name ? options->site_name : "site");
    if (staged && options->latex)
        staged = stage(&pipeline, &editions, OUTPUT_APPENDICES, appendices_folder(options));
    if (made != NULL)
        *made = pipeline.made;
    return finish(&pipeline, &editions, staged);
}
