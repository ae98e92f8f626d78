#include "write/html/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <assert.h>
#include <math.h>

/*
 * Charts as SVG in the page.  One unit is about a pixel on a phone; classes take their colours from the
 * style sheet, so a chart follows light, dark and forced colours.
 */

enum {
    WIDTH = 340,
    LETTER = 14,
    SMALL = 13,
    LINE = 18,
    BAR = 16,
    SPACE = 6,
    PLOT_TOP = 34,
    PLOT_BOTTOM = 220,
    PLOT_HEIGHT = 250,
    SWATCH = 30,
};

/* Values are bold. */
static double value_width(const char *text)
{
    return diagram_text_width(text, LETTER) * 1.1;
}

const char *html_chart_value(const struct html *html, const struct chart *chart, size_t point)
{
    return chart_value(html->arena, chart, chart->points[point].text);
}

static void write_line(struct html *html, const char *class, double x1, double y1, double x2, double y2)
{
    html_svg_start(html, "line", class);
    html_svg_number(html, "x1", x1);
    html_svg_number(html, "y1", y1);
    html_svg_number(html, "x2", x2);
    html_svg_number(html, "y2", y2);
    html_svg_end(html);
}

static void write_dot(struct html *html, double x, double y, const char *radius)
{
    html_svg_start(html, "circle", "dot");
    html_svg_number(html, "cx", x);
    html_svg_number(html, "cy", y);
    html_attribute(html, "r", HTML_ATTRIBUTE, radius);
    html_svg_end(html);
}

/* A label above its bar, linked where it leads to something. Returns where the next line would stand. */
static double write_label(struct html *html, double y, const struct chart_point *point)
{
    struct list lines = diagram_wrap(html->arena, point->label, LETTER, WIDTH);
    bool linked = html_open_target(html, point->target);

    for (size_t i = 0; i < lines.count; i++, y += LINE)
        html_svg_text(html, "label", 0, y, lines.items[i]);
    if (linked)
        html_close(html);
    return y;
}

/* What is left beside the widest value. */
static double bar_room(const struct html *html, const struct chart *chart)
{
    double widest = 0;

    for (size_t i = 0; i < chart->point_count; i++)
        widest = fmax(widest, value_width(html_chart_value(html, chart, i)));
    return fmax(WIDTH - widest - 2 * SPACE, WIDTH / 3.0);
}

static void write_bar(struct html *html, double from, double to, double y)
{
    html_svg_start(html, "rect", "bar");
    html_svg_number(html, "x", fmin(from, to));
    html_svg_number(html, "y", y);
    html_svg_number(html, "width", fabs(to - from));
    html_svg_number(html, "height", BAR);
    html_svg_end(html);
}

/* What each line across the chart means, from y on; a target as it is drawn. Returns where the next would stand. */
static double write_meanings(struct html *html, const struct chart *chart, double y)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        struct list lines = diagram_wrap(html->arena, chart_rule_in_words(html->arena, chart, rule), SMALL, WIDTH - SWATCH);
        if (rule->text != NULL)
            write_line(html, "target", 0, y + LINE / 2.0, SWATCH - SPACE, y + LINE / 2.0);
        else
            write_line(html, "event", SWATCH / 2.0, y + 2, SWATCH / 2.0, y + LINE);
        for (size_t j = 0; j < lines.count; j++, y += LINE)
            html_svg_text(html, "meaning", SWATCH, y + LINE - 4, lines.items[j]);
    }
    return y;
}

/* Targets as lines across all rows from top to bottom. */
static void write_targets(struct html *html, const struct chart *chart, const struct chart_scale *scale, double left,
                          double room, double bottom)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        double x = left + chart_share(scale, chart->rules[i].value) * room;
        if (chart->rules[i].text != NULL)
            write_line(html, "target", x, 0, x, bottom);
    }
}

