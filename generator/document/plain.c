#include "document/document.h"

#include "base/buffer.h"

#include <string.h>

struct plain {
    struct buffer out;
    size_t line_start; /* after the mark of an item */
};

static void add_spans(struct buffer *out, const struct span *spans, bool as_printed);

static void add_reference(struct buffer *out, const struct span *span)
{
    if (span->target != NULL && span->target->number != NULL)
        buffer_format(out, "%s %s", span->target->name, span->target->number);
    else if (span->children != NULL)
        add_spans(out, span->children, true);
    else
        buffer_text(out, span->text);
}

/* Citations and references are what they come out as, or as_printed false, before that is known, left out. */
static void add_spans(struct buffer *out, const struct span *spans, bool as_printed)
{
    for (; spans != NULL; spans = spans->next) {
        switch (spans->kind) {
        case SPAN_TEXT:
        case SPAN_CODE:
        case SPAN_MATH:
            buffer_text(out, spans->text);
            break;
        case SPAN_SOFT_BREAK:
        case SPAN_LINE_BREAK:
            buffer_char(out, ' ');
            break;
        case SPAN_EMPHASIS:
        case SPAN_STRONG:
        case SPAN_STYLED:
        case SPAN_LINK:
        case SPAN_IMAGE:
        case SPAN_LANGUAGE:
        case SPAN_OBJECT:
        case SPAN_DIRECTIVE:
        case SPAN_GROUP:
        case SPAN_EXCERPT:
            add_spans(out, spans->children, as_printed);
            break;
        case SPAN_CITATION:
            if (as_printed)
                add_spans(out, spans->children, true);
            break;
        case SPAN_REFERENCE:
            if (as_printed)
                add_reference(out, spans);
            break;
        case SPAN_HTML:
        case SPAN_FOOTNOTE:
        case SPAN_PAGE_NUMBER:
            break;
        }
    }
}

const char *span_plain(struct arena *arena, const struct span *spans)
{
    struct buffer out = {0};

    add_spans(&out, spans, false);
    return buffer_take(&out, arena);
}

static void add_blocks(struct buffer *out, const struct block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next) {
        if (out->length > 0 && (blocks->spans != NULL || blocks->kind == BLOCK_CODE))
            buffer_char(out, ' ');
        add_spans(out, blocks->spans, false);
        if (blocks->kind == BLOCK_CODE)
            buffer_text(out, blocks->text);
        add_blocks(out, blocks->children);
    }
}

const char *block_plain(struct arena *arena, const struct block *blocks)
{
    struct buffer out = {0};

    add_blocks(&out, blocks);
    return buffer_take(&out, arena);
}

/* ---- as it is printed ---- */

static void write_blocks(struct plain *plain, const struct block *blocks);

static void write_spans(struct plain *plain, const struct span *spans)
{
    add_spans(&plain->out, spans, true);
}

static void start_line(struct plain *plain)
{
    if (plain->out.length > plain->line_start && plain->out.bytes[plain->out.length - 1] != '\n')
        buffer_char(&plain->out, '\n');
}

/* Words as they were said, with their line ends. */
static void write_words(struct plain *plain, const struct block *paragraphs)
{
    for (; paragraphs != NULL; paragraphs = paragraphs->next) {
        for (const struct span *span = paragraphs->spans; span != NULL; span = span->next) {
            if (span->kind == SPAN_OBJECT) /* who says a turn */
                write_spans(plain, span->children);
            else
                buffer_text(&plain->out, span->kind == SPAN_LINE_BREAK ? "\n" : span->text);
        }
        buffer_text(&plain->out, paragraphs->next ? "\n\n" : "");
    }
}

static void write_quote(struct plain *plain, const struct quotation *quote)
{
    write_words(plain, quote->words);
    buffer_format(&plain->out, " (%s)", quote->id);
    if (quote->illustrative != NULL)
        buffer_format(&plain->out, " [%s]", quote->illustrative);
}

static void write_table(struct plain *plain, const struct table *table)
{
    write_spans(plain, table->caption.words);
    for (const struct row *row = table->rows; row != NULL; row = row->next) {
        for (size_t i = 0; i < table->column_count; i++) {
            start_line(plain);
            write_blocks(plain, row->cells[i].blocks);
        }
    }
}

static void write_chart(struct plain *plain, const struct chart *chart)
{
    write_spans(plain, chart->caption.words);
    for (size_t i = 0; i < chart->point_count; i++) {
        start_line(plain);
        buffer_format(&plain->out, "%s: %s", chart->points[i].label, chart->points[i].text);
    }
}

static void write_blocks(struct plain *plain, const struct block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next) {
        start_line(plain);
        switch (blocks->kind) {
        case BLOCK_PARAGRAPH:
        case BLOCK_HEADING:
            write_spans(plain, blocks->spans);
            break;
        case BLOCK_LIST:
        case BLOCK_QUOTE:
        case BLOCK_CALLOUT:
        case BLOCK_SECTION:
        case BLOCK_LANGUAGE:
        case BLOCK_GROUP:
            write_blocks(plain, blocks->children);
            break;
        case BLOCK_ITEM:
            buffer_text(&plain->out, "• ");
            plain->line_start = plain->out.length;
            write_blocks(plain, blocks->children);
            break;
        case BLOCK_CODE:
            buffer_text(&plain->out, blocks->text);
            break;
        case BLOCK_TABLE:
            write_table(plain, blocks->table);
            break;
        case BLOCK_FIGURE:
            write_spans(plain, blocks->figure->caption.words);
            break;
        case BLOCK_CHART:
            write_chart(plain, blocks->chart);
            break;
        case BLOCK_QUOTATION:
            write_quote(plain, blocks->quotation);
            break;
        case BLOCK_EXCERPT:
        case BLOCK_DIRECTIVE:
        case BLOCK_HTML:
        case BLOCK_RULE:
            break;
        }
    }
}

static const char *finish(struct plain *plain, struct arena *arena)
{
    while (plain->out.length > 0 && strchr(" \n", plain->out.bytes[plain->out.length - 1]) != NULL)
        buffer_cut(&plain->out, plain->out.length - 1);
    return buffer_take(&plain->out, arena);
}

const char *plain_blocks(struct arena *arena, const struct block *blocks)
{
    struct plain plain = {0};

    write_blocks(&plain, blocks);
    return finish(&plain, arena);
}

const char *plain_spans(struct arena *arena, const struct span *spans)
{
    struct plain plain = {0};

    write_spans(&plain, spans);
    return finish(&plain, arena);
}

const char *plain_words(struct arena *arena, const struct block *paragraphs)
{
    struct plain plain = {0};

    write_words(&plain, paragraphs);
    return finish(&plain, arena);
}
