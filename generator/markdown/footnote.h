#ifndef LAMPIRAN_MARKDOWN_FOOTNOTE_H
#define LAMPIRAN_MARKDOWN_FOOTNOTE_H

/* Footnotes: [^label] calls one, [^label]: text defines it, with paragraphs indented by four below. */

#include <stddef.h>

struct mark;
struct note;
struct piece;
struct reading;
struct span;
struct block;

/* Marks the line whose content starts at offset, if it starts a definition. */
void footnote_mark(struct reading *reading, int line, size_t offset);

/* Registers the definition at mark, which is being converted until footnote_end; returns what was before it. */
struct note *footnote_begin(struct reading *reading, const struct mark *mark);
void footnote_end(struct reading *reading, struct block *blocks, struct note *before);

/* The call that starts at offset of the flat text, which ends at limit; NULL if none does. */
struct span *footnote_span(struct reading *reading, size_t offset, size_t limit, size_t *end);

/* The piece stands where the conversion is: so do its calls. */
void footnote_adopt_calls(struct reading *reading, const struct piece *piece);

/* When all is read: joins calls with definitions; reports what has no partner, and loops. */
void footnote_resolve(struct reading *reading);

#endif
