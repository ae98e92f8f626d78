#ifndef LAMPIRAN_LEAK_PRIVATE_H
#define LAMPIRAN_LEAK_PRIVATE_H

/* The parts of images, PDF and ZIP files that hold words: descriptions, not picture points. */

#include "leak/leak.h"
#include "base/buffer.h"
#include "base/list.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct leak_names;
struct look;

/* bytes are no text. */
bool leak_is_binary(const char *bytes, size_t length);

/* Calls part for each, unpacked; offset is where it begins in the file. */
void leak_binary_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context);

/* The same for what is packed into a text as base64 (data:image/png;base64,...). */
void leak_base64_parts(const char *bytes, size_t length,
                       void (*part)(void *context, const char *bytes, size_t length, size_t offset), void *context);

/* Character references of HTML and XML: &eacute; &#233; &#xe9; and those whose '&' is itself one, &amp;eacute;. */

/*
 * The reference that begins with the '&' at bytes: letters (as UTF-8, NUL-terminated) are what it stands for, *size
 * its length. False: it is none.
 */
enum { ENTITY_LIMIT = 8 };
bool leak_entity(const char *bytes, size_t length, char letters[ENTITY_LIMIT], size_t *size);

/* A glance at the bytes of an output, at the speed of memory: most hold nothing that the gate could stop. */

/*
 * bytes may hold something of leak/leak_shapes.h, or the login name ("": none). False: they surely do not. root is
 * the study folder.
 */
bool leak_may_hold_shape(const char *bytes, size_t length, const char *root, const char *login);

/*
 * The other ways in which a full name is written: without titles, surname first, and with initials.  "Hj. Andi Tenri
 * Abeng, S.K.M." is also Andi Tenri Abeng, Abeng Andi Tenri, A. Abeng, A. T. Abeng, and Abeng, A.
 */

struct leak_forms {
    struct list full;     /* of const char * */
    struct list initials; /* of const char *: '.' and ',' in them count, or "Abeng, A." would be in "abeng (a)" */
    const char *surname;  /* that these have, or NULL */
};

/* None where name is no full name. In arena. */
struct leak_forms leak_forms_of(struct arena *arena, const char *name);

/* What gives a person or a machine away by its shape: identity numbers, telephone numbers, addresses, paths. */

enum leak_kind {
    LEAK_NAME,           /* of content/private/identities.yaml */
    LEAK_CODE_WITHHELD,  /* the code of an informant that these readers must not see */
    LEAK_ID_WITHHELD,    /* the id of such an excerpt */
    LEAK_WORDS_WITHHELD, /* its words */
    LEAK_LOGIN,          /* of who runs the program */
    LEAK_NIK,            /* the number of an Indonesian identity card */
    LEAK_PHONE,
    LEAK_EMAIL,
    LEAK_PATH, /* of a file on the machine */
};

/* Calls found for each in the plain text (leak/leak_stream.h). root: the study folder, plain, or "". */
void leak_shapes_find(const char *text, size_t length, const char *root,
                      void (*found)(void *context, enum leak_kind kind, size_t start, size_t end), void *context);

/* What the parts of the gate (leak/leak.h) share. */

struct leak_gate {
    struct arena *arena;
    const char *study_root;
    struct leak_names *names;      /* of the patterns, by position */
    struct leak_pattern *patterns; /* what is searched for by its letters */
    size_t pattern_count;
    struct list allowed;   /* of const char *: the letters of texts that are let through */
    struct list emails;    /* of const char *: plain (leak/leak_stream.h) */
    const char *login;     /* of who runs the program; "": not looked for */
    const char *raw_root;  /* the full path of the study folder; "": too short to tell */
    const char *root;      /* the same, plain */
    pthread_mutex_t mutex; /* guards the arena and what follows */
    bool no_pdf_text;      /* a PDF could not be searched */
    struct list hits;      /* of struct leak_hit */
    struct look *looks;    /* not in use */
};

/* Words that must not be published. */
struct leak_pattern {
    enum leak_kind kind;
    const char *whose; /* code of the informant, id of the excerpt, or NULL */
};

struct leak_hit {
    enum leak_kind kind;
    const char *whose;             /* of the pattern, or NULL */
    const char *path;              /* of the output */
    const char *source;            /* the input that the output was mainly made from, or NULL */
    const struct leak_hit *origin; /* the same thing in an input, or NULL */
    int line;                      /* 0: in its name */
    int column;
    const char *masked; /* how what was found begins */
};

/* text with all letters of each word but the first hidden. */
const char *leak_mask(struct arena *arena, const char *text, size_t length);

/*
 * Many names, looked for at once in a stream.  A name is found as whole words, whatever stands between its words, and
 * however a word is broken by markup or a hyphen.
 */

/*
 * A name as it was typed. An exact one is an id: the signs in it count, and it is not found within a longer id. In one
 * with signs a '.' or ',' must stand where it has one, and nothing else but white space.
 */
struct leak_name {
    const char *text;
    bool exact;
    bool signs;
};

/* In arena. A name without letters and digits is never found. */
struct leak_names *leak_names_new(struct arena *arena, const struct leak_name *list, size_t count);

/*
 * Calls found for each occurrence in the plain text (leak/leak_stream.h), of which [start, end) is name number
 * name.
 */
void leak_names_find(const struct leak_names *names, const char *text, size_t length,
                     void (*found)(void *context, size_t name, size_t start, size_t end), void *context);

/*
 * What a reader of an output could read, in one plain spelling: letters and digits without case and accents, and
 * between them what parts words.  Markup, character references, escapes and commands are gone; what stands in
 * tags and comments comes in a stream of its own, so that it does not part the words around it.
 */

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
