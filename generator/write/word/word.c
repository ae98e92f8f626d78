#include "write/word/word.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"
#include "document/document.h"
#include "write/write.h"

#include <string.h>

/* Blocks before a wide one at the start of an appendix. */
enum { MOST_LEADING = 5 };

void word_put(struct word *word, const char *markup)
{
    buffer_text(word->out, markup);
}

void word_text(struct word *word, const char *text)
{
    html_escape(word->out, HTML_TEXT, text);
}

void word_attribute(struct word *word, const char *name, enum html_context context, const char *value)
{
    buffer_format(word->out, " %s=\"", name);
    html_escape(word->out, context, value);
    word_put(word, "\"");
}

void word_open(struct word *word, const char *style)
{
    word->depth++;
    word_put(word, "<div");
    if (style != NULL)
        word_attribute(word, "data-custom-style", HTML_ATTRIBUTE, style);
    word_put(word, ">\n");
}

void word_close(struct word *word)
{
    word->depth--;
    word_put(word, "</div>\n");
}

const char *word_anchor(struct word *word, const struct appendix *appendix, const char *id)
{
    const char *slug = text_slug(word->arena, appendix->slug);

    return id ? arena_format(word->arena, "lampiran-%s-%s", slug, text_slug(word->arena, id))
              : arena_format(word->arena, "lampiran-%s", slug);
}

void word_put_anchor_later(struct word *word, const char *id)
{
    if (id != NULL)
        list_add(&word->pending, word->arena, (void *)word_anchor(word, word->appendix, id));
}

void word_put_anchor(struct word *word, const char *id)
{
    word_put_anchor_later(word, id);
    for (size_t i = 0; i < word->pending.count; i++) {
        word_put(word, "<span");
        word_attribute(word, "id", HTML_ATTRIBUTE, word->pending.items[i]);
        word_put(word, "></span>");
    }
    word->pending.count = 0;
}

void word_turn(struct word *word, bool turned)
{
    if (word->depth > 0 || word->turned == turned)
        return;
    word->turned = turned;
    word_put(word, turned ? "<div class=\"landscape\">\n" : "</div>\n");
}

/* ---- spans ---- */

static void write_link(struct word *word, const struct span *span)
{
    const char *target = span->link->target;
    bool linked = url_is_external(target) && url_is_offered(target);

    if (linked) {
        word_put(word, "<a");
        word_attribute(word, "href", HTML_URL, target);
        word_put(word, ">");
    }
    word_spans(word, span->children);
    word_put(word, linked ? "</a>" : "");
}

static void write_note_call(struct word *word, const struct footnote *footnote)
{
    size_t position = 0;

    while (position < word->notes.count && word->notes.items[position] != footnote)
        position++;
    if (position == word->notes.count)
        list_add(&word->notes, word->arena, (void *)footnote);
    buffer_format(word->out, "<a href=\"#note-%zu-%zu\">%zu</a>", word->number, position, position + 1);
}

static void write_wrapped(struct word *word, const char *name, const struct span *span)
{
    buffer_format(word->out, "<%s>", name);
    if (span->text != NULL)
        word_text(word, span->text);
    word_spans(word, span->children);
    buffer_format(word->out, "</%s>", name);
}

static void write_language_span(struct word *word, const struct span *span)
{
    word_put(word, "<span");
    word_attribute(word, "lang", HTML_ATTRIBUTE, span->text);
    word_put(word, ">");
    word_spans(word, span->children);
    word_put(word, "</span>");
}

static void write_span(struct word *word, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
    case SPAN_HTML:
        word_text(word, span->text);
        return;
    case SPAN_SOFT_BREAK:
        word_put(word, " ");
        return;
    case SPAN_LINE_BREAK:
        word_put(word, "<br />");
        return;
    case SPAN_CODE:
        write_wrapped(word, "code", span);
        return;
    case SPAN_EMPHASIS:
        write_wrapped(word, "em", span);
        return;
    case SPAN_STRONG:
        write_wrapped(word, "strong", span);
        return;
    case SPAN_STYLED:
        write_wrapped(word, span->style == STYLE_KEY ? "code" : html_style_tag(span->style), span);
        return;
    case SPAN_LINK:
        write_link(word, span);
        return;
    case SPAN_IMAGE:
        word_image(word, span);
        return;
    case SPAN_FOOTNOTE:
        write_note_call(word, span->footnote);
        return;
    case SPAN_CITATION:
        word_citation(word, span);
        return;
    case SPAN_REFERENCE:
        word_reference(word, span);
        return;
    case SPAN_DIRECTIVE:
    case SPAN_GROUP:
        word_spans(word, span->children);
        return;
    case SPAN_EXCERPT:
        word_mention(word, span);
        return;
    case SPAN_LANGUAGE:
        write_language_span(word, span);
        return;
    case SPAN_OBJECT:
        word_object(word, span);
        return;
    }
}

void word_spans(struct word *word, const struct span *spans)
{
    for (; spans != NULL; spans = spans->next)
        write_span(word, spans);
}

/* ---- blocks ---- */

static void write_paragraph(struct word *word, const struct block *block)
{
    /* Without its tags it becomes what pandoc calls plain, and that is set close. */
    bool plain = word->tight && (block->next == NULL || block->next->kind == BLOCK_LIST);

    word_put(word, plain ? "" : "<p>");
    word_put_anchor(word, block->id);
    word_spans(word, block->spans);
    word_put(word, plain ? "\n" : "</p>\n");
}

