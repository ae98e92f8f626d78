/*
 * word_html SHARE STUDY: prints the HTML that pandoc is given to make the Word document of STUDY, which needs no
 * pandoc. SHARE holds the built-in layouts/ and lua/.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/list.h"
#include "document/document.h"
#include "options.h"
#include "pipeline.h"
#include "read/read.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/word/word.h"

#include <stdio.h>
#include <string.h>

/* Passes the document on, and drops its pictures. */
static void print_document(struct output_sink *sink, const char *path, const char *bytes, size_t length,
                           struct place source)
{
    (void)sink;
    (void)source;
    if (strcmp(path, "lampiran.html") == 0)
        fwrite(bytes, 1, length, stdout);
}

int main(int count, char **arguments)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct output_sink sink = {.put = print_document};
    const bool wanted[OUTPUT_COUNT] = {[OUTPUT_APPENDICES] = true};
    struct list renditions = {0}, reports[OUTPUT_COUNT] = {{0}};

    if (count != 3)
        return 2;
    struct build build = {.arena = arena, .diags = diags, .root = arguments[2], .share = arguments[1], .jobs = 1};
    struct options options = {0};
    pipeline_read(&build, &renditions);
    struct rendition *own = renditions.items[0];
    pipeline_private(&build, &options, own);
    read_digest(&build, own->whole);
    if (diags_count(diags, SEVERITY_ERROR) == 0)
        pipeline_assemble(&build, &renditions, wanted, reports);
    bool printed =
        diags_count(diags, SEVERITY_ERROR) == 0 && render_word(&build, reports[OUTPUT_APPENDICES].items[0], &sink);
    diags_print(diags, build.root, 0, stderr);
    diags_free(diags);
    arena_free(arena);
    return printed ? 0 : 1;
}
