/*
 * What is looked through before it is published, or asked of the preview: outputs for the leak gate, drawings, names of
 * outputs, requests, texts for the terminal.  Any bytes: must neither crash nor hang.  The first byte says what they
 * are. As a program of its own it runs the files that are its arguments, also as each of the others and with bytes
 * changed; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/svg.h"
#include "base/text.h"
#include "leak/leak.h"
#include "read/read.h"
#include "serve/private.h"
#include "study/study.h"
#include "support/replay.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* How the gate reads a file is told by the end of its name. */
static const char *const names[] = {"a.html", "a.tex", "a.js",   "a.css", "a.json",
                                    "a.xml",  "a.png", "a.docx", "a.pdf", "a"};

enum { NAMES = sizeof names / sizeof *names, A_DRAWING = NAMES, A_NAME, A_REQUEST, A_TEXT, WHATS };

static struct build build = {.root = "/nowhere", .share = ".", .jobs = 1};
static struct leak_gate *gate; /* one for all cases, as for all outputs of a build */

/* A study of nobody whose gate keeps one person. */
static void open_gate(void)
{
    static struct identity identity = {"IK-01", "Siti Nurhaliza", {0}};
    static struct list wholes, seen;
    static struct identities identities;

    build.arena = arena_new();
    build.diags = diags_new();
    const struct study *study = read_study(&build, NULL);
    list_add(&identities.list, build.arena, &identity);
    list_add(&wholes, build.arena, (void *)study);
    list_add(&seen, build.arena, (void *)study_filter(build.arena, study, AUDIENCE_PUBLIC));
    gate = leak_gate_new(&build, &wholes, &seen, &identities);
    diags_free(build.diags);
}

static void look_through(const char *name, const char *bytes, size_t length)
{
    if (gate == NULL)
        open_gate();
    build.diags = diags_new();
    leak_scan(gate, name, bytes, length, (struct place){0});
    leak_gate_diagnose(gate, &build, true);
    diags_free(build.diags);
}

static void look_at_drawing(const char *bytes, size_t length)
{
    struct svg_flaw flaw;

    if (!svg_is_passive(bytes, length, &flaw))
        return;
    /* Nothing that runs by its plain name comes through; <scripta> is nothing, nor what a comment or the like holds. */
    const char *script = memmem(bytes, length, "<script", 7);
    size_t after = script != NULL ? (size_t)(script - bytes) + 7 : length;
    if (after < length && strchr(" \t\n\r/>", bytes[after]) != NULL && memmem(bytes, length, "<!", 2) == NULL &&
        memmem(bytes, length, "<?", 2) == NULL)
        abort();
}

/* A name that passes stays below its folder. */
static void look_at_name(const char *name)
{
    if (beneath_name_problem(name) == NULL &&
        (*name == '/' || strstr(name, "../") != NULL || strchr(name, '\n') != NULL))
        abort();
}

static void ask(const char *request)
{
    struct buffer file = {0};

    request_check_host(request, 8000);
    if (request_read_path(request, &file) == 0) {
        const char *path = buffer_string(&file);
        if (*path == '/' || *path == '.' || strstr(path, "/../") != NULL || strstr(path, "/.") != NULL)
            abort();
        request_content_type(path);
    }
    buffer_free(&file);
}

static void show(const char *bytes, size_t length)
{
    struct buffer visible = {0};
    size_t offset;

    text_visible(&visible, bytes, length);
    if (!text_is_utf8(buffer_string(&visible), visible.length, &offset) ||
        strpbrk(buffer_string(&visible), "\033\r\n\a"))
        abort();
    buffer_free(&visible);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *arena = arena_new();
    const char *bytes = arena_copy(arena, (const char *)data + 1, size - 1);
    unsigned what = *data % WHATS;

    if (what < NAMES)
        look_through(names[what], bytes, size - 1);
    else if (what == A_DRAWING)
        look_at_drawing(bytes, size - 1);
    else if (what == A_NAME)
        look_at_name(bytes);
    else if (what == A_REQUEST)
        ask(bytes);
    else
        show(bytes, size - 1);
    arena_free(arena);
    return 0;
}

#ifndef LIBFUZZER

/* As any of them. */
static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "<>&;/\\%.:#=\"' \n\0\x1b\xc3\xff{}()Sx0";

    replay_change(copy, text, WHATS, marks, sizeof marks - 1, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 100, change);
}

#endif
