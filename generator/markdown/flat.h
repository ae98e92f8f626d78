#ifndef LAMPIRAN_MARKDOWN_FLAT_H
#define LAMPIRAN_MARKDOWN_FLAT_H

/*
 * The flat text of the inlines of one parent: its text, where each line end is '\n' and each other
 * inline (code, emphasis, a link) one byte FLAT_OBJECT.  Extensions look for their markup there, and cut it
 * into spans again.  A character that the author escaped is masked by a byte that no markup matches.
 * Flat texts lie in reading->flat like a stack: that of a child is finished before its parent goes on.
 */

#include <stddef.h>

struct place;
struct reading;
struct span;

#define FLAT_OBJECT '\xc0' /* never in UTF-8, like the masks */

/* Spans in order of adding. */
struct spans {
    struct span *first;
    struct span *last;
};

void spans_add(struct spans *spans, struct span *span);

/* Appends text at a place as spans have it / any span. */
void flat_add_text(struct reading *reading, const char *text, size_t length, int line, int column);
void flat_add_object(struct reading *reading, struct span *span);

/*
 * Appends text as cmark made it of source, which differs by escapes and entities: each part gets its true
 * column, and what was escaped its mask.
 */
void flat_add_escaped(struct reading *reading, const char *text, size_t length, const char *source,
                      size_t source_length, int line, int column);

/* c as it stands for an escaped c, c itself if no markup starts or ends with it. */
char flat_mask(char c);

/* A copy of flat bytes in reading's arena, without masks. */
char *flat_copy(struct reading *reading, size_t from, size_t to);
char *flat_unmask(struct reading *reading, const char *bytes, size_t length);

/* Appends the spans of flat bytes from..to; each object may be cut out only once. */
void flat_cut(struct reading *reading, struct spans *spans, size_t from, size_t to);

/* Where the byte at offset stands: as spans have it. */
void flat_position(const struct reading *reading, size_t offset, int *line, int *column);
struct place flat_place(const struct reading *reading, size_t offset);

/* Forgets what is flat from offset on. */
void flat_end(struct reading *reading, size_t offset);

#endif
