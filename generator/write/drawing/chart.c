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
        double value = chart->points[i].value;
        low = value < low ? value : low;
        high = value > high ? value : high;
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

const char *chart_tick(struct arena *arena, const struct chart_scale *scale, double value, const char *decimal_mark)
{
    char *text = arena_format(arena, "%.*f", scale->decimals, value + 0.0);
    char *point = strchr(text, '.');

    if (point == NULL)
        return text;
    *point = '\0';
    return arena_format(arena, "%s%s%s", text, decimal_mark, point + 1);
}

const char *chart_value(struct arena *arena, const struct chart *chart, const char *text)
{
    if (chart->unit == NULL || chart->unit[0] == '\0')
        return text;
    return arena_format(arena, "%s%s%s", text, "\u00a0", chart->unit);
}

bool chart_shows_values(const struct chart *chart)
{
    return chart->kind != CHART_LINE || chart->point_count <= CHART_MOST_VALUES;
}

const char *chart_rule_in_words(struct arena *arena, const struct chart *chart, const struct chart_rule *rule)
{
    if (rule->text == NULL)
        return arena_format(arena, "%s: %s", chart->points[rule->point].label, rule->label);
    return arena_format(arena, "%s: %s", rule->label, chart_value(arena, chart, rule->text));
}

const char *chart_in_words(struct arena *arena, const struct chart *chart)
{
    struct buffer text = {0};

    for (size_t i = 0; i < chart->point_count; i++) {
        const char *column = chart->column_count > 0 ? chart->columns[i % chart->column_count] : NULL;
        buffer_format(&text, "%s%s%s%s: %s", i ? "; " : "", chart->points[i].label, column ? ", " : "",
                      column ? column : "", chart_value(arena, chart, chart->points[i].text));
    }
    for (size_t i = 0; i < chart->rule_count; i++)
        buffer_format(&text, "; %s", chart_rule_in_words(arena, chart, &chart->rules[i]));
    const char *words = arena_string(arena, buffer_string(&text));
    buffer_free(&text);
    return words;
}
