/*
 * Any bytes as a study file: must neither crash nor hang.  The first byte says which file of a study it is
 * (study/schema_*.c).  As a program of its own it runs the files that are its arguments, also as other study files and
 * with bytes changed; built with -DLIBFUZZER and clang -fsanitize=fuzzer it is a fuzzer.
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/text.h"
#include "read/private.h"
#include "study/schema.h"
#include "support/replay.h"

#include <stdint.h>
#include <string.h>

static void read_as(struct arena *arena, struct diags *diags, const struct schema *schema,
                    const struct yaml_source *source)
{
    bool lost;
    struct languages languages = {.own = "id", .wanted = "id"};
    struct record_reader reader = {
        .arena = arena, .diags = diags, .file = source->file, .languages = &languages, .lost = &lost};
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

/* As any of the study files. */
static void change(struct buffer *copy, const struct buffer *text, uint32_t *state)
{
    static const char marks[] = "{}[]\"',:#&*!|>%@\\-? \n\n  \t~0a";

    replay_change(copy, text, schema_file_count, marks, sizeof marks - 1, state);
}

int main(int count, char **arguments)
{
    return replay_files(count, arguments, 200, change);
}

#endif
