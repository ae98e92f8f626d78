#ifndef LAMPIRAN_TYPESET_DOCX_PICTURES_H
#define LAMPIRAN_TYPESET_DOCX_PICTURES_H

/*
 * Drawings in SVG -> PNG, NAME.png for NAME.svg, by rsvg-convert: older versions of Word read no SVG, and newer ones
 * know little of its style sheets.  What cannot be made is printed in words by layouts/docx/appendices.lua.
 */

struct buffer;
struct build;
struct collection;

/* If there are drawings in source, adds a line to record: whether there can be pictures of them. */
void docx_pictures_describe(const struct collection *source, struct buffer *record);

/* Makes the pictures in room, where the files of source lie. Each that failed becomes a line of record. */
void docx_pictures_make(struct build *build, const struct collection *source, const char *room, struct buffer *record);

/* Warns of the pictures that are not there by what record says. */
void docx_pictures_report(struct build *build, const char *record);

#endif
