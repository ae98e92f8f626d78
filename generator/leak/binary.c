#include "leak/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <zlib.h>

enum {
    HEAD = 8000,                     /* bytes that tell text from other files */
    SHORTEST_WORDS = 6,              /* bytes of text in a row that count in a file of unknown format */
    LARGEST_PART = 64 * 1024 * 1024, /* unpacked: more is no description */
    SIGNATURE = 8,
};

static const char png_signature[] = "\x89PNG\r\n\x1a\n", jpeg_signature[] = "\xff\xd8\xff";

struct parts {
    const char *bytes;
    size_t length;
    void (*part)(void *context, const char *bytes, size_t length, size_t offset);
    void *context;
};

bool leak_is_binary(const char *bytes, size_t length)
{
    return memchr(bytes, '\0', length < HEAD ? length : HEAD) != NULL || (length > 4 && memcmp(bytes, "%PDF", 4) == 0);
}

static void give(const struct parts *parts, size_t start, size_t end)
{
    if (start < end && end <= parts->length)
        parts->part(parts->context, parts->bytes + start, end - start, start);
}

/* How many bytes the character that bytes begin with has in UTF-8, or 0 where that is none, or a control character. */
static size_t letter_length(const char *bytes, size_t length)
{
    unsigned char c = (unsigned char)bytes[0];
    size_t count = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, offset;

    if (c < ' ' || c == 0x7f || count > length || !text_is_utf8(bytes, count, &offset))
        return 0;
    return count;
}

/* Gives the runs of bytes that could be text, the others made line ends: in noise any short name is found by chance. */
static void give_runs(const struct parts *parts, const char *bytes, size_t length, size_t offset)
{
    struct buffer text = {0};
    size_t run = 0;

    buffer_bytes(&text, bytes, length);
    for (size_t i = 0; i <= length; i++) {
        size_t letter = i < length ? letter_length(bytes + i, length - i) : 0;
        if (letter > 0) {
            run += letter;
            i += letter - 1;
            continue;
        }
        if (run < SHORTEST_WORDS)
            memset(text.bytes + i - run, '\n', run);
        if (i < length)
            text.bytes[i] = '\n';
        run = 0;
    }
    parts->part(parts->context, text.bytes, text.length, offset);
    buffer_free(&text);
}

/* Fonts and pictures: a fifth of the bytes or more are no ASCII, and they are not UTF-8. */
static bool is_noise(const char *bytes, size_t length)
{
    size_t high = 0, offset;

    for (size_t i = 0; i < length; i++)
        high += (unsigned char)bytes[i] >= 0x80;
    return high > length / 5 && !text_is_utf8(bytes, length, &offset);
}

/* Adds what lies packed in [start, end) to out. window: zlib's, negative for a bare stream. */
static void unpack(const struct parts *parts, size_t start, size_t end, int window, struct buffer *out)
{
    z_stream stream = {0};
    char block[16 * 1024];
    int status = Z_OK;

    if (start >= end || end > parts->length || inflateInit2(&stream, window) != Z_OK)
        return;
    stream.next_in = (Bytef *)(uintptr_t)(parts->bytes + start);
    stream.avail_in = (uInt)(end - start);
    while (status == Z_OK && out->length < LARGEST_PART) {
        stream.next_out = (Bytef *)block;
        stream.avail_out = sizeof block;
        status = inflate(&stream, Z_NO_FLUSH);
        buffer_bytes(out, block, sizeof block - stream.avail_out);
        if (stream.avail_in == 0 && stream.avail_out > 0)
            break;
    }
    inflateEnd(&stream);
}

/* Gives what lies packed there. */
static void give_unpacked(const struct parts *parts, size_t start, size_t end, int window)
{
    struct buffer out = {0};

    unpack(parts, start, end, window, &out);
    if (out.length > 0 && is_noise(out.bytes, out.length))
        give_runs(parts, out.bytes, out.length, start);
    else if (out.length > 0)
        parts->part(parts->context, out.bytes, out.length, start);
    buffer_free(&out);
}

static void read_unknown(const struct parts *parts)
{
    give_runs(parts, parts->bytes, parts->length, 0);
}

