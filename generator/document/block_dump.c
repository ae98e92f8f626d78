#include "document/document.h"

#include "base/buffer.h"
#include "study/study.h"

static void dump_blocks(struct buffer *out, const struct block *blocks, int depth);
static void dump_spans(struct buffer *out, const struct span *spans, int depth);

static void indent(struct buffer *out, int depth)
{
    while (depth-- > 0)
        buffer_text(out, "  ");
}

static void quoted(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '\n') {
            buffer_text(out, "\\n");
            continue;
        }
        if (*text == '"' || *text == '\\')
            buffer_char(out, '\\');
        buffer_char(out, *text);
    }
    buffer_char(out, '"');
}

/* name="value", nothing for NULL. */
static void field(struct buffer *out, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buffer_format(out, " %s=", name);
    quoted(out, value);
}

/* A line with a name alone, and what is below it; nothing if there is nothing. */
static void part_spans(struct buffer *out, const char *name, const struct span *spans, int depth)
{
    if (spans == NULL)
        return;
    indent(out, depth);
    buffer_format(out, "%s\n", name);
    dump_spans(out, spans, depth + 1);
}

static void part_blocks(struct buffer *out, const char *name, const struct block *blocks, int depth)
{
    if (blocks == NULL)
        return;
    indent(out, depth);
    buffer_format(out, "%s\n", name);
    dump_blocks(out, blocks, depth + 1);
}

static const char *const style_names[] = {
    [STYLE_SUBSCRIPT] = "subscript",
    [STYLE_SUPERSCRIPT] = "superscript",
    [STYLE_STRUCK] = "struck",
    [STYLE_UNDERLINED] = "underlined",
    [STYLE_KEY] = "key",
    [STYLE_VERBATIM] = "verbatim",
    [STYLE_ABBREVIATION] = "abbreviation",
    [STYLE_MADE_UP] = "made-up",
    [STYLE_LABEL] = "label",
};

static const char *const span_names[] = {
    [SPAN_TEXT] = "text",
    [SPAN_SOFT_BREAK] = "soft-break",
    [SPAN_LINE_BREAK] = "line-break",
    [SPAN_CODE] = "code",
    [SPAN_MATH] = "math",
    [SPAN_HTML] = "html",
    [SPAN_EMPHASIS] = "emphasis",
    [SPAN_STRONG] = "strong",
    [SPAN_STYLED] = "styled",
    [SPAN_LINK] = "link",
    [SPAN_IMAGE] = "image",
    [SPAN_FOOTNOTE] = "footnote",
    [SPAN_CITATION] = "citation",
    [SPAN_REFERENCE] = "reference",
    [SPAN_DIRECTIVE] = "directive",
    [SPAN_EXCERPT] = "excerpt",
    [SPAN_LANGUAGE] = "language",
    [SPAN_PAGE_NUMBER] = "page-number",
    [SPAN_OBJECT] = "object",
    [SPAN_GROUP] = "group",
};

static void directive_fields(struct buffer *out, const struct directive *directive)
{
    field(out, "name", directive->name);
    field(out, "id", directive->id);
    for (const struct argument *argument = directive->arguments; argument != NULL; argument = argument->next) {
        buffer_format(out, " %d:%d", argument->line, argument->column);
        field(out, argument->name, argument->value);
    }
}

static void dump_works(struct buffer *out, const struct cited_work *work, int depth)
{
    for (; work != NULL; work = work->next) {
        indent(out, depth);
        buffer_format(out, "work %d:%d%s", work->line, work->column, work->year_only ? " year-only" : "");
        field(out, "key", work->key);
        field(out, "locator", work->locator);
        buffer_char(out, '\n');
        part_spans(out, "prefix", work->prefix, depth + 1);
        part_spans(out, "suffix", work->suffix, depth + 1);
    }
}

