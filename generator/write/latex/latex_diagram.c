#include "write/latex/private.h"

#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <math.h>
#include <stdlib.h>

/*
 * A diagram in LaTeX's own picture environment, in the type of the document: any engine draws it, the words can be
 * searched and copied, and there is no file of another program's making.  y is upwards there.
 */

static double flip(const struct diagram *diagram, double y)
{
    return ceil(diagram->height) - y;
}

static void write_lines(struct latex *latex, const struct diagram *diagram, const char *command, double x, double y,
                        const struct list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        buffer_format(latex->out, "\\%s{%.1f}{%.1f}{", command, x, flip(diagram, y + (double)i * DIAGRAM_LINE));
        latex_text(latex, lines->items[i]);
        latex_put(latex, "}\n");
    }
}

/* A piece of a curve from a to c, drawn towards b. */
static void write_piece(struct latex *latex, const struct diagram *diagram, struct diagram_point a,
                        struct diagram_point b, struct diagram_point c, bool dashed)
{
    buffer_format(latex->out, "\\lampiranlengkung%s{%.1f}{%.1f}{%.1f}{%.1f}{%.1f}{%.1f}\n", dashed ? "putus" : "", a.x,
                  flip(diagram, a.y), b.x, flip(diagram, b.y), c.x, flip(diagram, c.y));
}

