#include "write/html/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <assert.h>
#include <math.h>
#include <string.h>

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

static void write_dot(struct html *html, double x, double y, const char *radius)
{
    html_svg_start(html, "circle", "dot");
    html_svg_number(html, "cx", x);
    html_svg_number(html, "cy", y);
    html_attribute(html, "r", HTML_ATTRIBUTE, radius);
    html_svg_end(html);
}

/* A label above its bar, linked where it leads to something. */
static void write_label(struct html *html, double y, const struct chart_point *point, const struct list *lines)
{
    bool linked = html_open_target(html, point->target);

    for (size_t i = 0; i < lines->count; i++, y += LINE)
        html_svg_text(html, "label", 0, y, lines->items[i]);
    if (linked)
        html_close(html);
}

/* Rows of bars or dots: how they are told apart, and what is left beside the widest value. */
struct rows {
    const struct chart *chart;
    struct chart_scale scale;
    bool names_above; /* the names of series have lines of their own, as they are too long to stand beside */
    bool pale;        /* bars, on which intervals have to be seen */
    double room;
};

static const char *beside_bar(struct html *html, const struct rows *rows, size_t point)
{
    return rows->names_above ? chart_value(html->arena, rows->chart, point)
                             : chart_named_value(html->arena, rows->chart, point);
}

static double widest_beside(struct html *html, const struct rows *rows)
{
    double widest = 0;

    for (size_t i = 0; i < rows->chart->point_count; i++)
        widest = fmax(widest, value_width(beside_bar(html, rows, i)));
    return widest;
}

static struct rows make_rows(struct html *html, const struct chart *chart)
{
    struct rows rows = {.chart = chart, .scale = chart_scale(chart)};

    for (size_t i = 0; i < chart->point_count; i++)
        rows.pale |= chart->points[i].low_text != NULL;
    rows.names_above = chart->column_count > 0 && widest_beside(html, &rows) > WIDTH * 0.55;
    rows.room = fmax(WIDTH - widest_beside(html, &rows) - 2 * SPACE, WIDTH / 3.0);
    return rows;
}

static void write_bar(struct html *html, double from, double to, double y, bool pale)
{
    html_svg_rect(html, pale ? "bar pale" : "bar", fmin(from, to), y, fabs(to - from), BAR);
}

/* What each line across the chart means, from y on; a target as it is drawn. Returns where the next would stand. */
static double write_meanings(struct html *html, const struct chart *chart, double y)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        struct list lines =
            diagram_wrap(html->arena, chart_rule_in_words(html->arena, chart, rule), SMALL, WIDTH - SWATCH);
        if (rule->text != NULL)
            html_svg_line(html, "target", 0, y + LINE / 2.0, SWATCH - SPACE, y + LINE / 2.0);
        else
            html_svg_line(html, "event", SWATCH / 2.0, y + 2, SWATCH / 2.0, y + LINE);
        for (size_t j = 0; j < lines.count; j++, y += LINE)
            html_svg_text(html, "meaning", SWATCH, y + LINE - 4, lines.items[j]);
    }
    return y;
}

/* Targets as lines across all rows from top to bottom. */
static void write_targets(struct html *html, const struct rows *rows, double left, double bottom)
{
    const struct chart *chart = rows->chart;

    for (size_t i = 0; i < chart->rule_count; i++) {
        double x = left + chart_share(&rows->scale, chart->rules[i].value) * rows->room;
        if (chart->rules[i].text != NULL)
            html_svg_line(html, "target", x, 0, x, bottom);
    }
}

/* From the lowest to the highest value, with a stop at each end. */
static void write_interval(struct html *html, double low, double high, double y)
{
    html_svg_line(html, "range", low, y, high, y);
    html_svg_line(html, "range", low, y - 4, low, y + 4);
    html_svg_line(html, "range", high, y - 4, high, y + 4);
}

/* Parts of a whole, which is drawn behind them. */
static bool is_share(const struct rows *rows)
{
    const char *unit = rows->chart->unit;

    return unit != NULL && strcmp(unit, "%") == 0 && rows->scale.low == 0 && rows->scale.high == 100;
}

