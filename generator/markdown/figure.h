#ifndef LAMPIRAN_MARKDOWN_FIGURE_H
#define LAMPIRAN_MARKDOWN_FIGURE_H

#include <stddef.h>

struct block;
struct reading;

/*
 * Figures: a paragraph that holds one image only, ![caption](figures/x.png "what it shows"){#fig:label}.
 * If the flat text from offset on is that, makes the paragraph a figure, and the flat text is empty then.
 */
void figure_note(struct reading *reading, struct block *paragraph, size_t offset);

#endif
