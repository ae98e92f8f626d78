#ifndef LAMPIRAN_BASE_BUFFER_H
#define LAMPIRAN_BASE_BUFFER_H

/*
 * Growing text.  bytes is never NULL after the first call and always NUL-terminated, length is without
 * the NUL, so bytes can be used as a C string at any time.  Writing cannot fail (base/arena.h).
 */

#include <stddef.h>

struct arena;

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

/* An empty buffer is {0}; release it with buffer_free, which leaves it empty again. */
void buffer_free(struct buffer *buffer);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/* Has the buffer hold text instead of what it held. */
void buffer_set(struct buffer *buffer, const char *text);

/* Shortens the buffer to length bytes. */
void buffer_cut(struct buffer *buffer, size_t length);

/* Append length bytes, a text up to its NUL, a byte, or what printf would print. */
void buffer_bytes(struct buffer *buffer, const char *bytes, size_t length);
void buffer_text(struct buffer *buffer, const char *text);
void buffer_char(struct buffer *buffer, char c);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Appends length bytes of a text, with new in place of each old, which is not empty. */
void buffer_replaced(struct buffer *buffer, const char *bytes, size_t length, const char *old, const char *new);

/* The UTF-8 form of one code point. */
void buffer_code_point(struct buffer *buffer, unsigned long code_point);

/* The text so far, never NULL. */
const char *buffer_string(struct buffer *buffer);

/* The same in arena; the buffer is released. */
char *buffer_take(struct buffer *buffer, struct arena *arena);

#endif
