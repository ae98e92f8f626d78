#include "leak/private.h"

#include "base/buffer.h"
#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <zip.h>
#include <zlib.h>

enum {
    HEAD = 8000,                     /* bytes that tell text from other files */
    SHORTEST_WORDS = 6,              /* bytes of text in a row that count in a file of unknown format */
    LARGEST_PART = 64 * 1024 * 1024, /* unpacked: more is no description */
    LONGEST_DICTIONARY = 2000,       /* bytes before a stream of a PDF that may say how it is packed */
    MOST_DEPTH = 4,
    SIGNATURE = 8,
    TAR_BLOCK = 512,
};

static const char raw_profile[] = "Raw profile type ";
static const char png_signature[] = "\x89PNG\r\n\x1a\n", jpeg_signature[] = "\xff\xd8\xff";

struct parts {
    const char *bytes;
    size_t length;
    struct leak_parts *to;
    int depth;     /* files within files */
    size_t offset; /* where the outermost file within has what this one is made of */
};

/* An archive of a kind that is not read here. */
static bool is_sealed(const char *bytes, size_t length)
{
    /* The xz one is octal: a hexadecimal escape would take the 7 for one of its own digits. */
    static const char *const signatures[] = {"7z\xbc\xaf", "Rar!", "\3757zXZ", "BZh9", "\x28\xb5\x2f\xfd"};

    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (length > SIGNATURE && memcmp(bytes, signatures[i], strlen(signatures[i])) == 0)
            return true;
    }
    return false;
}

bool leak_is_binary(const char *bytes, size_t length)
{
    return memchr(bytes, '\0', length < HEAD ? length : HEAD) != NULL || is_sealed(bytes, length) ||
           (length > 5 && (memcmp(bytes, "%PDF", 4) == 0 || memcmp(bytes, "{\\rtf", 5) == 0));
}

/* Of a file within another, all of it is where that one begins. */
static void give_text(const struct parts *parts, const char *bytes, size_t length, size_t offset)
{
    parts->to->part(parts->to->context, bytes, length, parts->depth > 0 ? parts->offset : offset);
}

