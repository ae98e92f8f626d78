#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/url.h"
#include "document/document.h"
#include "write/drawing/drawing.h"
#include "write/write.h"

const char *html_picture_path(struct arena *arena, const struct report *report, const struct target *target)
{
    return arena_format(arena, "%s/%s.svg", label_text(report->labels, "slug_downloads"), target->anchor);
}

/* src of an image: a figure of the study is copied into the site, anything else is an address. */
static void write_src(struct html *html, const char *path)
{
    const char *figure = copies_find_picture(html->arena, html->site->figures, path);

    if (figure == NULL) {
        html_attribute(html, "src", HTML_URL, path);
        return;
    }
    list_add(&html->figures_used, html->arena, (void *)figure);
    figure = url_of_file(html->arena, figure);
    html_attribute(html, "src", HTML_URL, arena_format(html->arena, "%s%s", html->root, figure));
}

/* What an image shows, in words: as cmark does, with raw HTML as text. */
static void write_alt(struct html *html, const struct span *spans)
{
    for (; spans != NULL; spans = spans->next) {
        if (spans->kind == SPAN_SOFT_BREAK || spans->kind == SPAN_LINE_BREAK)
            buffer_char(html->out, ' ');
        else if (spans->text != NULL)
            html_escape(html->out, HTML_ATTRIBUTE, spans->text);
        write_alt(html, spans->children);
    }
}

/* Widths in tenths of the line, as style.css has them: no style stands in a page. */
static const char *width_class(double width)
{
    static const char *const classes[] = {"wide-1", "wide-2", "wide-3", "wide-4", "wide-5",
                                          "wide-6", "wide-7", "wide-8", "wide-9", "wide-10"};
    int tenths = (int)(width * 10 + 0.5);

    return classes[tenths < 1 ? 0 : tenths > 10 ? 9 : tenths - 1];
}

void html_image(struct html *html, const struct span *span)
{
    const struct figure figure = {.file = span->link->target};
    const struct diagram *diagram = diagrams_find(html->site->diagrams, &figure);

    if (diagram != NULL) {
        const char *alt = span_plain(html->arena, span->children);
        html_diagram(html, diagram, span->link->title ? span->link->title : alt, alt);
        return;
    }
    html_start_void(html, "img");
    write_src(html, span->link->target);
    buffer_text(html->out, " alt=\"");
    write_alt(html, span->children);
    buffer_char(html->out, '"');
    if (span->link->title != NULL)
        html_attribute(html, "title", HTML_ATTRIBUTE, span->link->title);
    if (span->link->width > 0)
        html_attribute(html, "class", HTML_ATTRIBUTE, width_class(span->link->width));
    html_end_void(html);
}

static void write_numbers(struct html *html, const struct chart *chart);

/* What we drew, as a page of its own: there a browser enlarges it. The page where it belongs makes that. */
static void write_alone(struct html *html, const struct html_picture *picture)
{
    const struct report *report = html->site->report;
    const char *label = picture != NULL ? picture->label : NULL;
    const struct target *target = label && report ? report_target(report, label) : NULL;

    if (!html->site->has_pictures || target == NULL || target->page == NULL)
        return;
    if (target->page == html->page) {
        struct html_picture *kept = arena_keep(html->arena, picture, sizeof *kept);
        list_add(&html->pictures, html->arena, kept);
    }
    html_open_class(html, "p", "table-files");
    html_start(html, "a");
    html_href_path(html, html_picture_path(html->arena, report, target));
    html_inside(html);
    html_text(html, html_label(html, "figure_alone", "the figure alone"));
    html_close(html);
    html_close_line(html);
}

