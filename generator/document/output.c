#include "document/document.h"

#include "base/buffer.h"

static void put(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source)
{
    const struct output_folder *folder = (const struct output_folder *)sink;
    struct buffer below = {0};

    buffer_text(&below, folder->folder);
    buffer_text(&below, path);
    folder->whole->put(folder->whole, buffer_string(&below), bytes, length, source);
    buffer_free(&below);
}

struct output_folder output_folder(struct output_sink *whole, const char *folder)
{
    return (struct output_folder){{put}, whole, folder};
}
