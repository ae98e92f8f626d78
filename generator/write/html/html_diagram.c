#include "write/html/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <math.h>

/* A diagram as SVG in the page; classes take their colours from the style sheet. */

static void start(struct html *html, const char *name, const char *class, bool dashed)
{
    html_svg_start(html, name, dashed ? arena_format(html->arena, "%s dashed", class) : class);
}

static void write_lines(struct html *html, const char *class, double x, double y, const struct list *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        html_svg_text(html, class, x, y + (double)i * DIAGRAM_LINE, lines->items[i]);
}

static void write_rectangle(struct html *html, const struct diagram_part *part, const char *class)
{
    start(html, "rect", class, part->dashed);
    html_svg_box(html, part->corner.x, part->corner.y, part->width, part->height);
    html_svg_number(html, "rx", 4);
    html_svg_end(html);
}

static void write_outline(struct html *html, const struct diagram_part *part)
{
    double x = part->corner.x + part->width / 2, y = part->corner.y + part->height / 2;

    switch (part->shape) {
    case DIAGRAM_GROUP:
        write_rectangle(html, part, part->depth % 2 ? "group odd" : "group");
        break;
    case DIAGRAM_BOX:
        write_rectangle(html, part, "node");
        break;
    case DIAGRAM_ELLIPSE:
        start(html, "ellipse", "node", part->dashed);
        html_svg_number(html, "cx", x);
        html_svg_number(html, "cy", y);
        html_svg_number(html, "rx", part->width / 2);
        html_svg_number(html, "ry", part->height / 2);
        html_svg_end(html);
        break;
    case DIAGRAM_DIAMOND:
        start(html, "polygon", "node", part->dashed);
        buffer_format(html->out, " points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\"", x, part->corner.y,
                      part->corner.x + part->width, y, x, part->corner.y + part->height, part->corner.x, y);
        html_svg_end(html);
        break;
    case DIAGRAM_PLAIN:
        break;
    }
}

static void write_part(struct html *html, const struct diagram_part *part)
{
    double x = part->corner.x + part->width / 2;
    double y = part->corner.y + (part->height - (double)part->lines.count * DIAGRAM_LINE) / 2 + 13;

    write_outline(html, part);
    if (part->shape == DIAGRAM_GROUP)
        write_lines(html, "title", x, part->corner.y + 18, &part->lines);
    else
        write_lines(html, "name", x, y, &part->lines);
}

/* The triangle from where the curve ends to tip. */
static void write_tip(struct html *html, struct diagram_point from, struct diagram_point tip)
{
    double x = tip.x - from.x, y = tip.y - from.y, length = hypot(x, y);

    if (length < 0.1)
        return;
    x *= 4 / length;
    y *= 4 / length;
    start(html, "polygon", "tip", false);
    buffer_format(html->out, " points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f\"", tip.x, tip.y, from.x - y, from.y + x,
                  from.x + y, from.y - x);
    html_svg_end(html);
}

static void write_arrow(struct html *html, const struct diagram_arrow *arrow)
{
    const char *class = arrow->weight > 0 ? arena_format(html->arena, "arrow weight-%d", arrow->weight) : "arrow";

    start(html, "path", class, arrow->dashed);
    buffer_format(html->out, " d=\"M%.1f %.1fC", arrow->points[0].x, arrow->points[0].y);
    for (size_t i = 1; i < arrow->point_count; i++)
        buffer_format(html->out, "%s%.1f %.1f", i > 1 ? " " : "", arrow->points[i].x, arrow->points[i].y);
    buffer_char(html->out, '"');
    html_svg_end(html);
    if (arrow->has_head)
        write_tip(html, arrow->points[arrow->point_count - 1], arrow->head);
    if (arrow->has_tail)
        write_tip(html, arrow->points[0], arrow->tail);
    write_lines(html, "relation", arrow->middle.x, arrow->middle.y - (double)arrow->lines.count * DIAGRAM_LINE / 2 + 13,
                &arrow->lines);
}

void html_diagram(struct html *html, const struct diagram *diagram, const char *title, const char *text)
{
    html_svg_open(html, "img", diagram->width, diagram->height, true, title, text);
    for (size_t i = 0; i < diagram->parts.count; i++)
        write_part(html, diagram->parts.items[i]);
    for (size_t i = 0; i < diagram->arrows.count; i++)
        write_arrow(html, diagram->arrows.items[i]);
    html_close_line(html);
}
