#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/url.h"
#include "document/document.h"
#include "write/write.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- pages and tags ---- */

static const char *way_to_root(struct arena *arena, const char *path)
{
    size_t depth = url_depth(path);
    char *way = arena_alloc(arena, 3 * depth + 1), *end = way;

    for (size_t i = 0; i < depth; i++)
        end = stpcpy(end, "../");
    return way;
}

void html_begin(struct html *html, const struct html_site *site, const struct report_page *page, struct buffer *out,
                struct arena *arena)
{
    *html = (struct html){.out = out, .arena = arena, .site = site, .page = page, .start = out->length};
    html->root = page ? way_to_root(arena, page->path) : "";
}

void html_finish(struct html *html)
{
    assert(html->depth == 0);
    free(html->tags);
    html->tags = NULL;
}

static void push_tag(struct html *html, const char *name)
{
    if (html->depth == html->depth_capacity) {
        html->depth_capacity = html->depth_capacity ? 2 * html->depth_capacity : 32;
        html->tags = memory_resize(html->tags, html->depth_capacity * sizeof *html->tags);
    }
    html->tags[html->depth++] = name;
}

void html_line(struct html *html)
{
    if (html->out->length > html->start && html->out->bytes[html->out->length - 1] != '\n')
        buffer_char(html->out, '\n');
}

void html_start_void(struct html *html, const char *name)
{
    buffer_char(html->out, '<');
    buffer_text(html->out, name);
}

/* Of a fragment with a slash, as CommonMark's examples have it; in pages it would mean nothing. */
void html_end_void(struct html *html)
{
    buffer_text(html->out, html->site->report != NULL ? ">" : " />");
}

static void write_void(struct html *html, const char *name)
{
    html_start_void(html, name);
    html_end_void(html);
    buffer_char(html->out, '\n');
}

void html_start(struct html *html, const char *name)
{
    html_start_void(html, name);
    push_tag(html, name);
}

void html_attribute(struct html *html, const char *name, enum html_context context, const char *value)
{
    buffer_char(html->out, ' ');
    buffer_text(html->out, name);
    buffer_bytes(html->out, "=\"", 2);
    html_escape(html->out, context, value);
    buffer_char(html->out, '"');
}

void html_inside(struct html *html)
{
    buffer_char(html->out, '>');
}

void html_open(struct html *html, const char *name)
{
    html_start(html, name);
    html_inside(html);
}

void html_open_with(struct html *html, const char *name, ...)
{
    va_list attributes;

    html_start(html, name);
    va_start(attributes, name);
    for (const char *key; (key = va_arg(attributes, const char *)) != NULL;) {
        const char *value = va_arg(attributes, const char *);
        if (value != NULL)
            html_attribute(html, key, HTML_ATTRIBUTE, value);
    }
    va_end(attributes);
    html_inside(html);
}

void html_open_block(struct html *html, const char *name, const char *class, const char *id)
{
    html_open_with(html, name, "class", class, "id", id != NULL && html->site->profile == NULL ? id : NULL, NULL);
    html_keep_anchor(html, id);
}

void html_open_class(struct html *html, const char *name, const char *class)
{
    html_open_block(html, name, class, NULL);
}

void html_close(struct html *html)
{
    assert(html->depth > 0);
    buffer_bytes(html->out, "</", 2);
    buffer_text(html->out, html->tags[--html->depth]);
    buffer_char(html->out, '>');
}

void html_close_line(struct html *html)
{
    html_close(html);
    buffer_char(html->out, '\n');
}

void html_element(struct html *html, const char *name, const char *class, const char *text)
{
    html_open_class(html, name, class);
    html_text(html, text);
    html_close(html);
}

void html_text(struct html *html, const char *text)
{
    html_escape(html->out, HTML_TEXT, text);
}

const char *html_label(const struct html *html, const char *key, const char *fallback)
{
    return html->site->report ? label_text(html->site->report->labels, key) : fallback;
}

/* ---- anchors ---- */

void html_keep_anchor(struct html *html, const char *id)
{
    const struct html_profile *profile = html->site->profile;

    if (id != NULL && profile != NULL)
        list_add(&html->anchors, html->arena, (void *)profile->anchor(html, html->appendix, id));
}

void html_put_anchors(struct html *html)
{
    for (size_t i = 0; i < html->anchors.count; i++) {
        html_open_with(html, "span", "id", html->anchors.items[i], NULL);
        html_close(html);
    }
    html->anchors.count = 0;
}

/* ---- links ---- */

bool html_leads_to(const struct html *html, const struct target *target)
{
    if (target == NULL)
        return false;
    return html->site->profile ? target->appendix != NULL : target->page != NULL;
}

