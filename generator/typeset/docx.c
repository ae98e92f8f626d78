#include "typeset/private.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/cache.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/process.h"
#include "base/sha256.h"
#include "base/text.h"
#include "study/study.h"

#include <string.h>

/* ---- pictures ---- */

/*
 * Drawings in SVG -> PNG, NAME.png for NAME.svg, by rsvg-convert: older versions of Word read no SVG, and newer ones
 * know little of its style sheets.  What cannot be made is printed in words by layouts/docx/appendices.lua.
 */

enum { SECONDS = 20, ENDING = sizeof ".svg" - 1 };

static const char program[] = "rsvg-convert";

/* Lines of the record: there can be no pictures; of the file that is named there could be none. */
static const char no_pictures[] = "pictures: no\n", failed[] = "failed: ";

/* Ours have their size on the page, in points; those of the study are made as wide as the text of a page. */
static const char ours[] = "drawings/";
static const char dpi_x[] = "--dpi-x=300", dpi_y[] = "--dpi-y=300", width[] = "--width=1650";

/* If there are drawings in source, adds a line to record: whether there can be pictures of them. */
static void docx_pictures_describe(const struct collection *source, struct buffer *record)
{
    bool is_drawn = false;

    for (size_t i = 0; i < collection_count(source) && !is_drawn; i++)
        is_drawn = text_ends_with(collection_name(source, i), ".svg");
    if (is_drawn)
        buffer_text(record, process_is_there(program) ? "pictures: yes\n" : no_pictures);
}

static bool make_picture(struct build *build, const char *name, const struct workdir *workdir)
{
    const char *output = arena_format(build->arena, "--output=%.*s.png", (int)(strlen(name) - ENDING), name);
    const char *input = arena_format(build->arena, "./%s", name);
    const char *by_dpi[] = {program, dpi_x, dpi_y, output, input, NULL};
    const char *by_width[] = {program, width, "--keep-aspect-ratio", output, input, NULL};
    struct process process = {
        .folder = workdir->path,
        .confinement = workdir_confinement(build->arena, NULL, NULL),
        .arguments = strncmp(name, ours, strlen(ours)) == 0 ? by_dpi : by_width,
        .seconds = SECONDS,
    };

    return process_run(&process) == PROCESS_DONE && process.exit_code == 0;
}

/* Makes the pictures in workdir, the folder where the files of source lie. Each that failed becomes a line of record.
 */
static void docx_pictures_make(struct build *build, const struct collection *source, const struct workdir *workdir,
                               struct buffer *record)
{
    if (!process_is_there(program))
        return;
    for (size_t i = 0; i < collection_count(source); i++) {
        const char *name = collection_name(source, i);
        if (text_ends_with(name, ".svg") && !make_picture(build, name, workdir))
            buffer_format(record, "%s%s\n", failed, name);
    }
}

static void diagnose_failed(struct build *build, const char *name)
{
    struct place place = {0};

    if (strncmp(name, ours, strlen(ours)) != 0)
        place.file = arena_format(build->arena, "content/%s", name);
    diag_warning(build->diags, place, "no-picture",
                 "%s made no picture of '%s', so the Word document has words in its place", program, name);
    diag_hint(build->diags,
              "check in a browser whether the file is whole, or put a PNG file of the same name beside it");
}

/* Warns of the pictures that are not there by what record says. */
static void docx_pictures_diagnose(struct build *build, const char *record)
{
    for (const char *line = record; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        if (strncmp(line, failed, strlen(failed)) == 0) {
            diagnose_failed(build, arena_copy(build->arena, line + strlen(failed), length - strlen(failed)));
        } else if (strncmp(line, no_pictures, strlen(no_pictures)) == 0) {
            diag_warning(build->diags, (struct place){0}, "no-pictures",
                         "%s is not installed, so the Word document has words and tables in place of drawings",
                         program);
            diag_hint(build->diags, "on Debian and Ubuntu: apt install librsvg2-bin");
        }
    }
}

/* ---- the document ---- */

enum { PANDOC_SECONDS = 120, MOST_WORDS = 300 };

