#include "write/word/word.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/url.h"
#include "study/study.h"
#include "write/drawing/drawing.h"
#include "write/write.h"

#include <string.h>

void word_open(struct word *word, const char *style)
{
    html_start(&word->html, "div");
    html_attribute(&word->html, "data-custom-style", HTML_ATTRIBUTE, style);
    html_inside(&word->html);
    html_line(&word->html);
}

void word_styled(struct word *word, const char *style, const struct block *blocks)
{
    if (blocks == NULL)
        return;
    word_open(word, style);
    html_blocks(&word->html, blocks);
    html_close(&word->html);
}

static const struct study_info *info_of(const struct html *html)
{
    return html->site->report->study->info;
}

static const char *label_of(const struct word *word, const char *key)
{
    return label_text(word->site.report->labels, key);
}

/* ---- anchors ---- */

static const char *find_anchor(struct html *html, const struct appendix *appendix, const char *id)
{
    const char *slug = text_slug(html->arena, appendix->slug);

    return id ? arena_format(html->arena, "lampiran-%s-%s", slug, text_slug(html->arena, id))
              : arena_format(html->arena, "lampiran-%s", slug);
}

/* ---- spans ---- */

static const char *note_anchor(struct word *word, size_t position)
{
    return arena_format(word->html.arena, "note-%zu-%zu", word->number, position);
}

static void write_note_call(struct word *word, const struct footnote *footnote)
{
    struct html *html = &word->html;
    size_t position = 0;

    while (position < word->notes.count && word->notes.items[position] != footnote)
        position++;
    if (position == word->notes.count)
        list_add(&word->notes, html->arena, (void *)footnote);
    html_start(html, "a");
    html_attribute(html, "href", HTML_URL, arena_concat(html->arena, "#", note_anchor(word, position), NULL));
    html_inside(html);
    buffer_format(html->out, "%zu", position + 1);
    html_close(html);
}

/* Word has no style for keys of a keyboard. */
static bool write_key(struct html *html, const struct span *span)
{
    if (span->style != STYLE_KEY)
        return false;
    html_open(html, "code");
    html_spans(html, span->children);
    html_close(html);
    return true;
}

/* ", hlm. " as a link to the place: the filter puts a field behind it that Word and LibreOffice fill in. */
static bool write_page(struct word *word, const char *label)
{
    struct html *html = &word->html;

    html_open_class(html, "span", "page");
    if (html_open_target(html, label)) {
        html_text(html, arena_format(html->arena, ", %s\u00a0", label_of(word, "word_page")));
        html_close(html);
    }
    html_close(html);
    return true;
}

/*
 * TeX whose numbers with a comma, "0{,}05", are \text{0,05}, as Word sets a blank behind a comma of mathematics, and
 * with \overline for \bar, as LibreOffice takes the sign that pandoc has for it for an accent.
 */
static const char *tex_for_word(struct arena *arena, const char *tex)
{
    static const char comma[] = "{,}", bar[] = "\\bar", digits[] = "0123456789";
    struct buffer out = {0};

    while (*tex != '\0') {
        size_t whole = strspn(tex, digits), length = whole > 0 ? whole : 1;
        const char *behind = tex + whole;
        size_t part = whole > 0 && text_starts_with(behind, comma) ? strspn(behind + strlen(comma), digits) : 0;
        if (part > 0) {
            buffer_format(&out, "\\text{%.*s,%.*s}", (int)whole, tex, (int)part, behind + strlen(comma));
            length = whole + strlen(comma) + part;
        } else if (text_starts_with(tex, bar) && !ascii_is_letter(tex[strlen(bar)])) {
            buffer_text(&out, "\\overline");
            length = strlen(bar);
        } else {
            buffer_bytes(&out, tex, length);
        }
        tex += length;
    }
    return buffer_take(&out, arena);
}

/* The filter makes an equation of it. Word has no place for a number beside one, so it stands in it. */
static bool write_math(struct word *word, const struct span *span)
{
    struct html *html = &word->html;
    const char *label = span->math->label, *tex = tex_for_word(html->arena, span->text);
    const struct target *target = label ? report_target(word->site.report, label) : NULL;
    bool here = target != NULL && target->appendix == html->appendix;

    if (target != NULL && target->number != NULL)
        tex = arena_format(html->arena, "%s\\qquad\\text{(%s)}", tex, target->number);
    if (here)
        html_open_with(html, "span", "id", find_anchor(html, target->appendix, target->anchor), NULL);
    html_element(html, "code", span->math->display ? "math display" : "math", tex);
    if (here)
        html_close(html);
    return true;
}

