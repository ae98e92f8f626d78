#ifndef LAMPIRAN_MARKDOWN_ATTRIBUTES_H
#define LAMPIRAN_MARKDOWN_ATTRIBUTES_H

/* Attributes in braces: {#id .class name=value name="a value" name}. */

#include <stdbool.h>
#include <stddef.h>

struct argument;
struct reading;

struct attributes {
    const char *id;             /* NULL if none */
    int id_column;              /* of the text after its '#' */
    struct argument *arguments; /* .class is the argument "class" */
};

/* Length of the attributes that start with '{' at text, 0 if they are not closed before a line ends. */
size_t attributes_length(const char *text, size_t length);

/*
 * Reads the length bytes of text, from '{' to '}', that stand at line and column (as spans have them). What
 * is wrong is reported and left out; false then.
 */
bool attributes_read(struct reading *reading, struct attributes *attributes, const char *text, size_t length, int line,
                     int column);

/* Removes the argument called name and returns its value, NULL if there is none. */
const char *attributes_take(struct attributes *attributes, const char *name);

/* Reports each argument left, for markup that takes none of them. what: "a table". */
void attributes_refuse(struct reading *reading, const struct attributes *attributes, const char *what);

#endif
