#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "write/drawing/drawing.h"

#include <math.h>

/* Charts out of rules and small dots, so that no drawing package is needed. */

/* In units of the plot: from the first or last point to the edge of the text, twice; of the sample of a line. */
enum { WIDEST_LABEL = 20, PLOT_HEIGHT = 40, SAMPLE = 14 };

/* What stands above a bar or a dot: its label, or of several series its series, with the label above the first. */
static const char *row_label(struct latex *latex, const struct chart *chart, size_t point)
{
    if (chart->column_count == 0)
        return chart->points[point].label;
    if (point % chart->column_count == 0)
        latex_around(latex, "\\lampiranderet{", chart->points[point].label, "}\n");
    return chart->columns[point % chart->column_count];
}

/* From the lowest to the highest value, below what was drawn last. */
static void write_interval(struct latex *latex, const struct chart_scale *scale, const struct chart_point *point)
{
    double low = chart_share(scale, point->low), high = chart_share(scale, point->high);

    if (point->low_text != NULL)
        buffer_format(latex->out, "\\lampiranselang{%.4f}{%.4f}\n", low, high - low);
}

/* What the value just drawn should come to. */
static void write_pegs(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        if (chart->rules[i].text != NULL)
            buffer_format(latex->out, "\\lampiranpatok{%.4f}\n", chart_share(scale, chart->rules[i].value));
    }
}

/* Bars, or dots on lines, one below the other; of a missing number there is only what stands for it. */
static void write_rows(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    double zero = chart_share(scale, 0);

    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        double end = point->missing ? zero : chart_share(scale, point->value);
        const char *label = row_label(latex, chart, i);
        if (chart->kind == CHART_BAR) {
            latex_around(latex, "\\lampiranbatang{", label, "}");
            buffer_format(latex->out, "{%.4f}{%.4f}", fmin(end, zero), fabs(end - zero));
        } else {
            latex_around(latex, point->missing ? "\\lampirandotkosong{" : "\\lampirandot{", label, "}");
            if (!point->missing)
                buffer_format(latex->out, "{%.4f}", end);
        }
        latex_around(latex, "{", chart_value(latex->arena, chart, i), "}\n");
        write_pegs(latex, chart, scale);
        write_interval(latex, scale, point);
    }
}

/* The plot is 100 units wide and PLOT_HEIGHT high; the labels of the scale stand left of it. */
static double point_x(const struct chart *chart, size_t point)
{
    return 5 + 90 * chart_along(chart, point / chart_series(chart));
}

/* Room for a label below the axis, so that it meets neither its neighbours nor the edge of the page. */
static double label_room(const struct chart *chart, size_t interval)
{
    size_t rows = chart_rows(chart);
    double room = rows < 2 ? 90 : 90.0 * (double)interval / (double)(rows - 1) - 1;

    return rows > 1 && room > WIDEST_LABEL ? WIDEST_LABEL : room;
}

static double point_y(const struct chart *chart, const struct chart_scale *scale, size_t point)
{
    return PLOT_HEIGHT * chart_share(scale, chart->points[point].value);
}

static void write_scale(struct latex *latex, const struct chart_scale *scale)
{
    const char *mark = latex_label(latex, "number_decimal_mark", ".");
    const struct chart_ticks ticks = chart_ticks(latex->arena, scale, mark);

    for (size_t i = 0; i < ticks.count; i++)
        buffer_format(latex->out, "\\lampiranskala{%.2f}{%s}\n", PLOT_HEIGHT * ticks.ticks[i].share,
                      ticks.ticks[i].text);
}

static void write_rules(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        if (rule->text != NULL)
            buffer_format(latex->out, "\\lampirantarget{%.2f}\n", PLOT_HEIGHT * chart_share(scale, rule->value));
        else
            buffer_format(latex->out, "\\lampiranperistiwa{%.2f}{%.2f}\n", point_x(chart, rule->point),
                          PLOT_HEIGHT * chart_share(scale, chart_row_top(chart, rule->point)));
    }
}

/* What the lines across the chart mean. */
static void write_meanings(struct latex *latex, const struct chart *chart)
{
    if (chart->rule_count == 0)
        return;
    latex_put(latex, "\\lampiranpapanarti{");
    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        latex_put(latex, rule->text == NULL          ? "\\lampirancontohperistiwa\\ "
                         : chart->kind == CHART_LINE ? "\\lampirancontohtarget\\ "
                                                     : "\\rule{.8pt}{1.3ex}\\ ");
        latex_text(latex, chart_rule_in_words(latex->arena, chart, rule));
        latex_put(latex, i + 1 < chart->rule_count ? "\\quad " : "}\n");
    }
}

