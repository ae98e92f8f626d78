#include "read/read.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/workers.h"
#include "study/study.h"

#include <stdlib.h>
#include <string.h>

/* A folder with more files gets one digest. */
enum { MOST_FILES = 4 };

/* Hashes inputs, each worker with a buffer of its own. */
struct hashing {
    struct buffer *buffers;
    const char **paths;     /* of each input, to open it */
    struct digest *digests; /* of each input */
};

static void hash_input(void *context, int worker, size_t item)
{
    struct hashing *hashing = context;
    struct buffer *bytes = &hashing->buffers[worker];

    if (file_read(hashing->paths[item], bytes) == FILE_OK)
        sha256_hex(buffer_string(bytes), bytes->length, hashing->digests[item].hex);
}

static struct digest *hash_inputs(const struct build *build, const struct list *inputs)
{
    int workers = build->jobs > 1 ? build->jobs : 1;
    struct hashing hashing = {
        .buffers = memory_alloc((size_t)workers * sizeof *hashing.buffers),
        .paths = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.paths),
        .digests = arena_alloc(build->arena, (inputs->count + 1) * sizeof *hashing.digests),
    };

    for (int i = 0; i < workers; i++)
        hashing.buffers[i] = (struct buffer){0};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        hashing.paths[i] = file_join(build->arena, build->root, input->path);
        hashing.digests[i].path = input->path;
        hashing.digests[i].files = 1;
        hashing.digests[i].size = input->size;
    }
    workers_run(workers, inputs->count, hash_input, &hashing);
    for (int i = 0; i < workers; i++)
        buffer_free(&hashing.buffers[i]);
    free(hashing.buffers);
    return hashing.digests;
}

static size_t folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? (size_t)(slash - path) : 0;
}

/* The end of the run of inputs from first that lie in the same folder; they are sorted by path. */
static size_t folder_end(const struct list *inputs, size_t first)
{
    const char *path = ((const struct input *)inputs->items[first])->path;
    size_t length = folder_length(path), end = first + 1;

    while (end < inputs->count) {
        const char *other = ((const struct input *)inputs->items[end])->path;
        if (folder_length(other) != length || strncmp(other, path, length) != 0)
            break;
        end++;
    }
    return end;
}

/* The files of content/ itself are told one by one: between them, in the order of paths, are those of its folders. */
static bool is_in_subfolder(const char *path)
{
    const char *slash = strchr(path, '/');

    return slash != NULL && strchr(slash + 1, '/') != NULL;
}

/* "content/findings/": the digest of "HEX  PATH" lines. */
static struct digest *folder_digest(struct arena *arena, const struct digest *files, size_t count)
{
    struct digest *whole = arena_alloc(arena, sizeof *whole);
    struct buffer lines = {0};

    whole->path = arena_copy(arena, files->path, folder_length(files->path) + 1);
    whole->files = count;
    for (size_t i = 0; i < count; i++) {
        buffer_format(&lines, "%s  %s\n", files[i].hex, files[i].path);
        whole->size += files[i].size;
    }
    sha256_hex(buffer_string(&lines), lines.length, whole->hex);
    buffer_free(&lines);
    return whole;
}

void read_digests(struct build *build, struct study *study)
{
    const struct list *inputs = &study->inputs;
    struct digest *digests = hash_inputs(build, inputs);

    study->digests = (struct list){0};
    for (size_t first = 0; first < inputs->count;) {
        size_t end = folder_end(inputs, first);
        bool as_folder = end - first > MOST_FILES && is_in_subfolder(digests[first].path);
        if (as_folder)
            list_add(&study->digests, build->arena, folder_digest(build->arena, &digests[first], end - first));
        for (size_t i = first; i < end && !as_folder; i++)
            list_add(&study->digests, build->arena, &digests[i]);
        first = end;
    }
}
