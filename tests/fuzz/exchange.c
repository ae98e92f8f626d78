/*
 * Any bytes as a project of another tool, through its reader: XML or archive, sheet, database.  The file is one in
 * memory. As a program of its own it runs the files that are its arguments, also as those of other tools and with bytes
 * changed; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "exchange/private.h"
#include "support/replay.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum kind { AS_REFI, AS_SHEET, AS_DATABASE, KINDS };

static void read_as(struct project *project, enum kind kind, const char *path)
{
    struct database *database;

    switch (kind) {
    case AS_REFI:
        read_refi(project, path);
        break;
    case AS_SHEET:
        read_sheet(project, path);
        break;
    case AS_DATABASE:
        if ((database = database_open(project, path)) != NULL) {
            if (database_has(database, "highlights", NULL))
                read_taguette(project, database);
            else
                read_qualcoder(project, database);
            database_close(database);
        }
        break;
    case KINDS:
        break;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    int file = memfd_create("project", 0);
    if (file < 0 || write(file, data + 1, size - 1) != (ssize_t)(size - 1))
        abort();
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const struct import_request request = {0};
    struct project project = project_begin(arena, diags, &request);

    project.file = "project";
    read_as(&project, (enum kind)(*data % KINDS), arena_format(arena, "/proc/self/fd/%d", file));
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
