#include "write/html/private.h"

#include "base/arena.h"
#include "write/drawing/drawing.h"

#include <math.h>

/* Rows by columns, the darker the more, with the number in each cell: nothing is told by colour alone. */

enum {
    WIDTH = 340,
    LABELS = 130, /* of them for the names of the rows at least */
    MOST_LABELS = 210,
    EASY = 70, /* a column that leaves room to the names */
    LETTER = 14,
    SMALL = 13,
    LINE = 17,
    CELL = 32,
    LEAST = 26, /* width of a cell: two digits, a finger */
    GAP = 2,
    SHADES = 4, /* besides none at all */
};

static double label_width(const struct chart *chart)
{
    return fmax(LABELS, fmin(MOST_LABELS, WIDTH - (double)EASY * (double)chart->column_count));
}

static double cell_width(const struct chart *chart)
{
    return fmax(LEAST, (WIDTH - label_width(chart)) / (double)chart->column_count);
}

double html_heat_width(const struct chart *chart)
{
    return label_width(chart) + cell_width(chart) * (double)chart->column_count;
}

/* A word of a head, measured in wide letters, leaves no gap to the next one. */
static bool is_upright(const struct html *html, const struct chart *chart)
{
    for (size_t i = 0; i < chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, chart->columns[i], SMALL, cell_width(chart) - GAP);
        for (size_t j = 0; j < lines.count; j++) {
            if (diagram_text_width(lines.items[j], SMALL) > cell_width(chart) * 1.1 - 2 * GAP)
                return true;
        }
    }
    return false;
}

/* Written upwards, each in one line. */
static double write_upright_heads(struct html *html, const struct chart *chart)
{
    double longest = 0;

    for (size_t i = 0; i < chart->column_count; i++)
        longest = fmax(longest, diagram_text_width(chart->columns[i], SMALL));
    for (size_t i = 0; i < chart->column_count; i++)
        html_svg_text_up(html, label_width(chart) + cell_width(chart) * ((double)i + .5) + 5, longest + 2 * GAP,
                         chart->columns[i]);
    return longest + 4 * GAP;
}

/* The heads of the columns stand on y. */
static double write_heads(struct html *html, const struct chart *chart)
{
    double width = cell_width(chart);
    size_t most = 1;

    for (size_t i = 0; i < chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, chart->columns[i], SMALL, width - GAP);
        most = lines.count > most ? lines.count : most;
    }
    for (size_t i = 0; i < chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, chart->columns[i], SMALL, width - GAP);
        for (size_t j = 0; j < lines.count; j++)
            html_svg_text(html, "head middle", label_width(chart) + width * ((double)i + .5),
                          (double)(LINE * (most - lines.count + j + 1) - 4), lines.items[j]);
    }
    return (double)(LINE * most) + GAP;
}

static void write_cell(struct html *html, const struct chart *chart, size_t point, double most, double y, double height)
{
    const struct chart_point *cell = &chart->points[point];
    double width = cell_width(chart), x = label_width(chart) + width * (double)(point % chart->column_count);
    int shade = most > 0 && cell->value > 0 ? (int)fmin(ceil(cell->value / most * SHADES), SHADES) : 0;
    bool linked = cell->value > 0 && html_open_cell(html, cell);

    if (linked)
        html_svg_cell_title(html, chart, point);
    html_svg_rect(html, arena_format(html->arena, "cell shade-%d", shade), x + GAP / 2.0, y + GAP / 2.0, width - GAP,
                  height - GAP);
    html_svg_text(html, "count middle", x + width / 2, y + height / 2 + 5, cell->text);
    if (linked)
        html_close(html);
}

static double write_row(struct html *html, const struct chart *chart, size_t first, double most, double y)
{
    struct list lines = diagram_wrap(html->arena, chart->points[first].label, LETTER, label_width(chart) - 8);
    double height = fmax(CELL, (double)(lines.count * LINE + 6));
    double text = y + (height - (double)(lines.count * LINE)) / 2 + 13;

    for (size_t i = 0; i < lines.count; i++)
        html_svg_text(html, "label", 0, text + (double)(i * LINE), lines.items[i]);
    for (size_t i = 0; i < chart->column_count && first + i < chart->point_count; i++)
        write_cell(html, chart, first + i, most, y, height);
    return y + height;
}

double html_heat(struct html *html, const struct chart *chart)
{
    double y, most = 0;

    if (chart->column_count == 0)
        return 0;
    for (size_t i = 0; i < chart->point_count; i++)
        most = fmax(most, chart->points[i].value);
    y = is_upright(html, chart) ? write_upright_heads(html, chart) : write_heads(html, chart);
    for (size_t i = 0; i < chart->point_count; i += chart->column_count)
        y = write_row(html, chart, i, most, y);
    return y + GAP;
}