/* One more whenever docx_finish does something else: what was made before is made anew then. */
enum { FINISHING = 3 };

static const char docx_name[] = "lampiran.docx"; /* the whole */
static const char record_name[] = ".lampiran-docx";

/* Where the layouts lie, and the part of the reference document that is not a part of the archive. */
static const char layout_folder[] = "layouts/docx";
static const char reference_folder[] = "reference/";
static const char filter_name[] = "appendices.lua";

static const char *const variables[] = {"SOURCE_DATE_EPOCH=0", NULL};
static const struct place no_place;

/* ---- layouts ---- */

/* Reads layouts/docx/name of the study or the built-in one into the collection, for pandoc to find in its folder. */
static void take_layout(struct build *build, struct collection *source, const char *name)
{
    const char *shown = file_join(build->arena, layout_folder, name), *path = build_find(build, shown);
    struct buffer bytes = {0};

    if (path == NULL || file_read(path, &bytes) != FILE_OK) {
        diag_error(build->diags, (struct place){.file = shown}, "unreadable", "cannot read the file");
    } else {
        struct output_sink *sink = collection_sink(source);
        sink->put(sink, name, buffer_string(&bytes), bytes.length, no_place);
    }
    buffer_free(&bytes);
}

/* pandoc gives a filter all that it can do itself, so one of the study's own is a program. False: reported. */
static bool may_run_filter(struct build *build)
{
    const char *path = file_join(build->arena, layout_folder, filter_name);

    if (build->trusted || !build_is_own(build, path))
        return true;
    diag_error(build->diags, (struct place){.file = path}, "untrusted",
               "the study's own filter would run in pandoc as a program");
    diag_hint(build->diags, "if you trust who wrote it, build once with --trust; otherwise remove it");
    return false;
}

/* The filter, and the parts of the reference document. */
static void take_layouts(struct build *build, struct collection *source)
{
    static const char *const names[] = {
        filter_name,
        "reference/[Content_Types].xml",
        "reference/_rels/.rels",
        "reference/word/document.xml",
        "reference/word/_rels/document.xml.rels",
        "reference/word/styles.xml",
        "reference/word/footer1.xml",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        take_layout(build, source, names[i]);
}

/* Styles as the study's settings want them, and its own reference document if it has one. False: reported. */
static bool take_settings(struct build *build, const struct study *study, struct collection *source)
{
    static const char styles_name[] = "reference/word/styles.xml", page_name[] = "reference/word/document.xml";
    const struct appendix_settings *settings = study->info->appendix;
    const struct collected_file *styles = collection_get(source, styles_name);
    const struct collected_file *page = collection_get(source, page_name);

    if (settings == NULL || styles == NULL || page == NULL)
        return true;
    const char *set = docx_set_styles(build->arena, styles->bytes, settings);
    collection_sink(source)->put(collection_sink(source), styles_name, set, strlen(set), no_place);
    set = docx_set_page(build->arena, page->bytes, settings);
    collection_sink(source)->put(collection_sink(source), page_name, set, strlen(set), no_place);
    return settings->reference == NULL ||
           docx_take_template(build, settings->reference, record_place_of(&settings->record, "reference"), source);
}

/* Packs the parts of the reference document. */
static bool write_reference(const struct collection *source, const struct workdir *workdir)
{
    struct archive *archive = archive_new();
    struct buffer bytes = {0};
    size_t length = sizeof reference_folder - 1;

    for (size_t i = 0; i < collection_count(source); i++) {
        const char *name = collection_name(source, i);
        const struct collected_file *file = collection_get(source, name);
        if (strncmp(name, reference_folder, length) == 0)
            archive_put(archive, name + length, file->bytes, file->length);
    }
    bool written = archive_close(archive, &bytes) &&
                   beneath_write(workdir->folder, "reference.docx", bytes.bytes, bytes.length) == FILE_OK;
    buffer_free(&bytes);
    return written;
}

/* ---- what is there already ---- */

bool typeset_docx_is_there(int folder)
{
    return folder >= 0 && beneath_kind_of(folder, record_name) == BENEATH_FILE;
}

/* Names and digests of what the document is made from and how, and in one that is wanted whether with pictures. */
static void describe(const struct collection *source, bool wanted, struct buffer *record)
{
    char hex[SHA256_HEX];

    buffer_format(record, "finishing %d\n", FINISHING);
    for (size_t i = 0; i < collection_count(source); i++) {
        const char *name = collection_name(source, i);
        const struct collected_file *file = collection_get(source, name);
        sha256_hex(file->bytes, file->length, hex);
        buffer_format(record, "%s  %s\n", hex, name);
    }
    if (wanted)
        docx_pictures_describe(source, record);
}

/* ---- documents ---- */

/* "lampiran.html" -> "lampiran.docx"; NULL: the file is no document. In arena. */
static const char *document_name(struct arena *arena, const char *name)
{
    static const char html[] = ".html";

    if (!text_ends_with(name, html) || strchr(name, '/') != NULL)
        return NULL;
    return arena_format(arena, "%.*s.docx", (int)(strlen(name) - strlen(html)), name);
}

/* Passes the old documents on if they are still right: the record lies beside them, followed by what is no picture. */
static bool keep_old(struct build *build, const struct collection *source, struct collection *files, int folder,
                     struct buffer *record)
{
    struct buffer docx = {0}, old = {0};

    bool kept = folder >= 0 && beneath_read(folder, record_name, &old) == FILE_OK &&
                strncmp(buffer_string(&old), buffer_string(record), record->length) == 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < collection_count(source) && kept; i++) {
            const char *name = document_name(build->arena, collection_name(source, i));
            buffer_clear(&docx);
            kept = name == NULL || beneath_read(folder, name, &docx) == FILE_OK;
            if (pass == 1 && name != NULL && kept)
                collection_pass(files, name, &docx);
        }
    }
    if (kept) {
        collection_pass(files, record_name, &old);
        docx_pictures_diagnose(build, buffer_string(&old));
    }
    buffer_free(&docx);
    buffer_free(&old);
    return kept;
}

