#include "render/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "model/labels.h"
#include "model/report.h"
#include "render/chart.h"
#include "render/columns.h"
#include "render/html_escape.h"

#include <string.h>

/* "Tabel 3. Sintesis": Word numbers nothing, so the numbers are those of the site. */
static void write_caption(struct word *word, const char *key, const char *label, const struct span *caption)
{
    const struct target *target = label ? report_target(word->report, label) : NULL;

    if (target != NULL && target->number != NULL) {
        word_text(word, label_text(word->report->labels, key));
        word_put(word, "\u00a0");
        word_text(word, target->number);
        word_put(word, caption ? ". " : "");
    }
    word_spans(word, caption);
}

static void write_source(struct word *word, const struct block *source)
{
    if (source == NULL)
        return;
    word_open(word, "Table Note");
    if (source->kind == BLOCK_PARAGRAPH) {
        word_put(word, "<p>");
        word_text(word, label_text(word->report->labels, "word_source"));
        word_put(word, ": ");
        word_spans(word, source->spans);
        word_put(word, "</p>\n");
        source = source->next;
    }
    word_blocks(word, source);
    word_close(word);
}

/* Where links to the table or figure lead. */
static void write_place(struct word *word, const struct block *block, const char *label)
{
    const struct target *target = label ? report_target(word->report, label) : NULL;
    const char *id = block->id ? block->id : target && target->appendix == word->appendix ? target->anchor : NULL;

    word_put_anchor(word, id);
}

/* ---- tables ---- */

bool word_is_wide(struct word *word, const struct block *block)
{
    return columns_plan(word->arena, block->table).landscape;
}

static const char *alignment_style(enum alignment alignment)
{
    switch (alignment) {
    case ALIGN_CENTER:
        return " style=\"text-align: center\"";
    case ALIGN_RIGHT:
        return " style=\"text-align: right\"";
    case ALIGN_DEFAULT:
    case ALIGN_LEFT:
        break;
    }
    return "";
}

static void write_head(struct word *word, const struct table *table)
{
    word_put(word, "<thead><tr>");
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_format(word->out, "<th%s>", alignment_style(table->columns[i].alignment));
        word_spans(word, table->columns[i].head);
        word_put(word, "</th>");
    }
    word_put(word, "</tr></thead>\n");
}

static void write_cell(struct word *word, const struct table *table, const struct row *row, size_t column)
{
    const struct cell *cell = &row->cells[column];

    word_put(word, "<td");
    if (cell->column_span > 1)
        buffer_format(word->out, " colspan=\"%d\"", cell->column_span);
    buffer_format(word->out, "%s>", alignment_style(table->columns[column].alignment));
    if (column == 0)
        word_put_anchor_later(word, row->id);
    if (cell->blocks != NULL && cell->blocks->next == NULL && cell->blocks->kind == BLOCK_PARAGRAPH) {
        word_put_anchor(word, cell->blocks->id);
        word_spans(word, cell->blocks->spans);
    } else {
        word_blocks(word, cell->blocks);
    }
    word_put(word, "</td>");
}

static void write_rows(struct word *word, const struct table *table)
{
    word_put(word, "<tbody>\n");
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        word_put(word, "<tr>");
        for (size_t i = 0; i < table->column_count; i++) {
            write_cell(word, table, row, i);
            if (row->cells[i].column_span > 1)
                i += (size_t)row->cells[i].column_span - 1;
        }
        word_put(word, "</tr>\n");
    }
    word_put(word, "</tbody>\n");
}

void word_table(struct word *word, const struct block *block)
{
    const struct table *table = block->table;

    if (table->column_count == 0)
        return;
    struct column_plan plan = columns_plan(word->arena, table);
    bool was_tight = word->tight;
    word->tight = false;
    word->depth++;
    word_put(word, "<table>\n");
    if (table->caption != NULL || table->label != NULL) {
        word_put(word, "<caption>");
        write_place(word, block, table->label);
        write_caption(word, "word_table", table->label, table->caption);
        word_put(word, "</caption>\n");
    }
    word_put(word, "<colgroup>");
    for (size_t i = 0; i < table->column_count; i++)
        buffer_format(word->out, "<col style=\"width: %.2f%%\" />", plan.shares[i] * 100);
    word_put(word, "</colgroup>\n");
    if (table->has_head)
        write_head(word, table);
    write_rows(word, table);
    word_put(word, "</table>\n");
    if (table->notes != NULL) {
        word_open(word, "Table Note");
        word_blocks(word, table->notes);
        word_close(word);
    }
    write_source(word, table->source);
    word->depth--;
    word->tight = was_tight;
}

/* ---- figures ---- */

/*
 * Word shows these; for a drawing in SVG or DOT a picture of the same name beside it is used. path is NULL for a
 * framework: what it would show is in words in its appendix.
 */
static const char *find_printable(const struct word *word, const char *path)
{
    static const char *const endings[] = {".png", ".jpg", ".jpeg", ".gif"};
    const char *dot = path ? strrchr(path, '.') : NULL;

    while (path != NULL && strncmp(path, "../", 3) == 0)
        path += 3;
    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof *endings; i++) {
        const char *name = arena_format(word->arena, "%.*s%s", (int)(dot - path), path, endings[i]);
        const char *found = map_get(word->figures, name);
        if (found != NULL)
            return found;
    }
    return NULL;
}

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
    word_put(word, "<img src=\"");
    html_escape(word->out, HTML_URL, file);
    word_put(word, "\" alt=\"");
    html_escape(word->out, HTML_ATTRIBUTE, alt);
    word_put(word, "\" />");
}

void word_image(struct word *word, const struct span *span)
{
    write_picture(word, span->link->target, span_plain(word->arena, span->children));
}

static void write_figure_end(struct word *word, const struct block *block, const char *label,
                             const struct span *caption, const struct block *source)
{
    word_open(word, "Image Caption");
    word_put(word, "<p>");
    write_place(word, block, label);
    write_caption(word, "word_figure", label, caption);
    word_put(word, "</p>\n");
    word_close(word);
    write_source(word, source);
}

void word_figure(struct word *word, const struct block *block)
{
    const struct figure *figure = block->figure;

    word_put(word, "<p>");
    write_picture(word, figure->file, figure->alt ? figure->alt : span_plain(word->arena, figure->caption));
    word_put(word, "</p>\n");
    write_figure_end(word, block, figure->label, figure->caption, figure->source);
}

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

/* Its numbers: Word draws nothing of ours. */
void word_chart(struct word *word, const struct block *block)
{
    const struct chart *chart = block->chart;

    if (chart->column_count > 0)
        write_grid(word, chart);
    else
        write_numbers(word, chart);
    write_figure_end(word, block, chart->label, chart->caption, chart->source);
    if (chart->notes != NULL) {
        word_open(word, "Table Note");
        word_blocks(word, chart->notes);
        word_close(word);
    }
}
