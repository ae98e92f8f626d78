#include "typeset/private.h"

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/list.h"
#include "base/process.h"
#include "study/study.h"

#include <assert.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- what TeX would make anew ---- */

/*
 * What TeX writes for its next run: numbers and pages of what is referred to, contents, bookmarks.  As one text, part
 * by part: "aux 1234", a line end, so many bytes.
 */

static const char *const endings[] = {"aux", "toc", "lot", "lof", "out"};

enum { ENDINGS = sizeof endings / sizeof *endings };

static const char *name_of(struct arena *arena, const char *ending)
{
    return arena_format(arena, "lampiran.%s", ending);
}

/* Puts what the next run of TeX will read of this one, from the folder where it ran, into notes as one text. */
static void tex_notes_read(struct arena *arena, int folder, struct buffer *notes)
{
    struct buffer part = {0};

    buffer_clear(notes);
    for (size_t i = 0; i < ENDINGS; i++) {
        if (beneath_read(folder, name_of(arena, endings[i]), &part) != FILE_OK)
            continue;
        buffer_format(notes, "%s %zu\n", endings[i], part.length);
        buffer_bytes(notes, part.bytes, part.length);
    }
    buffer_free(&part);
}

/* The ending that a part is headed by, or NULL; *rest is moved behind the head. */
static const char *read_head(const char **rest, size_t *length)
{
    for (size_t i = 0; i < ENDINGS; i++) {
        size_t letters = strlen(endings[i]);
        if (strncmp(*rest, endings[i], letters) != 0 || (*rest)[letters] != ' ')
            continue;
        char *end;
        *length = strtoul(*rest + letters + 1, &end, 10);
        *rest = end + 1;
        return *end == '\n' ? endings[i] : NULL;
    }
    return NULL;
}

/* Puts the parts of notes into the folder where TeX is to run. False: they are none of ours, or cannot be written. */
static bool tex_notes_write(struct arena *arena, int folder, const struct buffer *notes)
{
    const char *rest = buffer_string((struct buffer *)notes), *end = rest + notes->length;

    while (rest < end) {
        size_t length = 0;
        const char *ending = read_head(&rest, &length);
        if (ending == NULL || length > (size_t)(end - rest) ||
            beneath_write(folder, name_of(arena, ending), rest, length) != FILE_OK)
            return false;
        rest += length;
    }
    return true;
}

/* ---- runs of TeX ---- */

enum {
    MOST_RUNS = 5,
    RUN_SECONDS = 300, /* far beyond what a thesis takes: 500 rows take two */
    VERSION_SECONDS = 20,
};

static const char pdf_name[] = "lampiran.pdf";
static const char record_name[] = ".lampiran-pdf";
static const char notes_name[] = ".lampiran-aux";

/* In the order in which they are tried: the fastest first; with what Debian calls what they need. */
static const struct engine {
    const char *name;
    const char *packages;
} engines[] = {
    {"pdflatex", TEX_PACKAGES},
    {"lualatex", "texlive-luatex " TEX_PACKAGES},
    {"xelatex", "texlive-xetex texlive-fonts-recommended " TEX_PACKAGES},
};

enum { ENGINES = sizeof engines / sizeof *engines };

/* Times are fixed, and TeX opens files of its own folder and of its installation only. */
static const char *const fixed_variables[] = {
    "openin_any=p",        "openout_any=p", "shell_escape=f", "max_print_line=100000", "SOURCE_DATE_EPOCH=0",
    "FORCE_SOURCE_DATE=1", "TEXMFOUTPUT=",  "error_line=254", "half_error_line=238",   NULL,
};

/* One PDF being made. */
struct typesetting {
    struct build *build;
    struct collection *files;
    int folder;             /* the old output; -1: none */
    struct workdir workdir; /* where TeX runs, once it is needed */
    const struct confinement *confinement;
    const char *const *variables;
    const char *engine;
    const char *version;     /* the engine's own words */
    bool broken;             /* a run did not come to its end */
    struct buffer *terminal; /* what the last run wrote there */
};

static const struct place no_place;

static const char layout_folder[] = "layouts/latex";

/* ---- what TeX may do ---- */

/* The first TeX layout that is the study's own and no copy of ours, or NULL. */
static const char *first_own_layout(struct build *build)
{
    struct file_tree tree = build_list(build, build->root, layout_folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, layout_folder, tree.files.items[i]);
        if (build_is_own(build, path))
            return path;
    }
    return NULL;
}

