#include "render/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "model/study.h"
#include "render/diagram.h"

#include <math.h>

/* A diagram as SVG in the page; classes take their colours from the style sheet. */

static void write_number(struct html *html, const char *name, double number)
{
    buffer_format(html->out, " %s=\"%.1f\"", name, number);
}

static void start(struct html *html, const char *name, const char *class, bool dashed)
{
    html_start_void(html, name);
    html_attribute(html, "class", HTML_ATTRIBUTE, dashed ? arena_format(html->arena, "%s dashed", class) : class);
}

static void end(struct html *html)
{
    html_end_void(html);
    buffer_char(html->out, '\n');
}

static void write_lines(struct html *html, const char *class, double x, double y, const struct list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        html_start(html, "text");
        html_attribute(html, "class", HTML_ATTRIBUTE, class);
        write_number(html, "x", x);
        write_number(html, "y", y + (double)i * DIAGRAM_LINE);
        html_inside(html);
        html_text(html, lines->items[i]);
        html_close(html);
        buffer_char(html->out, '\n');
    }
}

static void write_rectangle(struct html *html, const struct diagram_part *part, const char *class)
{
    start(html, "rect", class, part->dashed);
    write_number(html, "x", part->corner.x);
    write_number(html, "y", part->corner.y);
    write_number(html, "width", part->width);
    write_number(html, "height", part->height);
    write_number(html, "rx", 4);
    end(html);
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
        write_number(html, "cx", x);
        write_number(html, "cy", y);
        write_number(html, "rx", part->width / 2);
        write_number(html, "ry", part->height / 2);
        end(html);
        break;
    case DIAGRAM_DIAMOND:
        start(html, "polygon", "node", part->dashed);
        buffer_format(html->out, " points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\"", x, part->corner.y,
                      part->corner.x + part->width, y, x, part->corner.y + part->height, part->corner.x, y);
        end(html);
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
    end(html);
}

static void write_arrow(struct html *html, const struct diagram_arrow *arrow)
{
    start(html, "path", "arrow", arrow->dashed);
    buffer_format(html->out, " d=\"M%.1f %.1fC", arrow->points[0].x, arrow->points[0].y);
    for (size_t i = 1; i < arrow->point_count; i++)
        buffer_format(html->out, "%s%.1f %.1f", i > 1 ? " " : "", arrow->points[i].x, arrow->points[i].y);
    buffer_char(html->out, '"');
    end(html);
    if (arrow->has_head)
        write_tip(html, arrow->points[arrow->point_count - 1], arrow->head);
    if (arrow->has_tail)
        write_tip(html, arrow->points[0], arrow->tail);
    write_lines(html, "relation", arrow->middle.x, arrow->middle.y - (double)arrow->lines.count * DIAGRAM_LINE / 2 + 13,
                &arrow->lines);
}

static void write_named(struct html *html, const char *name, const char *id, const char *text)
{
    html_open_block(html, name, NULL, id);
    html_text(html, text);
    html_close(html);
    buffer_char(html->out, '\n');
}

void html_diagram(struct html *html, const struct diagram *diagram, const char *title, const char *text)
{
    const char *id = arena_format(html->arena, "diagram-%zu", ++html->serial);

    html_start(html, "svg");
    buffer_format(html->out, " viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\"", diagram->width,
                  diagram->height, diagram->width, diagram->height);
    html_attribute(html, "aria-labelledby", HTML_ATTRIBUTE, arena_format(html->arena, "%s-title %s-text", id, id));
    html_inside(html);
    buffer_char(html->out, '\n');
    write_named(html, "title", arena_format(html->arena, "%s-title", id), title);
    write_named(html, "desc", arena_format(html->arena, "%s-text", id), text);
    for (size_t i = 0; i < diagram->parts.count; i++)
        write_part(html, diagram->parts.items[i]);
    for (size_t i = 0; i < diagram->arrows.count; i++)
        write_arrow(html, diagram->arrows.items[i]);
    html_close(html);
    buffer_char(html->out, '\n');
}
