#ifndef LAMPIRAN_WRITE_HTML_PRIVATE_H
#define LAMPIRAN_WRITE_HTML_PRIVATE_H

/*
 * Elements of a drawing.  Classes take their colours from the style sheet of the page; a drawing that is a file of its
 * own (html_standalone) brings one along.
 */

#include "write/html/html.h"

/* <name class, numbers, then html_svg_end for " />" and the end of the line. */
void html_svg_start(struct html *html, const char *name, const char *class);
void html_svg_number(struct html *html, const char *name, double number);
void html_svg_end(struct html *html);

/* The numbers of an element that is started; and elements with no others. */
void html_svg_box(struct html *html, double x, double y, double width, double height);
void html_svg_rect(struct html *html, const char *class, double x, double y, double width, double height);
void html_svg_line(struct html *html, const char *class, double x1, double y1, double x2, double y2);

/* What a cell of a heat map or a board says, where a reader points at it: "Misi, IK-01: 3". */
void html_svg_cell_title(struct html *html, const struct chart *chart, size_t point);

/* One line of text that begins, or is centred where the class says so, at x; its letters stand on y. */
void html_svg_text(struct html *html, const char *class, double x, double y, const char *text);

/* The same, in letters of that many units. */
void html_svg_text_sized(struct html *html, const char *class, double x, double y, double size, const char *text);

/* The head of a column, as html_svg_text writes a line, but upwards from there. */
void html_svg_text_up(struct html *html, double x, double y, const char *text);

/*
 * <svg> with a title and a description, which name it to those who cannot see it; html_close ends it.  role is "img",
 * or "group" for a drawing with links.  Within a page it is shown in its own size when sized, else as wide as the style
 * sheet says.
 */
void html_svg_open(struct html *html, const char *role, double width, double height, int sized, const char *title,
                   const char *description);

/* Opens the link from a cell to its page, or to the object that it is of. False: there is none. */
bool html_open_cell(struct html *html, const struct chart_point *point);

/* What the cells of a board have, with its middle there; and, in lines of that width, what its marks mean, from y on.
 */
void html_board_mark(struct html *html, enum chart_mark mark, double x, double y);
double html_board_meanings(struct html *html, const struct chart *chart, double width, double y);

#endif