/* Caption, notes and source, below them the numbers of a chart; where the figure ends. picture may be NULL. */
static void close_figure(struct html *html, const struct caption *caption, const struct chart *chart,
                         const struct html_picture *picture)
{
    bool has_caption = html_has_caption(html, caption);

    html_line(html);
    if (has_caption || caption->source != NULL || chart != NULL) {
        html_open(html, "figcaption");
        buffer_char(html->out, '\n');
        if (has_caption) {
            html_open_class(html, "p", "caption");
            html_caption(html, "word_figure", caption);
            html_close_line(html);
        }
        html_below(html, caption);
        if (chart != NULL) {
            write_numbers(html, chart);
            html_downloads(html, chart);
        }
        write_alone(html, picture);
        html_close_line(html);
    }
    html_close_line(html);
}

/* Where a drawing is wider than the screen it scrolls, by keys as well. */
static void open_drawing(struct html *html, const char *class, const char *caption)
{
    html_open_with(html, "div", "class", class, "tabindex", "0", "role", "group", "aria-label", caption, NULL);
    buffer_char(html->out, '\n');
}

static void write_diagram(struct html *html, const struct diagram *diagram, const char *caption, const char *alt)
{
    open_drawing(html, diagram->width <= DIAGRAM_PHONE ? "drawing small" : "drawing", caption);
    html_diagram(html, diagram, caption, alt);
    html_close_line(html);
    if (diagram->upright == NULL || html->site->report == NULL)
        return;
    open_drawing(html, "drawing small upright", caption);
    html_diagram(html, diagram->upright, caption, alt);
    html_close_line(html);
}

const char *html_scan_alt(struct html *html, const struct figure *figure, size_t page)
{
    const struct report *report = html->site->report;
    const char *number = arena_format(html->arena, "%zu", page);

    return report ? label_format(report->labels, html->arena, "scan_page", figure->alt, number) : figure->alt;
}

/* All pages of a scan, one below the other. */
static void write_scan(struct html *html, const struct figure *figure)
{
    const char *file;

    for (size_t page = 1; (file = copies_find_page(html->arena, html->site->figures, figure->file, page)) != NULL;
         page++) {
        html_line(html);
        html_open_class(html, "figure", "scan");
        html_start_void(html, "img");
        write_src(html, file);
        html_attribute(html, "alt", HTML_ATTRIBUTE, html_scan_alt(html, figure, page));
        html_end_void(html);
        html_close_line(html);
    }
}

void html_figure(struct html *html, const struct block *block)
{
    const struct figure *figure = block->figure;
    const struct diagram *diagram = diagrams_find(html->site->diagrams, figure);
    const char *caption = span_plain(html->arena, figure->caption.words);
    const char *alt = figure->alt ? figure->alt : caption;

    if (figure->whole) {
        write_scan(html, figure);
        return;
    }
    html_line(html);
    html_open_block(html, "figure", diagram ? "diagram" : NULL, html_id(html, block, figure->caption.label));
    buffer_char(html->out, '\n');
    if (diagram != NULL) {
        write_diagram(html, diagram, caption, alt);
    } else if (figure->file != NULL) {
        html_start_void(html, "img");
        write_src(html, figure->file);
        html_attribute(html, "alt", HTML_ATTRIBUTE, alt);
        if (figure->width > 0)
            html_attribute(html, "class", HTML_ATTRIBUTE, width_class(figure->width));
        html_end_void(html);
    }
    const struct html_picture picture = {block, diagram, figure->caption.label};
    close_figure(html, &figure->caption, NULL, diagram ? &picture : NULL);
}

static void write_head_cell(struct html *html, const char *scope, const char *text)
{
    html_open_with(html, "th", "scope", scope, NULL);
    html_text(html, text);
    html_close(html);
}

/* The heads of a heat map, above an empty corner. */
static void write_head(struct html *html, const struct chart *chart)
{
    html_open(html, "thead");
    buffer_char(html->out, '\n');
    html_open(html, "tr");
    html_open(html, "td");
    html_close(html);
    for (size_t i = 0; i < chart->column_count; i++)
        write_head_cell(html, "col", chart->columns[i]);
    html_close_line(html);
    html_close_line(html);
}

