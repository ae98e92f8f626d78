#ifndef LAMPIRAN_BIBLIOGRAPHY_CITE_TEXT_H
#define LAMPIRAN_BIBLIOGRAPHY_CITE_TEXT_H

/*
 * Puts references and citations together as spans: emphasis, links, and the punctuation between parts of
 * which some may be missing.
 */

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct span;

struct cite_out {
    struct arena *arena;
    struct span *spans;
    struct span *last;
    struct span *foreign;    /* the text in another language that is open, or NULL */
    struct span *emphasized; /* the emphasis that is open, or NULL; within foreign */
    struct buffer text;      /* not yet a span */
    const char *delimiter;   /* due before the next part, or NULL */
    size_t written;          /* grows with every part; to be compared with a mark taken earlier */
    char ending;             /* the last byte put */
};

/* An empty one is {.arena = arena}. */

/* text as it is. */
void cite_out_text(struct cite_out *out, const char *text);

/* A field's value as it was read (bibliography/bibliography.h): its braces go, \emph and \url become spans. */
void cite_out_value(struct cite_out *out, const char *value);

/* From here on emphasized, or no longer. */
void cite_out_emphasize(struct cite_out *out, bool on);

/* From here on in another language, by its tag; NULL: no longer. An emphasis within it ends with it. */
void cite_out_foreign(struct cite_out *out, const char *language);

/* A link with its address as text. */
void cite_out_link(struct cite_out *out, const char *address);

/*
 * The delimiter of a group of parts, to be asked for before each of them: it is put before the next part if one of the
 * group was put since mark. A full stop is not put after another, nor after `?` or `!`.
 */
void cite_out_join(struct cite_out *out, size_t mark, const char *delimiter);

/* All of inner between open and close, if there is anything in it. Empties inner. */
void cite_out_wrap(struct cite_out *out, const char *open, struct cite_out *inner, const char *close);

/* A full stop unless there is one, or `?` or `!`. */
void cite_out_stop(struct cite_out *out);

/* The spans; out is empty then. */
struct span *cite_out_finish(struct cite_out *out);

/* A value without braces and commands. */
const char *cite_plain(struct arena *arena, const char *value);

/* Numbers of pages with en dashes: "iv-x, e12--e15", but "A-12", which is one page. */
const char *cite_dashes(struct arena *arena, const char *pages);

#endif
