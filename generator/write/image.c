#include "write/write.h"

#include "base/buffer.h"

#include <stdint.h>
#include <string.h>

/*
 * Copies of images without what they say about themselves: camera, time, place, author, remarks, thumbnails.  What the
 * picture needs to look the same is kept: colours, transparency, resolution, which way is up.
 */

static const unsigned char png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

static size_t big_endian(const unsigned char *bytes, int count)
{
    size_t value = 0;

    for (int i = 0; i < count; i++)
        value = value << 8 | bytes[i];
    return value;
}

static size_t little_endian(const unsigned char *bytes, int count)
{
    size_t value = 0;

    while (count-- > 0)
        value = value << 8 | bytes[count];
    return value;
}

static void put(struct buffer *out, const unsigned char *bytes, size_t length)
{
    buffer_bytes(out, (const char *)bytes, length);
}

/* ---- PNG ---- */

static bool is_kept_chunk(const unsigned char *type)
{
    static const char kept[] = "tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT";

    if ((type[0] & 0x20) == 0) /* the picture itself */
        return true;
    for (const char *name = kept; name[0] != '\0'; name += name[4] == ' ' ? 5 : 4) {
        if (memcmp(name, type, 4) == 0)
            return true;
    }
    return false;
}

static bool clean_png(struct buffer *out, const unsigned char *bytes, size_t length)
{
    put(out, bytes, sizeof png_signature);
    for (size_t at = sizeof png_signature; at + 12 <= length;) {
        size_t size = big_endian(bytes + at, 4) + 12;
        if (size > length - at)
            return false;
        if (is_kept_chunk(bytes + at + 4))
            put(out, bytes + at, size);
        if (memcmp(bytes + at + 4, "IEND", 4) == 0)
            return true;
        at += size;
    }
    return false;
}

/* ---- JPEG ---- */

/* Which way is up, of 1 to 8, as Exif data says; 1 if it does not. */
static unsigned orientation_of(const unsigned char *exif, size_t length)
{
    enum { ENTRY = 12, TAG = 0x112 };
    size_t (*number)(const unsigned char *bytes, int count) = big_endian;

    if (length < 20 || memcmp(exif, "Exif\0", 6) != 0)
        return 1;
    exif += 6;
    length -= 6;
    if (exif[0] == 'I')
        number = little_endian;
    size_t at = number(exif + 4, 4);
    if (at > length || length - at < 2)
        return 1;
    size_t count = number(exif + at, 2);
    for (size_t i = 0; i < count && at + 2 + (i + 1) * ENTRY <= length; i++) {
        const unsigned char *entry = exif + at + 2 + i * ENTRY;
        size_t value = number(entry + 8, 2);
        if (number(entry, 2) == TAG && value >= 1 && value <= 8)
            return (unsigned)value;
    }
    return 1;
}

/* Exif data that says which way is up, and nothing else. */
static void put_orientation(struct buffer *out, unsigned orientation)
{
    const unsigned char segment[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
                                     'M',  'M',  0, 42, 0,   0,   0,   8,   0, 1,
                                     1,    18,   0, 3,  0,   0,   0,   1,   0, (unsigned char)orientation,
                                     0,    0,    0, 0,  0,   0};

    put(out, segment, sizeof segment);
}

/* Segments of programs are dropped but for those that say how colours are meant. */
static bool is_kept_segment(const unsigned char *bytes, size_t size)
{
    unsigned char marker = bytes[1];

    if (marker == 0xfe)
        return false;
    if (marker == 0xe2)
        return size > 16 && memcmp(bytes + 4, "ICC_PROFILE", 11) == 0;
    return marker == 0xe0 ? size > 9 && memcmp(bytes + 4, "JFIF", 5) == 0
                          : marker == 0xee || marker < 0xe1 || marker > 0xef;
}

/* Where the next marker is: picture points have none but those that restart. */
static size_t scan_end(const unsigned char *bytes, size_t length, size_t at)
{
    while (at + 1 < length && (bytes[at] != 0xff || bytes[at + 1] == 0 || bytes[at + 1] == 0xff ||
                               (bytes[at + 1] >= 0xd0 && bytes[at + 1] <= 0xd7)))
        at++;
    return at;
}

static bool clean_jpeg(struct buffer *out, const unsigned char *bytes, size_t length)
{
    put(out, bytes, 2);
    for (size_t at = 2; at + 4 <= length;) {
        if (bytes[at] != 0xff)
            return false;
        if (bytes[at + 1] == 0xff) { /* filling */
            at++;
            continue;
        }
        size_t size = big_endian(bytes + at + 2, 2) + 2;
        if (bytes[at + 1] == 0xd9 || size > length - at)
            break;
        if (bytes[at + 1] == 0xe1 && orientation_of(bytes + at + 4, size - 4) != 1)
            put_orientation(out, orientation_of(bytes + at + 4, size - 4));
        else if (is_kept_segment(bytes + at, size))
            put(out, bytes + at, size);
        at += size;
        if (bytes[at - size + 1] == 0xda) {
            size_t end = scan_end(bytes, length, at);
            put(out, bytes + at, end - at);
            at = end;
        }
    }
    buffer_bytes(out, "\xff\xd9", 2);
    return true;
}

/* ---- WebP ---- */

static bool clean_webp(struct buffer *out, const unsigned char *bytes, size_t length)
{
    enum { HEAD = 12, HAS_EXIF = 8, HAS_XMP = 4 };

    put(out, bytes, HEAD);
    for (size_t at = HEAD; at + 8 <= length;) {
        size_t size = little_endian(bytes + at + 4, 4);
        size += 8 + (size & 1);
        if (size > length - at)
            return false;
        if (memcmp(bytes + at, "EXIF", 4) != 0 && memcmp(bytes + at, "XMP ", 4) != 0)
            put(out, bytes + at, size);
        if (memcmp(bytes + at, "VP8X", 4) == 0 && size > 8)
            out->bytes[out->length - size + 8] &= ~(HAS_EXIF | HAS_XMP);
        at += size;
    }
    for (int i = 0; i < 4; i++)
        out->bytes[4 + i] = (char)((out->length - 8) >> (8 * i) & 0xff);
    return true;
}

bool image_clean(struct buffer *out, const char *text, size_t length)
{
    const unsigned char *bytes = (const unsigned char *)text;

    buffer_clear(out);
    if (length > sizeof png_signature && memcmp(bytes, png_signature, sizeof png_signature) == 0)
        return clean_png(out, bytes, length);
    if (length > 4 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        return clean_jpeg(out, bytes, length);
    if (length > 20 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return clean_webp(out, bytes, length);
    return false;
}
