#ifndef LAMPIRAN_WRITE_DRAWING_DIAGRAM_TEXT_H
#define LAMPIRAN_WRITE_DRAWING_DIAGRAM_TEXT_H

/*
 * How wide words are.  The reader's fonts are not known, so letters are taken to be as wide as those of the wide faces
 * that systems come with (DejaVu Sans, Verdana); in all others the text has some more air.
 */

#include "base/list.h"

struct arena;

/* The width of one line of text at that font size. */
double diagram_text_width(const char *text, double size);

/* text in lines no wider than width, broken between words, where a word allows it, words longer still anywhere; '\n'
 * breaks as well. In arena. */
struct list diagram_wrap(struct arena *arena, const char *text, double size, double width);

#endif
