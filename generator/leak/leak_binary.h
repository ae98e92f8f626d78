#ifndef LAMPIRAN_LEAK_LEAK_BINARY_H
#define LAMPIRAN_LEAK_LEAK_BINARY_H

/* The parts of images, PDF and ZIP files that hold words: descriptions, not picture points. */

#include <stdbool.h>
#include <stddef.h>

/* bytes are no text. */
bool leak_is_binary(const char *bytes, size_t length);

/* Calls part for each, unpacked; offset is where it begins in the file. */
void leak_binary_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context);

/* The same for what is packed into a text as base64 (data:image/png;base64,...). */
void leak_base64_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context);

#endif
