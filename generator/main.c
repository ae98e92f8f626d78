/* lampiran: each command is the whole pipeline (pipeline.c) or a part of it. */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/json.h"
#include "base/platform.h"
#include "base/say.h"
#include "base/text.h"
#include "base/workers.h"
#include "check/check.h"
#include "deliver/deliver.h"
#include "document/document.h"
#include "edit/edit.h"
#include "exchange/exchange.h"
#include "leak/leak.h"
#include "manual/manual.h"
#include "markdown/markdown.h"
#include "options.h"
#include "pipeline.h"
#include "publish/publish.h"
#include "read/read.h"
#include "serve/serve.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/latex/latex.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { LEAST_STACK = 4 * 1024 * 1024 };

enum status { STATUS_DONE = 0, STATUS_CONTENT = 1, STATUS_SYSTEM = 2 };

/* Writes all of out to standard output at once, while errno still says why it cannot be. */
static bool print(struct buffer *out)
{
    bool done = fwrite(buffer_string(out), 1, out->length, stdout) == out->length && fflush(stdout) == 0;

    if (!done)
        say_error("cannot write to standard output: %s", strerror(errno));
    buffer_free(out);
    return done;
}

/* What was found as JSON; privacy: the editions of check --privacy, or NULL. */
static bool print_json(const struct build *build, struct buffer *privacy)
{
    struct buffer out = {0};

    if (privacy != NULL)
        buffer_format(&out, "{\"privacy\": %s,\n\"messages\": ", buffer_string(privacy));
    diags_print_json(build->diags, &out);
    if (privacy != NULL)
        buffer_text(&out, "}\n");
    return print(&out);
}

/* Prints what was found, and returns the status that follows from it. privacy: as print_json has it. */
static enum status conclude_with(struct build *build, const struct options *options, struct buffer *privacy)
{
    bool is_printed = true;

    if (options->format == FORMAT_JSON) {
        is_printed = print_json(build, privacy);
    } else {
        if (privacy != NULL)
            is_printed = print(privacy);
        int color = isatty(STDERR_FILENO) && getenv("NO_COLOR") == NULL;
        diags_print(build->diags, build->root, color, stderr);
    }
    if (!is_printed || diags_system_failed(build->diags))
        return STATUS_SYSTEM;
    return pipeline_is_stopped(build, options) ? STATUS_CONTENT : STATUS_DONE;
}

static enum status conclude(struct build *build, const struct options *options)
{
    return conclude_with(build, options, NULL);
}

/* The same of a command that was not done without an error of the study. */
static enum status conclude_done(struct build *build, const struct options *options, bool done)
{
    enum status status = conclude(build, options);

    return done || status != STATUS_DONE ? status : STATUS_CONTENT;
}

static void tell_file(struct buffer *line, const char *folder, const char *path)
{
    const char *slash = *folder != '\0' && folder[strlen(folder) - 1] != '/' ? "/" : "";

    buffer_format(line, "%s%s%s%s", line->length > 0 ? "; " : "", folder, slash, path);
}

/* One line for who looks at the terminal: what was made, and where. Silent for scripts, whose errors are enough. */
static void tell_made(const struct build *build, const struct options *options, const struct made *made)
{
    const char *folder = options->out ? options->out : strcmp(build->root, ".") == 0 ? "" : build->root;
    size_t warnings = diags_count(build->diags, SEVERITY_WARNING);
    struct buffer line = {0};

    if (options->html) {
        tell_file(&line, folder, "site/index.html");
        buffer_format(&line, translated_count(" (%zu page)", " (%zu pages)", made->pages), made->pages);
    }
    if (options->latex) {
        tell_file(&line, folder, options->open ? "appendices-public/lampiran.tex" : "appendices/lampiran.tex");
        buffer_format(&line, translated_count(" (%zu appendix)", " (%zu appendices)", made->appendices),
                      made->appendices);
    }
    if (options->pdf)
        tell_file(&line, folder, options->open ? "appendices-public/lampiran.pdf" : "appendices/lampiran.pdf");
    if (options->docx)
        tell_file(&line, folder, options->open ? "appendices-public/lampiran.docx" : "appendices/lampiran.docx");
    if (options->overleaf)
        tell_file(&line, folder, options->open ? "appendices-public/overleaf.zip" : "appendices/overleaf.zip");
    buffer_format(&line, translated_count("; %zu warning\n", "; %zu warnings\n", warnings), warnings);
    fputs(buffer_string(&line), stdout);
    buffer_free(&line);
}

