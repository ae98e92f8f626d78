#include "typeset/typeset.h"

#include "base/archive.h"
#include "base/arena.h"
#include "base/beneath.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/list.h"
#include "base/map.h"
#include "study/study.h"

#include <pthread.h>

struct collection {
    struct output_sink sink; /* first: the sink is the collection */
    struct output_sink *behind;
    struct arena *arena;
    struct map *files; /* path -> struct collected_file */
    pthread_mutex_t mutex;
};

static void put(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    struct collection *collection = (struct collection *)sink;

    pthread_mutex_lock(&collection->mutex);
    struct collected_file *file = arena_alloc(collection->arena, sizeof *file);
    *file = (struct collected_file){arena_copy(collection->arena, bytes, length), length};
    map_put(collection->files, arena_string(collection->arena, path), file);
    pthread_mutex_unlock(&collection->mutex);
    if (collection->behind != NULL)
        collection->behind->put(collection->behind, path, bytes, length, source);
}

struct collection *collection_new(struct arena *arena, struct output_sink *sink)
{
    struct collection *collection = arena_alloc(arena, sizeof *collection);

    collection->sink.put = put;
    collection->behind = sink;
    collection->arena = arena;
    collection->files = map_new(arena);
    pthread_mutex_init(&collection->mutex, NULL);
    return collection;
}

struct output_sink *collection_sink(struct collection *collection)
{
    return &collection->sink;
}

const struct collected_file *collection_get(const struct collection *collection, const char *path)
{
    return map_get(collection->files, path);
}

size_t collection_count(const struct collection *collection)
{
    return map_count(collection->files);
}

const char *collection_name(const struct collection *collection, size_t position)
{
    return map_key(collection->files, position);
}

bool collection_equals(const struct collection *collection, int folder)
{
    for (size_t i = 0; i < map_count(collection->files); i++) {
        const struct collected_file *file = map_value(collection->files, i);
        if (folder < 0 || !beneath_equals(folder, map_key(collection->files, i), file->bytes, file->length))
            return false;
    }
    return true;
}

bool collection_write(const struct collection *collection, int folder)
{
    for (size_t i = 0; i < map_count(collection->files); i++) {
        const struct collected_file *file = map_value(collection->files, i);
        if (beneath_write(folder, map_key(collection->files, i), file->bytes, file->length) != FILE_OK)
            return false;
    }
    return true;
}

void collection_pass(struct collection *collection, const char *path, struct buffer *bytes)
{
    collection->behind->put(collection->behind, path, buffer_string(bytes), bytes->length, (struct place){0});
}

/* ---- the appendices as Overleaf takes them: "New project", "Upload project" ---- */

/* The files come in the order in which the crew was done with them, another in every build. */
static struct list sorted_names(struct arena *arena, const struct collection *files)
{
    struct list names = {0};

    for (size_t i = 0; i < collection_count(files); i++)
        list_add(&names, arena, (void *)collection_name(files, i));
    list_sort_texts(&names);
    return names;
}

bool typeset_overleaf(struct build *build, struct collection *files, int folder, bool wanted)
{
    static const char zip_name[] = "overleaf.zip";

    if (!wanted && (folder < 0 || beneath_kind_of(folder, zip_name) != BENEATH_FILE))
        return true;
    struct archive *archive = archive_new();
    struct buffer zip = {0};
    struct list names = sorted_names(build->arena, files);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        const struct collected_file *file = collection_get(files, name);
        archive_put(archive, name, file->bytes, file->length);
    }
    bool done = archive_close(archive, &zip);
    if (done) {
        collection_pass(files, zip_name, &zip);
    } else {
        diag_error(build->diags, (struct place){.file = NULL}, "output-failed", "cannot make appendices/%s", zip_name);
        diag_system(build->diags);
    }
    buffer_free(&zip);
    return done;
}
