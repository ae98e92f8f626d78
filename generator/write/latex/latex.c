#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "base/url.h"
#include "document/document.h"
#include "study/study.h"
#include "write/write.h"

#include <string.h>

static void write_turned(struct latex *latex, const struct block *blocks);

void latex_begin(struct latex *latex, const struct latex_site *site, const struct appendix *appendix,
                 struct buffer *out, struct arena *arena)
{
    *latex = (struct latex){.out = out, .arena = arena, .site = site, .appendix = appendix};
    latex->longest = LATEX_LONGEST_WORD;
    latex->parted = map_new(arena);
    latex_speak(latex, site->report ? language_names[site->report->study->info->language] : "");
}

/* ---- the page ---- */

void latex_put(struct latex *latex, const char *markup)
{
    buffer_text(latex->out, markup);
}

void latex_text(struct latex *latex, const char *text)
{
    if (latex->indonesian)
        latex_note_words(latex, text);
    latex_escape_narrow(latex->out, LATEX_TEXT, text, latex->longest);
}

void latex_around(struct latex *latex, const char *before, const char *text, const char *behind)
{
    latex_put(latex, before);
    latex_text(latex, text);
    latex_put(latex, behind);
}

void latex_line(struct latex *latex)
{
    if (latex->out->length > 0 && latex->out->bytes[latex->out->length - 1] != '\n')
        buffer_char(latex->out, '\n');
}

/* Ends a paragraph. */
static void end_paragraph(struct latex *latex)
{
    if (latex->in_cell)
        latex_put(latex, "\\par ");
    else {
        latex_line(latex);
        buffer_char(latex->out, '\n');
    }
}

void latex_trace(struct latex *latex, struct place place)
{
    if (place.file == NULL || latex->in_cell || latex->site->report == NULL)
        return;
    latex->traced = place;
    latex_line(latex);
    latex_put(latex, "% ");
    latex_escape(latex->out, LATEX_COMMENT, place.file);
    if (place.line > 0)
        buffer_format(latex->out, ":%d", place.line);
    buffer_char(latex->out, '\n');
}

const char *latex_label(const struct latex *latex, const char *key, const char *fallback)
{
    return latex->site->report ? label_text(latex->site->report->labels, key) : fallback;
}

/* ---- labels ---- */

static const char *slug(struct latex *latex, const char *text)
{
    struct buffer out = {0};

    latex_escape(&out, LATEX_LABEL, text);
    return buffer_take(&out, latex->arena);
}

const char *latex_anchor(struct latex *latex, const char *id)
{
    return arena_format(latex->arena, "lampiran-%s-%s", latex->appendix ? slug(latex, latex->appendix->slug) : "isi",
                        slug(latex, id));
}

/* What follows the kind in the anchor "tbl-sintesa" of "tbl:sintesa". */
static const char *name_of(const struct target *target)
{
    const char *dash = strchr(target->label, ':') ? strchr(target->anchor, '-') : NULL;

    return dash ? dash + 1 : target->anchor;
}

const char *latex_target_label(struct latex *latex, const struct target *target)
{
    /* A thesis may have the chapter and the appendix that says the same. */
    bool own = latex->twin != NULL && target->appendix == latex->twin;
    const char *lead = own ? "lampiran-bab" : "lampiran";

    switch (target->kind) {
    case TARGET_TABLE:
        return arena_format(latex->arena, "%s-tab-%s", lead, slug(latex, name_of(target)));
    case TARGET_FIGURE:
        return arena_format(latex->arena, "%s-gbr-%s", lead, slug(latex, name_of(target)));
    case TARGET_EQUATION:
        return arena_format(latex->arena, "%s-pers-%s", lead, slug(latex, name_of(target)));
    case TARGET_SECTION:
    case TARGET_OBJECT:
        break;
    }
    const char *appendix = slug(latex, own ? latex->appendix->slug : target->appendix->slug);
    if (target->anchor == NULL)
        return arena_format(latex->arena, "lampiran-%s", appendix);
    return arena_format(latex->arena, "lampiran-%s-%s", appendix, slug(latex, target->anchor));
}