static enum status run_build(struct build *build, const struct options *options)
{
    struct made made = {0};
    bool is_published = pipeline_run(build, options, &made);
    enum status status = conclude(build, options);

    if (is_published && status == STATUS_DONE && options->format == FORMAT_TEXT && isatty(STDOUT_FILENO))
        tell_made(build, options, &made);
    return status;
}

/* The site alone, into the folder target, which is swapped in whole as any output. */
static bool publish_to_folder(struct build *build, const struct options *options, struct made *made)
{
    struct options here = *options;
    char *target = arena_string(build->arena, options->target);
    size_t length = strlen(target);

    while (length > 1 && target[length - 1] == '/')
        target[--length] = '\0';
    char *slash = strrchr(target, '/');
    here.site_name = slash ? slash + 1 : target;
    here.out = slash == NULL ? "." : slash == target ? "/" : arena_copy(build->arena, target, (size_t)(slash - target));
    return pipeline_run(build, &here, made);
}

static enum status run_publish(struct build *build, const struct options *options)
{
    const char *branch = deliver_branch_name(options->target);
    struct options site = *options;
    struct made made = {0};

    site.latex = false;
    build->hands_over = true;
    if (branch == NULL) {
        if (publish_to_folder(build, &site, &made) && options->format == FORMAT_TEXT)
            printf(translated("The site is in '%s' (%zu pages).\n"), options->target, made.pages);
    } else if (pipeline_run(build, &site, NULL)) {
        deliver_to_branch(build, file_join(build->arena, build->root, "site"), branch);
    }
    return conclude(build, options);
}

static enum status run_doctor(struct build *build, const struct options *options)
{
    struct buffer out = {0};

    (void)options;
    doctor_print(build->arena, build->lunr, &out);
    return print(&out) ? STATUS_DONE : STATUS_SYSTEM;
}

/* The site alone, below out. */
static bool build_preview(struct build *build, const char *out, const void *context)
{
    struct options options = *(const struct options *)context;

    options.out = out;
    options.html = true;
    options.latex = false;
    return pipeline_run(build, &options, NULL);
}

static enum status run_serve(struct build *build, const struct options *options)
{
    const struct preview preview = {.build = build, .port = options->port, .run = build_preview, .context = options};

    return preview_run(&preview) ? STATUS_DONE : STATUS_SYSTEM;
}

/* What would be published, as far as that can be told without TeX. */
static void check_outputs(struct build *build, const struct options *options, const struct list *renditions,
                          const struct identities *identities)
{
    const struct study *study = ((const struct rendition *)renditions->items[0])->whole;
    struct list reports[OUTPUT_COUNT] = {{0}};
    struct list used = {0};

    diagrams_of(build, study);
    pipeline_assemble(build, renditions, pipeline_every_audience, reports);
    for (int output = 0; output < OUTPUT_COUNT; output++) {
        bool is_searched = diags_count(build->diags, SEVERITY_ERROR) == 0 || options->show_private;
        if (pipeline_every_audience[output] && is_searched)
            pipeline_search(build, renditions, (enum output)output, &reports[output], identities, &used);
    }
    if (study->info->privacy != NULL && diags_count(build->diags, SEVERITY_ERROR) == 0)
        leak_diagnose_allowed(build, &study->info->privacy->allow, &used);
}

/* As conclude, with who could be recognised in which edition. */
static enum status conclude_privacy(struct build *build, const struct options *options, struct views *views)
{
    struct buffer privacy = {0};
    struct json json = {.out = &privacy};
    bool is_json = options->format == FORMAT_JSON;

    if (is_json)
        json_open(&json, '[');
    check_privacy(build, views, &privacy, is_json ? &json : NULL);
    if (is_json)
        json_close(&json, ']');
    enum status status = conclude_with(build, options, &privacy);
    buffer_free(&privacy);
    return status;
}

