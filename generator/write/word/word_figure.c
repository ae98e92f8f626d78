#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"
#include "write/drawing/drawing.h"
#include "write/html/html.h"
#include "write/write.h"

#include <math.h>
#include <string.h>

/*
 * Pictures.  Diagrams and charts become files of their own, in SVG, of the size that they have on the page; what Word
 * can show is made of them later (typeset/docx.h).  Each stands in a <div class="drawing"> with, after it, what is
 * printed where that cannot be done.
 */

/* Room on a page of layouts/docx/reference/ beside heading and caption, in points. */
struct sheet {
    double width;
    double height;
};

static const double natural_scale = 0.75; /* points for a unit */

/* Of the smallest letters of a diagram, in units as layouts/docx/drawings.css says, and on paper in points. */
static const double small_letters = 15, readable_letters = 8;

static struct sheet sheet_of(bool turned)
{
    return turned ? (struct sheet){670, 330} : (struct sheet){396, 600};
}

/* ---- diagrams ---- */

/* Points for a unit, so that diagram fits on the page. */
static double scale_on_page(const struct diagram *diagram, bool turned)
{
    const struct sheet sheet = sheet_of(turned);

    return fmin(natural_scale, fmin(sheet.width / diagram->width, sheet.height / diagram->height));
}

bool word_figure_is_wide(const struct word *word, const struct figure *figure)
{
    const struct diagram *diagram = diagrams_find(word->diagrams, figure);

    return diagram != NULL && scale_on_page(diagram, false) * small_letters < readable_letters &&
           scale_on_page(diagram, true) > scale_on_page(diagram, false);
}

/* ---- drawings ---- */

/* file is a picture, or a drawing of which one is made beside it. */
static void write_image(struct word *word, const char *file, const char *alt)
{
    int stem = (int)(strlen(file) - strlen(".svg"));

    word_put(word, "<img");
    word_attribute(word, "src", HTML_URL,
                   text_ends_with(file, ".svg") ? arena_format(word->arena, "%.*s.png", stem, file) : file);
    word_attribute(word, "alt", HTML_ATTRIBUTE, alt);
    word_put(word, " />");
}

/* A drawing that is being written. */
struct drawing {
    struct html html;
    struct html_site site;
    struct html_standalone standalone;
    struct buffer out;
};

static void begin_drawing(struct word *word, struct drawing *drawing)
{
    const struct sheet sheet = sheet_of(word->turned);

    *drawing = (struct drawing){.standalone = {word->drawing_style, natural_scale, sheet.width, sheet.height}};
    drawing->site = (struct html_site){.report = word->report, .standalone = &drawing->standalone};
    html_begin(&drawing->html, &drawing->site, NULL, &drawing->out, word->arena);
}

/* Puts the drawing as a file, and the picture of it into the text. */
static void end_drawing(struct word *word, struct drawing *drawing, const char *alt)
{
    const char *file = arena_format(word->arena, "drawings/%zu.svg", ++word->drawing_count);

    html_finish(&drawing->html);
    word_put_file(word, file, &drawing->out);
    buffer_free(&drawing->out);
    write_image(word, file, alt);
}

static void write_diagram(struct word *word, const struct diagram *diagram, const char *title, const char *alt)
{
    struct drawing drawing;

    begin_drawing(word, &drawing);
    html_diagram(&drawing.html, diagram, title, alt);
    end_drawing(word, &drawing, alt);
}

/* ---- pictures of the study ---- */

/* The file to show for the one at path: a picture of the same name beside a drawing is preferred. NULL: none. */
static const char *find_printable(const struct word *word, const char *path)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif", ".svg"};
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        const char *name = arena_format(word->arena, "%.*s%s", (int)(dot - path), path, endings[i]);
        const char *found = copies_find_figure(word->figures, name);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* The picture at path, or what it shows in words. */
static void write_picture(struct word *word, const char *path, const char *alt)
{
    const char *file = find_printable(word, path);

    if (file == NULL) {
        word_put(word, "<em>[");
        word_text(word, alt);
        word_put(word, "]</em>");
        return;
    }
    list_add(&word->figures_used, word->arena, (void *)file);
    write_image(word, file, alt);
}

