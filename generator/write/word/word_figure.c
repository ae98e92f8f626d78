#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/write.h"

#include <math.h>
#include <string.h>

/*
 * Pictures.  Diagrams and charts become files of their own, in SVG, of the size that they have on the page; what Word
 * can show is made of them later by typeset/.  Each stands in a <div class="drawing"> with, after it, what is
 * printed where that cannot be done.
 */

/* Room on a page beside heading and caption, in points. */
struct sheet {
    double width;
    double height;
};

/* Points for a unit: letters of charts are those of the text, those of diagrams a little smaller, as in the PDF. */
static const double natural_scale = 0.75, diagram_scale = 0.6;

/* Of the smallest letters of a diagram, in units as layouts/docx/drawings.css says, and on paper in points. */
static const double small_letters = 15, readable_letters = 8;

static struct sheet sheet_of(const struct word *word, bool turned)
{
    static const double point = 72 / 2.54; /* of a centimetre */
    struct appendix_page page = appendix_page(word->site.report->study->info->appendix);
    double across = floor((page.width - page.left - page.right) * point);
    double down = floor((page.height - page.top - page.bottom) * point);

    return turned ? (struct sheet){down, across - 66} : (struct sheet){across, down - 71};
}

/* ---- diagrams ---- */

/* Points for a unit, so that diagram fits on the page. */
static double scale_on_page(const struct word *word, const struct diagram *diagram, bool turned)
{
    const struct sheet sheet = sheet_of(word, turned);

    return fmin(diagram_scale, diagram_fit(diagram, sheet.width, sheet.height));
}

bool word_figure_is_wide(const struct word *word, const struct figure *figure)
{
    const struct diagram *diagram = diagrams_find(word->site.diagrams, figure);

    diagram = diagram != NULL ? diagram_on_paper(diagram) : NULL;
    return diagram != NULL && scale_on_page(word, diagram, false) * small_letters < readable_letters &&
           scale_on_page(word, diagram, true) > scale_on_page(word, diagram, false);
}

/* ---- drawings ---- */

/* file is a picture, or a drawing of which one is made beside it; width a share of the line, 0 its own. */
static void write_image(struct html *html, const char *file, const char *alt, double width)
{
    int stem = (int)(strlen(file) - strlen(".svg"));
    bool is_drawing = text_ends_with(file, ".svg");

    html_start_void(html, "img");
    html_attribute(html, "src", HTML_URL, is_drawing ? arena_format(html->arena, "%.*s.png", stem, file) : file);
    html_attribute(html, "alt", HTML_ATTRIBUTE, alt);
    if (width > 0)
        html_attribute(html, "width", HTML_ATTRIBUTE, arena_format(html->arena, "%.1f%%", 100 * width));
    html_end_void(html);
}

/* Puts a drawing, of diagram or else of chart, as a file, and the picture of it into the text. */
static void write_drawing(struct word *word, const struct diagram *diagram, const struct chart *chart,
                          const char *title, const char *alt)
{
    const struct sheet sheet = sheet_of(word, word->turned);
    const double scale = diagram != NULL ? diagram_scale : natural_scale;
    const struct html_standalone standalone = {word->drawing_style, NULL, scale, sheet.width, sheet.height};
    const struct html_site site = {.report = word->site.report, .standalone = &standalone};
    const char *file = arena_format(word->html.arena, "drawings/%zu.svg", ++word->drawing_count);
    struct buffer out = {0};
    struct html html;

    html_begin(&html, &site, NULL, &out, word->html.arena);
    if (diagram != NULL)
        html_diagram(&html, diagram_on_paper(diagram), title, alt);
    else
        html_drawing(&html, chart);
    html_finish(&html);
    word_put_file(word, file, &out);
    buffer_free(&out);
    write_image(&word->html, file, alt, 0);
}

/* ---- pictures of the study ---- */

/* The file to show for the one at path: a picture of the same name beside a drawing is preferred. NULL: none. */
static const char *find_printable(const struct word *word, const char *path)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".svg"};
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        const char *name = arena_format(word->html.arena, "%.*s%s", (int)(dot - path), path, endings[i]);
        const char *found = copies_find_figure(word->site.figures, name);
        if (found != NULL)
            return found;
    }
    return text_ends_with(path, ".pdf") ? copies_find_picture(word->html.arena, word->site.figures, path) : NULL;
}