/* As build, but nothing is rendered; diagrams are laid out, as that tells what is wrong in them. */
static enum status run_check(struct build *build, const struct options *options)
{
    struct list renditions = {0};

    if (options->show_private && !isatty(STDERR_FILENO)) {
        say_error("--show-private shows what must not be published, so only on a terminal");
        return STATUS_SYSTEM;
    }
    build->notes = diags_new();
    build->standards = options->standards;
    pipeline_read(build, &renditions);
    struct rendition *own = renditions.items[0];
    const struct identities *identities = pipeline_private(build, options, own);
    if (diags_count(build->diags, SEVERITY_ERROR) == 0)
        check_outputs(build, options, &renditions, identities);
    else
        pipeline_complete(build, &renditions);
    /* Whose study has errors has other work to do first. */
    if (diags_count(build->diags, SEVERITY_ERROR) == 0)
        diags_merge(build->diags, build->notes);
    diags_free(build->notes);
    return options->privacy ? conclude_privacy(build, options, &own->views) : conclude(build, options);
}

static enum status run_model(struct build *build, const struct options *options)
{
    const struct study *study = read_study(build, NULL);
    struct buffer out = {0};

    if (options->audience != MODEL_ALL)
        study =
            study_filter(build->arena, study, options->audience == MODEL_PUBLIC ? AUDIENCE_PUBLIC : AUDIENCE_EXAMINER);
    if (!pipeline_is_stopped(build, options))
        study_dump(&out, study);
    return print(&out) ? conclude(build, options) : STATUS_SYSTEM;
}

/* Tells editors of the files of the study at build->root. What is wrong in them is for `lampiran check` to say. */
static enum status write_for_editors(const struct build *build)
{
    struct build quiet = *build;

    quiet.diags = diags_new();
    bool done = editor_write(&quiet, read_study(&quiet, NULL));
    diags_free(quiet.diags);
    return done ? STATUS_DONE : STATUS_SYSTEM;
}

static enum status run_new(struct build *build, const struct options *options)
{
    if (!starter_create(build, options->language, options->approach, options->folder))
        return STATUS_SYSTEM;
    return write_for_editors(build);
}

static enum status run_schema(struct build *build, const struct options *options)
{
    struct buffer out = {0};

    if (options->of_study)
        return write_for_editors(build);

    if (options->guide)
        schema_print_guide(&out);
    else
        schema_print_json(&out);
    return print(&out) ? STATUS_DONE : STATUS_SYSTEM;
}

/* All of the file, or of standard input for "-". */
static bool read_input(const char *path, struct buffer *bytes)
{
    char block[4096];
    size_t got;

    if (strcmp(path, "-") != 0)
        return file_read(path, bytes) == FILE_OK;
    while ((got = fread(block, 1, sizeof block, stdin)) > 0 && bytes->length < FILE_LIMIT)
        buffer_bytes(bytes, block, got);
    return !ferror(stdin);
}

static bool render_source(struct build *build, const struct options *options, struct buffer *bytes)
{
    struct buffer out = {0};
    int lines = 0;
    size_t start = options->plain ? 0 : front_matter_length(buffer_string(bytes), bytes->length, &lines);
    const struct markdown_source source = {.file = options->file,
                                           .line = lines + 1,
                                           .column = 1,
                                           .text = buffer_string(bytes) + start,
                                           .length = bytes->length - start,
                                           .smart = !options->plain,
                                           .plain = options->plain};
    const struct block *blocks = markdown_read(build->arena, build->diags, &source);

    switch (options->to) {
    case RENDER_HTML:
        equations_convert_blocks(build, blocks);
        render_html_fragment(&out, blocks, options->trusted);
        break;
    case RENDER_LATEX:
        render_latex_fragment(&out, blocks);
        break;
    case RENDER_DUMP:
        block_dump(&out, blocks);
        break;
    }
    return print(&out);
}

