#ifndef LAMPIRAN_BASE_ARENA_H
#define LAMPIRAN_BASE_ARENA_H

/*
 * Memory: the only malloc, and arenas, which are released at once.  Everything the model holds lives in one arena and
 * dies with it; nothing in an arena is freed alone.  An arena belongs to one thread at a time.
 *
 * When memory runs out there is nothing useful left to do: one line is printed and the program ends with status 2, so
 * no function here returns NULL.  Published output is untouched then, as it is swapped in whole.
 */

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* An empty arena; release it with arena_free. */
struct arena *arena_new(void);

/* An empty arena for another thread that is released with parent: what it holds may point into itself. */
struct arena *arena_child(struct arena *parent);

/* Releases everything that was allocated from arena, what it adopted, and its children. NULL is allowed. */
void arena_free(struct arena *arena);

/* Releases what was allocated, not children, but keeps some of the memory: for work done again and again. */
void arena_clear(struct arena *arena);

/* size bytes set to zero, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* A copy of the size bytes at value, aligned for any type. */
void *arena_keep(struct arena *arena, const void *value, size_t size);

/* The length bytes at bytes, followed by a NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* A copy of the NUL-terminated text. */
char *arena_string(struct arena *arena, const char *text);

/* The texts one after the other; the last is NULL. Much faster than arena_format. */
char *arena_concat(struct arena *arena, const char *first, ...) __attribute__((sentinel));

/* printf into the arena. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vformat(struct arena *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* Hands everything in child, which has no children, to parent; child is gone afterwards. For results of workers. */
void arena_adopt(struct arena *parent, struct arena *child);

/* size bytes, uninitialised; never NULL. Release with free. */
void *memory_alloc(size_t size);

/* bytes resized to size; never NULL. bytes may be NULL. */
void *memory_resize(void *bytes, size_t size);

/* Prints that memory ran out and ends the program: for libraries that say so by a return value. */
_Noreturn void memory_exhausted(void);

#endif