/* What a span holds besides children, on its line. */
static void span_fields(struct buffer *out, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
    case SPAN_CODE:
    case SPAN_HTML:
    case SPAN_REFERENCE:
    case SPAN_PAGE_NUMBER:
    case SPAN_LANGUAGE:
        buffer_char(out, ' ');
        quoted(out, span->text);
        break;
    case SPAN_MATH:
        buffer_text(out, span->math->display ? " display " : " ");
        quoted(out, span->text);
        field(out, "label", span->math->label);
        break;
    case SPAN_LINK:
    case SPAN_IMAGE:
    case SPAN_OBJECT:
        field(out, "target", span->link->target);
        field(out, "title", span->link->title);
        if (span->link->width > 0)
            buffer_format(out, " width=%.3g", span->link->width);
        break;
    case SPAN_FOOTNOTE:
        field(out, "label", span->footnote->label);
        buffer_format(out, " defined %d:%d", span->footnote->place.line, span->footnote->place.column);
        break;
    case SPAN_CITATION:
        buffer_text(out, span->citation->form == CITATION_NARRATIVE ? " narrative"
                         : span->citation->form == CITATION_SILENT  ? " silent"
                                                                    : " parenthetical");
        break;
    case SPAN_DIRECTIVE:
        directive_fields(out, span->directive);
        break;
    case SPAN_EXCERPT:
        field(out, "id", span->excerpt->id);
        break;
    case SPAN_STYLED:
        buffer_format(out, " %s", style_names[span->style]);
        break;
    case SPAN_SOFT_BREAK:
    case SPAN_LINE_BREAK:
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
    case SPAN_GROUP:
        break;
    }
}

static void dump_spans(struct buffer *out, const struct span *spans, int depth)
{
    for (const struct span *span = spans; span != NULL; span = span->next) {
        indent(out, depth);
        buffer_format(out, "%s %d:%d", span_names[span->kind], span->line, span->column);
        span_fields(out, span);
        buffer_char(out, '\n');
        if (span->kind == SPAN_FOOTNOTE)
            dump_blocks(out, span->footnote->blocks, depth + 1);
        if (span->kind == SPAN_CITATION)
            dump_works(out, span->citation->works, depth + 1);
        dump_spans(out, span->children, depth + 1);
    }
}

static void dump_row(struct buffer *out, const struct row *row, size_t columns, int depth)
{
    indent(out, depth);
    buffer_format(out, "row %d:%d", row->place.line, row->place.column);
    field(out, "id", row->id);
    buffer_char(out, '\n');
    for (size_t i = 0; i < columns; i++) {
        indent(out, depth + 1);
        buffer_text(out, row->cells[i].is_head ? "head-cell" : "cell");
        if (row->cells[i].column_span != 1)
            buffer_format(out, " span=%d", row->cells[i].column_span);
        buffer_char(out, '\n');
        dump_blocks(out, row->cells[i].blocks, depth + 2);
    }
}

static void dump_table(struct buffer *out, const struct table *table, int depth)
{
    for (size_t i = 0; i < table->column_count; i++) {
        indent(out, depth);
        buffer_format(out, "column %s\n", alignment_names[table->columns[i].alignment]);
        dump_spans(out, table->columns[i].head, depth + 1);
    }
    for (const struct row *row = table->rows; row != NULL; row = row->next)
        dump_row(out, row, table->column_count, depth);
}

static void dump_chart(struct buffer *out, const struct chart *chart, int depth)
{
    for (size_t i = 0; i < chart->point_count; i++) {
        indent(out, depth);
        buffer_text(out, "point");
        field(out, "label", chart->points[i].label);
        if (chart->column_count > 0)
            field(out, "column", chart->columns[i % chart->column_count]);
        field(out, "value", chart->points[i].text);
        buffer_char(out, '\n');
    }
}

/* A table, figure or chart, between its caption and what is below it. */
static void dump_captioned(struct buffer *out, const struct block *block, const struct caption *caption, int depth)
{
    part_spans(out, "caption", caption->words, depth);
    if (block->kind == BLOCK_TABLE)
        dump_table(out, block->table, depth);
    else if (block->kind == BLOCK_CHART)
        dump_chart(out, block->chart, depth);
    part_blocks(out, "notes", caption->notes, depth);
    part_blocks(out, "source", caption->source, depth);
}

