#ifndef LAMPIRAN_WRITE_DRAWING_DIAGRAM_H
#define LAMPIRAN_WRITE_DRAWING_DIAGRAM_H

/*
 * Graphs in the DOT language, laid out by Graphviz and drawn by us: Graphviz only says where things stand.  So a
 * drawing has the site's colours and the thesis's type, is the same on every machine whatever its fonts, and nothing
 * that DOT can ask for besides (files, addresses, HTML) is ever looked at.
 */

#include "base/list.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;

enum diagram_shape { DIAGRAM_GROUP, DIAGRAM_BOX, DIAGRAM_ELLIPSE, DIAGRAM_DIAMOND, DIAGRAM_PLAIN };

extern const char *const diagram_shape_names[]; /* "group", "box"; ended by NULL */

struct diagram_point {
    double x;
    double y; /* downwards */
};

/* A node, or a cluster that stands around others. */
struct diagram_part {
    enum diagram_shape shape;
    int depth; /* of a group: 0 is outermost */
    bool dashed;
    struct diagram_point corner; /* top left */
    double width;
    double height;
    struct list lines; /* of const char *: its label */
};

struct diagram_arrow {
    bool dashed;
    bool has_head;
    bool has_tail;
    struct diagram_point head; /* its tip; the curve ends a little before */
    struct diagram_point tail;
    struct diagram_point *points; /* 3 n + 1: cubic Bézier curves, each beginning where the last ended */
    size_t point_count;
    struct diagram_point middle; /* of its label */
    struct list lines;
};

struct diagram {
    double width; /* about pixels, with text of DIAGRAM_LETTER */
    double height;
    struct list parts;  /* of struct diagram_part, groups before what stands in them */
    struct list arrows; /* of struct diagram_arrow */
};

enum { DIAGRAM_LETTER = 14, DIAGRAM_SMALL = 13, DIAGRAM_LINE = 18, DIAGRAM_MARGIN = 10 };

/*
 * Lays out the graph of the text dot and writes, line by line, what diagram_parse of diagrams.h reads.  Graphviz is
 * neither quick nor safe with every input and keeps state of its own: call it in a process that can be ended.
 */
void diagram_layout(const char *dot, struct buffer *out);

#endif