static void begin_curve(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    latex_around(latex, "\\begin{lampirankurva}{", chart->unit ? chart->unit : "", "}\n");
    write_scale(latex, scale);
    write_rules(latex, chart, scale);
}

/* Of how many dots a line of that length in units is, which tells it from those of other series; 0: it has no gaps. */
static int dots_of(size_t series, double length)
{
    static const double gaps[] = {0, 1.1, 2.2, 0, 1.6, 3.2};
    double gap = gaps[series % (sizeof gaps / sizeof *gaps)];

    return gap > 0 ? 2 + (int)(length / gap) : 0;
}

/* The line from the point of the same series before it, if both are there. */
static void write_step(struct latex *latex, const struct chart *chart, const struct chart_scale *scale, size_t point)
{
    size_t series = chart_series(chart);

    if (point < series || chart->points[point].missing || chart->points[point - series].missing)
        return;
    double before_x = point_x(chart, point - series), before_y = point_y(chart, scale, point - series);
    double x = point_x(chart, point), y = point_y(chart, scale, point);
    if (series == 1)
        latex_put(latex, "\\lampirangarisdari");
    else
        buffer_format(latex->out, "\\lampirangarisputus{%d}",
                      dots_of(point % series, hypot(x - before_x, y - before_y)));
    buffer_format(latex->out, "{%.2f}{%.2f}{%.2f}{%.2f}{%.2f}{%.2f}\n", before_x, before_y, (before_x + x) / 2,
                  (before_y + y) / 2, x, y);
}

/* The upright line over the interval of the point, if it has one. */
static void write_upright(struct latex *latex, const struct chart *chart, const struct chart_scale *scale, size_t i)
{
    const struct chart_point *point = &chart->points[i];

    if (point->low_text != NULL)
        buffer_format(latex->out, "\\lampirantegak{%.2f}{%.2f}{%.2f}\n", point_x(chart, i),
                      PLOT_HEIGHT * chart_share(scale, point->low),
                      PLOT_HEIGHT * (chart_share(scale, point->high) - chart_share(scale, point->low)));
}

/* What tells the lines of several series apart. */
static const char *const forms[] = {"support", "contrast", "illustrative", "divided", "unjudged", "silent"};

static const char *form_of(size_t series)
{
    return forms[series % (sizeof forms / sizeof *forms)];
}

/* Lines of several series, each with marks of its own, and below whose they are. Their numbers do not fit in. */
static void write_lines(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    size_t series = chart->column_count, interval = (chart_rows(chart) + 7) / 8;

    begin_curve(latex, chart, scale);
    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        double x = point_x(chart, i), y = point_y(chart, scale, i);
        write_step(latex, chart, scale, i);
        if (!point->missing)
            buffer_format(latex->out, "\\lampiranbentuk{%.2f}{%.2f}{%s}\n", x, y, form_of(i % series));
        write_upright(latex, chart, scale, i);
        if (i % (series * interval) == 0) {
            buffer_format(latex->out, "\\put(%.2f,-2){\\makebox(0,0)[t]{\\lampirankatatitik{%.1f}{", x,
                          label_room(chart, interval));
            latex_text(latex, point->label);
            latex_put(latex, "}}}\n");
        }
    }
    latex_put(latex, "\\end{lampirankurva}\n\\lampiranpapanarti{");
    for (size_t i = 0; i < series; i++) {
        buffer_format(latex->out, "\\lampirancontohgaris{%d}{%s} ", dots_of(i, SAMPLE), form_of(i));
        latex_text(latex, chart->columns[i]);
        latex_put(latex, "\\quad ");
    }
    latex_put(latex, "}\n");
}

static void write_curve(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    size_t interval = (chart->point_count + 7) / 8;

    begin_curve(latex, chart, scale);
    for (size_t i = 0; i < chart->point_count; i++) {
        double x = point_x(chart, i), y = point_y(chart, scale, i);
        write_step(latex, chart, scale, i);
        write_upright(latex, chart, scale, i);
        buffer_format(latex->out, "\\lampirantitik{%.2f}{%.2f}{", x, y);
        if (i % interval == 0)
            latex_text(latex, chart->points[i].text);
        latex_put(latex, "}{");
        if (i % interval == 0) {
            buffer_format(latex->out, "\\lampirankatatitik{%.1f}{", label_room(chart, interval));
            latex_text(latex, chart->points[i].label);
            latex_put(latex, "}");
        }
        latex_put(latex, "}\n");
    }
    latex_put(latex, "\\end{lampirankurva}\n");
}

