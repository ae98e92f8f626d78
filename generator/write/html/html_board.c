#include "write/html/private.h"

#include "base/arena.h"
#include "write/drawing/drawing.h"

#include <math.h>

/*
 * Who says what: rows by columns with a mark in each cell.  Marks are told apart by their shapes, so they need neither
 * colour nor good eyes: what is evidence is a circle, full, half full or empty; what was made up is a dashed diamond.
 * Below are the marks that occur, with what they mean.
 */

enum {
    WIDTH = 288,  /* of the narrowest screen; a board that is wider scrolls there, and what its marks mean should not */
    LABELS = 124, /* of them for the names of the rows at least */
    MOST_LABELS = 210,
    CELL = 24, /* as much as a finger needs */
    EASY = 32, /* a column of a board that leaves room to the names */
    LETTER = 13,
    LINE = 16,
    LONGEST = 175, /* line of a head, which is written upwards */
    MOST_LINES = 3,
    MOST_NAME_LINES = 4,
    RADIUS = 7,
    SPACE = 6,
};

/* Of the head that needs most, as far as there may be. */
static size_t head_lines(const struct chart *chart)
{
    struct arena *arena = arena_new();
    size_t most = 1;

    for (size_t i = 0; i < chart->column_count; i++) {
        size_t lines = diagram_wrap(arena, chart->columns[i], LETTER, LONGEST).count;
        most = lines > most ? lines : most;
    }
    arena_free(arena);
    return most < MOST_LINES ? most : MOST_LINES;
}

/* What columns leave to the names of the rows. */
static double label_width(const struct chart *chart)
{
    return fmax(LABELS, fmin(MOST_LABELS, WIDTH - (double)EASY * (double)chart->column_count));
}

/* A column has room for its head: a wider board scrolls. */
static double cell_width(const struct chart *chart)
{
    double room = (WIDTH - label_width(chart)) / (double)(chart->column_count ? chart->column_count : 1);

    return fmax(fmax(CELL, (double)(head_lines(chart) * LINE)), room);
}

double html_board_width(const struct chart *chart)
{
    return label_width(chart) + cell_width(chart) * (double)chart->column_count;
}

/* The middle of the column of a point, of columns that are so wide. */
static double mark_x(const struct chart *chart, double column, size_t point)
{
    return label_width(chart) + column * ((double)(point % chart->column_count) + .5);
}

/* One of the lines of a name, of which so many are shown: the rest of it is in the table. */
static const char *line_of(struct html *html, const struct list *lines, size_t line, size_t shown)
{
    bool is_cut = line + 1 == shown && shown < lines->count;

    return is_cut ? arena_concat(html->arena, lines->items[line], " …", NULL) : lines->items[line];
}

/* ---- marks ---- */

static void write_circle(struct html *html, const char *class, double x, double y, double radius)
{
    html_svg_start(html, "circle", class);
    html_svg_number(html, "cx", x);
    html_svg_number(html, "cy", y);
    html_svg_number(html, "r", radius);
    html_svg_end(html);
}

static void write_path(struct html *html, const char *class, const char *path)
{
    html_svg_start(html, "path", class);
    html_attribute(html, "d", HTML_ATTRIBUTE, path);
    html_svg_end(html);
}

void html_board_mark(struct html *html, enum chart_mark mark, double x, double y)
{
    switch (mark) {
    case MARK_SILENT:
        write_path(html, "mark none", arena_format(html->arena, "M%.1f %.1fh6", x - 3, y));
        return;
    case MARK_SUPPORT:
        write_circle(html, "mark full", x, y, RADIUS);
        return;
    case MARK_DIVIDED:
        write_circle(html, "mark ring", x, y, RADIUS);
        write_path(
            html, "mark half",
            arena_format(html->arena, "M%.1f %.1fa%d %d 0 0 0 0 %dz", x, y - RADIUS, RADIUS, RADIUS, 2 * RADIUS));
        return;
    case MARK_CONTRAST:
        write_circle(html, "mark ring", x, y, RADIUS);
        return;
    case MARK_UNJUDGED:
        write_circle(html, "mark ring", x, y, RADIUS);
        write_circle(html, "mark full", x, y, 2);
        return;
    case MARK_ILLUSTRATIVE:
        write_path(html, "mark made-up", arena_format(html->arena, "M%.1f %.1fl8 8-8 8-8-8z", x, y - RADIUS - 1));
        return;
    }
}

/* ---- cells ---- */