static void give(const struct parts *parts, size_t start, size_t end)
{
    if (start < end && end <= parts->length)
        give_text(parts, parts->bytes + start, end - start, start);
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
    give_text(parts, text.bytes, text.length, offset);
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

static void give_file(const struct parts *parts, const char *bytes, size_t length, size_t start);

/* Gives what lies packed there. */
static void give_unpacked(const struct parts *parts, size_t start, size_t end, int window)
{
    struct buffer out = {0};

    unpack(parts, start, end, window, &out);
    give_file(parts, buffer_string(&out), out.length, start);
    buffer_free(&out);
}

/* Letters of two bytes, of which either is nought: text in UTF-16 within something else. */
static void give_wide_runs(const struct parts *parts, const char *bytes, size_t length, size_t offset)
{
    struct buffer text = {0};

    for (size_t i = 0; i + 1 < length;) {
        size_t low = bytes[i] == '\0' ? 1 : 0, run = i;
        while (run + 1 < length && bytes[run + !low] == '\0' && bytes[run + low] >= ' ' && bytes[run + low] < 0x7f)
            run += 2;
        if (run - i < 2 * SHORTEST_WORDS) {
            i = run > i ? run : i + 1;
            continue;
        }
        for (size_t at = i; at < run; at += 2)
            buffer_char(&text, bytes[at + low]);
        buffer_char(&text, '\n');
        i = run;
    }
    if (text.length > 0)
        give_text(parts, text.bytes, text.length, offset);
    buffer_free(&text);
}

static void read_unknown(const struct parts *parts)
{
    give_runs(parts, parts->bytes, parts->length, 0);
    give_wide_runs(parts, parts->bytes, parts->length, 0);
}

/* Digits in hexadecimal at at, up to what is none, as bytes; returns where that is. */
static size_t take_hex(struct buffer *out, const char *bytes, size_t length, size_t at)
{
    size_t used;

    buffer_clear(out);
    for (; at < length; at += used) {
        used = 1;
        if (strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
            continue;
        unsigned long byte = leak_hex(bytes + at, length - at, 2, &used);
        if (used != 2)
            break;
        buffer_char(out, (char)byte);
    }
    return at;
}

/* A description that some programs write in hexadecimal digits, behind its kind and length: "\niptc\n 14\n5465...". */
static void give_raw_profile(const struct parts *parts, const char *bytes, size_t length, size_t offset)
{
    struct buffer text = {0};
    size_t at = 0;

    for (int lines = 0; lines < 3 && at < length; at++)
        lines += bytes[at] == '\n';
    take_hex(&text, bytes, length, at);
    if (text.length > 0)
        give_file(parts, buffer_string(&text), text.length, offset);
    buffer_free(&text);
}

/* A chunk of text of a PNG file, whose words begin behind the keyword, packed or not. */
static void give_png_text(const struct parts *parts, const char *type, size_t start, size_t end)
{
    const char *zero = memchr(parts->bytes + start, '\0', end - start);
    size_t text = zero ? (size_t)(zero - parts->bytes) + 1 : end;

    bool raw = text < end && strncmp(parts->bytes + start, raw_profile, sizeof raw_profile - 1) == 0;
    struct buffer unpacked = {0};

    give(parts, start, end);
    if (memcmp(type, "zTXt", 4) == 0 || memcmp(type, "iCCP", 4) == 0)
        unpack(parts, text + 1, end, MAX_WBITS, &unpacked);
    give_file(parts, buffer_string(&unpacked), unpacked.length, start);
    if (raw && type[0] == 'z')
        give_raw_profile(parts, buffer_string(&unpacked), unpacked.length, start);
    else if (raw)
        give_raw_profile(parts, parts->bytes + text, end - text, start);
    buffer_free(&unpacked);
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
        size_t size = text_number(parts->bytes + at, 4, true);
        const char *type = parts->bytes + at + 4;
        size_t start = at + 8, end = start + size;
        if (size > parts->length || end + 4 > parts->length)
            break;
        if (memcmp(type + 1, "TXt", 3) == 0 || memcmp(type, "tEXt", 4) == 0 || memcmp(type, "iCCP", 4) == 0)
            give_png_text(parts, type, start, end);
        else if (memcmp(type, "IDAT", 4) != 0 && memcmp(type, "fdAT", 4) != 0 && memcmp(type, "PLTE", 4) != 0)
            give(parts, start, end);
        at = end + 4;
    }
    give(parts, at, parts->length);
}

/* Where the next marker of a JPEG file is, at or behind at: picture points have none but those that restart. */
static size_t next_marker(const struct parts *parts, size_t at)
{
    for (; at + 1 < parts->length; at++) {
        unsigned char marker = (unsigned char)parts->bytes[at + 1];
        if ((unsigned char)parts->bytes[at] == 0xff && marker != 0 && marker != 0xff && (marker & 0xf8) != 0xd0)
            return at;
    }
    return parts->length;
}

/* Segments between the picture points, and what comes behind them. */
static void read_jpeg(const struct parts *parts)
{
    size_t at = 2;

    while ((at = next_marker(parts, at)) + 4 <= parts->length) {
        unsigned char marker = (unsigned char)parts->bytes[at + 1];
        size_t size = text_number(parts->bytes + at + 2, 2, true);
        if (marker == 0xd9 || size < 2)
            break;
        size_t end = at + 2 + size < parts->length ? at + 2 + size : parts->length;
        if (marker != 0xda)
            give(parts, at + 4, end);
        at = end;
    }
    give(parts, at + 2, parts->length);
}

static void read_webp(const struct parts *parts)
{
    for (size_t at = 12; at + 8 <= parts->length;) {
        size_t size = text_number(parts->bytes + at + 4, 4, false);
        size_t end = size < parts->length - at - 8 ? at + 8 + size : parts->length;
        if (memcmp(parts->bytes + at, "VP8", 3) != 0 && memcmp(parts->bytes + at, "ALPH", 4) != 0)
            give(parts, at + 8, end);
        at = end + (size & 1);
    }
}

/* <FEFF00420075>: texts in hexadecimal digits. */
static void give_hex_texts(const struct parts *parts, const char *bytes, size_t length, size_t offset)
{
    struct buffer text = {0};

    for (size_t at = 0; at < length; at++) {
        if (bytes[at] != '<')
            continue;
        size_t end = take_hex(&text, bytes, length, at + 1);
        if (end < length && bytes[end] == '>' && text.length > 2)
            give_text(parts, text.bytes, text.length, offset);
    }
    buffer_free(&text);
}

/* ASCII85: five letters for four bytes, 'z' for four noughts. */
static void take_ascii85(struct buffer *out, const char *bytes, size_t length)
{
    unsigned long group = 0;
    int digits = 0;

    for (size_t at = 0; at < length && bytes[at] != '~'; at++) {
        if (bytes[at] == 'z' && digits == 0) {
            buffer_bytes(out, "\0\0\0\0", 4);
        } else if (bytes[at] >= '!' && bytes[at] <= 'u') {
            group = group * 85 + (unsigned long)(bytes[at] - '!');
            if (++digits < 5)
                continue;
            for (int shift = 24; shift >= 0; shift -= 8)
                buffer_char(out, (char)(group >> shift & 0xff));
            group = 0;
            digits = 0;
        }
    }
    for (int i = digits; i < 5 && digits > 1; i++)
        group = group * 85 + 84;
    for (int i = 0, shift = 24; i < digits - 1; i++, shift -= 8)
        buffer_char(out, (char)(group >> shift & 0xff));
}

/* The dictionary before a stream names filter. */
static bool has_filter(const struct parts *parts, size_t stream, const char *filter)
{
    size_t start = stream > LONGEST_DICTIONARY ? stream - LONGEST_DICTIONARY : 0;
    const char *object = parts->bytes + start;

    for (const char *next; (next = memmem(object, (size_t)(parts->bytes + stream - object), "endobj", 6)) != NULL;)
        object = next + 6;
    return memmem(object, (size_t)(parts->bytes + stream - object), filter, strlen(filter)) != NULL;
}

/* What a stream of a PDF holds, its filters undone. */
static void give_stream(const struct parts *parts, size_t start, size_t end, size_t dictionary)
{
    struct buffer text = {0}, out = {0};

    if (has_filter(parts, dictionary, "ASCII85") || has_filter(parts, dictionary, "/A85"))
        take_ascii85(&text, parts->bytes + start, end - start);
    else if (has_filter(parts, dictionary, "ASCIIHex") || has_filter(parts, dictionary, "/AHx"))
        take_hex(&text, parts->bytes, end, start);
    else
        buffer_bytes(&text, parts->bytes + start, end - start);
    void (*take)(struct buffer * out, const char *bytes, size_t length) =
        has_filter(parts, dictionary, "LZWDecode")         ? leak_take_lzw
        : has_filter(parts, dictionary, "RunLengthDecode") ? leak_take_run_length
                                                           : NULL;
    if (take != NULL) {
        take(&out, buffer_string(&text), text.length);
        buffer_clear(&text);
        buffer_bytes(&text, out.bytes, out.length);
        buffer_clear(&out);
    }
    const struct parts packed = {buffer_string(&text), text.length, parts->to, parts->depth, parts->offset};
    bool zlib = text.length > 2 && (text.bytes[0] & 0x0f) == 8 &&
                ((unsigned char)text.bytes[0] * 256 + (unsigned char)text.bytes[1]) % 31 == 0;
    if (zlib)
        unpack(&packed, 0, text.length, MAX_WBITS, &out);
    else
        buffer_bytes(&out, text.bytes, text.length);
    give_file(parts, buffer_string(&out), out.length, start);
    give_hex_texts(parts, out.bytes, out.length, start);
    buffer_free(&out);
    buffer_free(&text);
}

static void read_pdf(const struct parts *parts)
{
    size_t at = 0;

    while (at < parts->length) {
        const char *found = memmem(parts->bytes + at, parts->length - at, "stream", 6);
        size_t start = found ? (size_t)(found - parts->bytes) + 6 : parts->length;
        give(parts, at, start);
        give_hex_texts(parts, parts->bytes + at, start - at, at);
        if (found == NULL)
            break;
        size_t dictionary = start;
        start += start + 1 < parts->length && memcmp(parts->bytes + start, "\r\n", 2) == 0;
        start += start < parts->length && (parts->bytes[start] == '\n' || parts->bytes[start] == '\r');
        const char *close = memmem(parts->bytes + start, parts->length - start, "endstream", 9);
        size_t end = close ? (size_t)(close - parts->bytes) : parts->length;
        if (start < end)
            give_stream(parts, start, end, dictionary);
        at = close ? end + 9 : end;
    }
}

static bool read_known(const struct parts *parts);

static void give_file(const struct parts *parts, const char *bytes, size_t length, size_t start)
{
    const struct parts inside = {bytes, length, parts->to, parts->depth + 1, parts->depth > 0 ? parts->offset : start};

    if (length == 0 || read_known(&inside))
        return;
    if (is_noise(bytes, length)) {
        give_runs(parts, bytes, length, start);
        give_wide_runs(parts, bytes, length, start);
    } else {
        give_text(parts, bytes, length, start);
    }
}

/* A name or remark within a ZIP file, or NULL. */
static void give_name(const struct parts *parts, const char *name)
{
    if (name != NULL)
        give_text(parts, name, strlen(name), 0);
}

/* A file in a ZIP file. False: it is locked, packed in a way that is not known, broken or too large. */
static bool read_zipped(const struct parts *parts, zip_t *zip, zip_uint64_t index)
{
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    struct buffer out = {0};
    char block[16 * 1024];
    zip_int64_t got = -1;

    while (file != NULL && out.length < LARGEST_PART && (got = zip_fread(file, block, sizeof block)) > 0)
        buffer_bytes(&out, block, (size_t)got);
    give_file(parts, buffer_string(&out), out.length, 0);
    buffer_free(&out);
    if (file != NULL)
        zip_fclose(file);
    return got == 0;
}

/* The files in a ZIP file: Word documents are such. */
static void read_zip(const struct parts *parts)
{
    zip_source_t *source = zip_source_buffer_create(parts->bytes, parts->length, 0, NULL);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, NULL) : NULL;
    zip_uint32_t comment;
    int length;

    if (zip == NULL) {
        zip_source_free(source);
        read_unknown(parts);
        return;
    }
    for (zip_uint64_t i = 0; i < (zip_uint64_t)zip_get_num_entries(zip, 0); i++) {
        give_name(parts, zip_get_name(zip, i, 0));
        give_name(parts, zip_file_get_comment(zip, i, &comment, 0));
        parts->to->sealed |= !read_zipped(parts, zip, i);
    }
    give_name(parts, zip_get_archive_comment(zip, &length, 0));
    zip_discard(zip);
}

