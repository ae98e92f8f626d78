#include "typeset/private.h"

#include "base/arena.h"
#include "base/archive.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "base/process.h"
#include "base/sha256.h"
#include "study/study.h"

#include <string.h>

enum { PANDOC_SECONDS = 120, MOST_WORDS = 300 };

static const char docx_name[] = "lampiran.docx";
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
    diag_hint(build->diags, "if you trust who wrote it, build once with --trust; else take it away");
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
        "reference/word/numbering.xml",
        "reference/word/footer1.xml",
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        take_layout(build, source, names[i]);
}

/* Packs the parts of the reference document. */
static bool write_reference(const struct collection *source, const struct room *room)
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
                   beneath_write(room->folder, "reference.docx", bytes.bytes, bytes.length) == FILE_OK;
    buffer_free(&bytes);
    return written;
}

/* ---- what is there already ---- */

bool typeset_docx_is_there(int folder)
{
    return folder >= 0 && beneath_kind_of(folder, record_name) == BENEATH_FILE;
}

/* Names and digests of what the document is made from, and in one that is wanted whether with pictures. */
static void describe(const struct collection *source, bool wanted, struct buffer *record)
{
    char hex[SHA256_HEX];

    for (size_t i = 0; i < collection_count(source); i++) {
        const char *name = collection_name(source, i);
        const struct collected_file *file = collection_get(source, name);
        sha256_hex(file->bytes, file->length, hex);
        buffer_format(record, "%s  %s\n", hex, name);
    }
    if (wanted)
        docx_pictures_describe(source, record);
}

/* Passes the old document on if it is still right: the record lies beside it, followed by what became no picture. */
static bool keep_old(struct build *build, struct collection *files, int folder, struct buffer *record)
{
    struct buffer docx = {0}, old = {0};

    bool kept = folder >= 0 && beneath_read(folder, record_name, &old) == FILE_OK &&
                strncmp(buffer_string(&old), buffer_string(record), record->length) == 0 &&
                beneath_read(folder, docx_name, &docx) == FILE_OK;
    if (kept) {
        collection_pass(files, docx_name, &docx);
        collection_pass(files, record_name, &old);
        docx_pictures_report(build, buffer_string(&old));
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
static bool run_pandoc(struct build *build, const struct room *room, struct buffer *words)
{
    const char *arguments[] = {"pandoc",
                               "lampiran.html",
                               "--from=html",
                               "--to=docx",
                               "--lua-filter=appendices.lua",
                               "--reference-doc=reference.docx",
                               "--output=lampiran.docx",
                               NULL};
    struct process process = {.folder = room->path,
                              .confinement = room_confinement(build->arena, NULL, NULL),
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
        diag_hint(build->diags, "see whether layouts/docx/appendices.lua runs in a circle");
        return false;
    case PROCESS_BROKEN:
        complain_of_pandoc(build, words);
        return false;
    }
    return false;
}

/* What pandoc made in room, finished. False: reported. */
static bool take_document(struct build *build, const struct room *room, struct buffer *docx)
{
    struct buffer raw = {0};

    bool done = beneath_read(room->folder, docx_name, &raw) == FILE_OK && docx_finish(build->arena, &raw, docx);
    if (!done)
        diag_error(build->diags, no_place, "pandoc", "pandoc made no Word document");
    buffer_free(&raw);
    return done;
}

/* All that is done in room. record gets what became no picture. */
static bool make_in_room(struct build *build, const struct collection *source, const struct room *room,
                         struct buffer *record, struct buffer *docx)
{
    if (!collection_write(source, room->folder) || !write_reference(source, room)) {
        room_complain(build, room->path);
        return false;
    }
    docx_pictures_make(build, source, room, record);
    docx_pictures_report(build, buffer_string(record));
    struct buffer words = {0};
    bool done = run_pandoc(build, room, &words) && take_document(build, room, docx);
    buffer_free(&words);
    return done;
}

static bool make_new(struct build *build, const struct collection *source, struct collection *files,
                     struct buffer *record)
{
    struct buffer docx = {0};
    struct room room;

    if (!room_open(build, &room))
        return false;
    bool done = make_in_room(build, source, &room, record, &docx);
    if (done) {
        collection_pass(files, docx_name, &docx);
        collection_pass(files, record_name, record);
    }
    buffer_free(&docx);
    room_close(&room);
    return done;
}

bool typeset_docx(struct build *build, struct collection *source, struct collection *files, int folder, bool wanted)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    struct buffer record = {0};

    if (wanted && !may_run_filter(build))
        return false;
    take_layouts(build, source);
    bool done = diags_count(build->diags, SEVERITY_ERROR) == errors;
    describe(source, wanted, &record);
    if (done && !keep_old(build, files, folder, &record)) {
        if (wanted)
            done = make_new(build, source, files, &record);
        else
            report_outdated(build, docx_name, "--docx");
    }
    buffer_free(&record);
    return done;
}