void latex_put_anchor(struct latex *latex, const char *id)
{
    if (id == NULL || latex->site->report == NULL)
        return;
    latex_put(latex, "\\lampiranjangkar{");
    latex_put(latex, latex_anchor(latex, id));
    latex_put(latex, "}");
}

/* ---- spans ---- */

static void write_wrapped(struct latex *latex, const char *command, const struct span *children)
{
    latex_put(latex, command);
    latex_put(latex, "{");
    latex_spans(latex, children);
    latex_put(latex, "}");
}

static void write_code_span(struct latex *latex, const struct span *span)
{
    latex_put(latex, "\\lampirankode{");
    latex_escape_narrow(latex->out, LATEX_CODE, span->text, latex->longest);
    latex_put(latex, "}");
}

static void write_link(struct latex *latex, const struct span *span)
{
    const char *target = span->link->target;

    if (!url_is_external(target) || !url_is_safe(target) || (latex->site->report && !url_is_offered(target))) {
        latex_spans(latex, span->children);
        return;
    }
    latex_put(latex, "\\lampirantaut{");
    latex_escape(latex->out, LATEX_URL, target);
    latex_put(latex, "}{");
    latex_spans(latex, span->children);
    latex_put(latex, "}");
}

bool latex_speak(struct latex *latex, const char *language)
{
    bool before = latex->indonesian;

    latex->indonesian = language_is_same(language, "id");
    return before;
}

static void write_language_span(struct latex *latex, const struct span *span)
{
    bool before = latex_speak(latex, span->text);

    latex_put(latex, "\\lampiranasing{");
    latex_put(latex, span->text);
    write_wrapped(latex, "}", span->children);
    latex->indonesian = before;
}

static void write_math(struct latex *latex, const struct span *span)
{
    const struct report *report = latex->site->report;
    const char *label = span->math->label;
    const struct target *target = label != NULL && report != NULL ? report_target(report, label) : NULL;

    if (target != NULL && target->number != NULL)
        buffer_format(latex->out, "\\begin{equation}\\label{%s}%s\\end{equation}", latex_target_label(latex, target),
                      span->text);
    else
        buffer_format(latex->out, span->math->display ? "\\[%s\\]" : "\\(%s\\)", span->text);
}

static const char *const style_commands[] = {
    [STYLE_SUBSCRIPT] = "\\textsubscript",
    [STYLE_SUPERSCRIPT] = "\\textsuperscript",
    [STYLE_STRUCK] = "\\lampirancoret",
    [STYLE_UNDERLINED] = "\\underline",
    [STYLE_KEY] = "\\texttt",
    [STYLE_LABEL] = "\\lampiranacuan",
    [STYLE_VERBATIM] = "",
    [STYLE_MADE_UP] = "",
    [STYLE_ABBREVIATION] = "\\lampiransingkatan",
};