static struct diagram_point between(struct diagram_point a, struct diagram_point b)
{
    return (struct diagram_point){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

static void write_straight(struct latex *latex, const struct diagram *diagram, struct diagram_point from,
                           struct diagram_point to, bool dashed)
{
    write_piece(latex, diagram, from, between(from, to), to, dashed);
}

static void write_frame(struct latex *latex, const struct diagram *diagram, const struct diagram_part *part)
{
    const char *command = part->shape == DIAGRAM_GROUP ? "lampirankelompok" : "lampiransimpul";

    buffer_format(latex->out, "\\%s%s{%.1f}{%.1f}{%.1f}{%.1f}\n", command, part->dashed ? "putus" : "", part->corner.x,
                  flip(diagram, part->corner.y + part->height), part->width, part->height);
}

/* top, right, bottom and left of a part */
static void find_tips(const struct diagram_part *part, struct diagram_point tips[4])
{
    double x = part->corner.x + part->width / 2, y = part->corner.y + part->height / 2;

    tips[0] = (struct diagram_point){x, part->corner.y};
    tips[1] = (struct diagram_point){part->corner.x + part->width, y};
    tips[2] = (struct diagram_point){x, part->corner.y + part->height};
    tips[3] = (struct diagram_point){part->corner.x, y};
}

/* Eight curves around the middle, each from one of sixteen points to the next but one. */
static void write_ellipse(struct latex *latex, const struct diagram *diagram, const struct diagram_part *part)
{
    const double turn = acos(-1) / 8;
    double x = part->corner.x + part->width / 2, y = part->corner.y + part->height / 2;

    for (int i = 0; i < 8; i++) {
        struct diagram_point points[3];
        for (int j = 0; j < 3; j++) {
            /* The middle one lies where the tangents meet. */
            double stretch = j == 1 ? 1 / cos(turn) : 1;
            points[j].x = x + cos(turn * (2 * i + j)) * stretch * part->width / 2;
            points[j].y = y + sin(turn * (2 * i + j)) * stretch * part->height / 2;
        }
        write_piece(latex, diagram, points[0], points[1], points[2], part->dashed);
    }
}

static void write_outline(struct latex *latex, const struct diagram *diagram, const struct diagram_part *part)
{
    struct diagram_point tips[4];

    switch (part->shape) {
    case DIAGRAM_GROUP:
    case DIAGRAM_BOX:
        write_frame(latex, diagram, part);
        break;
    case DIAGRAM_ELLIPSE:
        write_ellipse(latex, diagram, part);
        break;
    case DIAGRAM_DIAMOND:
        find_tips(part, tips);
        for (int i = 0; i < 4; i++)
            write_straight(latex, diagram, tips[i], tips[(i + 1) % 4], part->dashed);
        break;
    case DIAGRAM_PLAIN:
        break;
    }
}

static void write_part(struct latex *latex, const struct diagram *diagram, const struct diagram_part *part)
{
    double x = part->corner.x + part->width / 2;
    double y = part->corner.y + (part->height - (double)part->lines.count * DIAGRAM_LINE) / 2 + 13;

    write_outline(latex, diagram, part);
    if (part->shape == DIAGRAM_GROUP)
        write_lines(latex, diagram, "lampiranjudulbagan", x, part->corner.y + 18, &part->lines);
    else
        write_lines(latex, diagram, "lampiranisibagan", x, y, &part->lines);
}

/* The head of an arrow at tip. LaTeX has heads for slopes of small whole numbers: the nearest one. */
static void write_tip(struct latex *latex, const struct diagram *diagram, struct diagram_point from,
                      struct diagram_point tip)
{
    double x = tip.x - from.x, y = from.y - tip.y, best = -2;
    int best_x = 0, best_y = -1;

    for (int i = -3; i <= 3; i++) {
        for (int j = -3; j <= 3; j++) {
            bool reduced = (i != 0 && j != 0 && (i % 2 || j % 2) && (i % 3 || j % 3)) || abs(i) + abs(j) == 1;
            double likeness = reduced ? (x * i + y * j) / (hypot(x, y) * hypot(i, j)) : -2;
            if (likeness > best + 1e-9) {
                best = likeness;
                best_x = i;
                best_y = j;
            }
        }
    }
    write_straight(latex, diagram, from, tip, false);
    buffer_format(latex->out, "\\lampiranpanah{%.1f}{%.1f}{%d}{%d}\n", tip.x, flip(diagram, tip.y), best_x, best_y);
}

/* A cubic curve as two quadratic ones, which is all that LaTeX can draw. */
static void write_cubic(struct latex *latex, const struct diagram *diagram, const struct diagram_point *p, bool dashed)
{
    struct diagram_point left = between(p[0], p[1]), right = between(p[2], p[3]), top = between(p[1], p[2]);
    struct diagram_point middle = between(between(left, top), between(top, right));
    struct diagram_point first = {1.5 * left.x - .5 * p[0].x, 1.5 * left.y - .5 * p[0].y};
    struct diagram_point second = {1.5 * right.x - .5 * p[3].x, 1.5 * right.y - .5 * p[3].y};

    write_piece(latex, diagram, p[0], first, middle, dashed);
    write_piece(latex, diagram, middle, second, p[3], dashed);
}

static void write_arrow(struct latex *latex, const struct diagram *diagram, const struct diagram_arrow *arrow)
{
    if (arrow->weight > 0)
        buffer_format(latex->out, "\\linethickness{%.1fpt}\n", .2 + .3 * arrow->weight);
    for (size_t i = 0; i + 3 < arrow->point_count; i += 3)
        write_cubic(latex, diagram, &arrow->points[i], arrow->dashed);
    latex_put(latex, arrow->weight > 0 ? "\\linethickness{.4pt}\n" : "");
    if (arrow->has_head)
        write_tip(latex, diagram, arrow->points[arrow->point_count - 1], arrow->head);
    if (arrow->has_tail)
        write_tip(latex, diagram, arrow->points[0], arrow->tail);
    write_lines(latex, diagram, "lampiranpanahkata", arrow->middle.x,
                arrow->middle.y - (double)arrow->lines.count * DIAGRAM_LINE / 2 + 13, &arrow->lines);
}

void latex_diagram(struct latex *latex, const struct diagram *diagram)
{
    diagram = diagram_on_paper(diagram);
    buffer_format(latex->out, "\\begin{lampiranbagan}{%.0f}{%.0f}\n", ceil(diagram->width), ceil(diagram->height));
    for (size_t i = 0; i < diagram->parts.count; i++)
        write_part(latex, diagram, diagram->parts.items[i]);
    for (size_t i = 0; i < diagram->arrows.count; i++)
        write_arrow(latex, diagram, diagram->arrows.items[i]);
    latex_put(latex, "\\end{lampiranbagan}\n");
}