void html_href_path(struct html *html, const char *path)
{
    buffer_bytes(html->out, " href=\"", 7);
    html_escape(html->out, HTML_URL, html->root);
    html_escape(html->out, HTML_URL, path);
    buffer_char(html->out, '"');
}

void html_href_target(struct html *html, const struct target *target)
{
    const struct html_profile *profile = html->site->profile;

    buffer_bytes(html->out, " href=\"", 7);
    if (profile != NULL) {
        buffer_char(html->out, '#');
        html_escape(html->out, HTML_URL, profile->anchor(html, target->appendix, target->anchor));
        buffer_char(html->out, '"');
        return;
    }
    if (target->page != html->page) {
        html_escape(html->out, HTML_URL, html->root);
        html_escape(html->out, HTML_URL, target->page->path);
    }
    if (target->anchor != NULL) {
        buffer_char(html->out, '#');
        html_escape(html->out, HTML_URL, target->anchor);
    } else if (target->page == html->page) {
        buffer_char(html->out, '#');
    }
    buffer_char(html->out, '"');
}

bool html_is_page(const struct html *html, const char *target)
{
    size_t length = strcspn(target, "#?");

    if (html->site->pages == NULL || length == 0)
        return false;
    return map_get(html->site->pages, target[length] ? arena_copy(html->arena, target, length) : target) != NULL;
}

static void write_link(struct html *html, const struct span *span)
{
    const char *target = span->link->target;

    if (!url_is_safe(target) || (html->site->report != NULL && !url_is_offered(target))) {
        html_spans(html, span->children);
        return;
    }
    const char *figure = copies_find_figure(html->site->figures, target);
    if (figure != NULL)
        target = arena_concat(html->arena, html->root, url_of_file(html->arena, figure), NULL);
    html_start(html, "a");
    if (html_is_page(html, target))
        html_href_path(html, target);
    else
        html_attribute(html, "href", HTML_URL, target);
    if (span->link->title != NULL)
        html_attribute(html, "title", HTML_ATTRIBUTE, span->link->title);
    html_inside(html);
    html_spans(html, span->children);
    html_close(html);
}

/* ---- spans ---- */

/* With a report, only what was written in findings and pages is trusted: excerpts and fields never are. */
static bool is_trusted(const struct html *html)
{
    if (!html->site->trusted || html->site->report == NULL)
        return html->site->trusted;
    return html->file != NULL &&
           (text_starts_with(html->file, "content/findings/") || text_starts_with(html->file, "content/pages/"));
}

static void write_wrapped(struct html *html, const char *name, const struct span *children)
{
    html_open(html, name);
    html_spans(html, children);
    html_close(html);
}

static void write_group(struct html *html, const struct span *span)
{
    const struct span *outer = html->behind;

    html->behind = span->next ? span->next : outer;
    html_spans(html, span->children);
    html->behind = outer;
}

static void write_language_span(struct html *html, const struct span *span)
{
    html_open_with(html, "span", "lang", span->text, NULL);
    html_spans(html, span->children);
    html_close(html);
}

/* The element for style: "sub". */
static const char *const style_tags[] = {
    [STYLE_SUBSCRIPT] = "sub",     [STYLE_SUPERSCRIPT] = "sup", [STYLE_STRUCK] = "del",
    [STYLE_UNDERLINED] = "u",      [STYLE_KEY] = "kbd",         [STYLE_LABEL] = "span",
    [STYLE_ABBREVIATION] = "abbr", [STYLE_VERBATIM] = "span",   [STYLE_MADE_UP] = "span",
};

void html_open_made_up(struct html *html, const char *instead)
{
    html_open_with(html, "span", "class", "made-up", "data-instead", instead, NULL);
}

static void write_styled(struct html *html, const struct span *span)
{
    bool is_on_paper = span->style == STYLE_ABBREVIATION && html->site->profile != NULL;
    if (is_on_paper || span->style == STYLE_VERBATIM || (span->style == STYLE_MADE_UP && html->site->profile != NULL)) {
        html_spans(html, span->children);
        return;
    }
    if (span->style == STYLE_MADE_UP)
        html_open_made_up(html, span->text);
    else if (span->style == STYLE_ABBREVIATION) /* style.css shows the title to keys and fingers */
        html_open_with(html, "abbr", "title", span->text, "tabindex", "0", NULL);
    else
        html_open_with(html, style_tags[span->style], "class", span->style == STYLE_LABEL ? "label" : NULL, NULL);
    html_spans(html, span->children);
    html_close(html);
}