/* ---- pandoc ---- */

/* Reports that there is no document, with the first of the words that pandoc had for it. */
static void complain_of_pandoc(struct build *build, struct buffer *words)
{
    diag_error(build->diags, no_place, "pandoc", "pandoc made no Word document");
    if (words->length > 0) {
        for (char *end = words->bytes; (end = strchr(end, '\n')) != NULL;)
            *end = ' ';
        diag_hint(build->diags, "pandoc says: %.*s", MOST_WORDS, words->bytes);
    }
}

/* words gets what pandoc says. */
static bool run_pandoc(struct build *build, const struct workdir *workdir, const char *from, const char *to,
                       struct buffer *words)
{
    const char *arguments[] = {"pandoc",
                               from,
                               "--from=html",
                               "--to=docx",
                               "--lua-filter=appendices.lua",
                               "--reference-doc=reference.docx",
                               arena_format(build->arena, "--output=%s", to),
                               NULL};
    struct process process = {.folder = workdir->path,
                              .confinement = workdir_confinement(build->arena, NULL, NULL),
                              .arguments = arguments,
                              .variables = variables,
                              .output = words,
                              .seconds = PANDOC_SECONDS};

    switch (process_run(&process)) {
    case PROCESS_DONE:
        if (process.exit_code != 0)
            complain_of_pandoc(build, words);
        return process.exit_code == 0;
    case PROCESS_MISSING:
        diag_error(build->diags, no_place, "no-pandoc", "pandoc is not installed, which makes the Word document");
        diag_hint(build->diags, "on Debian and Ubuntu: apt install pandoc; without --docx nothing needs it");
        return false;
    case PROCESS_TIMEOUT:
        diag_error(build->diags, no_place, "pandoc-slow", "pandoc was ended after %d seconds", PANDOC_SECONDS);
        diag_hint(build->diags, "check whether a loop in layouts/docx/appendices.lua does not end");
        return false;
    case PROCESS_BROKEN:
        complain_of_pandoc(build, words);
        return false;
    }
    return false;
}

