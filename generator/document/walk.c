#include "document/document.h"

static void leave_group(const struct walker *walker)
{
    if (walker->after_group != NULL)
        walker->after_group(walker->context);
}

static void walk_table(const struct walker *walker, const struct block *block)
{
    const struct table *table = block->table;

    walk_spans(walker, block, table->caption);
    for (size_t i = 0; i < table->column_count; i++)
        walk_spans(walker, block, table->columns[i].head);
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++)
            walk_blocks(walker, row->cells[i].blocks);
    }
    walk_blocks(walker, table->notes);
    walk_blocks(walker, table->source);
}

static void walk_block(const struct walker *walker, struct block *block)
{
    if (walker->on_block != NULL)
        walker->on_block(walker->context, block);
    switch (block->kind) {
    case BLOCK_TABLE:
        walk_table(walker, block);
        break;
    case BLOCK_FIGURE:
        walk_spans(walker, block, block->figure->caption);
        walk_blocks(walker, block->figure->source);
        break;
    case BLOCK_CHART:
        walk_spans(walker, block, block->chart->caption);
        walk_blocks(walker, block->chart->notes);
        walk_blocks(walker, block->chart->source);
        break;
    case BLOCK_CALLOUT:
        walk_spans(walker, block, block->callout->title);
        walk_blocks(walker, block->children);
        break;
    case BLOCK_DIRECTIVE:
        walk_spans(walker, block, block->spans);
        walk_blocks(walker, block->children);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_HEADING:
        walk_spans(walker, block, block->spans);
        break;
    case BLOCK_LIST:
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_SECTION:
    case BLOCK_LANGUAGE:
        walk_blocks(walker, block->children);
        break;
    case BLOCK_GROUP:
        walk_blocks(walker, block->children);
        leave_group(walker);
        break;
    case BLOCK_CODE:
    case BLOCK_HTML:
    case BLOCK_RULE:
    case BLOCK_EXCERPT:
        break;
    }
}

void walk_blocks(const struct walker *walker, struct block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next)
        walk_block(walker, blocks);
}

/* As it is printed, or what was typed. */
static void walk_citation(const struct walker *walker, const struct block *block, const struct span *span)
{
    if (span->children != NULL) {
        walk_spans(walker, block, span->children);
        return;
    }
    for (const struct cited_work *work = span->citation->works; work != NULL; work = work->next) {
        walk_spans(walker, block, work->prefix);
        walk_spans(walker, block, work->suffix);
    }
}

static void walk_span(const struct walker *walker, const struct block *block, struct span *span)
{
    if (walker->on_span != NULL)
        walker->on_span(walker->context, block, span);
    switch (span->kind) {
    case SPAN_FOOTNOTE:
        /* A note whose text calls the note itself is refused by the reader, so this ends. */
        walk_blocks(walker, span->footnote->blocks);
        break;
    case SPAN_CITATION:
        walk_citation(walker, block, span);
        break;
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
    case SPAN_STYLED:
    case SPAN_LINK:
    case SPAN_IMAGE:
    case SPAN_LANGUAGE:
    case SPAN_OBJECT:
    case SPAN_DIRECTIVE:
        walk_spans(walker, block, span->children);
        break;
    case SPAN_GROUP:
        walk_spans(walker, block, span->children);
        leave_group(walker);
        break;
    case SPAN_TEXT:
    case SPAN_SOFT_BREAK:
    case SPAN_LINE_BREAK:
    case SPAN_CODE:
    case SPAN_HTML:
    case SPAN_REFERENCE:
    case SPAN_EXCERPT:
        break;
    }
}

void walk_spans(const struct walker *walker, const struct block *block, struct span *spans)
{
    for (; spans != NULL; spans = spans->next)
        walk_span(walker, block, spans);
}