void word_image(struct word *word, const struct span *span)
{
    const struct figure figure = {.file = span->link->target};
    const struct diagram *diagram = diagrams_find(word->diagrams, &figure);
    const char *alt = span_plain(word->arena, span->children);

    if (diagram != NULL)
        write_diagram(word, diagram, alt, alt);
    else
        write_picture(word, span->link->target, alt);
}

/* ---- figures ---- */

static void open_picture(struct word *word)
{
    word_open(word, "Figure");
    word_put(word, "<p>");
}

static void close_picture(struct word *word)
{
    word_put(word, "</p>\n");
    word_close(word);
}

static void write_figure_end(struct word *word, const struct block *block, const char *label,
                             const struct span *caption, const struct block *source)
{
    word_open(word, "Image Caption");
    word_put(word, "<p>");
    word_place(word, block, label);
    word_caption(word, "word_figure", label, caption);
    word_put(word, "</p>\n");
    word_close(word);
    word_source(word, source);
}

void word_figure(struct word *word, const struct block *block)
{
    const struct figure *figure = block->figure;
    const struct diagram *diagram = diagrams_find(word->diagrams, figure);
    const char *caption = span_plain(word->arena, figure->caption);
    const char *alt = figure->alt ? figure->alt : caption;

    open_picture(word);
    if (diagram != NULL)
        write_diagram(word, diagram, caption, alt);
    else
        write_picture(word, figure->file ? figure->file : "", alt);
    close_picture(word);
    write_figure_end(word, block, figure->label, figure->caption, figure->source);
}

/* ---- charts ---- */

static void write_numbers(struct word *word, const struct chart *chart)
{
    word_put(word, "<table><colgroup><col style=\"width: 60%\" /><col style=\"width: 40%\" /></colgroup><tbody>\n");
    for (size_t i = 0; i < chart->point_count; i++) {
        word_put(word, "<tr><td>");
        word_text(word, chart->points[i].label);
        word_put(word, "</td><td>");
        word_text(word, chart_value(word->arena, chart, chart->points[i].text));
        word_put(word, "</td></tr>\n");
    }
    word_put(word, "</tbody></table>\n");
}

/* Rows by columns, the heads of the columns above. */
static void write_grid(struct word *word, const struct chart *chart)
{
    word_put(word, "<table><colgroup><col style=\"width: 30%\" />");
    for (size_t i = 0; i < chart->column_count; i++)
        buffer_format(word->out, "<col style=\"width: %.2f%%\" />", 70.0 / (double)chart->column_count);
    word_put(word, "</colgroup><tbody>\n<tr><td></td>");
    for (size_t i = 0; i < chart->column_count; i++) {
        word_put(word, "<td><strong>");
        word_text(word, chart->columns[i]);
        word_put(word, "</strong></td>");
    }
    for (size_t i = 0; i < chart->point_count; i++) {
        if (i % chart->column_count == 0) {
            word_put(word, "</tr>\n<tr><td>");
            word_text(word, chart->points[i].label);
            word_put(word, "</td>");
        }
        word_put(word, "<td>");
        word_text(word, chart->points[i].text);
        word_put(word, "</td>");
    }
    word_put(word, "</tr>\n</tbody></table>\n");
}

/* The drawing, with the numbers instead of it where it cannot be shown, and below it where it leaves some out. */
void word_chart(struct word *word, const struct block *block)
{
    const struct chart *chart = block->chart;
    bool is_complete = chart_shows_values(chart);
    struct drawing drawing;

    word_put(word, "<div class=\"drawing\">\n");
    open_picture(word);
    begin_drawing(word, &drawing);
    html_drawing(&drawing.html, chart);
    end_drawing(word, &drawing, chart_in_words(word->arena, chart));
    close_picture(word);
    word_put(word, is_complete ? "" : "</div>\n");
    if (chart->column_count > 0)
        write_grid(word, chart);
    else
        write_numbers(word, chart);
    word_put(word, is_complete ? "</div>\n" : "");
    write_figure_end(word, block, chart->label, chart->caption, chart->source);
    if (chart->notes != NULL) {
        word_open(word, "Table Note");
        word_blocks(word, chart->notes);
        word_close(word);
    }
}
