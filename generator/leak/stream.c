#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { OVERRIDE = 0x202e }; /* what follows is written from right to left */

static bool is_degree(unsigned long c)
{
    return c == 0xb0 || c == 0x2da || c == 0xba;
}

static char plain_ascii(unsigned char c)
{
    return (char)(c >= ' ' || c == '\n' ? c : ' ');
}

void streams_clear(struct streams *streams, bool placed)
{
    buffer_clear(&streams->main.text);
    buffer_clear(&streams->aside.text);
    buffer_clear(&streams->pieces.text);
    streams->main.placed = streams->aside.placed = streams->pieces.placed = placed;
    streams->main.turned = streams->annotated = false;
}

static void free_stream(struct stream *stream)
{
    buffer_free(&stream->text);
    free(stream->offsets);
    *stream = (struct stream){0};
}

void streams_free(struct streams *streams)
{
    free_stream(&streams->main);
    free_stream(&streams->aside);
    free_stream(&streams->pieces);
    buffer_free(&streams->tags);
    free(streams->known_tags);
}

uint64_t leak_hash(const char *bytes, size_t length)
{
    uint64_t hash = length, part;

    for (; length >= sizeof part; bytes += sizeof part, length -= sizeof part) {
        memcpy(&part, bytes, sizeof part);
        hash = (hash ^ part) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    for (; length > 0; length--)
        hash = (hash ^ (unsigned char)*bytes++) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

static void keep_offset(struct stream *stream, size_t offset)
{
    if (stream->text.length >= stream->capacity) {
        stream->capacity = stream->capacity ? stream->capacity * 2 : 4096;
        stream->offsets = memory_resize(stream->offsets, stream->capacity * sizeof *stream->offsets);
    }
    stream->offsets[stream->text.length] = (uint32_t)offset;
}

void stream_byte(struct stream *stream, char byte, size_t offset)
{
    if (stream->placed)
        keep_offset(stream, offset);
    if (stream->text.length + 1 < stream->text.capacity)
        stream->text.bytes[stream->text.length++] = byte;
    else
        buffer_char(&stream->text, byte);
}

void stream_code_point(struct stream *stream, unsigned long code_point, size_t offset)
{
    char out[TEXT_BARE_LIMIT];
    size_t length;

    if (code_point < 0x80) {
        stream_byte(stream, plain_ascii((unsigned char)code_point), offset);
        return;
    }
    stream->turned |= code_point == OVERRIDE;
    *out = is_degree(code_point) ? STREAM_DEGREE : text_look_alike(code_point);
    length = *out != '\0' ? 1 : text_bare(code_point > 0x10ffff ? ' ' : code_point, out);
    if (length == 0) {
        *out = STREAM_JOIN;
        length = 1;
    }
    for (size_t i = 0; i < length; i++)
        stream_byte(stream, out[i], offset);
}

void stream_text(struct stream *stream, const char *text)
{
    static const bool stops[256] = {STREAM_STOPS};
    size_t length = strlen(text);

    buffer_clear(&stream->text);
    for (size_t at = 0; at < length;) {
        stream_ascii(stream, text, length, &at, stops);
        if (at < length)
            stream_character(stream, text, length, &at, LEAK_MARKUP);
    }
}

void stream_turn(struct stream *out, const struct stream *stream)
{
    for (size_t at = stream->text.length; at-- > 0;)
        stream_byte(out, stream->text.bytes[at], stream->placed ? stream->offsets[at] : 0);
}

/* Length of the UTF-8 character that begins at bytes, or 0. */
static size_t character_length(const unsigned char *bytes, size_t length)
{
    size_t size = bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : bytes[0] >= 0xc2 ? 2 : 0;

    if (size > length)
        return 0;
    for (size_t i = 1; i < size; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    }
    return size;
}

void stream_character(struct stream *stream, const char *bytes, size_t length, size_t *at, enum leak_format format)
{
    const unsigned char *from = (const unsigned char *)bytes + *at;
    size_t offset = *at;

    if (format == LEAK_BINARY && (*from == 0 || *from >= 0xfe)) {
        (*at)++;
        /* A single NUL is half of a letter in UTF-16; the others are its mark and its end. */
        bool half = *from == 0 && (offset == 0 || bytes[offset - 1] != '\0');
        stream_byte(stream, half ? STREAM_JOIN : ' ', offset);
        return;
    }
    if (*from < 0x80) {
        (*at)++;
        stream_byte(stream, plain_ascii(*from), offset);
        return;
    }
    size_t size = character_length(from, length - offset);
    unsigned long code_point = *from; /* what is not UTF-8 counts as Latin-1 */
    if (size > 0) {
        code_point = *from & (0xffu >> (size + 1));
        for (size_t i = 1; i < size; i++)
            code_point = code_point << 6 | (from[i] & 0x3f);
    }
    *at += size ? size : 1;
    stream_code_point(stream, code_point, offset);
}

void stream_ascii(struct stream *stream, const char *bytes, size_t length, size_t *at, const bool stops[256])
{
    size_t start = *at, end = start;

    while (end < length && !stops[(unsigned char)bytes[end]])
        end++;
    *at = end;
    for (size_t i = start; stream->placed && i < end; i++)
        stream_byte(stream, bytes[i], i);
    if (!stream->placed)
        buffer_bytes(&stream->text, bytes + start, end - start);
}

const bool stream_letters[256] = {
    ['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true, [0x80 ... 0xff] = true};

unsigned long leak_hex(const char *bytes, size_t length, size_t most, size_t *used)
{
    unsigned long code_point = 0;

    for (*used = 0; *used < length && *used < most; (*used)++) {
        char c = bytes[*used];
        if (ascii_is_digit(c))
            code_point = code_point * 16 + (unsigned long)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            code_point = code_point * 16 + (unsigned long)((c | 0x20) - 'a' + 10);
        else
            break;
    }
    return code_point;
}

unsigned long leak_decimal(const char *bytes, size_t length, size_t most, size_t *used)
{
    unsigned long code_point = 0;

    for (*used = 0; *used < length && *used < most && ascii_is_digit(bytes[*used]); (*used)++)
        code_point = code_point * 10 + (unsigned long)(bytes[*used] - '0');
    return code_point;
}