static bool write_span(struct html *html, const struct span *span)
{
    struct word *word = (struct word *)html;

    switch (span->kind) {
    case SPAN_LINK:
        if (url_is_external(span->link->target))
            return false;
        html_spans(html, span->children);
        return true;
    case SPAN_IMAGE:
        word_image(word, span);
        return true;
    case SPAN_FOOTNOTE:
        write_note_call(word, span->footnote);
        return true;
    case SPAN_SOFT_BREAK:
        html_text(html, " "); /* for a line end pandoc ends a run of text */
        return true;
    case SPAN_STYLED:
        return write_key(html, span);
    case SPAN_PAGE_NUMBER:
        return write_page(word, span->text);
    case SPAN_MATH:
        return write_math(word, span);
    case SPAN_TEXT:
    case SPAN_LINE_BREAK:
    case SPAN_CODE:
    case SPAN_HTML:
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
    case SPAN_CITATION:
    case SPAN_REFERENCE:
    case SPAN_DIRECTIVE:
    case SPAN_GROUP:
    case SPAN_EXCERPT:
    case SPAN_LANGUAGE:
    case SPAN_OBJECT:
        return false;
    }
    return false;
}

/* ---- turned pages ---- */

static bool is_wide(void *word, const struct block *block)
{
    const struct word *own = word;
    const struct appendix_settings *settings = own->site.report->study->info->appendix;

    return (block->kind == BLOCK_TABLE &&
            columns_plan_page(own->html.arena, block->table, settings, false).landscape) ||
           (block->kind == BLOCK_FIGURE && word_figure_is_wide(own, block->figure));
}

/* Blocks where pages can be turned, unless in a container. */
static void write_blocks(struct word *word, const struct block *blocks, bool tight)
{
    const struct landscape landscape = {word->html.arena, is_wide, word};

    html_blocks_within(&word->html, word->html.depth == word->top ? landscape_group(&landscape, blocks) : blocks,
                       tight);
}

static void open_turned(struct word *word)
{
    html_open_class(&word->html, "div", "landscape");
    html_line(&word->html);
    word->turned = true;
}

static void close_turned(struct word *word)
{
    html_close(&word->html);
    html_line(&word->html);
    word->turned = false;
}

static void write_section(struct word *word, const struct block *block, bool tight)
{
    if (landscape_is_group(block)) {
        open_turned(word);
        html_blocks(&word->html, block->children);
        close_turned(word);
        return;
    }
    html_keep_anchor(&word->html, block->id);
    write_blocks(word, block->children, tight);
}

/* ---- blocks ---- */

/* What pandoc finds without tags it sets close. In an item of a tight list that holds for its last paragraph. */
static bool write_paragraph(struct html *html, const struct block *block, bool tight)
{
    struct block alone = *block;

    if (!tight || block->next == NULL || block->next->kind == BLOCK_LIST)
        return false;
    alone.next = NULL;
    html_blocks(html, &alone);
    return true;
}

/* Below the title of the appendix, which has level 1. */
static bool write_heading(struct html *html, const struct block *block)
{
    struct block below = *block;

    if (block->level > 1)
        return false;
    below.level = 2;
    html_heading(html, &below);
    return true;
}

static bool write_list(struct html *html, const struct block *block)
{
    if (!block->list->ordered || !block->list->with_parenthesis)
        return false;
    html_open_class(html, "div", "parenthesis");
    html_list(html, block);
    html_close(html);
    html_line(html);
    return true;
}

/* In no language: pandoc would colour it. */
static void write_code(struct html *html, const struct block *block)
{
    html_line(html);
    html_open(html, "pre");
    html_element(html, "code", NULL, block->text);
    html_close(html);
    html_line(html);
}

static void write_callout(struct word *word, const struct block *block)
{
    const struct block title = {
        .kind = BLOCK_PARAGRAPH,
        .id = block->id,
        .spans = block->callout->title,
    };

    word_styled(word, "Box Title", &title);
    word_styled(word, "Box", block->children);
}

static void write_origin(struct word *word, const struct quotation *quote)
{
    struct html *html = &word->html;

    word_open(word, "Origin");
    html_open(html, "p");
    html_text(html, "— ");
    html_origin(html, quote);
    html_close(html);
    html_close(html);
    html_line(html);
}

/* "(contoh rekaan) ", before the words, for those who hear the page or copy it. */
static void write_mark(struct html *html, const struct quotation *quote)
{
    html_open(html, "em");
    html_text(html, "(");
    html_text(html, quote->illustrative);
    html_text(html, ")");
    html_close(html);
    html_text(html, " ");
}