static void write_row(struct html *html, const struct chart *chart, size_t first, size_t columns)
{
    html_open(html, "tr");
    write_head_cell(html, "row", chart->points[first].label);
    for (size_t i = first; i < first + columns && i < chart->point_count; i++) {
        bool made_up = chart->kind == CHART_BOARD && chart->points[i].mark == MARK_ILLUSTRATIVE;
        html_open_class(html, "td", chart->kind == CHART_BOARD || chart->kind == CHART_FLOW ? NULL : "right");
        if (made_up)
            html_open_made_up(html, html_label(html, "standing_silent", "-"));
        html_text(html, chart_value(html->arena, chart, i));
        if (made_up)
            html_close(html);
        html_close(html);
    }
    html_close_line(html);
}

static void write_targets(struct html *html, const struct chart *chart)
{
    for (size_t i = 0; i < chart->rule_count; i++) {
        const struct chart_rule *rule = &chart->rules[i];
        if (rule->text == NULL)
            continue;
        html_open(html, "tr");
        write_head_cell(html, "row", rule->label);
        html_open_with(html, "td", "colspan",
                       chart->column_count > 0 ? arena_format(html->arena, "%zu", chart->column_count) : NULL, "class",
                       "right", NULL);
        html_text(html, chart_with_unit(html->arena, chart, rule->text));
        html_close(html);
        html_close_line(html);
    }
}

/* The same numbers for those who cannot see the picture, or want to copy them. */
static void write_numbers(struct html *html, const struct chart *chart)
{
    size_t columns = chart->column_count > 0 ? chart->column_count : 1;

    html_open_class(html, "details", "numbers");
    buffer_char(html->out, '\n');
    html_open(html, "summary");
    html_text(html, chart->kind == CHART_FLOW ? html_label(html, "chart_names", "names")
                                              : html_label(html, "chart_numbers", "numbers"));
    html_close_line(html);
    html_open(html, "table");
    buffer_char(html->out, '\n');
    if (chart->column_count > 0)
        write_head(html, chart);
    html_open(html, "tbody");
    buffer_char(html->out, '\n');
    for (size_t i = 0; i < chart->point_count; i += columns)
        write_row(html, chart, i, columns);
    write_targets(html, chart);
    html_close_line(html);
    html_close_line(html);
    html_close_line(html);
}

/* Drawings so wide fit a phone of 390 pixels, of 320 pixels, with letters of 11. */
enum { MOST_SHRUNK = 420, MOST_SMALL = 340 };

static const char *class_of(const struct chart *chart)
{
    if (chart->kind == CHART_FLOW)
        return "diagram flow";
    if (chart->kind == CHART_NETWORK)
        return "diagram network";
    if (!html_drawing_is_wide(chart))
        return "chart";
    double width = html_drawing_width(chart);
    return width <= MOST_SMALL    ? "chart board narrow small"
           : width <= MOST_SHRUNK ? "chart board narrow"
                                  : "chart board";
}

void html_chart(struct html *html, const struct block *block)
{
    const struct chart *chart = block->chart;

    html_line(html);
    const struct diagram *diagram = diagram_of_chart(html->arena, chart);
    const char *caption = span_plain(html->arena, chart->caption.words);
    bool is_wide = diagram == NULL && html_drawing_is_wide(chart);
    html_open_block(html, "figure", class_of(chart), html_id(html, block, chart->caption.label));
    buffer_char(html->out, '\n');
    if (is_wide)
        open_drawing(html, "drawing", caption);
    if (diagram != NULL)
        write_diagram(html, diagram, caption, chart_in_words(html->arena, chart));
    else
        html_drawing(html, chart);
    if (is_wide)
        html_close_line(html);
    /* Alone, nothing beside it would say that it shows what was made up. */
    const struct html_picture picture = {block, NULL, chart->caption.label};
    close_figure(html, &chart->caption, chart, chart->caption.illustrative ? NULL : &picture);
}