/* figure, or what it shows in words. */
static void write_picture(struct word *word, const struct figure *figure, const char *title, const char *alt)
{
    const struct diagram *diagram = diagrams_find(word->site.diagrams, figure);
    const char *file = figure->file ? find_printable(word, figure->file) : NULL;
    struct html *html = &word->html;

    if (diagram != NULL) {
        write_drawing(word, diagram, NULL, title, alt);
    } else if (file != NULL) {
        list_add(&html->figures_used, html->arena, (void *)file);
        write_image(html, file, alt, figure->width);
    } else {
        html_element(html, "em", NULL, arena_format(html->arena, "[%s]", alt));
    }
}

void word_image(struct word *word, const struct span *span)
{
    const struct figure figure = {.file = span->link->target, .width = span->link->width};
    const char *alt = span_plain(word->html.arena, span->children);

    write_picture(word, &figure, alt, alt);
}

/* ---- figures ---- */

static void open_paragraph(struct word *word, const char *style)
{
    html_line(&word->html);
    word_open(word, style);
    html_open(&word->html, "p");
}

static void close_paragraph(struct word *word)
{
    html_close(&word->html);
    html_close(&word->html);
    html_line(&word->html);
}

static void write_figure_end(struct word *word, const struct block *block)
{
    open_paragraph(word, "Image Caption");
    word_caption(word, block, "word_figure");
    close_paragraph(word);
    word_styled(word, "Table Note", block_caption(block)->notes);
    word_source(word, block_caption(block)->source);
}

/* All pages of a scan, one below the other. */
static void write_scan(struct word *word, const struct figure *figure)
{
    struct html *html = &word->html;
    const char *file;

    for (size_t page = 1; (file = copies_find_page(html->arena, word->site.figures, figure->file, page)) != NULL;
         page++) {
        open_paragraph(word, "Figure");
        list_add(&html->figures_used, html->arena, (void *)file);
        write_image(html, file, html_scan_alt(html, figure, page), 0);
        close_paragraph(word);
    }
}

void word_figure(struct word *word, const struct block *block)
{
    const struct figure *figure = block->figure;
    const char *caption = span_plain(word->html.arena, figure->caption.words);

    if (figure->whole) {
        write_scan(word, figure);
        return;
    }
    open_paragraph(word, "Figure");
    write_picture(word, figure, caption, figure->alt ? figure->alt : caption);
    close_paragraph(word);
    write_figure_end(word, block);
}

/* ---- charts ---- */

static void write_widths(struct html *html, double first, size_t count)
{
    html_open(html, "colgroup");
    buffer_format(html->out, "<col style=\"width: %.0f%%\" />", first);
    for (size_t i = 0; i < count; i++)
        buffer_format(html->out, "<col style=\"width: %.2f%%\" />", (100 - first) / (double)count);
    html_close(html);
}

static void write_text_cell(struct html *html, const char *text)
{
    html_element(html, "td", NULL, text);
}

/* The heads of the columns, above a table without a head: nothing of it is repeated on the next page. */
static void write_grid_head(struct html *html, const struct chart *chart)
{
    html_open(html, "tr");
    write_text_cell(html, "");
    for (size_t i = 0; i < chart->column_count; i++) {
        html_open(html, "td");
        html_element(html, "strong", NULL, chart->columns[i]);
        html_close(html);
    }
    html_close(html);
}

/* The numbers: those of a heat map or several series in rows by columns. */
static void write_numbers(struct html *html, const struct chart *chart)
{
    bool is_grid = chart->column_count > 0, is_map = chart->kind == CHART_HEAT || chart->kind == CHART_BOARD;
    size_t columns = is_grid ? chart->column_count : 1;

    html_open(html, "table");
    write_widths(html, is_grid ? 30 : 60, columns);
    html_open(html, "tbody");
    if (is_grid)
        write_grid_head(html, chart);
    for (size_t i = 0; i < chart->point_count; i++) {
        const struct chart_point *point = &chart->points[i];
        if (i % columns == 0) {
            html_open(html, "tr");
            write_text_cell(html, point->label);
        }
        write_text_cell(html, is_map ? point->text : chart_value(html->arena, chart, i));
        if ((i + 1) % columns == 0 || i + 1 == chart->point_count)
            html_close(html);
    }
    html_close(html);
    html_close(html);
    html_line(html);
}

/* The drawing, with the numbers instead of it where it cannot be shown, and below it where it leaves some out. */
void word_chart(struct word *word, const struct block *block)
{
    const struct chart *chart = block->chart;
    bool is_complete = chart_shows_values(chart);
    struct html *html = &word->html;

    html_line(html);
    html_open_class(html, "div", "drawing");
    open_paragraph(word, "Figure");
    write_drawing(word, NULL, chart, NULL, chart_in_words(html->arena, chart));
    close_paragraph(word);
    if (!is_complete)
        html_close(html);
    write_numbers(html, chart);
    if (is_complete)
        html_close(html);
    write_figure_end(word, block);
}