static void write_span(struct html *html, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
        html_text(html, span->text + html->written);
        html->written = 0;
        return;
    case SPAN_SOFT_BREAK:
        buffer_char(html->out, '\n');
        return;
    case SPAN_LINE_BREAK:
        write_void(html, "br");
        return;
    case SPAN_CODE:
        html_element(html, "code", NULL, span->text);
        return;
    case SPAN_MATH:
        html_math(html, span);
        return;
    case SPAN_HTML:
        if (is_trusted(html))
            buffer_text(html->out, span->text);
        else
            html_text(html, span->text);
        return;
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
        write_wrapped(html, span->kind == SPAN_STRONG ? "strong" : "em", span->children);
        return;
    case SPAN_STYLED:
        write_styled(html, span);
        return;
    case SPAN_LINK:
        write_link(html, span);
        return;
    case SPAN_IMAGE:
        html_image(html, span);
        return;
    case SPAN_FOOTNOTE:
        html_note_call(html, span);
        return;
    case SPAN_EXCERPT:
    case SPAN_PAGE_NUMBER: /* a site has none */
        return;
    case SPAN_CITATION:
        html_citation(html, span);
        return;
    case SPAN_REFERENCE:
        html_reference(html, span);
        return;
    case SPAN_DIRECTIVE:
    case SPAN_GROUP:
        write_group(html, span);
        return;
    case SPAN_LANGUAGE:
        write_language_span(html, span);
        return;
    case SPAN_OBJECT:
        html_object(html, span);
    }
}

void html_spans(struct html *html, const struct span *spans)
{
    const struct html_profile *profile = html->site->profile;

    for (; spans != NULL; spans = spans->next) {
        if (profile == NULL || !profile->span(html, spans))
            write_span(html, spans);
    }
}

/* ---- blocks ---- */

static void write_paragraph(struct html *html, const struct block *block, bool tight)
{
    if (tight) {
        html_keep_anchor(html, block->id);
        html_put_anchors(html);
        html_spans(html, block->spans);
        if (html->lists_files && block->spans != NULL && block->spans->kind == SPAN_REFERENCE)
            html_downloads_of(html, block->spans->text);
        return;
    }
    html_line(html);
    html_open_block(html, "p", NULL, block->id);
    html_put_anchors(html);
    html_spans(html, block->spans);
    html_close_line(html);
}

void html_heading(struct html *html, const struct block *block)
{
    static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    int level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;

    html_line(html);
    html_open_block(html, names[level - 1], NULL, block->id);
    html_put_anchors(html);
    html_spans(html, block->spans);
    html_close_line(html);
}

static bool has_paragraphs(const struct block *blocks)
{
    size_t count = 0;

    for (; blocks != NULL; blocks = blocks->next)
        count += blocks->kind == BLOCK_PARAGRAPH;
    return count > 1;
}

/* <dl>: the first paragraph of each item is a term. */
static void write_definitions(struct html *html, const struct block *block)
{
    html_line(html);
    html_open(html, "dl");
    buffer_char(html->out, '\n');
    for (const struct block *item = block->children; item != NULL; item = item->next) {
        html_line(html);
        html_open_block(html, "dt", NULL, item->id);
        html_spans(html, item->children->spans);
        html_close_line(html);
        html_line(html);
        html_open_block(html, "dd", NULL, NULL);
        html_blocks_within(html, item->children->next, block->list->tight && !has_paragraphs(item->children->next));
        html_close_line(html);
    }
    html_close_line(html);
}

void html_list(struct html *html, const struct block *block)
{
    if (block->list->definitions) {
        write_definitions(html, block);
        return;
    }
    html_line(html);
    bool counts_on = block->list->ordered && block->list->start != 1;
    html_open_with(html, block->list->ordered ? "ol" : "ul", "start",
                   counts_on ? arena_format(html->arena, "%d", block->list->start) : NULL, NULL);
    buffer_char(html->out, '\n');
    for (const struct block *item = block->children; item != NULL; item = item->next) {
        html_line(html);
        html_open_block(html, "li", NULL, item->id);
        html_blocks_within(html, item->children, block->list->tight);
        html_close_line(html);
    }
    html_close_line(html);
}

static void write_code(struct html *html, const struct block *block)
{
    html_line(html);
    html_open(html, "pre");
    html_start(html, "code");
    if (block->info != NULL && block->info[0] != '\0') {
        size_t length = strcspn(block->info, " \t\n");
        html_attribute(html, "class", HTML_ATTRIBUTE,
                       arena_format(html->arena, "language-%.*s", (int)length, block->info));
    }
    html_inside(html);
    html_text(html, block->text);
    html_close(html);
    html_close_line(html);
}