/* TeX reads and writes any file for the code in a layout, unless it is confined. False: reported. */
static bool may_run_tex(struct build *build, const char *own)
{
    if (own == NULL || build->trusted || confine_is_possible())
        return true;
    diag_error(build->diags, (struct place){.file = own}, "untrusted",
               "this system cannot confine TeX, which would read and write any file for the study's own layout");
    diag_hint(build->diags, "if you trust who wrote it, build once with --trust; otherwise remove it");
    return false;
}

/*
 * Where LuaTeX keeps fonts as it prepared them, which takes it seconds: a folder that lasts, but the one of the run
 * where the code of a study could leave something for the next one there.
 */
static const char *font_folder(struct build *build, const char *own)
{
    const char *folder = file_of_user(build->arena, "XDG_CACHE_HOME", ".cache", "lampiran/fonts");

    return (own == NULL || build->trusted) && folder && file_make_folders(folder) == FILE_OK ? folder : ".";
}

/* ---- the engine ---- */

static const char *find_engine(const char *wanted)
{
    for (size_t i = 0; i < ENGINES; i++) {
        if ((wanted == NULL || strcmp(wanted, engines[i].name) == 0) && process_is_there(engines[i].name))
            return engines[i].name;
    }
    return NULL;
}

static void diagnose_missing(struct build *build, const char *wanted)
{
    const char *packages = TEX_PACKAGES;

    for (size_t i = 0; i < ENGINES && wanted != NULL; i++) {
        assert(engines[i].name != NULL);
        if (strcmp(wanted, engines[i].name) == 0)
            packages = engines[i].packages;
    }
    if (wanted != NULL)
        diag_error(build->diags, no_place, "no-tex", "the TeX engine '%s' is not installed", wanted);
    else
        diag_error(build->diags, no_place, "no-tex", "no TeX is installed: neither pdflatex nor lualatex nor xelatex");
    diag_hint(build->diags, "it is part of TeX Live; on Debian and Ubuntu: apt install %s", packages);
    diag_hint(build->diags, "without --pdf the appendices are made as LaTeX alone, for a TeX elsewhere");
}

/* "pdfTeX 3.14... (TeX Live 2022/Debian)": with it the PDF may change. */
static void ask_version(struct typesetting *typesetting)
{
    const char *arguments[] = {typesetting->engine, "--version", NULL};
    struct buffer text = {0};
    struct process process = {.folder = typesetting->workdir.path,
                              .arguments = arguments,
                              .variables = typesetting->variables,
                              .output = &text,
                              .seconds = VERSION_SECONDS};

    if (process_run(&process) != PROCESS_DONE)
        buffer_clear(&text);
    const char *first = buffer_string(&text);
    typesetting->version = arena_copy(typesetting->build->arena, first, strcspn(first, "\n"));
    buffer_free(&text);
}

static const char *const *variables_with(struct arena *arena, const char *fonts)
{
    struct list variables = {0};

    for (size_t i = 0; fixed_variables[i] != NULL; i++)
        list_add(&variables, arena, (void *)(uintptr_t)fixed_variables[i]);
    list_add(&variables, arena, arena_format(arena, "TEXMFCACHE=%s", fonts));
    list_add(&variables, arena, NULL);
    return (const char *const *)variables.items;
}

/* The folders of TeX's installation, the user's own among them, as TeX itself tells. */
static struct list ask_trees(struct build *build)
{
    static const char *const arguments[] = {"kpsewhich", "--expand-braces=$TEXMF:$TEXMFROOT", NULL};
    struct buffer text = {0};
    struct process process = {.arguments = arguments, .output = &text, .seconds = VERSION_SECONDS};
    struct list trees = {0};

    if (process_run(&process) != PROCESS_DONE)
        buffer_clear(&text);
    char *rest = arena_string(build->arena, buffer_string(&text));
    for (char *tree = strsep(&rest, ":\n"); tree != NULL; tree = strsep(&rest, ":\n")) {
        tree += strspn(tree, "!");
        /* "/" would be everything. */
        if (tree[0] == '/' && tree[1] != '\0')
            list_add(&trees, build->arena, tree);
    }
    buffer_free(&text);
    return trees;
}

/* ---- what TeX said ---- */

