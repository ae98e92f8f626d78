#include "leak/private.h"

#include "base/memory.h"
#include "base/text.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* The plain spelling of a code point. */
struct spelling {
    unsigned char length; /* LONG_SPELLING: too long to be kept */
    char bytes[7];
};
enum { LONG_SPELLING = 255, PAGE_SIZE = 256, PAGES = 0x30 };

/* The spellings that Latin and its neighbours use are kept. A page of them is made when it is first needed. */
static struct page {
    atomic_bool made;
    struct spelling spellings[PAGE_SIZE];
} pages[PAGES];
static char plain_ascii[128]; /* those of ASCII, once more */
static pthread_mutex_t making = PTHREAD_MUTEX_INITIALIZER;

static size_t spell(unsigned long code_point, char out[TEXT_BARE_LIMIT])
{
    size_t length = text_bare(code_point, out);

    if (length == 0) {
        *out = STREAM_JOIN;
        length = 1;
    }
    return length;
}

static void make_spelling(struct spelling *spelling, unsigned long code_point)
{
    char out[TEXT_BARE_LIMIT];
    size_t length = spell(code_point, out);

    if (code_point < ' ') {
        *out = code_point == '\n' ? '\n' : ' ';
        length = 1;
    }
    spelling->length = length <= sizeof spelling->bytes ? (unsigned char)length : LONG_SPELLING;
    if (spelling->length != LONG_SPELLING)
        memcpy(spelling->bytes, out, length);
    if (code_point < sizeof plain_ascii)
        plain_ascii[code_point] = *out;
}

/* That of a code point below PAGES * PAGE_SIZE. */
static const struct spelling *spelling_of(unsigned long code_point)
{
    struct page *page = &pages[code_point / PAGE_SIZE];
    unsigned long first = code_point / PAGE_SIZE * PAGE_SIZE;

    if (!atomic_load_explicit(&page->made, memory_order_acquire)) {
        pthread_mutex_lock(&making);
        for (unsigned long i = 0; i < PAGE_SIZE && !page->made; i++)
            make_spelling(&page->spellings[i], first + i);
        atomic_store_explicit(&page->made, true, memory_order_release);
        pthread_mutex_unlock(&making);
    }
    return &page->spellings[code_point % PAGE_SIZE];
}

void streams_clear(struct streams *streams, bool placed)
{
    spelling_of(0); /* fills plain_ascii */
    buffer_clear(&streams->main.text);
    buffer_clear(&streams->aside.text);
    streams->main.placed = placed;
    streams->aside.placed = placed;
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
    const struct spelling *kept = code_point < PAGES * PAGE_SIZE ? spelling_of(code_point) : NULL;
    const char *bytes = out;
    size_t length;

    if (kept != NULL && kept->length != LONG_SPELLING) {
        length = kept->length;
        bytes = kept->bytes;
    } else {
        length = spell(code_point > 0x10ffff ? ' ' : code_point, out);
    }
    for (size_t i = 0; i < length; i++)
        stream_byte(stream, bytes[i], offset);
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
        stream_byte(stream, plain_ascii[*from], offset);
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
    size_t start = *at, end = start, before = stream->text.length;

    while (end < length && !stops[(unsigned char)bytes[end]])
        end++;
    *at = end;
    if (stream->placed) {
        for (size_t i = start; i < end; i++)
            stream_byte(stream, plain_ascii[(unsigned char)bytes[i]], i);
        return;
    }
    buffer_bytes(&stream->text, bytes + start, end - start);
    unsigned char *added = (unsigned char *)stream->text.bytes + before;
    for (size_t i = 0; i < end - start; i++)
        added[i] = (unsigned char)plain_ascii[added[i]];
}

bool stream_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

unsigned long leak_hex(const char *bytes, size_t length, size_t most, size_t *used)
{
    unsigned long code_point = 0;

    for (*used = 0; *used < length && *used < most; (*used)++) {
        char c = bytes[*used];
        if (c >= '0' && c <= '9')
            code_point = code_point * 16 + (unsigned long)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            code_point = code_point * 16 + (unsigned long)((c | 0x20) - 'a' + 10);
        else
            break;
    }
    return code_point;
}