/* Bars, or dots on lines, one below the other under their labels. */
static double write_rows(struct html *html, const struct chart *chart, const struct chart_scale *scale)
{
    double room = bar_room(html, chart), zero = chart_share(scale, 0) * room;
    double y = LINE - 2;

    for (size_t i = 0; i < chart->point_count; i++) {
        double end = chart_share(scale, chart->points[i].value) * room;
        y = write_label(html, y, &chart->points[i]);
        if (chart->kind == CHART_DOT) {
            write_line(html, "grid", SPACE, y - LINE / 2.0 + BAR / 2.0, SPACE + room, y - LINE / 2.0 + BAR / 2.0);
            write_dot(html, SPACE + end, y - LINE / 2.0 + BAR / 2.0, "6");
        } else {
            write_bar(html, zero, end, y - LINE + SPACE);
        }
        double beside = chart->kind == CHART_DOT ? SPACE + end + SPACE + 4 : fmax(end, zero) + SPACE;
        html_svg_text(html, "value", beside, y + 1, html_chart_value(html, chart, i));
        y += BAR + LINE;
    }
    write_targets(html, chart, scale, chart->kind == CHART_DOT ? SPACE : 0, room, y - BAR - SPACE);
    return write_meanings(html, chart, y - BAR);
}

/* ---- lines ---- */

/* Where the points of a line lie: words at its ends need room on both sides. */
struct plot {
    const struct chart *chart;
    struct chart_scale scale;
    double left;
    double right;
    double first; /* x of the first and the last point */
    double last;
    bool has_values;
};

static double point_room(const struct plot *plot, size_t point)
{
    double label = diagram_text_width(plot->chart->points[point].label, LETTER);
    double value = plot->has_values ? value_width(plot->chart->points[point].text) : 0;

    return fmax(fmax(label, value) / 2, SPACE);
}

static struct plot make_plot(struct html *html, const struct chart *chart, const struct chart_scale *scale)
{
    const char *mark = html_label(html, "number_decimal_mark", ".");
    struct plot plot = {.chart = chart, .scale = *scale, .has_values = chart_shows_values(chart)};
    double low = diagram_text_width(chart_tick(html->arena, scale, scale->low, mark), SMALL);
    double high = diagram_text_width(chart_tick(html->arena, scale, scale->high, mark), SMALL);

    plot.left = fmax(low, high) + 2 * SPACE;
    plot.right = WIDTH;
    plot.first = plot.left + 2 * SPACE;
    plot.last = plot.right - 2 * SPACE;
    if (chart->point_count > 0) {
        plot.first = fmax(plot.first, point_room(&plot, 0));
        plot.last = fmin(plot.last, WIDTH - point_room(&plot, chart->point_count - 1));
    }
    if (plot.last < plot.first)
        plot.first = plot.last = WIDTH / 2.0;
    return plot;
}

static double point_x(const struct plot *plot, size_t point)
{
    if (plot->chart->point_count < 2)
        return (plot->first + plot->last) / 2;
    return plot->first + (plot->last - plot->first) * (double)point / (double)(plot->chart->point_count - 1);
}

static double point_y(const struct plot *plot, double value)
{
    return PLOT_BOTTOM - chart_share(&plot->scale, value) * (PLOT_BOTTOM - PLOT_TOP);
}

static void write_grid(struct html *html, const struct plot *plot)
{
    const char *mark = html_label(html, "number_decimal_mark", ".");
    const struct chart_scale *scale = &plot->scale;
    int steps = (int)((scale->high - scale->low) / scale->step + 0.5);

    for (int i = 0; i <= steps; i++) {
        double value = scale->low + i * scale->step;
        double y = point_y(plot, value);
        write_line(html, "grid", plot->left, y, plot->right, y);
        html_svg_text(html, "tick", plot->left - SPACE, y + 5, chart_tick(html->arena, scale, value, mark));
    }
}