/* The layouts of the study's own, by their paths. */
static const struct collection *own_layouts(struct build *build)
{
    struct collection *layouts = collection_new(build->arena, NULL);
    struct file_tree tree = build_list(build, build->root, layout_folder);
    struct buffer text = {0};

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, layout_folder, tree.files.items[i]);
        if (file_read(build_find(build, path), &text) == FILE_OK)
            collection_sink(layouts)->put(collection_sink(layouts), path, buffer_string(&text), text.length, no_place);
    }
    buffer_free(&text);
    return layouts;
}

static void diagnose_log(const struct typesetting *typesetting, struct buffer *condensed)
{
    struct build *build = typesetting->build;

    tex_log_diagnose(build->arena, typesetting->engine, typesetting->files, own_layouts(build),
                     buffer_string(condensed), build->diags);
}

/* What the last run complained of, condensed; if TeX stopped early only its output on the terminal is complete. */
static void read_log(const struct typesetting *typesetting, struct buffer *condensed)
{
    struct buffer log = {0};

    if (beneath_read(typesetting->workdir.folder, "lampiran.log", &log) == FILE_OK)
        tex_log_condense(buffer_string(&log), condensed);
    buffer_free(&log);
    bool is_done = beneath_kind_of(typesetting->workdir.folder, pdf_name) == BENEATH_FILE && !typesetting->broken;
    if (!is_done && strstr(buffer_string(condensed), "error ") == NULL)
        tex_log_condense(buffer_string(typesetting->terminal), condensed);
}

/* ---- what is there already ---- */

/* Reads what was remembered of the old PDF; false: there is none of this engine, or of any, where none is known. */
static bool read_record(const struct typesetting *typesetting, struct buffer *record)
{
    const char *version = typesetting->version;

    return typesetting->folder >= 0 && beneath_read(typesetting->folder, record_name, record) == FILE_OK &&
           (version == NULL || strncmp(buffer_string(record), version, strlen(version)) == 0);
}

static void keep_notes(const struct typesetting *typesetting)
{
    struct buffer notes = {0};

    if (beneath_read(typesetting->folder, notes_name, &notes) == FILE_OK)
        collection_pass(typesetting->files, notes_name, &notes);
    buffer_free(&notes);
}

/* Passes the old PDF on if it is still right. */
static bool keep_old(struct typesetting *typesetting)
{
    struct buffer record = {0}, pdf = {0};

    bool kept = read_record(typesetting, &record) && collection_equals(typesetting->files, typesetting->folder) &&
                beneath_read(typesetting->folder, pdf_name, &pdf) == FILE_OK;
    if (kept) {
        collection_pass(typesetting->files, pdf_name, &pdf);
        collection_pass(typesetting->files, record_name, &record);
        keep_notes(typesetting);
        diagnose_log(typesetting, &record);
    }
    buffer_free(&record);
    buffer_free(&pdf);
    return kept;
}

/* ---- running TeX ---- */

static bool run_once(struct typesetting *typesetting)
{
    struct build *build = typesetting->build;
    bool is_lua = strcmp(typesetting->engine, "lualatex") == 0;
    const char *arguments[] = {typesetting->engine,
                               "-no-shell-escape",
                               "-interaction=nonstopmode",
                               "-file-line-error",
                               is_lua ? "--nosocket" : "lampiran.tex",
                               is_lua ? "lampiran.tex" : NULL,
                               NULL};
    struct process process = {.folder = typesetting->workdir.path,
                              .arguments = arguments,
                              .variables = typesetting->variables,
                              .output = typesetting->terminal,
                              .confinement = typesetting->confinement,
                              .seconds = RUN_SECONDS};
    struct buffer condensed = {0};
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);

    switch (process_run(&process)) {
    case PROCESS_DONE:
        return true;
    case PROCESS_TIMEOUT:
        diag_error(build->diags, no_place, "tex-slow", "%s was ended after %d seconds", typesetting->engine,
                   RUN_SECONDS);
        diag_hint(build->diags, "check whether a macro in layouts/latex/ calls itself");
        return false;
    case PROCESS_MISSING:
    case PROCESS_BROKEN:
        break;
    }
    typesetting->broken = true;
    read_log(typesetting, &condensed);
    diagnose_log(typesetting, &condensed);
    buffer_free(&condensed);
    if (diags_count(build->diags, SEVERITY_ERROR) == errors)
        diag_error(build->diags, no_place, "no-tex", "%s did not run to its end", typesetting->engine);
    return false;
}