static void write_emphasis(struct html *html, const struct block *paragraph)
{
    html_open(html, "em");
    html_spans(html, paragraph->spans);
    html_close(html);
}

/* A paragraph of what was said, in quotation marks as in the matrices, in its language, behind whose words it has. */
static void write_said(struct html *html, const struct quotation *quote, const struct block *paragraph)
{
    bool has_marks = !quote->paraphrase && !quote->turns;
    const struct block *first = quote->paraphrase ? quote->words->next : quote->words;

    html_open(html, "p");
    html_put_anchors(html);
    if (paragraph == first && quote->illustrative != NULL)
        write_mark(html, quote);
    if (paragraph == first && quote->paraphrase) {
        write_emphasis(html, quote->words);
        html_text(html, " ");
    }
    html_open_with(html, "span", "lang", quote->language, NULL);
    html_text(html, has_marks ? "“" : "");
    html_spans(html, paragraph->spans);
    html_text(html, has_marks ? "”" : "");
    html_close(html);
    html_close(html);
    html_line(html);
}

static void write_quote(struct word *word, const struct block *block)
{
    const struct quotation *quote = block->quotation;
    struct html *html = &word->html;

    word_open(word, "Block Text");
    html_keep_anchor(html, block->id);
    const struct block *words = quote->paraphrase ? quote->words->next : quote->words;
    for (const struct block *paragraph = words; paragraph != NULL; paragraph = paragraph->next)
        write_said(html, quote, paragraph);
    for (const struct block *paragraph = quote->translation; paragraph != NULL; paragraph = paragraph->next) {
        html_open(html, "p");
        write_emphasis(html, paragraph);
        html_close(html);
    }
    html_close(html);
    html_line(html);
    write_origin(word, quote);
}

/* "[kutipan IK-01.3]", leading to where its words are. */
static void write_quote_named(struct word *word, const struct quotation *quote, const char *key)
{
    struct html *html = &word->html;
    struct link link = {.target = arena_concat(html->arena, "excerpt:", quote->id, NULL)};
    struct span close = {.kind = SPAN_TEXT, .text = "]"}, words = {.kind = SPAN_TEXT};
    struct span object = {.kind = SPAN_OBJECT, .link = &link, .children = &words, .next = &close};
    struct span open = {.kind = SPAN_TEXT, .text = "[", .next = &object};
    const struct block paragraph = {.kind = BLOCK_PARAGRAPH, .spans = &open};

    words.text = label_format(word->site.report->labels, html->arena, key, quote->id, "");
    html_blocks(html, &paragraph);
}

static bool write_block(struct html *html, const struct block *block, bool tight)
{
    struct word *word = (struct word *)html;
    const char *key;

    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        return write_paragraph(html, block, tight);
    case BLOCK_HEADING:
        return write_heading(html, block);
    case BLOCK_LIST:
        return write_list(html, block);
    case BLOCK_CODE:
    case BLOCK_HTML:
        write_code(html, block);
        return true;
    case BLOCK_TABLE:
        word_table(word, block);
        return true;
    case BLOCK_FIGURE:
        word_figure(word, block);
        return true;
    case BLOCK_CHART:
        word_chart(word, block);
        return true;
    case BLOCK_QUOTATION:
        if (word->quotes_once &&
            report_quote_elsewhere(html->arena, word->site.report, html->appendix, block, &key) != NULL)
            write_quote_named(word, block->quotation, key);
        else
            write_quote(word, block);
        return true;
    case BLOCK_CALLOUT:
        write_callout(word, block);
        return true;
    case BLOCK_SECTION:
        write_section(word, block, tight);
        return true;
    case BLOCK_DIRECTIVE:
    case BLOCK_GROUP:
        write_blocks(word, block->children, tight);
        return true;
    case BLOCK_EXCERPT:
    case BLOCK_ITEM:
    case BLOCK_QUOTE:
    case BLOCK_RULE:
    case BLOCK_LANGUAGE:
        return false;
    }
    return false;
}

static const struct html_profile profile = {write_block, write_span, find_anchor};

/* ---- appendices ---- */

/* A paragraph of text, unless that is NULL. */
static void write_line(struct word *word, const char *text)
{
    struct span span = {.kind = SPAN_TEXT, .text = text};

    if (text != NULL)
        html_blocks(&word->html, &(struct block){.kind = BLOCK_PARAGRAPH, .spans = &span});
}