/* A bar, or a dot on its line; or what is beside it. */
static void write_row(struct html *html, const struct rows *rows, size_t i, double y, bool words)
{
    const struct chart_point *point = &rows->chart->points[i];
    bool is_dot = rows->chart->kind == CHART_DOT;
    double left = is_dot ? SPACE : 0, zero = chart_share(&rows->scale, 0) * rows->room;
    double end = left + chart_share(&rows->scale, point->value) * rows->room;
    double middle = y - LINE / 2.0 + (is_dot ? BAR / 2.0 : SPACE - LINE / 2.0 + BAR / 2.0), beside = end;

    if (point->low_text != NULL)
        beside = fmax(end, left + chart_share(&rows->scale, point->high) * rows->room);
    if (words) {
        beside = is_dot ? beside + SPACE + 4 : fmax(beside, zero) + SPACE;
        html_svg_text(html, "value", beside, y + 1, beside_bar(html, rows, i));
        return;
    }
    if (is_dot)
        html_svg_line(html, "grid", left, middle, left + rows->room, middle);
    else if (is_share(rows))
        html_svg_rect(html, "whole", 0, y - LINE + SPACE, rows->room, BAR);
    if (!is_dot && !point->missing)
        write_bar(html, zero, end, y - LINE + SPACE, rows->pale);
    if (point->low_text != NULL)
        write_interval(html, left + chart_share(&rows->scale, point->low) * rows->room, beside, middle);
    if (is_dot && !point->missing)
        write_dot(html, end, middle, "6");
}

/* The shapes of all rows from the top down, or their words. Returns where the next row would stand. */
static double write_all(struct html *html, const struct rows *rows, bool words)
{
    const struct chart *chart = rows->chart;
    size_t series = chart_series(chart);
    double y = LINE - 2;

    for (size_t i = 0; i < chart->point_count; i++) {
        if (i % series == 0) {
            struct list lines = diagram_wrap(html->arena, chart->points[i].label, LETTER, WIDTH);
            if (words)
                write_label(html, y, &chart->points[i], &lines);
            y += LINE * (double)lines.count;
        }
        if (rows->names_above) {
            if (words)
                html_svg_text(html, "head", 0, y, chart->columns[i % series]);
            y += LINE;
        }
        write_row(html, rows, i, y, words);
        y += (i + 1) % series == 0 ? BAR + LINE : rows->names_above ? LINE + SPACE : BAR + SPACE;
    }
    return y;
}

/*
 * Bars, or dots on lines, one below the other under their labels; those of several series stand close together. Words
 * come last, so that no target crosses them.
 */
static double write_rows(struct html *html, const struct chart *chart)
{
    const struct rows rows = make_rows(html, chart);
    double y = write_all(html, &rows, false);

    write_targets(html, &rows, chart->kind == CHART_DOT ? SPACE : 0, y - BAR - SPACE);
    write_all(html, &rows, true);
    return write_meanings(html, chart, y - BAR);
}

/* ---- lines ---- */

/* Where the points of lines lie: words at their ends need room on both sides. */
struct plot {
    const struct chart *chart;
    struct chart_scale scale;
    struct chart_ticks ticks;
    size_t rows; /* places along the axis */
    size_t series;
    double left;
    double right;
    double first; /* x of the first and the last point */
    double last;
    bool has_values;
};

/* The first point of each row, whose label is below the axis. */
static const struct chart_point *point_of(const struct plot *plot, size_t row)
{
    return &plot->chart->points[row * plot->series];
}

static double point_room(const struct plot *plot, size_t row)
{
    double label = diagram_text_width(point_of(plot, row)->label, LETTER);
    double value = plot->has_values ? value_width(point_of(plot, row)->text) : 0;

    return fmax(fmax(label, value) / 2, SPACE);
}

static struct plot make_plot(struct html *html, const struct chart *chart)
{
    const struct chart_scale scale = chart_scale(chart);
    const char *mark = html_label(html, "number_decimal_mark", ".");
    struct plot plot = {.chart = chart,
                        .scale = scale,
                        .ticks = chart_ticks(html->arena, &scale, mark),
                        .rows = chart_rows(chart),
                        .series = chart_series(chart),
                        .has_values = chart_shows_values(chart)};
    double low = diagram_text_width(plot.ticks.ticks[0].text, SMALL);
    double high = diagram_text_width(plot.ticks.ticks[plot.ticks.count - 1].text, SMALL);

