/*
 * Any bytes as a study file: must neither crash nor hang.  The first byte says which file of a study it is
 * (model/schema.c).  As a program of its own it runs the files that are its arguments, each as every study file, and
 * with bytes changed; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "model/schema.h"
#include "read/front_matter.h"
#include "read/record.h"
#include "read/yaml.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_as(struct arena *arena, struct diags *diags, const struct schema *schema,
                    const struct yaml_source *source)
{
    bool lost;
    struct record_reader reader = {arena, diags, source->file, &lost};
    struct node *root;

    if (yaml_read(arena, diags, source, &root) && root != NULL && root->kind == NODE_MAP)
        record_read(&reader, schema, root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t offset;

    if (size == 0)
        return 0;
    const struct schema_file *file = &schema_files[*data % schema_file_count];
    const char *bytes = (const char *)data + 1;
    if (!text_is_utf8(bytes, --size, &offset))
        size = offset; /* as the caller of the reader sees to */
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    const char *text = arena_copy(arena, bytes, size);
    struct yaml_source source = {"fuzz.yaml", 1, text, size};
    struct front_matter parts;
    if (strcmp(file->pattern, ".md") != 0)
        read_as(arena, diags, file->schema, &source);
    else if (front_matter_split(&parts, diags, "fuzz.md", text, size))
        read_as(arena, diags, file->schema,
                &(struct yaml_source){"fuzz.md", parts.yaml_line, parts.yaml, parts.yaml_length});
    diags_free(diags);
    arena_free(arena);
    return 0;
}

#ifndef LIBFUZZER

static uint32_t next_random(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static void run(const struct buffer *text)
{
    LLVMFuzzerTestOneInput((const uint8_t *)text->bytes, text->length);
}

/* text with some bytes changed and perhaps cut short; its first byte draws the file that it is read as. */
static void run_changed(const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "{}[]\"',:#&*!|>%@\\-? \n\n  \t~0a";
    struct buffer changed = {0};

    buffer_bytes(&changed, text->bytes, text->length);
    for (uint32_t i = next_random(state) % 6; i > 0; i--)
        changed.bytes[1 + next_random(state) % (changed.length - 1)] = marks[next_random(state) % (sizeof marks - 1)];
    if (next_random(state) % 4 == 0)
        buffer_cut(&changed, 2 + next_random(state) % (changed.length - 1));
    run(&changed);
    buffer_free(&changed);
}

/* The file as each of the study files, then changed at random. */
static void run_file(const struct buffer *bytes, int changes, uint32_t *state)
{
    struct buffer text = {0};

    buffer_char(&text, '\0');
    buffer_bytes(&text, bytes->bytes, bytes->length);
    for (size_t i = 0; i < schema_file_count; i++) {
        text.bytes[0] = (char)i;
        run(&text);
    }
    for (int change = 0; text.length > 1 && change < changes; change++) {
        text.bytes[0] = (char)(next_random(state) % schema_file_count);
        run_changed(&text, state);
    }
    buffer_free(&text);
}

int main(int count, char **arguments)
{
    enum { CHANGES = 200 };
    uint32_t state = 20240229;

    for (int i = 1; i < count; i++) {
        struct buffer bytes = {0};
        if (file_read(arguments[i], &bytes) != FILE_OK) {
            fprintf(stderr, "%s: cannot be read\n", arguments[i]);
            return 2;
        }
        run_file(&bytes, CHANGES, &state);
        buffer_free(&bytes);
    }
    return 0;
}

#endif