/* "Contoh rekaan", and label: that the appendix or chapter holds some. A callout as LaTeX has it. */
static void write_notice(struct word *word, const char *label)
{
    struct span title = {.kind = SPAN_TEXT, .text = label_of(word, "callout_illustrative")};
    struct span text = {.kind = SPAN_TEXT, .text = label_of(word, label)};
    struct block paragraph = {.kind = BLOCK_PARAGRAPH, .spans = &text};
    struct callout callout = {.title = &title};

    write_callout(word, &(struct block){.kind = BLOCK_CALLOUT, .callout = &callout, .children = &paragraph});
}

/* "Lampiran A. Sintesis"; the filter makes a number of Word's of what is marked. */
static void write_title(struct word *word, const struct appendix *appendix)
{
    struct html *html = &word->html;

    html_open_with(html, "h1", "id", find_anchor(html, appendix, NULL), NULL);
    html_open_with(html, "span", "class", "mark", "data-position", arena_format(html->arena, "%zu", word->number),
                   NULL);
    html_text(html, arena_format(html->arena, "%s %s", label_of(word, "word_appendix"),
                                 report_appendix_mark(html->arena, html->site->report, word->number)));
    html_close(html);
    html_text(html, arena_format(html->arena, ". %s", appendix->title));
    html_close(html);
    html_line(html);
    if (appendix->illustrative)
        write_notice(word, "appendix_illustrative");
}

/* The notes that were called. They may call notes: those are written in turn. */
static void write_notes(struct word *word)
{
    struct html *html = &word->html;

    for (size_t i = 0; i < word->notes.count; i++) {
        const struct footnote *footnote = word->notes.items[i];
        html_open_with(html, "div", "class", "note", "id", note_anchor(word, i), NULL);
        html_blocks(html, footnote->blocks);
        html_close(html);
        html_line(html);
    }
    word->notes.count = 0;
}

static void write_appendix(struct word *word, const struct appendix *appendix)
{
    const struct landscape landscape = {word->html.arena, is_wide, word};
    bool is_list = strcmp(appendix->id, "bibliography") == 0;
    bool starts_turned = !is_list && landscape_starts(&landscape, appendix->blocks);

    word->html.appendix = appendix;
    word->quotes_once = true;
    if (starts_turned)
        open_turned(word);
    write_title(word, appendix);
    if (starts_turned)
        close_turned(word);
    if (is_list)
        word_styled(word, "Reference", appendix->blocks);
    else
        write_blocks(word, appendix->blocks, false);
    write_notes(word);
    word->quotes_once = false;
}

/* ---- what is before them ---- */

/* What pandoc sets below the title; nothing for NULL. */
static void write_meta(struct html *html, const char *name, const char *content)
{
    if (content == NULL)
        return;
    html_start_void(html, "meta");
    html_attribute(html, "name", HTML_ATTRIBUTE, name);
    html_attribute(html, "content", HTML_ATTRIBUTE, content);
    html_end_void(html);
}

static void write_head(struct word *word, const char *title)
{
    const struct study_info *info = info_of(&word->html);
    struct html *html = &word->html;

    html_open(html, "head");
    html_start_void(html, "meta");
    html_attribute(html, "charset", HTML_ATTRIBUTE, "utf-8");
    html_end_void(html);
    html_element(html, "title", NULL, arena_format(html->arena, "%s: %s", title, info->title));
    write_meta(html, "subtitle", info->subtitle);
    write_meta(html, "author", info->researcher);
    html_close(html);
    html_line(html);
}

/* Where layouts/docx/appendices.lua puts a list of what has the captions that begin with label. */
static void write_contents(struct word *word, const char *class, const char *title, const char *label)
{
    struct html *html = &word->html;

    html_open_with(html, "div", "class", class, "data-series", label_of(word, label), NULL);
    write_line(word, label_of(word, title));
    html_close(html);
    html_line(html);
}

/* The title page below the title, and lists of what there is. */
static void write_front(struct word *word)
{
    const struct study_info *info = info_of(&word->html);

    html_open_class(&word->html, "div", "cover");
    write_line(word, info->program);
    write_line(word, info->faculty);
    write_line(word, info->institution);
    write_line(word, info->year);
    html_close(&word->html);
    html_line(&word->html);
    write_contents(word, "contents appendices", "appendix_list", "word_appendix");
    write_contents(word, "contents tables", "appendix_tables", "word_table");
    write_contents(word, "contents figures", "appendix_figures", "word_figure");
}

/* ---- files ---- */

/* Length of the character at text that XML cannot hold, or 0. */
static size_t unfit_length(const char *text)
{
    unsigned char c = (unsigned char)*text;

    if (c < ' ')
        return c != '\t' && c != '\n' && c != '\r';
    return strncmp(text, "\uFFFE", 3) == 0 || strncmp(text, "\uFFFF", 3) == 0 ? 3 : 0;
}