    plot.left = fmax(low, high) + 2 * SPACE;
    plot.right = WIDTH;
    plot.first = plot.left + 2 * SPACE;
    plot.last = plot.right - 2 * SPACE;
    if (plot.rows > 0) {
        plot.first = fmax(plot.first, point_room(&plot, 0));
        plot.last = fmin(plot.last, WIDTH - point_room(&plot, plot.rows - 1));
    }
    if (plot.last < plot.first)
        plot.first = plot.last = WIDTH / 2.0;
    return plot;
}

static double point_x(const struct plot *plot, size_t row)
{
    return plot->first + (plot->last - plot->first) * chart_along(plot->chart, row);
}

static double share_y(double share)
{
    return PLOT_BOTTOM - share * (PLOT_BOTTOM - PLOT_TOP);
}

static double point_y(const struct plot *plot, double value)
{
    return share_y(chart_share(&plot->scale, value));
}

static void write_grid(struct html *html, const struct plot *plot)
{
    for (size_t i = 0; i < plot->ticks.count; i++) {
        double y = share_y(plot->ticks.ticks[i].share);
        html_svg_line(html, "grid", plot->left, y, plot->right, y);
        html_svg_text(html, "tick", plot->left - SPACE, y + 5, plot->ticks.ticks[i].text);
    }
}

/* Every how many points there is room for a label below the axis. */
static size_t label_interval(const struct plot *plot)
{
    double widest = 1;

    for (size_t i = 0; i < plot->rows; i++)
        widest = fmax(widest, diagram_text_width(point_of(plot, i)->label, LETTER) + SPACE);
    double fits = floor((plot->last - plot->first) / widest) + 1;
    return fits < 2 ? plot->rows : (size_t)ceil((double)plot->rows / fits);
}

/* "line", or "line series-2" where there are several: each has a stroke of its own. */
static const char *series_class(struct html *html, const struct plot *plot, const char *class, size_t series)
{
    return plot->series == 1 ? class : arena_format(html->arena, "%s series-%zu", class, series + 1);
}

/* The points of a series from row on, up to one that has no number; where the next run may begin. */
static size_t write_run(struct html *html, const struct plot *plot, size_t series, size_t row)
{
    const char *before = "";

    html_svg_start(html, "polyline", series_class(html, plot, "line", series));
    buffer_text(html->out, " points=\"");
    for (; row < plot->rows && !plot->chart->points[row * plot->series + series].missing; row++, before = " ")
        buffer_format(html->out, "%s%.1f,%.1f", before, point_x(plot, row),
                      point_y(plot, plot->chart->points[row * plot->series + series].value));
    buffer_char(html->out, '"');
    html_svg_end(html);
    return row;
}

/* A dot; of several series each has a form of its own, so that colour need not tell them apart. */
static void write_form(struct html *html, const struct plot *plot, size_t series, double x, double y)
{
    static const char *const forms[] = {
        "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
        "m-4 -4h8v8h-8z",
        "m0 -5.5l5.5 5.5l-5.5 5.5l-5.5-5.5z",
        "m0 -5l5 9h-10z",
        "m0 5l5-9h-10z",
        "m-5 -1.5h10v3h-10z",
    };

    if (plot->series == 1) {
        write_dot(html, x, y, "4");
        return;
    }
    html_svg_start(html, "path", series_class(html, plot, "dot", series));
    buffer_format(html->out, " d=\"M%.1f %.1f%s\"", x, y, forms[series % (sizeof forms / sizeof *forms)]);
    html_svg_end(html);
}

static void write_rules(struct html *html, const struct plot *plot)
{
    const struct chart *chart = plot->chart;

    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        if (rule->text != NULL) {
            double y = point_y(plot, rule->value);
            html_svg_line(html, "target", plot->left, y, plot->right, y);
        } else { /* above the point is its value */
            double x = point_x(plot, rule->point / plot->series), y = point_y(plot, chart_row_top(chart, rule->point));
            html_svg_line(html, "event", x, y, x, PLOT_BOTTOM);
        }
    }
}