static uint32_t big_endian(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;

    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint32_t little_endian(const char *bytes, int count)
{
    uint32_t value = 0;

    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

/* A chunk of text of a PNG file, whose words begin behind the keyword, packed or not. */
static void give_png_text(const struct parts *parts, const char *type, size_t start, size_t end)
{
    const char *zero = memchr(parts->bytes + start, '\0', end - start);
    size_t text = zero ? (size_t)(zero - parts->bytes) + 1 : end;

    give(parts, start, end);
    if (memcmp(type, "zTXt", 4) == 0)
        give_unpacked(parts, text + 1, end, MAX_WBITS);
    if (memcmp(type, "iTXt", 4) == 0 && text + 2 < end && parts->bytes[text] == 1) {
        text += 2;
        for (int strings = 0; strings < 2 && text < end; text++)
            strings += parts->bytes[text] == '\0';
        give_unpacked(parts, text, end, MAX_WBITS);
    }
}

static void read_png(const struct parts *parts)
{
    size_t at = SIGNATURE;

    while (at + 12 <= parts->length) {
        size_t size = big_endian(parts->bytes + at);
        const char *type = parts->bytes + at + 4;
        size_t start = at + 8, end = start + size;
        if (size > parts->length || end + 4 > parts->length)
            break;
        if (memcmp(type + 1, "TXt", 3) == 0 || memcmp(type, "tEXt", 4) == 0)
            give_png_text(parts, type, start, end);
        else if (memcmp(type, "IDAT", 4) != 0 && memcmp(type, "fdAT", 4) != 0 && memcmp(type, "PLTE", 4) != 0)
            give(parts, start, end);
        at = end + 4;
    }
    give(parts, at, parts->length);
}

/* Segments before the picture points, and what comes behind them. */
static void read_jpeg(const struct parts *parts)
{
    size_t at = 2;

    while (at + 4 <= parts->length && (unsigned char)parts->bytes[at] == 0xff) {
        unsigned char marker = (unsigned char)parts->bytes[at + 1];
        size_t size = big_endian(parts->bytes + at) & 0xffff;
        if (marker == 0xda || size < 2)
            break;
        give(parts, at + 4, at + 2 + size < parts->length ? at + 2 + size : parts->length);
        at += 2 + size;
    }
    for (size_t i = at; i + 1 < parts->length; i++) {
        if ((unsigned char)parts->bytes[i] == 0xff && (unsigned char)parts->bytes[i + 1] == 0xd9) {
            give(parts, i + 2, parts->length);
            break;
        }
    }
}

static void read_webp(const struct parts *parts)
{
    for (size_t at = 12; at + 8 <= parts->length;) {
        size_t size = little_endian(parts->bytes + at + 4, 4);
        size_t end = size < parts->length - at - 8 ? at + 8 + size : parts->length;
        if (memcmp(parts->bytes + at, "VP8", 3) != 0 && memcmp(parts->bytes + at, "ALPH", 4) != 0)
            give(parts, at + 8, end);
        at = end + (size & 1);
    }
}

/* <FEFF00420075>: a text in hexadecimal digits, between at and end. */
static void give_hex_texts(const struct parts *parts, size_t at, size_t end)
{
    struct buffer text = {0};

    for (; at < end; at++) {
        size_t used, next = at + 1;
        if (parts->bytes[at] != '<')
            continue;
        buffer_clear(&text);
        for (; next + 1 < end; next += used) {
            unsigned long byte = leak_hex(parts->bytes + next, end - next, 2, &used);
            if (used != 2)
                break;
            buffer_char(&text, (char)byte);
        }
        if (next < end && parts->bytes[next] == '>' && text.length > 2)
            parts->part(parts->context, text.bytes, text.length, at);
    }
    buffer_free(&text);
}

static void read_pdf(const struct parts *parts)
{
    size_t at = 0;

    while (at < parts->length) {
        const char *found = memmem(parts->bytes + at, parts->length - at, "stream", 6);
        size_t start = found ? (size_t)(found - parts->bytes) + 6 : parts->length;
        give(parts, at, start);
        give_hex_texts(parts, at, start);
        if (found == NULL)
            break;
        while (start < parts->length && strchr("\r\n", parts->bytes[start]) != NULL && parts->bytes[start] != '\0')
            start++;
        const char *close = memmem(parts->bytes + start, parts->length - start, "endstream", 9);
        size_t end = close ? (size_t)(close - parts->bytes) : parts->length;
        bool packed = end - start > 2 && (parts->bytes[start] & 0x0f) == 8 &&
                      ((unsigned char)parts->bytes[start] * 256 + (unsigned char)parts->bytes[start + 1]) % 31 == 0;
        if (packed)
            give_unpacked(parts, start, end, MAX_WBITS);
        else if (start < end && is_noise(parts->bytes + start, end - start))
            give_runs(parts, parts->bytes + start, end - start, start);
        else
            give(parts, start, end);
        at = close ? end + 9 : end;
    }
}

/* A picture within a ZIP file: what it has of words lies where the picture does. */
struct picture {
    const struct parts *around;
    size_t offset;
};

static void give_of_picture(void *context, const char *bytes, size_t length, size_t offset)
{
    const struct picture *picture = context;

    (void)offset;
    picture->around->part(picture->around->context, bytes, length, picture->offset);
}

/* Gives a file of a ZIP file that begins at start: picture points are no words there either. */
static void give_file(const struct parts *parts, const char *bytes, size_t length, size_t start)
{
    struct picture picture = {parts, start};
    const struct parts inside = {bytes, length, give_of_picture, &picture};

    if (length > SIGNATURE + 4 && memcmp(bytes, png_signature, SIGNATURE) == 0)
        read_png(&inside);
    else if (length > SIGNATURE + 4 && memcmp(bytes, jpeg_signature, sizeof jpeg_signature - 1) == 0)
        read_jpeg(&inside);
    else if (length > 0 && is_noise(bytes, length))
        give_runs(parts, bytes, length, start);
    else if (length > 0)
        parts->part(parts->context, bytes, length, start);
}

/* The files in a ZIP file: Word documents are such. Their sizes stand in the directory at its end. */
static void read_zip(const struct parts *parts)
{
    enum { ENTRY = 46, LOCAL = 30, STORED = 0, DEFLATED = 8 };
    const char *bytes = parts->bytes;

    for (size_t at = 0; at + ENTRY <= parts->length; at++) {
        const char *entry = memmem(bytes + at, parts->length - at, "PK\1\2", 4);
        if (entry == NULL || (at = (size_t)(entry - bytes)) + ENTRY > parts->length)
            break;
        uint32_t method = little_endian(entry + 10, 2), size = little_endian(entry + 20, 4);
        size_t local = little_endian(entry + 42, 4);
        give(parts, at + ENTRY, at + ENTRY + little_endian(entry + 28, 2));
        if (local + LOCAL > parts->length)
            continue;
        size_t start = local + LOCAL + little_endian(bytes + local + 26, 2) + little_endian(bytes + local + 28, 2);
        struct buffer out = {0};
        if (method == DEFLATED)
            unpack(parts, start, start + size, -MAX_WBITS, &out);
        else if (method == STORED && start + size <= parts->length)
            buffer_bytes(&out, bytes + start, size);
        give_file(parts, buffer_string(&out), out.length, start);
        buffer_free(&out);
    }
}

/* .svgz and its kin. */
static void read_gzip(const struct parts *parts)
{
    give_unpacked(parts, 0, parts->length, MAX_WBITS + 16);
}

void leak_binary_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context)
{
    static const struct {
        const char *signature;
        size_t length;
        void (*read)(const struct parts *parts);
    } formats[] = {
        {png_signature, sizeof png_signature - 1, read_png},
        {jpeg_signature, sizeof jpeg_signature - 1, read_jpeg},
        {"RIFF", 4, read_webp},
        {"%PDF", 4, read_pdf},
        {"PK\3\4", 4, read_zip},
        {"\x1f\x8b", 2, read_gzip},
    };
    const struct parts parts = {bytes, length, part, context};

    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (length > SIGNATURE + 4 && memcmp(bytes, formats[i].signature, formats[i].length) == 0) {
            formats[i].read(&parts);
            return;
        }
    }
    read_unknown(&parts);
}