static void write_raw(struct html *html, const struct block *block)
{
    html_line(html);
    if (is_trusted(html)) {
        buffer_text(html->out, block->text);
        html_line(html);
        return;
    }
    html_open(html, "pre");
    html_element(html, "code", NULL, block->text);
    html_close_line(html);
}

static void write_quote(struct html *html, const struct block *block)
{
    html_line(html);
    html_open_block(html, "blockquote", NULL, block->id);
    buffer_char(html->out, '\n');
    html_blocks_within(html, block->children, false);
    html_line(html);
    html_close_line(html);
}

/* One with an anchor is a part of the document; one without only groups, for the style sheet. */
/* Folded away in the site, under the heading that it begins with; on paper everything is open. */
static bool is_folded(const struct html *html, const struct block *block)
{
    return html->site->profile == NULL && block->info != NULL && strcmp(block->info, "folded") == 0 &&
           block->children != NULL && block->children->kind == BLOCK_HEADING;
}

static void write_folded(struct html *html, const struct block *block)
{
    struct block heading = *block->children;

    heading.next = NULL;
    html_line(html);
    html_open_class(html, "details", block->info);
    html_open(html, "summary");
    html_blocks_within(html, &heading, false);
    html_close_line(html);
    html_blocks_within(html, block->children->next, false);
    html_line(html);
    html_close_line(html);
}

static void write_section(struct html *html, const struct block *block)
{
    if (is_folded(html, block)) {
        write_folded(html, block);
        return;
    }
    html_line(html);
    bool headed = block->children != NULL && block->children->kind == BLOCK_HEADING;
    html_open_block(html, block->id && headed ? "section" : "div", block->info, block->id);
    buffer_char(html->out, '\n');
    html->lists_files = block->info != NULL && strcmp(block->info, "listed") == 0;
    html_blocks_within(html, block->children, false);
    html->lists_files = false;
    html_line(html);
    html_close_line(html);
}

static void write_language_block(struct html *html, const struct block *block)
{
    html_line(html);
    html_open_with(html, "div", "lang", block->text, NULL);
    buffer_char(html->out, '\n');
    html_blocks_within(html, block->children, false);
    html_line(html);
    html_close_line(html);
}

static void write_block(struct html *html, const struct block *block, bool tight)
{
    if (html->site->profile != NULL && html->site->profile->block(html, block, tight))
        return;
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        write_paragraph(html, block, tight);
        return;
    case BLOCK_HEADING:
        html_heading(html, block);
        return;
    case BLOCK_LIST:
        html_list(html, block);
        return;
    case BLOCK_ITEM:
        html_blocks_within(html, block->children, tight);
        return;
    case BLOCK_QUOTE:
        write_quote(html, block);
        return;
    case BLOCK_CODE:
        write_code(html, block);
        return;
    case BLOCK_HTML:
        write_raw(html, block);
        return;
    case BLOCK_RULE:
        html_line(html);
        write_void(html, "hr");
        return;
    case BLOCK_TABLE:
        html_table(html, block);
        return;
    case BLOCK_FIGURE:
        html_figure(html, block);
        return;
    case BLOCK_CHART:
        html_chart(html, block);
        return;
    case BLOCK_QUOTATION:
        html_quote(html, block);
        return;
    case BLOCK_EXCERPT:
        return;
    case BLOCK_CALLOUT:
        html_callout(html, block);
        return;
    case BLOCK_SECTION:
        write_section(html, block);
        return;
    case BLOCK_LANGUAGE:
        write_language_block(html, block);
        return;
    case BLOCK_DIRECTIVE:
        html_directive_block(html, block);
        return;
    case BLOCK_GROUP:
        html_blocks(html, block->children);
        return;
    }
}

void html_blocks_within(struct html *html, const struct block *blocks, bool tight)
{
    const char *outer_file = html->file;

    for (; blocks != NULL; blocks = blocks->next) {
        if (blocks->place.file != NULL)
            html->file = blocks->place.file;
        write_block(html, blocks, tight);
    }
    html->file = outer_file;
}

void html_blocks(struct html *html, const struct block *blocks)
{
    html_blocks_within(html, blocks, false);
}

void html_cell(struct html *html, const struct block *blocks)
{
    bool single = blocks != NULL && blocks->next == NULL && blocks->kind == BLOCK_PARAGRAPH &&
                  (blocks->id == NULL || html->site->profile != NULL);

    html_blocks_within(html, blocks, single);
}

void render_html_fragment(struct buffer *out, const struct block *blocks, bool trusted)
{
    struct html_site site = {.trusted = trusted};
    struct arena *arena = arena_new();
    struct html html;

    html_begin(&html, &site, NULL, out, arena);
    html_blocks(&html, blocks);
    html_notes(&html);
    html_finish(&html);
    arena_free(arena);
}
