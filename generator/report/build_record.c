#include "report/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/sha256.h"
#include "base/workers.h"

#include <stdlib.h>
#include <string.h>

/* A folder with more files is one row. */
enum { MOST_ROWS = 60 };

struct digest {
    char hex[SHA256_HEX]; /* empty: the file could not be read again */
};

/* Hashes inputs, each worker with a buffer of its own. */
struct crew {
    const struct assembly *assembly;
    struct buffer *buffers;
    const char **paths; /* of each input, to open it */
    struct digest *digests;
};

static void hash_input(void *context, int worker, size_t item)
{
    struct crew *crew = context;
    struct buffer *bytes = &crew->buffers[worker];

    if (file_read(crew->paths[item], bytes) == FILE_OK)
        sha256_hex(buffer_string(bytes), bytes->length, crew->digests[item].hex);
}

static const struct digest *hash_inputs(const struct assembly *assembly)
{
    const struct list *inputs = &assembly->study->inputs;
    int workers = assembly->build->jobs > 1 ? assembly->build->jobs : 1;
    struct crew crew = {
        .assembly = assembly,
        .buffers = memory_alloc((size_t)workers * sizeof *crew.buffers),
        .paths = arena_alloc(assembly->arena, (inputs->count + 1) * sizeof *crew.paths),
        .digests = arena_alloc(assembly->arena, (inputs->count + 1) * sizeof *crew.digests),
    };

    for (int i = 0; i < workers; i++)
        crew.buffers[i] = (struct buffer){0};
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = inputs->items[i];
        crew.paths[i] = file_join(assembly->arena, assembly->build->root, input->path);
    }
    workers_run(workers, inputs->count, hash_input, &crew);
    for (int i = 0; i < workers; i++)
        buffer_free(&crew.buffers[i]);
    free(crew.buffers);
    return crew.digests;
}

/* Paths of the excerpts of those that this audience does not know of. */
static struct map *withheld_paths(const struct assembly *assembly)
{
    const struct list *files = &assembly->study->excerpt_files;
    struct map *withheld = map_new(assembly->arena);

    for (size_t i = 0; i < files->count; i++) {
        struct excerpts_file *file = files->items[i];
        if (view_find(assembly->view, OBJECT_SOURCE, file->source.id) == NULL)
            map_put(withheld, file->record.place.file, file);
    }
    return withheld;
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

static void digest_row(struct composition *table, const char *name, size_t size, const char *hex)
{
    const struct assembly *assembly = table->assembly;
    struct span *code = span_new(assembly->arena, SPAN_CODE, 0, 0);

    code->text = *hex ? arena_string(assembly->arena, hex) : "–";
    compose_row(table, NULL, table->table->place);
    compose_cell_text(table, name);
    compose_cell_number(table, size);
    compose_cell(table, compose_paragraph(assembly, code));
}

static void file_rows(struct composition *table, const struct map *withheld, const struct digest *digests, size_t first,
                      size_t end)
{
    const struct assembly *assembly = table->assembly;

    for (size_t i = first; i < end; i++) {
        const struct input *input = assembly->study->inputs.items[i];
        const char *name =
            map_get(withheld, input->path) != NULL ? label_text(assembly->labels, "trail_withheld_file") : input->path;
        digest_row(table, name, input->size, digests[i].hex);
    }
}

/* "content/findings/ (9800 berkas)": the digest of "HEX  PATH" lines. */
static void folder_row(struct composition *table, const struct digest *digests, size_t first, size_t end)
{
    const struct assembly *assembly = table->assembly;
    const char *path = ((const struct input *)assembly->study->inputs.items[first])->path;
    struct buffer lines = {0};
    struct digest all;
    size_t size = 0;

    for (size_t i = first; i < end; i++) {
        const struct input *input = assembly->study->inputs.items[i];
        buffer_format(&lines, "%s  %s\n", digests[i].hex, input->path);
        size += input->size;
    }
    sha256_hex(buffer_string(&lines), lines.length, all.hex);
    buffer_free(&lines);
    const char *folder = arena_copy(assembly->arena, path, folder_length(path) + 1);
    const char *files = compose_number(assembly, "trail_files", end - first);
    digest_row(table, arena_format(assembly->arena, "%s (%s)", folder, files), size, all.hex);
}

struct block *build_record(const struct assembly *assembly)
{
    const struct list *inputs = &assembly->study->inputs;
    const struct digest *digests = hash_inputs(assembly);
    const struct map *withheld = withheld_paths(assembly);
    struct composition table =
        compose_table(assembly, section_part_label(assembly, "trail", "inputs"),
                      compose_label(assembly, "trail_inputs"), assembly->study->info->record.place);

    compose_column(&table, "trail_file", 0.36);
    compose_column(&table, "trail_bytes", 0.12);
    compose_column(&table, "trail_digest", 0.52);
    table.table->columns[1].alignment = ALIGN_RIGHT;
    table.table->notes = compose_paragraph(assembly, compose_label(assembly, "trail_inputs_note"));
    for (size_t first = 0; first < inputs->count;) {
        size_t end = folder_end(inputs, first);
        if (end - first > MOST_ROWS)
            folder_row(&table, digests, first, end);
        else
            file_rows(&table, withheld, digests, first, end);
        first = end;
    }
    return table.table->rows ? compose_finish(&table) : NULL;
}
