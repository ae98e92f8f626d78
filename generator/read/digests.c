#include "read/read.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/workers.h"
#include "study/study.h"

#include <stdlib.h>

/* A fingerprint of all files of a study, for the audit trail. */

struct hashed {
    char hex[SHA256_HEX]; /* empty: the file could not be read again */
};

/* Hashes inputs, each worker with a buffer of its own. */
struct hashing {
    struct buffer *buffers;
    const char **paths;   /* of each input, to open it */
    struct hashed *files; /* of each input */
};

static void hash_input(void *context, int worker, size_t item)
{
    struct hashing *hashing = context;
    struct buffer *bytes = &hashing->buffers[worker];

    if (file_read(hashing->paths[item], bytes) == FILE_OK)
        sha256_hex(buffer_string(bytes), bytes->length, hashing->files[item].hex);
}

static struct hashed *hash_inputs(const struct build *build, const struct list *inputs)
{
    int workers = build->jobs > 1 ? build->jobs : 1;
    struct hashing hashing = {
        .buffers = memory_alloc((size_t)workers * sizeof *hashing.buffers),
        .paths = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.paths),
        .files = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.files),
    };

    for (int i = 0; i < workers; i++)
        hashing.buffers[i] = (struct buffer){0};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        hashing.paths[i] = file_join(build->arena, build->root, input->path);
    }
    workers_run(workers, inputs->count, hash_input, &hashing);
    for (int i = 0; i < workers; i++)
        buffer_free(&hashing.buffers[i]);
    free(hashing.buffers);
    return hashing.files;
}

/* Of the lines "HEX  PATH" that sha256sum writes of the files. */
void read_digest(struct build *build, struct study *study)
{
    size_t count = study->inputs.count;
    struct digest *whole = arena_alloc(build->arena, sizeof *whole);
    const struct hashed *files = hash_inputs(build, &study->inputs);
    struct buffer lines = {0};

    for (size_t i = 0; i < count; i++) {
        const struct input *input = study->inputs.items[i];
        buffer_format(&lines, "%s  %s\n", files[i].hex, input->path);
        whole->size += input->size;
    }
    whole->files = count;
    sha256_hex(buffer_string(&lines), lines.length, whole->hex);
    buffer_free(&lines);
    study->digest = whole;
}
