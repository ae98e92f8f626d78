#include "write/drawing/drawing.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"

#include <math.h>
#include <string.h>

static double nice_step(double span)
{
    double power = pow(10, floor(log10(span / 4)));
    double ratio = span / 4 / power;

    return (ratio >= 5 ? 5 : ratio >= 2 ? 2 : 1) * power;
}

/* What is counted has no halves. */
static bool is_counted(const struct chart *chart)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        if (chart->points[i].value != floor(chart->points[i].value))
            return false;
    }
    return chart->point_count > 0;
}

struct chart_scale chart_scale(const struct chart *chart)
{
    double low = 0, high = 0;

    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        bool has_interval = point->low_text != NULL;
        double lowest = has_interval ? point->low : point->value, highest = has_interval ? point->high : point->value;
        low = lowest < low ? lowest : low;
        high = highest > high ? highest : high;
    }
    for (size_t i = 0; i < chart->rule_count; i++) {
        if (chart->rules[i].text == NULL)
            continue;
        low = fmin(low, chart->rules[i].value);
        high = fmax(high, chart->rules[i].value);
    }
    if (!(high - low > 0) || !isfinite(high - low)) {
        low = 0;
        high = 1;
    }
    /* Shares are parts of a whole: 52 % shall not look like all of it. A line shows how they change. */
    if (chart->kind != CHART_LINE && low >= 0 && high <= 100 && chart->unit != NULL && strcmp(chart->unit, "%") == 0)
        high = 100;
    double step = nice_step(high - low);
    if (is_counted(chart) && step < 1)
        step = 1;
    struct chart_scale scale = {floor(low / step) * step, ceil(high / step) * step, step, 0};
    scale.decimals = step < 1 ? (int)-floor(log10(step)) : 0;
    if (scale.decimals > 9)
        scale.decimals = 9;
    return scale;
}

double chart_share(const struct chart_scale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);

    return share < 0 ? 0 : share > 1 ? 1 : isfinite(share) ? share : 0;
}

static const char *tick_text(struct arena *arena, const struct chart_scale *scale, double value, const char *mark)
{
    char *text = arena_format(arena, "%.*f", scale->decimals, value + 0.0);
    char *point = strchr(text, '.');

    if (point == NULL)
        return text;
    *point = '\0';
    return arena_format(arena, "%s%s%s", text, mark, point + 1);
}

struct chart_ticks chart_ticks(struct arena *arena, const struct chart_scale *scale, const char *decimal_mark)
{
    int steps = (int)((scale->high - scale->low) / scale->step + 0.5);
    struct chart_tick *ticks = arena_alloc(arena, (size_t)(steps + 1) * sizeof *ticks);

    for (int i = 0; i <= steps; i++) {
        double value = scale->low + i * scale->step;
        ticks[i] = (struct chart_tick){chart_share(scale, value), tick_text(arena, scale, value, decimal_mark)};
    }
    return (struct chart_ticks){ticks, (size_t)steps + 1};
}

const char *chart_with_unit(struct arena *arena, const struct chart *chart, const char *text)
{
    if (chart->unit == NULL || chart->unit[0] == '\0')
        return text;
    return arena_format(arena, "%s%s%s", text, strcmp(chart->unit, "%") == 0 ? "" : "\u00a0", chart->unit);
}

const char *chart_value(struct arena *arena, const struct chart *chart, size_t point)
{
    const struct chart_point *shown = &chart->points[point];
    const char *text = shown->missing ? shown->text : chart_with_unit(arena, chart, shown->text);

    if (shown->low_text == NULL)
        return text;
    return arena_format(arena, "%s (%s–%s)", text, shown->low_text, shown->high_text);
}

size_t chart_series(const struct chart *chart)
{
    return chart->column_count > 0 ? chart->column_count : 1;
}

size_t chart_rows(const struct chart *chart)
{
    return chart->point_count / chart_series(chart);
}

double chart_along(const struct chart *chart, size_t row)
{
    size_t rows = chart_rows(chart);

    return rows < 2 ? 0.5 : (double)row / (double)(rows - 1);
}

double chart_row_top(const struct chart *chart, size_t point)
{
    double top = -INFINITY;

    for (size_t i = point; i < point + chart_series(chart); i++) {
        const struct chart_point *value = &chart->points[i];
        if (!value->missing)
            top = fmax(top, value->low_text != NULL ? value->high : value->value);
    }
    return isinf(top) ? 0 : top;
}

const char *chart_named_value(struct arena *arena, const struct chart *chart, size_t point)
{
    const char *value = chart_value(arena, chart, point);

    if (chart->column_count == 0)
        return value;
    return arena_format(arena, "%s: %s", chart->columns[point % chart->column_count], value);
}

bool chart_shows_values(const struct chart *chart)
{
    return chart->kind != CHART_LINE || (chart->column_count == 0 && chart->point_count <= CHART_MOST_VALUES);
}

const char *chart_rule_in_words(struct arena *arena, const struct chart *chart, const struct chart_rule *rule)
{
    if (rule->text == NULL)
        return arena_format(arena, "%s: %s", chart->points[rule->point].label, rule->label);
    return arena_format(arena, "%s: %s", rule->label, chart_with_unit(arena, chart, rule->text));
}

const char *chart_in_words(struct arena *arena, const struct chart *chart)
{
    struct buffer text = {0};

    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        if (chart->kind == CHART_FLOW && chart->column_count > 0) {
            bool is_first = i % chart->column_count == 0;
            buffer_format(&text, "%s%s", is_first && i > 0 ? "; " : "", is_first ? point->label : "");
            buffer_format(&text, "%s%s", *point->text ? " → " : "", point->text);
            continue;
        }
        const char *column = chart->column_count > 0 ? chart->columns[i % chart->column_count] : NULL;
        buffer_format(&text, "%s%s%s%s: %s", i ? "; " : "", chart->points[i].label, column ? ", " : "",
                      column ? column : "", chart_value(arena, chart, i));
    }
    for (size_t i = 0; i < chart->rule_count; i++)
        buffer_format(&text, "; %s", chart_rule_in_words(arena, chart, &chart->rules[i]));
    return buffer_take(&text, arena);
}
