#ifndef LAMPIRAN_MARKDOWN_CAPTION_H
#define LAMPIRAN_MARKDOWN_CAPTION_H

/* Captions of tables, above or below them: "Table: What it shows {#tbl:label}", ": What it shows". */

#include <stdbool.h>
#include <stddef.h>

struct block;
struct reading;

/* The text starts with what opens a caption. */
bool caption_starts(const char *text, size_t length);

/*
 * If the flat text from offset on opens a caption, notes paragraph as one and takes its attributes off the
 * text; the spans of the rest become the paragraph's.
 */
void caption_note(struct reading *reading, struct block *paragraph, size_t offset);

/* Gives the tables among blocks their captions out of those noted since first, and undoes the other notes. */
void caption_join(struct reading *reading, struct block **blocks, size_t first);

#endif