static void write_span(struct latex *latex, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
    case SPAN_HTML:
        latex_text(latex, span->text);
        return;
    case SPAN_SOFT_BREAK:
        latex_text(latex, " ");
        return;
    case SPAN_LINE_BREAK:
        latex_put(latex, "\\lampiranbarisbaru{}");
        return;
    case SPAN_CODE:
        write_code_span(latex, span);
        return;
    case SPAN_MATH:
        write_math(latex, span);
        return;
    case SPAN_EMPHASIS:
    case SPAN_STRONG:
        write_wrapped(latex, span->kind == SPAN_STRONG ? "\\textbf" : "\\emph", span->children);
        return;
    case SPAN_STYLED:
        if (span->style == STYLE_VERBATIM || span->style == STYLE_MADE_UP)
            latex_spans(latex, span->children);
        else
            write_wrapped(latex, style_commands[span->style], span->children);
        return;
    case SPAN_LINK:
        write_link(latex, span);
        return;
    case SPAN_IMAGE:
        latex_image(latex, span);
        return;
    case SPAN_FOOTNOTE:
        latex_note_call(latex, span);
        return;
    case SPAN_CITATION:
        latex_citation(latex, span);
        return;
    case SPAN_REFERENCE:
        latex_reference(latex, span);
        return;
    case SPAN_PAGE_NUMBER:
        latex_page_number(latex, span->text);
        return;
    case SPAN_DIRECTIVE:
    case SPAN_GROUP:
        latex_spans(latex, span->children);
        return;
    case SPAN_EXCERPT:
        return;
    case SPAN_LANGUAGE:
        write_language_span(latex, span);
        return;
    case SPAN_OBJECT:
        latex_object(latex, span);
        return;
    }
}

void latex_spans(struct latex *latex, const struct span *spans)
{
    for (; spans != NULL; spans = spans->next)
        write_span(latex, spans);
}

/* ---- blocks ---- */

/* Words in bold alone on a line say what the following is about. */
static bool is_label(const struct block *block)
{
    return block->spans != NULL && block->spans->kind == SPAN_STRONG && block->spans->next == NULL;
}

/* Quotes that are named only stand behind the words that lead to them. Returns the last of them, or block. */
static const struct block *write_named_quotes(struct latex *latex, const struct block *block)
{
    for (; latex_quote_is_elsewhere(latex, block->next); block = block->next) {
        latex_put(latex, " ");
        latex_quote_named(latex, block->next);
    }
    return block;
}

static void write_paragraph(struct latex *latex, const struct block *block)
{
    latex_put_anchor(latex, block->id);
    latex_spans(latex, block->spans);
    const struct block *last = write_named_quotes(latex, block);
    latex_put(latex, last != block ? "." : "");
    end_paragraph(latex);
    if (!latex->in_cell && is_label(block) && block->next != NULL)
        latex_put(latex, "\\nobreak\n");
}

/* The table right behind the headings from block on, or NULL. */
static const struct block *headed_table(const struct block *block)
{
    while (block != NULL && block->kind == BLOCK_HEADING)
        block = block->next;
    return block != NULL && block->kind == BLOCK_TABLE ? block : NULL;
}

static void write_heading(struct latex *latex, const struct block *block)
{
    int level = block->level < 1 ? 1 : block->level > 6 ? 6 : block->level;

    /* It belongs to a table after it, but that breaks the page before itself when it is full. */
    const struct block *table = latex->in_cell ? NULL : headed_table(block);
    if (table != NULL)
        buffer_format(latex->out, "\\lampiranruang{%d}%%\n", latex_table_room(latex, table));
    buffer_format(latex->out, latex->in_cell ? "\\lampiranbagiansel{" : "\\lampiranbagian{%d}{", level);
    latex_spans(latex, block->spans);
    latex_put(latex, "}");
    latex_put_anchor(latex, block->id);
    end_paragraph(latex);
}

static void write_item_mark(struct latex *latex, const struct list_style *list, int number)
{
    if (list->definitions)
        latex_put(latex, "\\lampiranbutir{}");
    else if (list->ordered)
        buffer_format(latex->out, "\\lampiranbutir{%d%c}", number, list->with_parenthesis ? ')' : '.');
    else
        latex_put(latex, "\\lampiranbutir{\\lampiranbulat}");
}

static int item_count(const struct block *list)
{
    int count = 0;

    for (const struct block *item = list->children; item != NULL; item = item->next)
        count++;
    return count;
}

/* Wide enough for the longest number, in tenths of an em. */
static int mark_width(const struct block *block)
{
    int width = 14;

    for (int last = block->list->start + item_count(block) - 1; block->list->ordered && last >= 10; last /= 10)
        width += 5;
    return width;
}

