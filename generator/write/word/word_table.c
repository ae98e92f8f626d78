#include "write/word/word.h"

#include "base/arena.h"
#include "write/write.h"

/* ---- what is above and below a table or figure ---- */

static void write_number(struct html *html, const char *key, const char *number)
{
    const char *name = label_text(html->site->report->labels, key);

    html_open_with(html, "span", "class", "number", "data-series", name, NULL);
    html_text(html, name);
    html_text(html, "\u00a0");
    html_text(html, number);
    html_close(html);
}

void word_caption(struct word *word, const struct block *block, const char *key)
{
    struct html *html = &word->html;
    const struct caption *caption = block_caption(block);
    const struct target *target = report_target(html->site->report, caption->label);
    const char *id = block->id ? block->id : target && target->appendix == html->appendix ? target->anchor : NULL;
    const char *number = target ? target->number : NULL;

    html_keep_anchor(html, id);
    html_put_anchors(html);
    if (number != NULL)
        write_number(html, key, number);
    if (number != NULL && caption->words != NULL)
        html_text(html, ". ");
    html_spans(html, caption->words);
}

void word_source(struct word *word, const struct block *source)
{
    struct html *html = &word->html;

    if (source == NULL)
        return;
    word_open(word, "Table Note");
    if (source->kind == BLOCK_PARAGRAPH) {
        html_open(html, "p");
        html_text(html, label_text(html->site->report->labels, "word_source"));
        html_text(html, ": ");
        html_spans(html, source->spans);
        html_close(html);
        source = source->next;
    }
    html_blocks(html, source);
    html_close(html);
    html_line(html);
}

/* ---- tables ---- */

static void open_cell(struct html *html, const char *name, enum alignment alignment, int column_span)
{
    static const char *const styles[] = {[ALIGN_DEFAULT] = NULL,
                                         [ALIGN_LEFT] = NULL,
                                         [ALIGN_CENTER] = "text-align: center",
                                         [ALIGN_RIGHT] = "text-align: right"};

    html_open_with(html, name, "colspan", column_span > 1 ? arena_format(html->arena, "%d", column_span) : NULL,
                   "style", styles[alignment], NULL);
}

static void write_head(struct html *html, const struct table *table)
{
    html_open(html, "thead");
    html_open(html, "tr");
    for (size_t i = 0; i < table->column_count; i++) {
        open_cell(html, "th", table->columns[i].alignment, 1);
        html_spans(html, table->columns[i].head);
        html_close(html);
    }
    html_close(html);
    html_close(html);
    html_line(html);
}

static void write_row(struct html *html, const struct table *table, const struct row *row)
{
    html_open(html, "tr");
    html_keep_anchor(html, row->id);
    for (size_t i = 0; i < table->column_count; i++) {
        const struct cell *cell = &row->cells[i];
        open_cell(html, "td", table->columns[i].alignment, cell->column_span);
        html_cell(html, cell->blocks);
        html_close(html);
        if (cell->column_span > 1)
            i += (size_t)cell->column_span - 1;
    }
    html_close(html);
    html_line(html);
}

static void write_widths(struct html *html, const struct column_plan *plan, size_t count)
{
    html_open(html, "colgroup");
    for (size_t i = 0; i < count; i++) {
        html_start_void(html, "col");
        html_attribute(html, "style", HTML_ATTRIBUTE,
                       arena_format(html->arena, "width: %.2f%%", plan->shares[i] * 100));
        html_end_void(html);
    }
    html_close(html);
    html_line(html);
}

void word_table(struct word *word, const struct block *block)
{
    const struct table *table = block->table;
    struct html *html = &word->html;

    if (table->column_count == 0)
        return;
    struct column_plan plan = columns_plan_page(html->arena, table, word->site.report->study->info->appendix, false);
    html_line(html);
    html_open_class(html, "table", plan.crowded ? "small" : NULL);
    if (table->caption.words != NULL || table->caption.label != NULL) {
        html_open(html, "caption");
        word_caption(word, block, "word_table");
        html_close(html);
    }
    write_widths(html, &plan, table->column_count);
    if (table->has_head)
        write_head(html, table);
    html_open(html, "tbody");
    for (const struct row *row = table->rows; row != NULL; row = row->next)
        write_row(html, table, row);
    html_close(html);
    html_close(html);
    html_line(html);
    word_styled(word, "Table Note", table->caption.notes);
    word_source(word, table->caption.source);
}
