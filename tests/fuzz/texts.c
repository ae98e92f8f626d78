/*
 * Small texts with rules of their own: a quote held against a transcript, attributes behind what they are of.  Any
 * bytes: must neither crash nor hang, and words must be where they say.  The first byte says what they are. As a
 * program of its own it runs the files that are its arguments, also as each of the others and with bytes changed;
 * built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "quotes/quotes.h"
#include "support/replay.h"
#include "write/html/html.h"
#include "write/latex/latex.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { A_TRANSCRIPT, WHATS_OF_A_SPAN, WHATS_OF_A_DIRECTIVE, WHATS_OF_A_HEADING, WHATS };

static void check_words(const struct words *words, size_t length)
{
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        if ((size_t)word->start + word->length > length || word->length == 0 || word->line == 0)
            abort();
    }
}

/* What is before the first empty line is held against the rest. */
static void hear(struct arena *arena, const char *text)
{
    const char *end = strstr(text, "\n\n"), *said = end ? end + 2 : text;
    struct quote quote = quote_read(arena, end ? arena_copy(arena, text, (size_t)(end - text)) : text);
    static const struct list nobody;
    struct words words = transcript_words(arena, &nobody, "IK-01", said, strlen(said));
    struct buffer quoted = {0}, found = {0};
    struct word_range range;

    check_words(&words, strlen(said));
    if (quote_find(&quote, &words, &range) && range.first + range.count > words.count)
        abort();
    quote_find_of_anybody(&quote, &words, (struct word_range){0, words.count}, &range);
    if (words.count > 0 && quote.words.count > 0) {
        quote_nearest(&quote, &words, &range);
        if (range.first + range.count > words.count)
            abort();
        quote_differences(&quote, &words, range, &quoted, &found);
    }
    buffer_free(&quoted);
    buffer_free(&found);
}

/* before {text} between {text} after */
static void attribute(struct arena *arena, const char *before, const char *between, const char *after, const char *text)
{
    struct diags *diags = diags_new();
    struct buffer out = {0}, written = {0};

    buffer_format(&out, "%s{%s}%s{%s}%s", before, text, between, text, after);
    const struct markdown_source source = {
        .file = "fuzz.md", .line = 1, .column = 1, .text = buffer_string(&out), .length = out.length};
    const struct block *blocks = markdown_read(arena, diags, &source);
    block_dump(&written, blocks);
    render_html_fragment(&written, blocks, false);
    render_latex_fragment(&written, blocks);
    buffer_free(&out);
    buffer_free(&written);
    diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t offset;

    if (size == 0)
        return 0;
    if (!text_is_utf8((const char *)data + 1, size - 1, &offset))
        size = offset + 1; /* as the callers of the readers see to */
    struct arena *arena = arena_new();
    const char *text = arena_copy(arena, (const char *)data + 1, size - 1);
    switch (*data % WHATS) {
    case A_TRANSCRIPT:
        hear(arena, text);
        break;
    case WHATS_OF_A_SPAN:
        attribute(arena, "Kata [kata](#x)", " dan :lang[kata]", ".\n", text);
        break;
    case WHATS_OF_A_DIRECTIVE:
        attribute(arena, "::excerpt", "\n\n:::note", "\nIsi.\n:::\n", text);
        break;
    default:
        attribute(arena, "# Judul ", "\n\n![alt](figures/a.svg)", "\n", text);
    }
    arena_free(arena);
    return 0;
}

#ifndef LIBFUZZER

/* As any of them. */
static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "{}[]#.=\"'\\:;, \n\t()<>&|P1-\xc3\xe2\x80\0";

    replay_change(copy, text, WHATS, marks, sizeof marks - 1, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 100, change);
}

#endif
