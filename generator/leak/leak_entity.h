#ifndef LAMPIRAN_LEAK_LEAK_ENTITY_H
#define LAMPIRAN_LEAK_LEAK_ENTITY_H

/* Character references of HTML and XML: &eacute; &#233; &#xe9; and those whose '&' is itself one, &amp;eacute;. */

#include <stdbool.h>
#include <stddef.h>

/*
 * The reference that begins with the '&' at bytes: letters (as UTF-8, NUL-terminated) are what it stands for, *size
 * its length. False: it is none.
 */
enum { ENTITY_LIMIT = 8 };
bool leak_entity(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size);

#endif
