/*
 * Any text as Markdown, through our tree into both writers: must neither crash nor hang, and each span must stand
 * where its place says.  As a program of its own it runs the files that are its arguments, each also with parts
 * of it changed, moved and repeated; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "support/replay.h"
#include "write/html/html.h"
#include "write/latex/latex.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const struct markdown_source *source, int line, int column, const char *what)
{
    fprintf(stderr, "%d:%d %s in this text:\n", line, column, what);
    for (size_t i = 0; i < source->length; i++) {
        if (source->text[i] == '\r' || source->text[i] == '\t')
            fputs(source->text[i] == '\r' ? "\\r" : "\\t", stderr);
        else
            fputc(source->text[i], stderr);
    }
    abort();
}

/* The byte of source at a place; ends the program if there is no such place. */
static char byte_at(const struct markdown_source *source, int line, int column)
{
    const char *at = source->text, *end = source->text + source->length;

    while (end - at >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0)
        at += 3;
    for (int i = 1; i < line && at < end; i++) {
        at += strcspn(at, "\r\n");
        at += at[0] == '\r' && at[1] == '\n' ? 2 : 1;
    }
    if (line < 1 || column < 1 || at > end || (size_t)column > strcspn(at, "\r\n") + 1)
        fail(source, line, column, "is no place");
    return at[column - 1];
}

/* Text starts with the byte there, or that starts an escape, an entity or a line end. */
static bool is_start(char c, const char *text)
{
    /* "[ ]" of a task is "☐" or "☑"; a comma parts two calls of notes. */
    if ((c == '[' && strncmp(text, "\xe2\x98", 2) == 0) || ((c == '[' || c == '^') && strcmp(text, ",") == 0))
        return true;
    /* The title of a picture, as it is said below it, stands where the picture does. */
    if (c == '!')
        return true;
    /* A line of a line block may begin with blanks, or hold nothing, or nothing but a comment. */
    if (c == ' ' && strncmp(text, "\u00a0", strlen("\u00a0")) == 0)
        return true;
    if (*text == '\0')
        return strchr("|<\r\n", c) != NULL;
    if (strchr("\"'-.", c) != NULL && (unsigned char)*text >= 0x80) /* signs of print: “ – … */
        return true;
    return c == *text || c == '\\' || c == '&' || (*text == ' ' && (c == '\n' || c == '\r'));
}

static void check_spans(const struct markdown_source *source, const struct span *spans)
{
    for (const struct span *span = spans; span != NULL; span = span->next) {
        char c = byte_at(source, span->line, span->column);
        if (span->kind == SPAN_TEXT && !is_start(c, span->text))
            fail(source, span->line, span->column, span->text);
        check_spans(source, span->children);
    }
}

static void check_blocks(const struct markdown_source *source, const struct block *blocks)
{
    for (const struct block *block = blocks; block != NULL; block = block->next) {
        byte_at(source, block->place.line, block->place.column);
        check_spans(source, block->spans);
        check_blocks(source, block->children);
        if (block->kind != BLOCK_TABLE)
            continue;
        check_spans(source, block->table->caption.words);
        for (const struct row *row = block->table->rows; row != NULL; row = row->next) {
            for (size_t i = 0; i < block->table->column_count; i++)
                check_blocks(source, row->cells[i].blocks);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct markdown_source source = {.file = "fuzz.md", .line = 1, .column = 1, .smart = true};
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct buffer out = {0};
    size_t offset;

    if (!text_is_utf8((const char *)data, size, &offset))
        size = offset; /* as the caller of the reader sees to */
    source.length = size;
    source.text = arena_copy(arena, (const char *)data, size);
    const struct block *blocks = markdown_read(arena, diags, &source);
    check_blocks(&source, blocks);
    block_dump(&out, blocks);
    render_html_fragment(&out, blocks, false);
    render_latex_fragment(&out, blocks);
    span_dump(&out, markdown_read_line(arena, diags, &source));
    source.plain = true;
    source.smart = false;
    check_blocks(&source, markdown_read(arena, diags, &source));
    buffer_free(&out);
    diags_free(diags);
    arena_free(arena);
    return 0;
}

#ifndef LIBFUZZER

/* Puts a piece of text, or some markup, in place of a few bytes of changed. */
static void replace(struct buffer *changed, const struct buffer *text, uint32_t *state)
{
    static const char *const markup[] = {"[",      "]",           "@",    ":",    "::",     ":::", "|",  "\n", "\n\n",
                                         "    ",   "> ",          "- ",   "`",    "``",     "*",   "**", "_",  "\\",
                                         "{",      "}",           "{#a}", "[^a]", "[^a]: ", "![",  "](", ")",  "<",
                                         "&amp;",  "|-|\n",       "# ",   "\t",   "```\n",  ";",   "$",  "$$", "<b\n",
                                         "<br>\n", "<!-- a --> ", "\"",   "'",    "--",     "...", "\r"};
    struct buffer rest = {0};
    size_t at = replay_random(state) % (changed->length + 1);
    size_t skipped = at + replay_random(state) % 4;

    if (skipped < changed->length)
        buffer_text(&rest, changed->bytes + skipped);
    buffer_cut(changed, at);
    if (replay_random(state) % 3 > 0) {
        buffer_text(changed, markup[replay_random(state) % (sizeof markup / sizeof *markup)]);
    } else {
        size_t from = replay_random(state) % text->length, length = replay_random(state) % 40;
        buffer_bytes(changed, text->bytes + from, length < text->length - from ? length : text->length - from);
    }
    buffer_text(changed, buffer_string(&rest));
    buffer_free(&rest);
}

static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    for (uint32_t i = replay_random(state) % 8 + 1; i > 0; i--)
        replace(copy, text, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 200, change);
}

#endif
