#include "render/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "render/chart.h"

#include <string.h>

/*
 * Charts as SVG in the page.  One unit is about a pixel on a phone; classes take their colours from the
 * style sheet, so a chart follows light, dark and forced colours.
 */

enum {
    WIDTH = 400,
    LETTER = 8, /* an average letter's width, rounded up */
    LINE = 18,
    BAR = 16,
    BAR_WIDTH = 310, /* leaves room for the value */
    LABEL_LETTERS = WIDTH / LETTER,
    PLOT_LEFT = 44,
    PLOT_RIGHT = 380,
    PLOT_TOP = 34,
    PLOT_BOTTOM = 220,
    PLOT_HEIGHT = 250,
    MOST_VALUES = 8, /* points of a line that get their value written beside */
};

const char *html_chart_value(const struct html *html, const struct chart *chart, size_t point)
{
    return chart_value(html->arena, chart, chart->points[point].text);
}

static void write_number(struct html *html, const char *name, double number)
{
    buffer_format(html->out, " %s=\"%.1f\"", name, number);
}

/* <text class x y>text</text> */
static void write_text(struct html *html, const char *class, double x, double y, const char *text)
{
    html_start(html, "text");
    html_attribute(html, "class", HTML_ATTRIBUTE, class);
    write_number(html, "x", x);
    write_number(html, "y", y);
    html_inside(html);
    html_text(html, text);
    html_close(html);
    buffer_char(html->out, '\n');
}

static void write_line(struct html *html, const char *class, double x1, double y1, double x2, double y2)
{
    html_start_void(html, "line");
    html_attribute(html, "class", HTML_ATTRIBUTE, class);
    write_number(html, "x1", x1);
    write_number(html, "y1", y1);
    write_number(html, "x2", x2);
    write_number(html, "y2", y2);
    html_end_void(html);
    buffer_char(html->out, '\n');
}

/* Writes label in lines that fit the drawing, from y downwards. Returns where the next line would stand. */
static double write_label(struct html *html, double y, const char *label)
{
    while (text_length(label) > LABEL_LETTERS) {
        const char *end = label, *cut = NULL;
        for (size_t letters = 0; letters < LABEL_LETTERS; letters++) {
            if (*end == ' ')
                cut = end;
            text_next(&end);
        }
        cut = cut ? cut : end;
        write_text(html, "label", 0, y, arena_copy(html->arena, label, (size_t)(cut - label)));
        label = *cut == ' ' ? cut + 1 : cut;
        y += LINE;
    }
    write_text(html, "label", 0, y, label);
    return y + LINE;
}

static double write_bars(struct html *html, const struct chart *chart, const struct chart_scale *scale)
{
    double zero = chart_share(scale, 0) * BAR_WIDTH;
    double y = LINE;

    for (size_t i = 0; i < chart->point_count; i++) {
        double end = chart_share(scale, chart->points[i].value) * BAR_WIDTH;
        y = write_label(html, y, chart->points[i].label);
        html_start_void(html, "rect");
        html_attribute(html, "class", HTML_ATTRIBUTE, "bar");
        write_number(html, "x", end < zero ? end : zero);
        write_number(html, "y", y - LINE + 6);
        write_number(html, "width", end < zero ? zero - end : end - zero);
        write_number(html, "height", BAR);
        html_end_void(html);
        buffer_char(html->out, '\n');
        write_text(html, "value", (end > zero ? end : zero) + 6, y + 1, html_chart_value(html, chart, i));
        y += BAR + 18;
    }
    return y - BAR;
}

static double point_x(const struct chart *chart, size_t point)
{
    if (chart->point_count < 2)
        return (PLOT_LEFT + PLOT_RIGHT) / 2.0;
    return PLOT_LEFT + 12 + (double)(PLOT_RIGHT - PLOT_LEFT - 24) * (double)point / (double)(chart->point_count - 1);
}

static double point_y(const struct chart_scale *scale, double value)
{
    return PLOT_BOTTOM - chart_share(scale, value) * (PLOT_BOTTOM - PLOT_TOP);
}