static void write_series(struct html *html, const struct plot *plot, size_t series)
{
    for (size_t row = 0; row < plot->rows; row++) {
        if (!plot->chart->points[row * plot->series + series].missing)
            row = write_run(html, plot, series, row);
    }
    for (size_t row = 0; row < plot->rows; row++) {
        const struct chart_point *point = &plot->chart->points[row * plot->series + series];
        double x = point_x(plot, row);
        if (point->low_text != NULL) {
            double low = point_y(plot, point->low), high = point_y(plot, point->high);
            html_svg_line(html, "range", x, low, x, high);
            html_svg_line(html, "range", x - 4, low, x + 4, low);
            html_svg_line(html, "range", x - 4, high, x + 4, high);
        }
        if (!point->missing)
            write_form(html, plot, series, x, point_y(plot, point->value));
    }
}

/* Below the axis: which line is whose. */
static double write_names(struct html *html, const struct plot *plot, double y)
{
    for (size_t i = 0; i < plot->chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, plot->chart->columns[i], LETTER, WIDTH - 40);
        html_svg_line(html, series_class(html, plot, "line", i), 0, y - 5, 30, y - 5);
        write_form(html, plot, i, 15, y - 5);
        for (size_t j = 0; j < lines.count; j++, y += LINE)
            html_svg_text(html, "label", 40, y, lines.items[j]);
    }
    return y;
}

static double write_curve(struct html *html, const struct chart *chart)
{
    struct plot plot = make_plot(html, chart);
    size_t interval = label_interval(&plot);

    if (chart->unit != NULL)
        html_svg_text(html, "unit", 0, PLOT_TOP - 18, chart->unit);
    write_grid(html, &plot);
    write_rules(html, &plot);
    for (size_t i = 0; i < plot.series; i++)
        write_series(html, &plot, i);
    for (size_t i = 0; i < plot.rows; i++) {
        const struct chart_point *point = point_of(&plot, i);
        double top = chart_row_top(chart, i * plot.series);
        assert(interval > 0);
        if (plot.has_values)
            html_svg_text(html, "value middle", point_x(&plot, i), point_y(&plot, top) - 9, point->text);
        if (i % interval == 0)
            html_svg_text(html, "label middle", point_x(&plot, i), PLOT_BOTTOM + 20, point->label);
    }
    double bottom = plot.series > 1         ? write_names(html, &plot, PLOT_HEIGHT + LINE) - LINE + SPACE
                    : chart->rule_count > 0 ? PLOT_HEIGHT - SPACE
                                            : PLOT_HEIGHT;
    return write_meanings(html, chart, bottom);
}

/* ---- all kinds ---- */

static double write_drawing(struct html *html, const struct chart *chart)
{
    switch (chart->kind) {
    case CHART_BAR:
    case CHART_DOT:
        return write_rows(html, chart);
    case CHART_LINE:
        return write_curve(html, chart);
    case CHART_HEAT:
        return html_heat(html, chart);
    case CHART_BOARD:
        return html_board(html, chart);
    case CHART_FLOW:
    case CHART_NETWORK: /* drawn as a diagram */
        break;
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

double html_drawing_width(const struct chart *chart)
{
    if (chart->column_count == 0)
        return WIDTH;
    return chart->kind == CHART_BOARD ? html_board_width(chart) : html_heat_width(chart);
}

bool html_drawing_is_wide(const struct chart *chart)
{
    return chart->kind >= CHART_BOARD || html_drawing_width(chart) > WIDTH;
}

void html_drawing(struct html *html, const struct chart *chart)
{
    const struct diagram *diagram = diagram_of_chart(html->arena, chart);
    struct buffer drawing = {0};
    struct buffer *page = html->out;

    if (diagram != NULL) {
        html_diagram(html, diagram, span_plain(html->arena, chart->caption.words), chart_in_words(html->arena, chart));
        return;
    }
    html->out = &drawing;
    double height = write_drawing(html, chart);
    html->out = page;
    double width = html_drawing_width(chart);
    html_svg_open(html, has_links(chart) ? "group" : "img", width, height, html_drawing_is_wide(chart),
                  span_plain(html->arena, chart->caption.words), chart_in_words(html->arena, chart));
    buffer_bytes(html->out, buffer_string(&drawing), drawing.length);
    html_close_line(html);
    buffer_free(&drawing);
}