void word_put_file(struct word *word, const char *name, struct buffer *text)
{
    const char *from = buffer_string(text), *end = from + text->length;
    char *to = text->bytes;

    while (from < end) {
        size_t length = unfit_length(from);
        if (length == 0)
            *to++ = *from++;
        from += length;
    }
    buffer_cut(text, (size_t)(to - text->bytes));
    word->sink->put(word->sink, name, text->bytes, text->length, info_of(&word->html)->record.place);
}

/* One document: what write_body puts into it. title comes before the study's own in its properties. */
static void write_file(struct word *word, const char *title, void (*write_body)(struct word *word))
{
    struct html *html = &word->html;

    buffer_text(html->out, "<!DOCTYPE html>\n");
    html_open_with(html, "html", "lang", html->site->report->labels->language, NULL);
    write_head(word, title);
    html_open(html, "body");
    html_line(html);
    word->top = html->depth;
    write_body(word);
    html_close(html);
    html_close(html);
}

static void write_all(struct word *word)
{
    const struct list *appendices = &word->site.report->appendices;

    write_front(word);
    for (word->number = 1; word->number <= appendices->count; word->number++)
        write_appendix(word, appendices->items[word->number - 1]);
}

static void write_one(struct word *word)
{
    write_appendix(word, word->site.report->appendices.items[word->number - 1]);
}

/* Puts the document as the file name; its figures are remembered in figures. */
static void put_document(struct word *word, const char *name, const char *title, void (*write_body)(struct word *word),
                         struct map *figures)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};

    html_begin(&word->html, &word->site, NULL, &out, arena);
    write_file(word, title, write_body);
    html_finish(&word->html);
    word_put_file(word, name, &out);
    for (size_t i = 0; i < word->html.figures_used.count; i++)
        map_put(figures, word->html.figures_used.items[i], word->html.figures_used.items[i]);
    word->notes = (struct list){0};
    buffer_free(&out);
    arena_free(arena);
}

/* The results as a chapter: without the number of an appendix, and without a title where the thesis has its own. */
static void write_chapter(struct word *word)
{
    const struct report *report = word->site.report;
    const struct appendix *appendix = report_chapter(report);
    struct html *html = &word->html;

    html->appendix = appendix;
    word->quotes_once = false; /* it is written last */
    if (report->study->info->appendix->chapter == APPENDIX_CHAPTER_WHOLE) {
        html_open_with(html, "h1", "id", find_anchor(html, appendix, NULL), NULL);
        html_text(html, appendix->title);
        html_close(html);
        html_line(html);
    }
    if (appendix->illustrative)
        write_notice(word, "chapter_illustrative");
    write_blocks(word, appendix->blocks, false);
    write_notes(word);
}

/* Each appendix as a document of its own, as a faculty collects them. Drawings are those of the whole once more. */
static void put_appendices(struct word *word, struct arena *arena, struct map *figures)
{
    const struct report *report = word->site.report;

    word->drawing_count = 0;
    for (word->number = 1; word->number <= report->appendices.count; word->number++) {
        const struct appendix *appendix = report->appendices.items[word->number - 1];
        const char *name = arena_format(arena, "lampiran-%s.html", text_slug(arena, appendix->slug));
        const char *mark = report_appendix_mark(arena, report, word->number);
        put_document(word, name,
                     arena_format(arena, "%s %s. %s", label_of(word, "word_appendix"), mark, appendix->title),
                     write_one, figures);
    }
}

bool render_word(struct build *build, const struct report *report, struct output_sink *sink)
{
    size_t errors = diags_count(build->diags, SEVERITY_ERROR);
    const struct study *study = report->study;
    struct map *figures_used = map_new(build->arena);
    struct word word = {.sink = sink, .drawing_style = build_text(build, "layouts/docx/drawings.css")};

    equations_convert(build, &report->maths);
    word.site = (struct html_site){.report = report,
                                   .figures = copies_figures(build, study),
                                   .diagrams = diagrams_of(build, study),
                                   .profile = &profile};
    put_document(&word, "lampiran.html", label_of(&word, "appendix_title"), write_all, figures_used);
    put_appendices(&word, build->arena, figures_used);
    if (report_chapter(report) != NULL) {
        const char *name = label_text(report->labels, "file_chapter");
        put_document(&word, arena_format(build->arena, "%s.html", name), report_chapter(report)->title, write_chapter,
                     figures_used);
    }
    copies_put_figures(build, figures_used, sink);
    return diags_count(build->diags, SEVERITY_ERROR) == errors;
}