static void write_grid(struct html *html, const struct chart_scale *scale)
{
    const char *mark = html_label(html, "number_decimal_mark", ".");
    int steps = (int)((scale->high - scale->low) / scale->step + 0.5);

    for (int i = 0; i <= steps; i++) {
        double value = scale->low + i * scale->step;
        double y = point_y(scale, value);
        write_line(html, "grid", PLOT_LEFT, y, PLOT_RIGHT, y);
        write_text(html, "tick", PLOT_LEFT - 6, y + 5, chart_tick(html->arena, scale, value, mark));
    }
}

/* Every how many points there is room for a label below the axis. */
static size_t label_interval(const struct chart *chart)
{
    size_t longest = 1;

    for (size_t i = 0; i < chart->point_count; i++) {
        size_t length = text_length(chart->points[i].label);
        longest = length > longest ? length : longest;
    }
    size_t fits = (size_t)(PLOT_RIGHT - PLOT_LEFT) / ((longest + 1) * LETTER);
    return fits < 1 ? chart->point_count : (chart->point_count + fits - 1) / fits;
}

static double write_curve(struct html *html, const struct chart *chart, const struct chart_scale *scale)
{
    size_t interval = label_interval(chart);

    if (chart->unit != NULL)
        write_text(html, "unit", 0, PLOT_TOP - 18, chart->unit);
    write_grid(html, scale);
    html_start_void(html, "polyline");
    html_attribute(html, "class", HTML_ATTRIBUTE, "line");
    buffer_text(html->out, " points=\"");
    for (size_t i = 0; i < chart->point_count; i++)
        buffer_format(html->out, "%s%.1f,%.1f", i ? " " : "", point_x(chart, i),
                      point_y(scale, chart->points[i].value));
    buffer_char(html->out, '"');
    html_end_void(html);
    buffer_char(html->out, '\n');
    for (size_t i = 0; i < chart->point_count; i++) {
        double x = point_x(chart, i), y = point_y(scale, chart->points[i].value);
        html_start_void(html, "circle");
        html_attribute(html, "class", HTML_ATTRIBUTE, "dot");
        write_number(html, "cx", x);
        write_number(html, "cy", y);
        buffer_text(html->out, " r=\"4\"");
        html_end_void(html);
        buffer_char(html->out, '\n');
        if (chart->point_count <= MOST_VALUES)
            write_text(html, "value middle", x, y - 9, chart->points[i].text);
        if (i % interval == 0)
            write_text(html, "label middle", x, PLOT_BOTTOM + 20, chart->points[i].label);
    }
    return PLOT_HEIGHT;
}

/* All numbers in one sentence, for the description. */
static void write_description(struct html *html, const struct chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        buffer_text(html->out, i ? "; " : "");
        html_text(html, chart->points[i].label);
        buffer_text(html->out, ": ");
        html_text(html, html_chart_value(html, chart, i));
    }
}

void html_drawing(struct html *html, const struct chart *chart)
{
    struct chart_scale scale = chart_scale(chart);
    struct buffer drawing = {0};
    struct buffer *page = html->out;
    const char *id = arena_format(html->arena, "chart-%zu", ++html->serial);

    html->out = &drawing;
    double height = chart->kind == CHART_BAR ? write_bars(html, chart, &scale) : write_curve(html, chart, &scale);
    html->out = page;
    html_start(html, "svg");
    buffer_format(html->out, " viewBox=\"0 0 %d %.0f\" role=\"img\"", WIDTH, height);
    html_attribute(html, "aria-labelledby", HTML_ATTRIBUTE, arena_format(html->arena, "%s-title %s-text", id, id));
    html_inside(html);
    buffer_char(html->out, '\n');
    html_open_block(html, "title", NULL, arena_format(html->arena, "%s-title", id));
    html_text(html, span_plain(html->arena, chart->caption));
    html_close(html);
    buffer_char(html->out, '\n');
    html_open_block(html, "desc", NULL, arena_format(html->arena, "%s-text", id));
    write_description(html, chart);
    html_close(html);
    buffer_char(html->out, '\n');
    buffer_bytes(html->out, buffer_string(&drawing), drawing.length);
    html_close(html);
    buffer_char(html->out, '\n');
    buffer_free(&drawing);
}
