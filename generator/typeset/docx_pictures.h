#ifndef LAMPIRAN_TYPESET_DOCX_PICTURES_H
#define LAMPIRAN_TYPESET_DOCX_PICTURES_H

/*
 * Drawings in SVG -> PNG, NAME.png for NAME.svg, by rsvg-convert: older versions of Word read no SVG, and newer ones
 * know little of its style sheets.  What cannot be made is printed in words by layouts/docx/appendices.lua.
 */

#include <stdbool.h>

struct buffer;
struct build;
struct collection;

/* There are SVG files among the files of source, and there is rsvg-convert. */
bool docx_pictures_wanted(const struct collection *source);
bool docx_pictures_possible(void);

/* Makes the pictures in room, where the files of source lie. The name of each that failed becomes a line of failed. */
void docx_pictures_make(struct build *build, const struct collection *source, const char *room, struct buffer *failed);

/* Warns of those lines. */
void docx_pictures_report(struct build *build, const char *failed);

#endif