static bool is_unchanged(const struct typesetting *typesetting, const char *name)
{
    const struct collected_file *file = collection_get(typesetting->files, name);

    return file != NULL && beneath_equals(typesetting->folder, name, file->bytes, file->length);
}

/*
 * Puts the notes of the old PDF before TeX, which then need not find out anew what it knew: those of the same commands
 * only, and, as they are commands themselves which somebody may have changed, only where TeX is confined.
 */
static void restore_notes(const struct typesetting *typesetting, struct buffer *notes)
{
    struct arena *arena = typesetting->build->arena;
    struct buffer record = {0};

    bool known = (typesetting->build->trusted || confine_is_possible()) && read_record(typesetting, &record) &&
                 is_unchanged(typesetting, "lampiran.sty") && is_unchanged(typesetting, "lampiran.tex") &&
                 beneath_read(typesetting->folder, notes_name, notes) == FILE_OK;
    if (!known || !tex_notes_write(arena, typesetting->workdir.folder, notes))
        buffer_clear(notes);
    buffer_free(&record);
}

/* Runs until nothing changes that the next run would read, which is passed on for the build that comes after. */
static bool run_until_settled(struct typesetting *typesetting)
{
    struct buffer before = {0}, now = {0};
    bool done = true, settled = false;

    restore_notes(typesetting, &before);
    for (int run = 0; run < MOST_RUNS && done && !settled; run++) {
        done = run_once(typesetting);
        tex_notes_read(typesetting->build->arena, typesetting->workdir.folder, &now);
        settled = now.length == before.length && memcmp(buffer_string(&now), buffer_string(&before), now.length) == 0;
        buffer_clear(&before);
        buffer_bytes(&before, buffer_string(&now), now.length);
    }
    if (done && settled)
        collection_pass(typesetting->files, notes_name, &now);
    buffer_free(&before);
    buffer_free(&now);
    return done;
}

/* Reports what the last run complained of. True: there is a PDF to pass on. */
static bool take_result(struct typesetting *typesetting)
{
    struct build *build = typesetting->build;
    struct buffer record = {0}, pdf = {0};
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);

    buffer_format(&record, "%s\n", typesetting->version);
    read_log(typesetting, &record);
    diagnose_log(typesetting, &record);
    bool done = diags_count(build->diags, SEVERITY_ERROR) == errors;
    if (done && beneath_read(typesetting->workdir.folder, pdf_name, &pdf) != FILE_OK) {
        diag_error(build->diags, no_place, "tex-error", "%s made no PDF", typesetting->engine);
        diag_hint(build->diags, "build with --latex alone and run %s lampiran.tex in the folder to see what it says",
                  typesetting->engine);
        done = false;
    }
    if (done) {
        collection_pass(typesetting->files, pdf_name, &pdf);
        collection_pass(typesetting->files, record_name, &record);
    }
    buffer_free(&record);
    buffer_free(&pdf);
    return done;
}

static bool make_new(struct typesetting *typesetting)
{
    if (!collection_write(typesetting->files, typesetting->workdir.folder)) {
        workdir_complain(typesetting->build, typesetting->workdir.path);
        return false;
    }
    return run_until_settled(typesetting) && take_result(typesetting);
}

bool typeset_pdf(struct build *build, struct collection *files, int folder, bool wanted, const char *engine)
{
    struct buffer terminal = {0};
    struct typesetting typesetting = {.build = build, .files = files, .folder = folder, .terminal = &terminal};

    if (!wanted) {
        bool was_there = folder >= 0 && beneath_kind_of(folder, record_name) == BENEATH_FILE;
        if (!keep_old(&typesetting) && was_there)
            diagnose_outdated(build, pdf_name, "--pdf");
        return true;
    }
    const char *own = first_own_layout(build);
    if (!may_run_tex(build, own))
        return false;
    typesetting.engine = find_engine(engine);
    if (typesetting.engine == NULL) {
        diagnose_missing(build, engine);
        return false;
    }
    if (!workdir_open(build, &typesetting.workdir))
        return false;
    const char *fonts = font_folder(build, own);
    typesetting.variables = variables_with(build->arena, fonts);
    ask_version(&typesetting);
    struct list trees = ask_trees(build);
    typesetting.confinement = workdir_confinement(build->arena, &trees, fonts);
    bool done = keep_old(&typesetting) || make_new(&typesetting);
    workdir_close(&typesetting.workdir);
    buffer_free(&terminal);
    return done;
}
