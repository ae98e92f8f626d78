#include "base/buffer.h"

#include "base/arena.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reserve(struct buffer *buffer, size_t more)
{
    size_t needed = buffer->length + more + 1;

    if (needed <= buffer->capacity)
        return;
    size_t capacity = buffer->capacity ? buffer->capacity : 64;
    while (capacity < needed)
        capacity *= 2;
    buffer->bytes = memory_resize(buffer->bytes, capacity);
    buffer->capacity = capacity;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

void buffer_clear(struct buffer *buffer)
{
    buffer_cut(buffer, 0);
}

void buffer_set(struct buffer *buffer, const char *text)
{
    buffer_clear(buffer);
    buffer_text(buffer, text);
}

void buffer_cut(struct buffer *buffer, size_t length)
{
    reserve(buffer, 0);
    if (length < buffer->length)
        buffer->length = length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_bytes(struct buffer *buffer, const char *bytes, size_t length)
{
    reserve(buffer, length);
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_text(struct buffer *buffer, const char *text)
{
    buffer_bytes(buffer, text, strlen(text));
}

void buffer_replaced(struct buffer *buffer, const char *bytes, size_t length, const char *old, const char *new)
{
    size_t size = strlen(old);

    for (const char *next; (next = text_search(bytes, length, old)) != NULL; bytes = next + size) {
        size_t before = (size_t)(next - bytes);
        buffer_bytes(buffer, bytes, before);
        buffer_text(buffer, new);
        length -= before + size;
    }
    buffer_bytes(buffer, bytes, length);
}

void buffer_char(struct buffer *buffer, char c)
{
    reserve(buffer, 1);
    buffer->bytes[buffer->length++] = c;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;

    reserve(buffer, 0);
    size_t room = buffer->capacity - buffer->length;
    va_start(arguments, format);
    size_t length = (size_t)vsnprintf(buffer->bytes + buffer->length, room, format, arguments);
    va_end(arguments);
    if (length >= room) {
        reserve(buffer, length);
        va_start(arguments, format);
        vsnprintf(buffer->bytes + buffer->length, length + 1, format, arguments);
        va_end(arguments);
    }
    buffer->length += length;
}

void buffer_code_point(struct buffer *buffer, unsigned long c)
{
    if (c < 0x80) {
        buffer_char(buffer, (char)c);
    } else if (c < 0x800) {
        buffer_char(buffer, (char)(0xc0 | c >> 6));
        buffer_char(buffer, (char)(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        buffer_char(buffer, (char)(0xe0 | c >> 12));
        buffer_char(buffer, (char)(0x80 | (c >> 6 & 0x3f)));
        buffer_char(buffer, (char)(0x80 | (c & 0x3f)));
    } else {
        buffer_char(buffer, (char)(0xf0 | c >> 18));
        buffer_char(buffer, (char)(0x80 | (c >> 12 & 0x3f)));
        buffer_char(buffer, (char)(0x80 | (c >> 6 & 0x3f)));
        buffer_char(buffer, (char)(0x80 | (c & 0x3f)));
    }
}

const char *buffer_string(struct buffer *buffer)
{
    reserve(buffer, 0);
    buffer->bytes[buffer->length] = '\0';
    return buffer->bytes;
}

char *buffer_take(struct buffer *buffer, struct arena *arena)
{
    char *text = arena_string(arena, buffer_string(buffer));

    buffer_free(buffer);
    return text;
}