static const char *const block_names[] = {
    [BLOCK_PARAGRAPH] = "paragraph", [BLOCK_HEADING] = "heading", [BLOCK_LIST] = "list",
    [BLOCK_ITEM] = "item",           [BLOCK_QUOTE] = "quote",     [BLOCK_CODE] = "code",
    [BLOCK_HTML] = "html",           [BLOCK_RULE] = "rule",       [BLOCK_TABLE] = "table",
    [BLOCK_FIGURE] = "figure",       [BLOCK_CHART] = "chart",     [BLOCK_EXCERPT] = "excerpt",
    [BLOCK_CALLOUT] = "callout",     [BLOCK_SECTION] = "section", [BLOCK_DIRECTIVE] = "directive",
    [BLOCK_LANGUAGE] = "language",   [BLOCK_GROUP] = "group",     [BLOCK_QUOTATION] = "quotation",
};

static void list_fields(struct buffer *out, const struct list_style *list)
{
    if (list->ordered)
        buffer_format(out, " ordered start=%d%s", list->start, list->with_parenthesis ? " parenthesis" : "");
    buffer_text(out, list->definitions ? " definitions" : "");
    buffer_text(out, list->tight ? " tight" : " loose");
}

/* What a block holds besides spans and children, on its line. */
static void block_fields(struct buffer *out, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        buffer_format(out, " level=%d", block->level);
        break;
    case BLOCK_LIST:
        list_fields(out, block->list);
        break;
    case BLOCK_CODE:
        field(out, "info", block->info);
        field(out, "text", block->text);
        break;
    case BLOCK_HTML:
    case BLOCK_LANGUAGE:
        field(out, "text", block->text);
        break;
    case BLOCK_TABLE:
        field(out, "label", block->table->caption.label);
        break;
    case BLOCK_FIGURE:
        field(out, "label", block->figure->caption.label);
        field(out, "file", block->figure->file);
        field(out, "alt", block->figure->alt);
        break;
    case BLOCK_CHART:
        field(out, "label", block->chart->caption.label);
        field(out, "kind", block->chart->kind == CHART_BAR ? NULL : chart_kind_names[block->chart->kind]);
        field(out, "unit", block->chart->unit);
        break;
    case BLOCK_EXCERPT:
        field(out, "excerpt", block->excerpt->id);
        break;
    case BLOCK_QUOTATION:
        field(out, "excerpt", block->quotation->id);
        break;
    case BLOCK_CALLOUT:
        buffer_format(out, " kind=%d", (int)block->callout->kind);
        break;
    case BLOCK_DIRECTIVE:
        directive_fields(out, block->directive);
        break;
    case BLOCK_PARAGRAPH:
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_RULE:
    case BLOCK_SECTION:
    case BLOCK_GROUP:
        break;
    }
    field(out, "id", block->id);
}

static void dump_blocks(struct buffer *out, const struct block *blocks, int depth)
{
    for (const struct block *block = blocks; block != NULL; block = block->next) {
        indent(out, depth);
        buffer_format(out, "%s %d:%d", block_names[block->kind], block->place.line, block->place.column);
        block_fields(out, block);
        buffer_char(out, '\n');
        if (block_caption(block) != NULL)
            dump_captioned(out, block, block_caption(block), depth + 1);
        else if (block->kind == BLOCK_CALLOUT)
            part_spans(out, "title", block->callout->title, depth + 1);
        dump_spans(out, block->spans, depth + 1);
        dump_blocks(out, block->children, depth + 1);
    }
}

void block_dump(struct buffer *out, const struct block *blocks)
{
    dump_blocks(out, blocks, 0);
}

void span_dump(struct buffer *out, const struct span *spans)
{
    dump_spans(out, spans, 0);
}