static bool is_tar_head(const char *bytes, size_t length)
{
    enum { MARK = 257 };

    return length >= TAR_BLOCK && memcmp(bytes + MARK, "ustar", 5) == 0;
}

/* The size of the file behind a head of tar, in octal digits. SIZE_MAX: it is written in another way. */
static size_t tar_size(const char *head)
{
    enum { SIZE = 124, DIGITS = 12 };
    const char *digit = head + SIZE, *end = digit + DIGITS;
    size_t size = 0;

    if ((unsigned char)*digit >= 0x80)
        return SIZE_MAX;
    while (digit < end && *digit == ' ')
        digit++;
    for (; digit < end && *digit >= '0' && *digit <= '7'; digit++)
        size = size * 8 + (size_t)(*digit - '0');
    return size;
}

/* The files in an archive of tar, each behind a head; what is no head, as behind an archive that ended, is a file, too.
 */
static void read_tar(const struct parts *parts)
{
    for (size_t at = 0; at < parts->length;) {
        size_t left = parts->length - at, size = 0;
        const char *head = parts->bytes + at;
        if (is_tar_head(head, left)) {
            size = tar_size(head);
            parts->to->sealed |= size == SIZE_MAX;
            give(parts, at, at + TAR_BLOCK);
            head += TAR_BLOCK;
            left -= TAR_BLOCK;
            size = size < left ? size : left;
        } else if (left >= TAR_BLOCK && *head == '\0' && memcmp(head, head + 1, TAR_BLOCK - 1) == 0) {
            at += TAR_BLOCK;
            continue;
        } else {
            while (size < left && !is_tar_head(head + size, left - size))
                size += left - size < TAR_BLOCK ? left - size : TAR_BLOCK;
        }
        give_file(parts, head, size, at);
        at = (size_t)(head - parts->bytes) + (size + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
    }
}

/* What Word and its kin write for others. */
static void read_rtf(const struct parts *parts)
{
    struct buffer out = {0};

    leak_take_rtf(&out, parts->bytes, parts->length);
    give_text(parts, buffer_string(&out), out.length, 0);
    buffer_free(&out);
}

/* .svgz and its kin; the name of the file that was packed may be before it. */
static void read_gzip(const struct parts *parts)
{
    enum { HEADER = 10, FLAGS = 3, HAS_NAME = 1 << 3, HAS_MORE = 1 << 2 };

    if (parts->length > HEADER && (parts->bytes[FLAGS] & (HAS_NAME | HAS_MORE)) == HAS_NAME)
        give(parts, HEADER, HEADER + strnlen(parts->bytes + HEADER, parts->length - HEADER));
    give_unpacked(parts, 0, parts->length, MAX_WBITS + 16);
}

static bool tells_place(const char *bytes, size_t length);

/* False: it is of no format that is known. */
static bool read_known(const struct parts *parts)
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
        {"{\\rtf", 5, read_rtf},
    };

    void (*read)(const struct parts *parts) = is_tar_head(parts->bytes, parts->length) ? read_tar : NULL;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (parts->length > SIGNATURE + 4 && memcmp(parts->bytes, formats[i].signature, formats[i].length) == 0)
            read = formats[i].read;
    }
    parts->to->sealed |= is_sealed(parts->bytes, parts->length) || (read != NULL && parts->depth > MOST_DEPTH);
    parts->to->placed |= leak_is_binary(parts->bytes, parts->length) && tells_place(parts->bytes, parts->length);
    if (read == NULL || parts->depth > MOST_DEPTH)
        return false;
    read(parts);
    return true;
}

