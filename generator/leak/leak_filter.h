#ifndef LAMPIRAN_LEAK_LEAK_FILTER_H
#define LAMPIRAN_LEAK_LEAK_FILTER_H

/* A glance at the bytes of an output, at the speed of memory: most hold nothing that the gate could stop. */

#include <stdbool.h>
#include <stddef.h>

/*
 * bytes may hold something of leak/leak_shapes.h, or the login name ("": none). False: they surely do not. root is
 * the study folder.
 */
bool leak_may_hold_shape(const char *bytes, size_t length, const char *root, const char *login);

#endif