/*
 * What pandoc makes of the file name comes from that file, the layouts and the pictures, by their digests: names and
 * digests of all that is no other document.
 */
static const char *cache_key(struct arena *arena, const struct collection *source, const char *name,
                             struct buffer *record)
{
    struct buffer key = {0};
    char hex[SHA256_HEX];

    for (size_t i = 0; i < collection_count(source); i++) {
        const char *other = collection_name(source, i);
        const struct collected_file *file = collection_get(source, other);
        if (document_name(arena, other) != NULL && strcmp(other, name) != 0)
            continue;
        sha256_hex(file->bytes, file->length, hex);
        buffer_format(&key, "%s  %s\n", hex, other);
    }
    /* Which pictures there are. */
    const char *pictures = strstr(buffer_string(record), "pictures: ");
    buffer_text(&key, pictures ? pictures : "");
    return buffer_take(&key, arena);
}

/* Has raw hold what pandoc makes of the file name in workdir, once made or made now. False: reported. */
static bool convert(struct build *build, const struct collection *source, const struct workdir *workdir,
                    const char *name, struct buffer *record, struct buffer *raw)
{
    const char *kept = cache_file(build->arena, "word", cache_key(build->arena, source, name, record));
    const char *to = document_name(build->arena, name);
    struct buffer words = {0};

    if (cache_read(kept, raw))
        return true;
    bool done = run_pandoc(build, workdir, name, to, &words);
    if (done && beneath_read(workdir->folder, to, raw) != FILE_OK) {
        complain_of_pandoc(build, &words);
        done = false;
    }
    if (done)
        cache_write(build->arena, kept, buffer_string(raw), raw->length);
    buffer_free(&words);
    return done;
}

/* Passes the document on that is made of the file name, finished. False: reported. */
static bool make_document(struct build *build, const struct collection *source, const struct workdir *workdir,
                          const char *name, struct buffer *record, struct collection *files)
{
    struct buffer raw = {0}, docx = {0};

    bool done = convert(build, source, workdir, name, record, &raw);
    if (done && !docx_finish(build->arena, &raw, &docx)) {
        complain_of_pandoc(build, &docx);
        done = false;
    }
    if (done)
        collection_pass(files, document_name(build->arena, name), &docx);
    buffer_free(&raw);
    buffer_free(&docx);
    return done;
}

/* All that is done in workdir. record gets what became no picture. */
static bool make_in_workdir(struct build *build, const struct collection *source, const struct workdir *workdir,
                            struct buffer *record, struct collection *files)
{
    bool done = true;

    if (!collection_write(source, workdir->folder) || !write_reference(source, workdir)) {
        workdir_complain(build, workdir->path);
        return false;
    }
    docx_pictures_make(build, source, workdir, record);
    docx_pictures_diagnose(build, buffer_string(record));
    for (size_t i = 0; i < collection_count(source) && done; i++) {
        const char *name = collection_name(source, i);
        done = document_name(build->arena, name) == NULL || make_document(build, source, workdir, name, record, files);
    }
    return done;
}

static bool make_new(struct build *build, const struct collection *source, struct collection *files,
                     struct buffer *record)
{
    struct workdir workdir;

    if (!workdir_open(build, &workdir))
        return false;
    bool done = make_in_workdir(build, source, &workdir, record, files);
    if (done)
        collection_pass(files, record_name, record);
    workdir_close(&workdir);
    return done;
}

bool typeset_docx(struct build *build, const struct study *study, struct collection *source, struct collection *files,
                  int folder, bool wanted)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    struct buffer record = {0};

    if (wanted && !may_run_filter(build))
        return false;
    take_layouts(build, source);
    bool done = diags_count(build->diags, SEVERITY_ERROR) == errors && take_settings(build, study, source);
    describe(source, wanted, &record);
    if (done && !keep_old(build, source, files, folder, &record)) {
        if (wanted)
            done = make_new(build, source, files, &record);
        else
            diagnose_outdated(build, docx_name, "--docx");
    }
    buffer_free(&record);
    return done;
}
