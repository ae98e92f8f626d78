/*
 * Any bytes as a project of another tool, through its reader: XML or archive, sheet, database, Word, page, text.  The
 * file is one in memory. As a program of its own it runs the files that are its arguments, also as those of other tools
 * and with bytes changed; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/archive.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "exchange/private.h"
#include "support/replay.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* In parts: XML put into an archive, where a changed byte of a packed one would be found by its sum alone. */
enum kind { AS_REFI, AS_SHEET, AS_DATABASE, AS_WORD, AS_HTML, AS_TEXT, IN_REFI, IN_SHEET, IN_WORD, KINDS };

static const char *const parts[KINDS][5] = {
    [IN_REFI] = {"project.qde"},
    [IN_SHEET] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                  "xl/styles.xml"},
    [IN_WORD] = {"word/document.xml", "word/comments.xml"},
};

static void read_as(struct project *project, enum kind kind, const char *path)
{
    switch (kind) {
    case AS_REFI:
    case IN_REFI:
        read_refi(project, path);
        break;
    case AS_SHEET:
    case IN_SHEET:
        read_sheet(project, path);
        break;
    case AS_DATABASE:
        read_database(project, path);
        break;
    case AS_WORD:
    case IN_WORD:
        read_word(project, path);
        break;
    case AS_HTML:
        read_taguette_html(project, path);
        break;
    case AS_TEXT:
        read_transcript(project, path);
        break;
    case KINDS:
        break;
    }
}

/* The file as it is, or the archive whose parts it is. */
static void put_together(struct buffer *file, enum kind kind, const char *bytes, size_t length)
{
    if (parts[kind][0] == NULL) {
        buffer_bytes(file, bytes, length);
        return;
    }
    struct archive *archive = archive_new();

    for (size_t i = 0; i < sizeof parts[kind] / sizeof *parts[kind] && parts[kind][i] != NULL; i++)
        archive_put(archive, parts[kind][i], bytes, length);
    archive_close(archive, file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    enum kind kind = (enum kind)(*data % KINDS);
    struct buffer bytes = {0};
    int file = memfd_create("project", 0);

    put_together(&bytes, kind, (const char *)data + 1, size - 1);
    if (file < 0 || write(file, bytes.bytes, bytes.length) != (ssize_t)bytes.length)
        abort();
    buffer_free(&bytes);
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const struct import_request request = {0};
    struct project project = project_begin(arena, diags, &request);

    project.file = "project";
    read_as(&project, kind, arena_format(arena, "/proc/self/fd/%d", file));
    if (diags_count(diags, SEVERITY_ERROR) > 1)
        abort(); /* one clear error */
    diags_free(diags);
    arena_free(arena);
    close(file);
    return 0;
}

#ifndef LIBFUZZER

static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "<>\"'&;,=/ \n\t-0a9\x80\xff";

    replay_change(copy, text, KINDS, marks, sizeof marks - 1, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 50, change);
}

#endif
