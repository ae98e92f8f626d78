#ifndef LAMPIRAN_LEAK_LEAK_STREAM_H
#define LAMPIRAN_LEAK_LEAK_STREAM_H

/*
 * What a reader of an output could read, in one plain spelling: letters and digits without case and accents, and
 * between them what parts words.  Markup, character references, escapes and commands are gone; what stands in
 * tags and comments comes in a stream of its own, so that it does not part the words around it.
 */

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes of a stream besides letters, digits and ASCII punctuation. */
enum {
    STREAM_SOFT = 1, /* an inline tag, a brace: perhaps a border between words, perhaps not */
    STREAM_JOIN = 2, /* a soft hyphen, a zero-width space: within a word */
    /* ' ': white space; '\n': a line end, or markup that parts blocks */
};

struct stream {
    struct buffer text;
    bool placed;       /* offsets are kept */
    uint32_t *offsets; /* of the input, for each byte of text */
    size_t capacity;
};

/* The two streams of one output. */
struct streams {
    struct stream main;
    struct stream aside; /* tags and comments */
};

/* How an output is to be read. */
enum leak_format {
    LEAK_MARKUP, /* HTML, SVG, XML, Markdown, plain text */
    LEAK_CODE,   /* JavaScript, JSON */
    LEAK_STYLE,  /* CSS */
    LEAK_TEX,
    LEAK_BINARY, /* what is found in images: text in one byte a letter, or two */
};

/* Empties both; placed: offsets are wanted. */
void streams_clear(struct streams *streams, bool placed);
void streams_free(struct streams *streams);

/* Adds one byte that is already plain, made from the input at offset. */
void stream_byte(struct stream *stream, char byte, size_t offset);

/* Adds a code point in its plain spelling. */
void stream_code_point(struct stream *stream, unsigned long code_point, size_t offset);

/* Adds the character of bytes at *at, a byte of no meaning to the format, and moves past it. */
void stream_character(struct stream *stream, const char *bytes, size_t length, size_t *at, enum leak_format format);

/*
 * Adds the ASCII characters of bytes from *at on, up to the end or one that stops has, and moves past them. stops
 * has all that is not ASCII.
 */
void stream_ascii(struct stream *stream, const char *bytes, size_t length, size_t *at, const bool stops[256]);
#define STREAM_STOPS_NOT_ASCII [0x80 ... 0xff] = true

/* Reads bytes, of a format other than LEAK_TEX / as LEAK_TEX. */
void leak_read_markup(struct streams *streams, const char *bytes, size_t length, enum leak_format format);
void leak_read_tex(struct streams *streams, const char *bytes, size_t length);

/*
 * Undoes what is written with '\' in code (not in LEAK_TEX and LEAK_MARKUP) and with '%' in addresses into out, of
 * at most length bytes. offsets (length of them) get where each byte came from, unless NULL. False: there was nothing.
 */
bool leak_unescape(struct buffer *out, uint32_t *offsets, const char *bytes, size_t length, enum leak_format format);

/* The code point that hex digits name, at most most of them; *used is how many there are. */
unsigned long leak_hex(const char *bytes, size_t length, size_t most, size_t *used);

/* A byte of a letter or digit in a stream. */
bool stream_is_letter(char byte);

#endif