/* Below the title of the appendix, which has level 1. */
static void write_heading(struct word *word, const struct block *block)
{
    int level = block->level < 2 ? 2 : block->level > 6 ? 6 : block->level;

    buffer_format(word->out, "<h%d>", level);
    word_put_anchor(word, block->id);
    word_spans(word, block->spans);
    buffer_format(word->out, "</h%d>\n", level);
}

static void write_list(struct word *word, const struct block *block)
{
    const char *name = block->list->ordered ? "ol" : "ul";
    bool has_parenthesis = block->list->ordered && block->list->with_parenthesis;
    bool was_tight = word->tight;

    word->tight = block->list->tight;
    word->depth++;
    word_put(word, has_parenthesis ? "<div class=\"parenthesis\">\n" : "");
    buffer_format(word->out, "<%s", name);
    if (block->list->ordered && block->list->start != 1)
        buffer_format(word->out, " start=\"%d\"", block->list->start);
    word_put(word, ">\n");
    for (const struct block *item = block->children; item != NULL; item = item->next) {
        word_put(word, "<li>");
        word_put_anchor_later(word, item->id);
        word_blocks(word, item->children);
        word_put(word, "</li>\n");
    }
    buffer_format(word->out, "</%s>\n", name);
    word_put(word, has_parenthesis ? "</div>\n" : "");
    word->depth--;
    word->tight = was_tight;
}

static void write_group(struct word *word, const char *name, const struct block *block)
{
    word->depth++;
    buffer_format(word->out, "<%s>\n", name);
    word_blocks(word, block->children);
    buffer_format(word->out, "</%s>\n", name);
    word->depth--;
}

static void write_section(struct word *word, const struct block *block)
{
    word_put_anchor_later(word, block->id);
    word_blocks(word, block->children);
}

static void write_language_block(struct word *word, const struct block *block)
{
    word_put(word, "<div");
    word_attribute(word, "lang", HTML_ATTRIBUTE, block->text);
    word_put(word, ">\n");
    word->depth++;
    word_blocks(word, block->children);
    word->depth--;
    word_put(word, "</div>\n");
}

static void write_block(struct word *word, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        write_paragraph(word, block);
        return;
    case BLOCK_HEADING:
        write_heading(word, block);
        return;
    case BLOCK_LIST:
        write_list(word, block);
        return;
    case BLOCK_ITEM:
        word_blocks(word, block->children);
        return;
    case BLOCK_QUOTE:
        write_group(word, "blockquote", block);
        return;
    case BLOCK_CODE:
    case BLOCK_HTML:
        word_put(word, "<pre><code>");
        word_text(word, block->text);
        word_put(word, "</code></pre>\n");
        return;
    case BLOCK_RULE:
        word_put(word, "<hr />\n");
        return;
    case BLOCK_TABLE:
        word_table(word, block);
        return;
    case BLOCK_FIGURE:
        word_figure(word, block);
        return;
    case BLOCK_CHART:
        word_chart(word, block);
        return;
    case BLOCK_EXCERPT:
        word_excerpt(word, block);
        return;
    case BLOCK_CALLOUT:
        word_callout(word, block);
        return;
    case BLOCK_SECTION:
        write_section(word, block);
        return;
    case BLOCK_LANGUAGE:
        write_language_block(word, block);
        return;
    case BLOCK_DIRECTIVE:
    case BLOCK_GROUP:
        word_blocks(word, block->children);
        return;
    }
}

static bool is_wide(const struct word *word, const struct block *block)
{
    return block != NULL && ((block->kind == BLOCK_TABLE && word_table_is_wide(word, block->table)) ||
                             (block->kind == BLOCK_FIGURE && word_figure_is_wide(word, block->figure)));
}

/* What is wide takes the headings before it along to its turned page. */
static bool belongs_on_turned(const struct word *word, const struct block *block)
{
    while (block != NULL && block->kind == BLOCK_HEADING)
        block = block->next;
    return is_wide(word, block);
}

const struct block *word_find_lead(const struct word *word, const struct block *blocks)
{
    for (int i = 0; i < MOST_LEADING && blocks != NULL && !is_wide(word, blocks); i++, blocks = blocks->next) {
        if (blocks->kind != BLOCK_HEADING && blocks->kind != BLOCK_PARAGRAPH && blocks->kind != BLOCK_CALLOUT)
            return NULL;
    }
    return is_wide(word, blocks) ? blocks : NULL;
}

void word_blocks(struct word *word, const struct block *blocks)
{
    for (; blocks != NULL; blocks = blocks->next) {
        if (blocks->kind != BLOCK_SECTION && blocks->kind != BLOCK_LANGUAGE && blocks->kind != BLOCK_GROUP)
            word_turn(word, word->lead != NULL || belongs_on_turned(word, blocks));
        write_block(word, blocks);
        if (blocks == word->lead)
            word->lead = NULL;
    }
}

/* Notes may call notes: those are written in turn. */
void word_notes(struct word *word)
{
    for (; word->notes_written < word->notes.count; word->notes_written++) {
        const struct footnote *footnote = word->notes.items[word->notes_written];
        buffer_format(word->out, "<div class=\"note\" id=\"note-%zu-%zu\">\n", word->number, word->notes_written);
        word->depth++;
        word_blocks(word, footnote->blocks);
        word->depth--;
        word_put(word, "</div>\n");
    }
}