static void write_list(struct latex *latex, const struct block *block)
{
    int number = block->list->start;
    int width = mark_width(block);

    latex_line(latex);
    buffer_format(latex->out, "\\begin{lampirandaftar}{%d.%dem}{%s}%%\n", width / 10, width % 10,
                  block->list->tight ? "0pt" : ".4ex");
    for (const struct block *item = block->children; item != NULL; item = item->next) {
        write_item_mark(latex, block->list, number++);
        latex_put_anchor(latex, item->id);
        latex_blocks(latex, item->children);
        latex_line(latex);
    }
    latex_put(latex, "\\end{lampirandaftar}");
    latex_put(latex, latex->in_cell ? "%\n" : "\n\n");
}

static void begin_group(struct latex *latex, const char *environment)
{
    latex_line(latex);
    buffer_format(latex->out, "\\begin{%s}%%\n", environment);
}

static void end_group(struct latex *latex, const char *environment)
{
    latex_line(latex);
    buffer_format(latex->out, "\\end{%s}", environment);
    latex_put(latex, latex->in_cell ? "%\n" : "\n\n");
}

static void write_quote(struct latex *latex, const struct block *block)
{
    begin_group(latex, "lampirankutip");
    latex_blocks(latex, block->children);
    end_group(latex, "lampirankutip");
}

/* Line by line: a verbatim environment could be ended by the text in it. */
static void write_code(struct latex *latex, const struct block *block)
{
    const char *text = block->text;

    begin_group(latex, "lampirankodeblok");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        latex_put(latex, "\\lampiranbaris{");
        latex_escape(latex->out, LATEX_CODE, arena_copy(latex->arena, text, length));
        latex_put(latex, "}\n");
        text += length + (text[length] == '\n');
    }
    end_group(latex, "lampirankodeblok");
}

static void write_section(struct latex *latex, const struct block *block)
{
    if (block->id != NULL && latex->site->report != NULL) {
        latex_put_anchor(latex, block->id);
        latex_put(latex, "%\n");
    }
    latex_blocks(latex, block->children);
}

static void write_language_block(struct latex *latex, const struct block *block)
{
    bool before = latex_speak(latex, block->text);

    latex_line(latex);
    latex_put(latex, "\\begin{lampiranbahasa}{");
    latex_put(latex, block->text);
    latex_put(latex, "}%\n");
    latex_blocks(latex, block->children);
    latex_line(latex);
    latex_put(latex, "\\end{lampiranbahasa}%\n");
    latex->indonesian = before;
}

static void write_rule(struct latex *latex)
{
    latex_line(latex);
    latex_put(latex, latex->in_cell ? "\\lampiranpemisah%\n" : "\\lampiranpemisah\n\n");
}

static void write_block(struct latex *latex, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_PARAGRAPH:
        write_paragraph(latex, block);
        return;
    case BLOCK_HEADING:
        write_heading(latex, block);
        return;
    case BLOCK_LIST:
        write_list(latex, block);
        return;
    case BLOCK_ITEM:
        latex_blocks(latex, block->children);
        return;
    case BLOCK_QUOTE:
        write_quote(latex, block);
        return;
    case BLOCK_CODE:
    case BLOCK_HTML:
        write_code(latex, block);
        return;
    case BLOCK_RULE:
        write_rule(latex);
        return;
    case BLOCK_TABLE:
        latex_table(latex, block);
        return;
    case BLOCK_FIGURE:
        latex_figure(latex, block);
        return;
    case BLOCK_CHART:
        latex_chart(latex, block);
        return;
    case BLOCK_QUOTATION:
        if (latex_quote_is_elsewhere(latex, block)) {
            latex_quote_named(latex, block);
            end_paragraph(latex);
        } else {
            latex_quote(latex, block);
        }
        return;
    case BLOCK_EXCERPT:
        return;
    case BLOCK_CALLOUT:
        latex_callout(latex, block);
        return;
    case BLOCK_SECTION:
        write_section(latex, block);
        return;
    case BLOCK_LANGUAGE:
        write_language_block(latex, block);
        return;
    case BLOCK_DIRECTIVE:
    case BLOCK_GROUP:
        latex_blocks(latex, block->children);
        return;
    }
}