/* A byte order mark that the bytes begin with is none of the text. */
static void drop_mark(struct buffer *bytes)
{
    if (bytes->length < 3 || memcmp(bytes->bytes, "\xef\xbb\xbf", 3) != 0)
        return;
    memmove(bytes->bytes, bytes->bytes + 3, bytes->length - 3);
    buffer_cut(bytes, bytes->length - 3);
}

static enum status run_render(struct build *build, const struct options *options)
{
    struct buffer bytes = {0};
    size_t offset;
    bool is_printed = true;

    if (!read_input(options->file, &bytes)) {
        say_error("cannot read '%s': %s", options->file, strerror(errno));
        buffer_free(&bytes);
        return STATUS_SYSTEM;
    }
    if (text_is_utf8(buffer_string(&bytes), bytes.length, &offset)) {
        if (!options->plain) {
            drop_mark(&bytes);
            damage_check(options->file, build->diags, bytes.bytes, bytes.length);
            bytes.length = damage_mend(options->file, build->diags, bytes.bytes, bytes.length);
        }
        is_printed = render_source(build, options, &bytes);
    } else {
        diag_error(build->diags, (struct place){.file = options->file}, "not-utf8", "not UTF-8 at byte %zu", offset);
        diag_hint(build->diags, "it looks like %s; convert it to UTF-8",
                  translated(text_guess_encoding(bytes.bytes, bytes.length)));
    }
    buffer_free(&bytes);
    return is_printed ? conclude(build, options) : STATUS_SYSTEM;
}

static enum status run_import(struct build *build, const struct options *options)
{
    build->as_typed = true; /* what other programs said is compared with it */
    build->unheard = true;  /* what is there stays as it is */
    bool done = options->template_file ? import_write_template(build, options->template_file)
                                       : import_run(build, &options->import);

    return conclude_done(build, options, done);
}

static enum status run_review(struct build *build, const struct options *options)
{
    const struct review_request request = {options->file, options->change, options->import.dry_run};
    bool done = review_run(build, &request);

    return conclude_done(build, options, done);
}

static enum status run_export(struct build *build, const struct options *options)
{
    struct export_request request = {.format = options->export_format, .path = options->export_file};
    struct list renditions = {0};
    bool done = false;

    build->as_typed = true;
    pipeline_read(build, &renditions);
    struct rendition *own = renditions.items[0];
    request.identities = pipeline_private(build, options, own);
    if (!pipeline_is_stopped(build, options)) {
        request.whole = own->whole;
        request.with_private = options->audience == MODEL_ALL;
        request.seen =
            request.with_private
                ? study_whole(build->arena, own->whole)
                : views_of(&own->views, options->audience == MODEL_PUBLIC ? AUDIENCE_PUBLIC : AUDIENCE_EXAMINER);
        done = export_run(build, &request);
    }
    return conclude_done(build, options, done);
}

/* The study as it is to be, for what is wrong with it. */
static void check_edited(struct build *build)
{
    struct list renditions = {0};

    pipeline_read(build, &renditions);
}

static enum status run_edit(struct build *build, const struct options *options)
{
    static const enum edit_verb verbs[] = {[COMMAND_RENAME] = EDIT_RENAME,
                                           [COMMAND_MERGE] = EDIT_MERGE,
                                           [COMMAND_MOVE] = EDIT_MOVE,
                                           [COMMAND_SPLIT] = EDIT_SPLIT};
    struct edit_request request = options->edit;
    struct buffer out = {0};

    request.verb = verbs[options->command];
    request.check = check_edited;
    bool done = edit_run(build, &request, &out) && print(&out);
    buffer_free(&out);
    return conclude_done(build, options, done);
}

static enum status run_add(struct build *build, const struct options *options)
{
    struct add_request request = options->add;
    struct buffer out = {0}, input = {0};
    bool is_given = strcmp(request.kind, "work") == 0 && request.values.count == 0;

    request.dry_run = options->edit.dry_run;
    request.check = check_edited;
    request.may_ask = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
    if (is_given && !read_input("-", &input)) {
        say_error("cannot read '%s': %s", "-", strerror(errno));
        buffer_free(&input);
        return STATUS_SYSTEM;
    }
    request.input = buffer_string(&input);
    bool done = add_run(build, &request, &out) && print(&out);
    buffer_free(&out);
    buffer_free(&input);
    return conclude_done(build, options, done);
}

