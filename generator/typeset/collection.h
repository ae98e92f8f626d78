#ifndef LAMPIRAN_TYPESET_COLLECTION_H
#define LAMPIRAN_TYPESET_COLLECTION_H

/* An output sink that remembers what goes through it, for programs that make more of those files. */

#include "base/buffer.h"
#include "document/output.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct collected_file {
    const char *bytes;
    size_t length;
};

struct collection;

/* A collection in arena that passes everything on to sink, or to nobody if that is NULL. */
struct collection *collection_new(struct arena *arena, struct output_sink *sink);

struct output_sink *collection_sink(struct collection *collection);

/* What was put under path, or NULL. */
const struct collected_file *collection_get(const struct collection *collection, const char *path);

/* In the order in which they were put: 0 <= position < collection_count. */
size_t collection_count(const struct collection *collection);
const char *collection_name(const struct collection *collection, size_t position);

/* Every file lies in folder with the same bytes. */
bool collection_equals(const struct collection *collection, const char *folder);

/* Writes all files below folder. False: errno tells. */
bool collection_write(const struct collection *collection, const char *folder);

/* Puts a file on to the sink behind, without remembering it. */
void collection_pass(struct collection *collection, const char *path, struct buffer *bytes);

#endif