/* What a section builds around the words of the study, which has no source in it. */
static bool is_frame(struct place place)
{
    return text_starts_with(place.file, "lua/sections/") || text_starts_with(place.file, "lua/lib/");
}

/* So that what TeX says of a line can be said of the study: what stands in no cell names its source as it changes. */
static void trace_block(struct latex *latex, const struct block *block)
{
    bool is_figure = block->kind == BLOCK_FIGURE || block->kind == BLOCK_CHART;
    struct place place = is_figure ? block_caption(block)->place : block->place;

    if (place.file == NULL || place.line == 0 || is_frame(place) ||
        (latex->traced.file != NULL && place.line == latex->traced.line && strcmp(place.file, latex->traced.file) == 0))
        return;
    latex_trace(latex, place);
}

/* ---- turned pages ---- */

static bool is_wide(void *latex, const struct block *block)
{
    return block->kind == BLOCK_TABLE && latex_is_turned(latex, block);
}

static struct landscape landscape_of(struct latex *latex)
{
    return (struct landscape){.arena = latex->arena, .is_wide = is_wide, .writer = latex};
}

bool latex_starts_turned(struct latex *latex, const struct block *blocks)
{
    const struct landscape landscape = landscape_of(latex);

    return landscape_starts(&landscape, blocks);
}

/* Up to last, which is not written. */
static void write_chain(struct latex *latex, const struct block *blocks, const struct block *last)
{
    for (; blocks != last; blocks = blocks->next) {
        if (landscape_is_group(blocks)) {
            write_turned(latex, blocks->children);
            continue;
        }
        if (!latex->in_cell)
            trace_block(latex, blocks);
        write_block(latex, blocks);
        for (bool named = blocks->kind == BLOCK_PARAGRAPH;
             named && blocks->next != last && latex_quote_is_elsewhere(latex, blocks->next);)
            blocks = blocks->next;
    }
}

/* What leads to the first table is put off until the page is turned. */
static void write_turned(struct latex *latex, const struct block *blocks)
{
    const struct block *table = blocks;

    while (!is_wide(latex, table))
        table = table->next;
    if (table != blocks) {
        latex_put(latex, "\\lampirantunda{%\n");
        write_chain(latex, blocks, table);
        latex_put(latex, "}%\n");
    }
    latex_line(latex);
    latex_put(latex, "\\begin{lampiranlebar}\n");
    write_chain(latex, table, NULL);
    latex_put(latex, "\\end{lampiranlebar}\n\n");
}

void latex_blocks(struct latex *latex, const struct block *blocks)
{
    const struct landscape landscape = landscape_of(latex);

    write_chain(latex, latex->in_cell ? blocks : landscape_group(&landscape, blocks), NULL);
}

void latex_inside(struct latex *latex, const struct block *blocks)
{
    static const char end[] = "\\par ";
    const size_t length = sizeof end - 1;
    bool was_in_cell = latex->in_cell;

    latex->in_cell = true;
    latex_blocks(latex, blocks);
    latex->in_cell = was_in_cell;
    if (latex->out->length > length && strcmp(latex->out->bytes + latex->out->length - length, end) == 0)
        buffer_cut(latex->out, latex->out->length - length);
}

void render_latex_fragment(struct buffer *out, const struct block *blocks)
{
    struct latex_site site = {0};
    struct arena *arena = arena_new();
    struct latex latex;

    latex_begin(&latex, &site, NULL, out, arena);
    latex_blocks(&latex, blocks);
    arena_free(arena);
}
