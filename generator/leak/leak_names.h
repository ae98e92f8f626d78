#ifndef LAMPIRAN_LEAK_LEAK_NAMES_H
#define LAMPIRAN_LEAK_LEAK_NAMES_H

/*
 * Many names, looked for at once in a stream.  A name is found as whole words, whatever stands between its words, and
 * however a word is broken by markup or a hyphen.
 */

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct leak_names;

/*
 * A name as it was typed. An exact one is an id: the signs in it count, and it is not found within a longer id. In one
 * with signs a '.' or ',' must stand where it has one, and nothing else but white space.
 */
struct leak_name {
    const char *text;
    bool exact;
    bool signs;
};

/* In arena. A name without letters and digits is never found. */
struct leak_names *leak_names_new(struct arena *arena, const struct leak_name *list, size_t count);

/*
 * Calls found for each occurrence in the plain text (leak/leak_stream.h), of which [start, end) is name number
 * name.
 */
void leak_names_find(const struct leak_names *names, const char *text, size_t length,
                     void (*found)(void *context, size_t name, size_t start, size_t end), void *context);

#endif