/* Every how many points there is room for a label below the axis. */
static size_t label_interval(const struct plot *plot)
{
    const struct chart *chart = plot->chart;
    double widest = 1;

    for (size_t i = 0; i < chart->point_count; i++)
        widest = fmax(widest, diagram_text_width(chart->points[i].label, LETTER) + SPACE);
    double fits = floor((plot->last - plot->first) / widest) + 1;
    return fits < 2 ? chart->point_count : (size_t)ceil((double)chart->point_count / fits);
}

static void write_polyline(struct html *html, const struct plot *plot)
{
    html_svg_start(html, "polyline", "line");
    buffer_text(html->out, " points=\"");
    for (size_t i = 0; i < plot->chart->point_count; i++)
        buffer_format(html->out, "%s%.1f,%.1f", i ? " " : "", point_x(plot, i),
                      point_y(plot, plot->chart->points[i].value));
    buffer_char(html->out, '"');
    html_svg_end(html);
}

static void write_rules(struct html *html, const struct plot *plot)
{
    const struct chart *chart = plot->chart;

    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        if (rule->text != NULL) {
            double y = point_y(plot, rule->value);
            write_line(html, "target", plot->left, y, plot->right, y);
        } else { /* above the point is its value */
            double x = point_x(plot, rule->point), y = point_y(plot, chart->points[rule->point].value);
            write_line(html, "event", x, y, x, PLOT_BOTTOM);
        }
    }
}

static double write_curve(struct html *html, const struct chart *chart, const struct chart_scale *scale)
{
    struct plot plot = make_plot(html, chart, scale);
    size_t interval = label_interval(&plot);

    if (chart->unit != NULL)
        html_svg_text(html, "unit", 0, PLOT_TOP - 18, chart->unit);
    write_grid(html, &plot);
    write_rules(html, &plot);
    write_polyline(html, &plot);
    for (size_t i = 0; i < chart->point_count; i++) {
        double x = point_x(&plot, i), y = point_y(&plot, chart->points[i].value);
        assert(interval > 0);
        write_dot(html, x, y, "4");
        if (plot.has_values)
            html_svg_text(html, "value middle", x, y - 9, chart->points[i].text);
        if (i % interval == 0)
            html_svg_text(html, "label middle", x, PLOT_BOTTOM + 20, chart->points[i].label);
    }
    return write_meanings(html, chart, PLOT_HEIGHT - (chart->rule_count > 0 ? SPACE : 0));
}

/* ---- all kinds ---- */

static double write_drawing(struct html *html, const struct chart *chart)
{
    struct chart_scale scale = chart_scale(chart);

    switch (chart->kind) {
    case CHART_BAR:
    case CHART_DOT:
        return write_rows(html, chart, &scale);
    case CHART_LINE:
        return write_curve(html, chart, &scale);
    case CHART_HEAT:
        return html_heat(html, chart);
    case CHART_BOARD:
        return html_board(html, chart);
    }
    return 0;
}

/* A role of "img" would hide the links from those who hear the page. */
static bool has_links(const struct chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        if (chart->points[i].target != NULL || chart->points[i].path != NULL)
            return true;
    }
    return false;
}

static double width_of(const struct chart *chart)
{
    if (chart->column_count == 0)
        return WIDTH;
    return chart->kind == CHART_BOARD ? html_board_width(chart) : html_heat_width(chart);
}

bool html_drawing_is_wide(const struct chart *chart)
{
    return chart->kind == CHART_BOARD || width_of(chart) > WIDTH;
}

void html_drawing(struct html *html, const struct chart *chart)
{
    struct buffer drawing = {0};
    struct buffer *page = html->out;

    html->out = &drawing;
    double height = write_drawing(html, chart);
    html->out = page;
    double width = width_of(chart);
    html_svg_open(html, has_links(chart) ? "group" : "img", width, height, html_drawing_is_wide(chart),
                  span_plain(html->arena, chart->caption), chart_in_words(html->arena, chart));
    buffer_bytes(html->out, buffer_string(&drawing), drawing.length);
    html_close(html);
    buffer_char(html->out, '\n');
    buffer_free(&drawing);
}