void leak_binary_parts(const char *bytes, size_t length, struct leak_parts *to)
{
    const struct parts parts = {.bytes = bytes, .length = length, .to = to};

    if (!read_known(&parts))
        read_unknown(&parts);
}

/* ---- where a photograph was taken ---- */

/* The first directory of Exif data names another with the place. */
static bool has_place(const char *exif, size_t length)
{
    enum { ENTRY = 12, TAG_PLACE = 0x8825 };
    bool big = length > 8 && exif[0] == 'M';

    if (length < 14 || (memcmp(exif, "MM", 2) != 0 && memcmp(exif, "II", 2) != 0))
        return false;
    size_t at = text_number(exif + 4, 4, big);
    if (at + 6 > length)
        return false;
    size_t count = text_number(exif + at, 2, big);
    for (size_t i = 0; i < count && at + 2 + (i + 1) * ENTRY <= length; i++) {
        if (text_number(exif + at + 2 + i * ENTRY, 2, big) == TAG_PLACE)
            return true;
    }
    return false;
}

static bool tells_place(const char *bytes, size_t length)
{
    static const char mark[] = "Exif\0", of_xmp[] = ":GPSLatitude";

    if (memmem(bytes, length, of_xmp, sizeof of_xmp - 1) != NULL || has_place(bytes, length))
        return true;
    for (const char *at = bytes; (at = memmem(at, length - (size_t)(at - bytes), mark, sizeof mark - 1)) != NULL;
         at++) {
        size_t start = (size_t)(at - bytes) + 6;
        if (start < length && has_place(bytes + start, length - start))
            return true;
    }
    const char *chunk = memmem(bytes, length, "eXIf", 4), *of_webp = memmem(bytes, length, "EXIF", 4);
    return (chunk != NULL && has_place(chunk + 4, length - (size_t)(chunk + 4 - bytes))) ||
           (of_webp != NULL && length - (size_t)(of_webp - bytes) > 8 &&
            has_place(of_webp + 8, length - (size_t)(of_webp + 8 - bytes)));
}
