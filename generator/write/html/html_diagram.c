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

/* ---- what all drawings share ---- */

void html_svg_start(struct html *html, const char *name, const char *class)
{
    html_start_void(html, name);
    html_attribute(html, "class", HTML_ATTRIBUTE, class);
}

void html_svg_number(struct html *html, const char *name, double number)
{
    buffer_format(html->out, " %s=\"%.1f\"", name, number);
}

void html_svg_end(struct html *html)
{
    buffer_bytes(html->out, " />", 3);
    buffer_char(html->out, '\n');
}

void html_svg_box(struct html *html, double x, double y, double width, double height)
{
    html_svg_number(html, "x", x);
    html_svg_number(html, "y", y);
    html_svg_number(html, "width", width);
    html_svg_number(html, "height", height);
}

void html_svg_rect(struct html *html, const char *class, double x, double y, double width, double height)
{
    html_svg_start(html, "rect", class);
    html_svg_box(html, x, y, width, height);
    html_svg_end(html);
}

void html_svg_line(struct html *html, const char *class, double x1, double y1, double x2, double y2)
{
    html_svg_start(html, "line", class);
    html_svg_number(html, "x1", x1);
    html_svg_number(html, "y1", y1);
    html_svg_number(html, "x2", x2);
    html_svg_number(html, "y2", y2);
    html_svg_end(html);
}

void html_svg_cell_title(struct html *html, const struct chart *chart, size_t point)
{
    const struct chart_point *cell = &chart->points[point];

    html_element(
        html, "title", NULL,
        arena_format(html->arena, "%s, %s: %s", cell->label, chart->columns[point % chart->column_count], cell->text));
}

static void start_text(struct html *html, const char *class)
{
    html_start(html, "text");
    html_attribute(html, "class", HTML_ATTRIBUTE, class);
}

static void end_text(struct html *html, const char *text)
{
    html_inside(html);
    html_text(html, text);
    html_close_line(html);
}

void html_svg_text(struct html *html, const char *class, double x, double y, const char *text)
{
    start_text(html, class);
    html_svg_number(html, "x", x);
    html_svg_number(html, "y", y);
    end_text(html, text);
}

void html_svg_text_sized(struct html *html, const char *class, double x, double y, double size, const char *text)
{
    start_text(html, class);
    html_svg_number(html, "x", x);
    html_svg_number(html, "y", y);
    html_svg_number(html, "font-size", size);
    end_text(html, text);
}

void html_svg_text_up(struct html *html, double x, double y, const char *text)
{
    start_text(html, "head");
    buffer_format(html->out, " transform=\"translate(%.1f %.1f) rotate(-90)\"", x, y);
    end_text(html, text);
}

static void write_named(struct html *html, const char *name, const char *id, const char *text)
{
    html_open_block(html, name, NULL, id);
    html_text(html, text);
    html_close_line(html);
}

static void write_own_size(struct html *html, double width, double height)
{
    const struct html_standalone *page = html->site->standalone;
    double scale = fmin(page->scale, fmin(page->width / ceil(width), page->height / ceil(height)));

    if (page->class != NULL)
        html_attribute(html, "class", HTML_ATTRIBUTE, page->class);
    html_attribute(html, "xmlns", HTML_ATTRIBUTE, "http://www.w3.org/2000/svg");
    buffer_format(html->out, " width=\"%.1fpt\" height=\"%.1fpt\"", ceil(width) * scale, ceil(height) * scale);
}

void html_svg_open(struct html *html, const char *role, double width, double height, int sized, const char *title,
                   const char *description)
{
    const char *id = arena_format(html->arena, "drawing-%zu", ++html->serial);

    html_start(html, "svg");
    buffer_format(html->out, " viewBox=\"0 0 %.0f %.0f\"", ceil(width), ceil(height));
    if (html->site->standalone != NULL)
        write_own_size(html, width, height);
    else if (sized)
        buffer_format(html->out, " width=\"%.0f\" height=\"%.0f\"", ceil(width), ceil(height));
    html_attribute(html, "role", HTML_ATTRIBUTE, role);
    html_attribute(html, "aria-labelledby", HTML_ATTRIBUTE, arena_format(html->arena, "%s-title %s-text", id, id));
    html_inside(html);
    buffer_char(html->out, '\n');
    if (html->site->standalone != NULL && html->site->standalone->style != NULL)
        write_named(html, "style", NULL, html->site->standalone->style);
    write_named(html, "title", arena_format(html->arena, "%s-title", id), title);
    write_named(html, "desc", arena_format(html->arena, "%s-text", id), description);
}
