#ifndef LAMPIRAN_BASE_MEMORY_H
#define LAMPIRAN_BASE_MEMORY_H

/*
 * The only malloc.  When memory runs out there is nothing useful left to do: one line is printed and
 * the program ends with status 2.  Published output is untouched then, as it is swapped in whole.
 */

#include <stddef.h>

/* size bytes, uninitialised; never NULL. Release with free. */
void *memory_alloc(size_t size);

/* bytes resized to size; never NULL. bytes may be NULL. */
void *memory_resize(void *bytes, size_t size);

/* Prints that memory ran out and ends the program: for libraries that say so by a return value. */
_Noreturn void memory_exhausted(void);

#endif