/* The heads of a heat map or a board. */
static void begin_map(struct latex *latex, const struct chart *chart)
{
    buffer_format(latex->out, "\\begin{lampiranpeta}{%zu}\n\\lampiranpetabaris{}{", chart->column_count);
    for (size_t i = 0; i < chart->column_count; i++) {
        latex_around(latex, "\\lampiranpetakepala{", chart->columns[i], "}");
    }
    latex_put(latex, "}\n");
}

/* The label of the row that begins with this point, if one does. */
static void begin_map_row(struct latex *latex, const struct chart *chart, size_t point)
{
    if (point % chart->column_count != 0)
        return;
    latex_around(latex, "\\lampiranpetabaris{", chart->points[point].label, "}{");
}

/* In black and white: each number above a rule of its share. */
static void write_heat(struct latex *latex, const struct chart *chart, const struct chart_scale *scale)
{
    begin_map(latex, chart);
    for (size_t i = 0; i < chart->point_count; i++) {
        begin_map_row(latex, chart, i);
        buffer_format(latex->out, "\\lampiranpetasel{%.4f}{", chart_share(scale, chart->points[i].value));
        latex_text(latex, chart_value(latex->arena, chart, i));
        latex_put(latex, (i + 1) % chart->column_count == 0 ? "}}\n" : "}");
    }
    latex_put(latex, "\\end{lampiranpeta}\n");
}

/* Marks are drawn, as no font has them all; below is what those that occur mean. */
static void write_board(struct latex *latex, const struct chart *chart)
{
    bool found[CHART_MARKS] = {false};

    begin_map(latex, chart);
    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        begin_map_row(latex, chart, i);
        found[point->mark] = true;
        buffer_format(latex->out, "\\lampiranpapansel{%s}", chart_mark_names[point->mark]);
        latex_put(latex, (i + 1) % chart->column_count == 0 ? "}\n" : "");
    }
    latex_put(latex, "\\end{lampiranpeta}\n\\lampiranpapanarti{");
    for (int mark = 0; mark < CHART_MARKS; mark++) {
        const char *name = chart_mark_names[mark];
        if (!found[mark])
            continue;
        buffer_format(latex->out, "\\lampirantanda{%s} ", name);
        latex_text(latex, latex_label(latex, arena_concat(latex->arena, "standing_", name, NULL), name));
        latex_put(latex, "\\quad ");
    }
    latex_put(latex, "}\n");
}

static void write_drawing(struct latex *latex, const struct chart *chart)
{
    struct chart_scale scale = chart_scale(chart);

    switch (chart->kind) {
    case CHART_BAR:
    case CHART_DOT:
        write_rows(latex, chart, &scale);
        break;
    case CHART_LINE:
        if (chart->column_count > 0)
            write_lines(latex, chart, &scale);
        else
            write_curve(latex, chart, &scale);
        break;
    case CHART_HEAT:
        if (chart->column_count > 0)
            write_heat(latex, chart, &scale);
        break;
    case CHART_BOARD:
        if (chart->column_count > 0)
            write_board(latex, chart);
        break;
    case CHART_FLOW:
    case CHART_NETWORK:
        if (chart->column_count > 0 && chart->point_count > 0)
            latex_diagram(latex, diagram_of_chart(latex->arena, chart));
        break;
    }
}

/* In a cell there is no room to draw. */
static void write_numbers(struct latex *latex, const struct chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        latex_text(latex, chart->points[i].label);
        if (chart->column_count > 0) {
            latex_put(latex, ", ");
            latex_text(latex, chart->columns[i % chart->column_count]);
        }
        latex_put(latex, ": ");
        latex_text(latex, chart_value(latex->arena, chart, i));
        latex_put(latex, i + 1 < chart->point_count ? "; " : "");
    }
}

void latex_chart(struct latex *latex, const struct block *block)
{
    const struct chart *chart = block->chart;

    latex_begin_figure(latex, block);
    if (latex->in_cell)
        write_numbers(latex, chart);
    else
        write_drawing(latex, chart);
    write_meanings(latex, chart);
    latex_end_figure(latex, &chart->caption);
}
