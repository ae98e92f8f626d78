#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"
#include "study/study.h"
#include "write/write.h"

void word_caption(struct word *word, const char *key, const char *label, const struct span *caption)
{
    const struct target *target = label ? report_target(word->report, label) : NULL;

    if (target != NULL && target->number != NULL) {
        const char *name = label_text(word->report->labels, key);
        word_text(word, name);
        word_put(word, "\u00a0<span class=\"number\"");
        word_attribute(word, "data-series", HTML_ATTRIBUTE, name);
        word_put(word, ">");
        word_text(word, word_number(word, target));
        word_put(word, caption ? "</span>. " : "</span>");
    }
    word_spans(word, caption);
}

void word_source(struct word *word, const struct block *source)
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

void word_place(struct word *word, const struct block *block, const char *label)
{
    const struct target *target = label ? report_target(word->report, label) : NULL;
    const char *id = block->id ? block->id : target && target->appendix == word->appendix ? target->anchor : NULL;

    word_put_anchor(word, id);
}

/* ---- tables ---- */

bool word_table_is_wide(const struct word *word, const struct table *table)
{
    return columns_plan(word->arena, table).landscape;
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
        word_place(word, block, table->label);
        word_caption(word, "word_table", table->label, table->caption);
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
    word_source(word, table->source);
    word->depth--;
    word->tight = was_tight;
}
