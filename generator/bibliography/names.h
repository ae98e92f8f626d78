#ifndef LAMPIRAN_BIBLIOGRAPHY_NAMES_H
#define LAMPIRAN_BIBLIOGRAPHY_NAMES_H

/* Lists of names, as the values of a bibliography's fields hold them: "Sari, A. and {Johnson and Johnson}". */

#include <stddef.h>

/*
 * The next name of the list at *rest, which goes on behind its "and". Its length is 0 where an "and" has nothing on
 * one side. NULL after the last.
 */
const char *names_next(const char **rest, size_t *length);

#endif
