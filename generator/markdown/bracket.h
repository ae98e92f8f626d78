#ifndef LAMPIRAN_MARKDOWN_BRACKET_H
#define LAMPIRAN_MARKDOWN_BRACKET_H

#include <stddef.h>

/*
 * Offset of the ']' that closes the '[' at offset open, 0 if none does before limit or within
 * LONGEST_MARKUP bytes. What follows a backslash counts as text.
 */
size_t bracket_close(const char *text, size_t open, size_t limit);

#endif