static enum status run_none(struct build *build, const struct options *options)
{
    (void)build, (void)options;
    return STATUS_DONE;
}

static enum status (*const runs[])(struct build *build, const struct options *options) = {
    [COMMAND_NONE] = run_none,     [COMMAND_BUILD] = run_build,   [COMMAND_SERVE] = run_serve,
    [COMMAND_CHECK] = run_check,   [COMMAND_RENDER] = run_render, [COMMAND_MODEL] = run_model,
    [COMMAND_SCHEMA] = run_schema, [COMMAND_NEW] = run_new,       [COMMAND_IMPORT] = run_import,
    [COMMAND_EXPORT] = run_export, [COMMAND_REVIEW] = run_review, [COMMAND_PUBLISH] = run_publish,
    [COMMAND_DOCTOR] = run_doctor, [COMMAND_RENAME] = run_edit,   [COMMAND_MERGE] = run_edit,
    [COMMAND_MOVE] = run_edit,     [COMMAND_SPLIT] = run_edit,    [COMMAND_ADD] = run_add,
};

/* What was said once of a study holds. */
static void decide_trust(struct build *build, const struct options *options)
{
    build->trusted = options->trust || trust_is_remembered(build);
    if (options->trust && !trust_remember(build)) {
        say_error("cannot remember that '%s' is trusted: %s", build->root, strerror(errno));
        say_hint("give --trust each time");
    }
}

/* Readers and writers go as deep as what they read is nested, which takes more than some shells allow. */
static bool has_stack(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_STACK, &limit) != 0 || limit.rlim_cur >= LEAST_STACK)
        return true;
    limit.rlim_cur = LEAST_STACK;
    if (limit.rlim_max < LEAST_STACK)
        limit.rlim_max = LEAST_STACK;
    if (setrlimit(RLIMIT_STACK, &limit) == 0)
        return true;
    say_error("the stack is limited to less than 4096 KB");
    say_hint("run 'ulimit -s 8192' first");
    return false;
}

/* Where the translations of messages lie: beside the program just built, or among what is installed. */
static const char *locale_folder(struct arena *arena)
{
    const char *share = share_folder(arena);
    const char *program = program_folder(arena);
    const char *built = program ? file_join(arena, program, "locale") : NULL;

    return built != NULL && file_is_folder(built) ? built : file_join(arena, share, "locale");
}

/* Takes --lang, which may stand anywhere, out of the arguments. */
static bool choose_language(char **arguments)
{
    struct arena *arena = arena_new();
    const char *wanted = options_take_language(arguments);
    bool known = say_in(wanted, locale_folder(arena));

    if (!known) {
        say_error("--lang cannot be '%s'", wanted);
        say_hint("one of: en id");
    }
    arena_free(arena);
    return known;
}

int main(int count, char **arguments)
{
    struct options options;

    (void)count;
    platform_called_as(arguments[0]);
    if (!choose_language(arguments) || !has_stack())
        return STATUS_SYSTEM;
    /* A file that may not grow is an error of the write, not our end. */
    signal(SIGXFSZ, SIG_IGN);
    if (!options_read(arguments, &options))
        return STATUS_SYSTEM;
    struct build build = {
        .arena = arena_new(),
        .diags = diags_new(),
        .jobs = options.jobs ? options.jobs : workers_default(),
        .final = options.final,
        .opens = options.open,
        .shows_private = options.show_private,
        .unsynced = options.unsynced,
    };
    build.root = arena_string(build.arena, options.folder);
    build.share = share_folder(build.arena);
    build.lunr = share_lunr();
    decide_trust(&build, &options);
    content_recover(&build);
    enum status status = runs[options.command](&build, &options);
    diags_free(build.diags);
    arena_free(build.arena);
    if (status != STATUS_SYSTEM && (fflush(stdout) != 0 || ferror(stdout))) {
        say_error("cannot write to standard output: %s", strerror(errno));
        return STATUS_SYSTEM;
    }
    return status;
}
