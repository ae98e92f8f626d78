/*
 * What a study may bring along to run: layouts, hooks, patterns.  Any bytes: must neither crash nor hang nor get past
 * the limits, and every error has a place.  The first byte says what they are, and what calls a pattern.  As a program
 * of its own it runs the files that are its arguments, also as each of the others and with bytes changed; built with
 * -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"
#include "lua/private.h"
#include "support/replay.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum what { A_LAYOUT, A_HOOK, A_PATTERN, WHATS };

/* Every function that takes a pattern p, for a subject s. */
static const char *const calls[] = {"return string.find(s, p)", "return string.match(s, p, 2)",
                                    "local n = 0 for a, b in string.gmatch(s, p) do n = n + 1 end",
                                    "return string.gsub(s, p, '<%0%1>')",
                                    "return string.gsub(s, p, function(a) return a end)"};

enum { CALLS = sizeof calls / sizeof *calls };

/* Small, so that a case takes no time: what is to be seen is that they hold. */
static const struct sandbox_limits limits = {.instructions = 200000, .memory = 8 * 1024 * 1024, .seconds = 0.5};

static void run_script(const char *name, const char *text, size_t length, struct diags *diags)
{
    struct sandbox *sandbox = sandbox_new(&limits, NULL);

    if (sandbox_load(sandbox, name, text, length, diags))
        sandbox_call(sandbox, 0, 0, diags);
    sandbox_free(sandbox);
}

static void run_layout(const char *text, size_t length, struct diags *diags)
{
    struct buffer lua = {0};

    if (layout_translate(&lua, diags, "layouts/html/fuzz.html", text, length))
        run_script("layouts/html/fuzz.html", buffer_string(&lua), lua.length, diags);
    buffer_free(&lua);
}

/* "pattern\0subject". */
static void run_pattern(const char *call, const char *text, size_t length, struct diags *diags)
{
    struct buffer lua = {0};
    size_t pattern = strnlen(text, length);

    for (int part = 0; part < 2; part++) {
        size_t from = part == 0 ? 0 : pattern, to = part == 0 ? pattern : length;
        buffer_text(&lua, part == 0 ? "local p = '" : "' local s = '");
        for (size_t i = from; i < to; i++)
            buffer_format(&lua, "\\%03u", (unsigned)(unsigned char)text[i]);
    }
    buffer_format(&lua, "' %s", call);
    run_script("lua/hooks/fuzz.lua", lua.bytes, lua.length, diags);
    buffer_free(&lua);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t offset;

    if (size == 0)
        return 0;
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct buffer json = {0};
    size_t length = size - 1;
    /* As its caller sees to. */
    if (*data % WHATS == A_HOOK && !text_is_utf8((const char *)data + 1, length, &offset))
        length = offset;
    const char *text = arena_copy(arena, (const char *)data + 1, length);
    switch ((enum what)(*data % WHATS)) {
    case A_LAYOUT:
        run_layout(text, length, diags);
        break;
    case A_HOOK:
        run_script("lua/hooks/fuzz.lua", text, length, diags);
        break;
    case A_PATTERN:
        run_pattern(calls[*data / WHATS % CALLS], text, length, diags);
        break;
    case WHATS:
        break;
    }
    diags_print_json(diags, &json);
    if (!text_is_utf8(json.bytes, json.length, &offset))
        abort();
    buffer_free(&json);
    arena_free(arena);
    diags_free(diags);
    return 0;
}

#ifndef LIBFUZZER

/* As any of them, with any of the calls. */
static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "<%=->{}()[]\"'%+*?^$.:,;\n x0\0#~\\";

    replay_change(copy, text, WHATS * CALLS, marks, sizeof marks - 1, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 100, change);
}

#endif
