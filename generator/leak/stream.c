#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum {
    OVERRIDE = 0x202e, /* what follows is written from right to left */
    SIGNS = 0x2000,    /* dashes, quotes and the like, of which texts are full */
    SIGNS_END = 0x2c80,
    FLAG_A = 0x1f1e6,   /* the letters of flags */
    ROUND_A = 0x1f150,  /* white letters in black discs */
    SQUARE_A = 0x1f170, /* and in squares */
};

/* Letters of other scripts that look like Latin ones, small capitals, digits of other scripts, and the sign of degrees.
 */
static char look_alike(unsigned long c)
{
    static const struct {
        unsigned short code_point;
        char letter;
    } letters[] = {{0x391, 'A'},  {0x392, 'B'},  {0x395, 'E'},          {0x396, 'Z'},           {0x397, 'H'},
                   {0x399, 'I'},  {0x39a, 'K'},  {0x39c, 'M'},          {0x39d, 'N'},           {0x39f, 'O'},
                   {0x3a1, 'P'},  {0x3a4, 'T'},  {0x3a5, 'Y'},          {0x3a7, 'X'},           {0x3b1, 'a'},
                   {0x3b9, 'i'},  {0x3ba, 'k'},  {0x3bd, 'v'},          {0x3bf, 'o'},           {0x3c1, 'p'},
                   {0x3c4, 't'},  {0x3c5, 'u'},  {0x3c7, 'x'},          {0x405, 'S'},           {0x406, 'I'},
                   {0x408, 'J'},  {0x410, 'A'},  {0x412, 'B'},          {0x415, 'E'},           {0x41a, 'K'},
                   {0x41c, 'M'},  {0x41d, 'H'},  {0x41e, 'O'},          {0x420, 'P'},           {0x421, 'C'},
                   {0x422, 'T'},  {0x423, 'Y'},  {0x425, 'X'},          {0x430, 'a'},           {0x435, 'e'},
                   {0x43e, 'o'},  {0x440, 'p'},  {0x441, 'c'},          {0x443, 'y'},           {0x445, 'x'},
                   {0x455, 's'},  {0x456, 'i'},  {0x458, 'j'},          {0x501, 'd'},           {0x4bb, 'h'},
                   {0x131, 'i'},  {0x1d00, 'a'}, {0x299, 'b'},          {0x1d04, 'c'},          {0x1d05, 'd'},
                   {0x1d07, 'e'}, {0xa730, 'f'}, {0x262, 'g'},          {0x29c, 'h'},           {0x26a, 'i'},
                   {0x1d0a, 'j'}, {0x1d0b, 'k'}, {0x29f, 'l'},          {0x1d0d, 'm'},          {0x274, 'n'},
                   {0x1d0f, 'o'}, {0x1d18, 'p'}, {0x280, 'r'},          {0xa731, 's'},          {0x1d1b, 't'},
                   {0x1d1c, 'u'}, {0x1d20, 'v'}, {0x1d21, 'w'},         {0x28f, 'y'},           {0x1d22, 'z'},
                   {0x261, 'g'},  {0x251, 'a'},  {0xb0, STREAM_DEGREE}, {0x2da, STREAM_DEGREE}, {0xba, STREAM_DEGREE},
                   {0x3002, '.'}, {0xff61, '.'}};
    /* By scripts, from a code point on; a stop: it looks like no letter. */
    static const struct {
        unsigned short first;
        const char *letters;
    } scripts[] = {
        {0x13a0,
         "DRTO.i...yAJE......W...M...H.Y..G.hZ...........b..R.W....VS...LC..P...Kd............B"}, /* Cherokee */
        {0xa4d0, "BP.DT.GK.JC.ZF.MNLSR..VH..WXY.A.E.IOU"},                                         /* Lisu */
        {0x54d, "U.S.....O................q.....l...h....j..n....u...g...o"},                      /* Armenian */
        {0x2c80, "AaBb....Ee....Hh..IiKk..MmNn..Oo..PpCcTtYy..Xx"},                                /* Coptic */
    };
    static const unsigned long alphabets[] = {FLAG_A, ROUND_A, SQUARE_A};
    static const unsigned short zeros[] = {0x660, 0x6f0, 0x966, 0x1a80, 0x1a90, 0x1b50, 0xa9d0};

    if (c >= SIGNS && c < SIGNS_END)
        return '\0';
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        if (c >= zeros[i] && c < zeros[i] + 10u)
            return (char)('0' + (c - zeros[i]));
    }
    for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets; i++) {
        if (c >= alphabets[i] && c < alphabets[i] + 26)
            return (char)('a' + (c - alphabets[i]));
    }
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (c >= scripts[i].first && c - scripts[i].first < strlen(scripts[i].letters) &&
            scripts[i].letters[c - scripts[i].first] != '.')
            return scripts[i].letters[c - scripts[i].first];
    }
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].code_point == c)
            return letters[i].letter;
    }
    return '\0';
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
    *out = look_alike(code_point);
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
