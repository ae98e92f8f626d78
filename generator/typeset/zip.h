#ifndef LAMPIRAN_TYPESET_ZIP_H
#define LAMPIRAN_TYPESET_ZIP_H

/* A ZIP archive in memory: files are stored as they are, without a time, so the same files are the same bytes. */

#include <stddef.h>

struct buffer;

struct zip {
    struct buffer *out;       /* the archive; empty at the start */
    struct buffer *directory; /* what comes at its end; empty at the start */
    size_t count;
};

void zip_add(struct zip *zip, const char *name, const char *bytes, size_t length);

/* The archive is whole then. */
void zip_finish(struct zip *zip);

#endif
