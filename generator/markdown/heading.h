#ifndef LAMPIRAN_MARKDOWN_HEADING_H
#define LAMPIRAN_MARKDOWN_HEADING_H

/*
 * Ids of headings: "# Title {#id}", or made of the words. @sec:id refers to one; {#sec:id} means the same
 * id as {#id}.
 */

#include <stddef.h>

struct block;
struct reading;

/* Takes the id off the flat text from offset on, if there is one, and notes the heading. */
void heading_note(struct reading *reading, struct block *heading, size_t offset);

/* When all is read: gives ids to the headings that have none. */
void heading_finish(struct reading *reading);

#endif
