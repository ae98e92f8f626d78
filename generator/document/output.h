#ifndef LAMPIRAN_DOCUMENT_OUTPUT_H
#define LAMPIRAN_DOCUMENT_OUTPUT_H

/* The border between render and publish: render hands over finished files, one by one, from any worker. */

#include "base/diag.h"

#include <stddef.h>

struct output_sink {
    /*
     * Takes the finished file path (below the output folder, "tujuan/a.html"); bytes need not outlive the
     * call. source is the input it was mainly made from. Safe to call from several threads at once.
     */
    void (*put)(struct output_sink *sink, const char *path, const char *bytes, size_t length, struct place source);
};

/* A folder of another output; first: the sink is the folder. */
struct output_folder {
    struct output_sink sink;
    struct output_sink *whole;
    const char *folder;
};

/* What puts each file into whole, below folder: "en/", or "" for whole itself. */
struct output_folder output_folder(struct output_sink *whole, const char *folder);

#endif