bool html_open_cell(struct html *html, const struct chart_point *point)
{
    if (point->path == NULL && point->target != NULL)
        return html_open_target(html, point->target);
    if (point->path == NULL || html->site->standalone != NULL || !html_is_page(html, point->path))
        return false;
    html_start(html, "a");
    html_href_path(html, point->path);
    html_inside(html);
    return true;
}

static void write_cell(struct html *html, const struct chart *chart, size_t point, double width, double y,
                       double height)
{
    const struct chart_point *cell = &chart->points[point];
    double x = mark_x(chart, width, point);
    bool linked = html_open_cell(html, cell);

    if (linked) {
        html_svg_cell_title(html, chart, point);
        html_svg_rect(html, "place", x - width / 2, y, width, height);
    }
    html_board_mark(html, cell->mark, x, y + height / 2);
    /* What stands there once what was made up is put away. */
    if (cell->mark == MARK_ILLUSTRATIVE)
        write_path(html, "mark none instead", arena_format(html->arena, "M%.1f %.1fh6", x - 3, y + height / 2));
    if (linked)
        html_close(html);
}

static double write_row(struct html *html, const struct chart *chart, size_t first, double column, double y)
{
    struct list lines = diagram_wrap(html->arena, chart->points[first].label, LETTER, label_width(chart) - SPACE);
    size_t count = lines.count < MOST_NAME_LINES ? lines.count : MOST_NAME_LINES;
    double height = fmax(CELL, (double)(count * LINE + SPACE));
    double text = y + (height - (double)(count * LINE)) / 2 + 12;

    html_svg_line(html, "grid", 0, y, html_board_width(chart), y);
    for (size_t i = 0; i < count; i++)
        html_svg_text(html, "label", 0, text + (double)(i * LINE), line_of(html, &lines, i, count));
    for (size_t i = 0; i < chart->column_count && first + i < chart->point_count; i++)
        write_cell(html, chart, first + i, column, y, height);
    return y + height;
}

/* ---- heads, and what marks mean ---- */

static double write_heads(struct html *html, const struct chart *chart, double column)
{
    double longest = 0, most = fmin(MOST_LINES, fmax(1, floor(column / LINE)));

    for (size_t i = 0; i < chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, chart->columns[i], LETTER, LONGEST);
        for (size_t j = 0; j < lines.count && j < (size_t)most; j++)
            longest = fmax(longest, diagram_text_width(lines.items[j], LETTER));
    }
    for (size_t i = 0; i < chart->column_count; i++) {
        struct list lines = diagram_wrap(html->arena, chart->columns[i], LETTER, LONGEST);
        double count = fmin(most, (double)lines.count);
        for (size_t j = 0; j < (size_t)count; j++)
            html_svg_text_up(html, mark_x(chart, column, i) + LINE * ((double)j - count / 2) + 12, longest + SPACE,
                             line_of(html, &lines, j, (size_t)count));
    }
    return longest + 2 * SPACE;
}

double html_board_meanings(struct html *html, const struct chart *chart, double width, double y)
{
    static const enum chart_mark order[] = {MARK_SUPPORT,  MARK_DIVIDED,      MARK_CONTRAST,
                                            MARK_UNJUDGED, MARK_ILLUSTRATIVE, MARK_SILENT};
    bool found[CHART_MARKS] = {false};
    double x = 0;

    for (size_t i = 0; i < chart->point_count; i++)
        found[chart->points[i].mark] = true;
    y += CELL;
    for (size_t i = 0; i < CHART_MARKS; i++) {
        const char *name = chart_mark_names[order[i]];
        const char *word = html_label(html, arena_concat(html->arena, "standing_", name, NULL), name);
        double room = 3 * RADIUS + diagram_text_width(word, LETTER) * 1.1 + 2 * SPACE;
        if (!found[order[i]])
            continue;
        if (x > 0 && x + room > width) {
            x = 0;
            y += CELL;
        }
        html_board_mark(html, order[i], x + RADIUS + 1, y);
        html_svg_text(html, order[i] == MARK_ILLUSTRATIVE ? "label made-up" : "label", x + 3 * RADIUS, y + 5, word);
        x += room;
    }
    return y + CELL / 2;
}

double html_board(struct html *html, const struct chart *chart)
{
    double y, column;

    if (chart->column_count == 0)
        return 0;
    column = cell_width(chart);
    y = write_heads(html, chart, column);
    for (size_t i = 0; i < chart->point_count; i += chart->column_count)
        y = write_row(html, chart, i, column, y);
    return html_board_meanings(html, chart, fmin(html_board_width(chart), WIDTH), y);
}
