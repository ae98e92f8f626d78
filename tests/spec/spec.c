/*
 * spec SPEC.TXT: reads each example of the CommonMark specification as `lampiran render --plain --trusted --to html`
 * does and compares the HTML byte by byte; then reads it with our extensions, which must change nothing but heading
 * ids, as long as there is no figure in it and nothing that we obey on top. Prints what differs and fails if anything
 * does.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "document/document.h"
#include "markdown/markdown.h"
#include "write/html/html.h"

#include <stdio.h>
#include <string.h>

static const char fence[] = "````````````````````````````````";

struct example {
    int number;
    int line; /* of the specification */
    struct buffer markdown;
    struct buffer html;
};

/* The specification shows each tab as an arrow. */
static void add_line(struct buffer *out, const char *line, size_t length)
{
    static const char arrow[] = "\xe2\x86\x92";
    size_t size = strlen(arrow);

    for (size_t i = 0; i < length; i++) {
        if (length - i >= size && memcmp(line + i, arrow, size) == 0) {
            buffer_char(out, '\t');
            i += size - 1;
        } else {
            buffer_char(out, line[i]);
        }
    }
    buffer_char(out, '\n');
}

static const char *next_line(const char *at, size_t *length)
{
    *length = strcspn(at, "\n");
    return at + *length + (at[*length] == '\n');
}

/* Reads the example below the fence at *at, moving *at past it. */
static void read_example(const char **at, struct example *example, int *line)
{
    struct buffer *part = &example->markdown;
    size_t length;

    buffer_clear(&example->markdown);
    buffer_clear(&example->html);
    for (const char *start = *at; *start != '\0'; start = *at) {
        *at = next_line(start, &length);
        ++*line;
        if (length == strlen(fence) && memcmp(start, fence, length) == 0)
            return;
        if (length == 1 && *start == '.')
            part = &example->html;
        else
            add_line(part, start, length);
    }
}

/* Takes off what extensions add to any document. False: there is a figure, an image alone in its paragraph. */
static bool forget_ids(struct block *blocks)
{
    for (struct block *block = blocks; block != NULL; block = block->next) {
        block->id = NULL;
        if (block->kind == BLOCK_FIGURE || !forget_ids(block->children))
            return false;
    }
    return true;
}

/* The example holds what we obey and CommonMark does not: comments, struck text, bare addresses. */
static bool is_extended(const struct example *example)
{
    static const char *const marks[] = {"<!--", "<del>", "://"};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (memmem(example->markdown.bytes, example->markdown.length, marks[i], strlen(marks[i])) != NULL)
            return true;
    }
    return false;
}

static bool report(const struct example *example, const char *what, const char *expected, const char *found)
{
    if (strcmp(expected, found) == 0)
        return true;
    printf("example %d (line %d): %s\n--- markdown\n%s--- expected\n%s--- found\n%s\n", example->number, example->line,
           what, example->markdown.bytes, expected, found);
    return false;
}

static bool holds(const struct example *example)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct buffer html = {0}, plain = {0}, extended = {0};
    struct markdown_source source = {.file = "spec.txt",
                                     .line = 1,
                                     .column = 1,
                                     .text = example->markdown.bytes,
                                     .length = example->markdown.length,
                                     .plain = true};

    const struct block *blocks = markdown_read(arena, diags, &source);
    render_html_fragment(&html, blocks, true);
    bool same = report(example, "the HTML differs", example->html.bytes, buffer_string(&html));
    block_dump(&plain, blocks);
    source.plain = false;
    struct block *again = markdown_read(arena, diags, &source);
    if (forget_ids(again) && !is_extended(example)) {
        block_dump(&extended, again);
        same &= report(example, "extensions change it", buffer_string(&plain), buffer_string(&extended));
    }
    buffer_free(&html);
    buffer_free(&plain);
    buffer_free(&extended);
    diags_free(diags);
    arena_free(arena);
    return same;
}

int main(int argc, char **argv)
{
    struct buffer text = {0};
    struct example example = {0};
    int line = 0, failed = 0;
    size_t length;

    if (argc != 2 || file_read(argv[1], &text) != FILE_OK) {
        fprintf(stderr, "spec: cannot read the specification\n");
        return 2;
    }
    for (const char *at = buffer_string(&text), *start = at; *start != '\0'; start = at) {
        at = next_line(start, &length);
        line++;
        if (strncmp(start, fence, strlen(fence)) != 0)
            continue;
        example.number++;
        example.line = line;
        read_example(&at, &example, &line);
        failed += !holds(&example);
    }
    printf("%d of %d examples of the CommonMark specification hold\n", example.number - failed, example.number);
    buffer_free(&example.markdown);
    buffer_free(&example.html);
    buffer_free(&text);
    return failed > 0 || example.number == 0;
}
