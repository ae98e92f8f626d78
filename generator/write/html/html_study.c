#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "document/document.h"

#include <ctype.h>
#include <string.h>

/* Longer words may be parted. */
enum { MOST_CODE = 20 };

static const struct target *find_target(const struct html *html, const char *label)
{
    return html->site->report ? report_target(html->site->report, label) : NULL;
}

/* ---- references in a line ---- */

/* Opens a link to target if there is one, and it is not the page itself. The caller closes it if this returns true. */
static bool open_link(struct html *html, const struct target *target, const char *class)
{
    if (!html_leads_to(html, target) || (target->page == html->page && target->anchor == NULL && html->page != NULL))
        return false;
    html_start(html, "a");
    if (class != NULL)
        html_attribute(html, "class", HTML_ATTRIBUTE, class);
    html_href_target(html, target);
    html_inside(html);
    return true;
}

/* "DOK-12.1" in two lines is hard to read. */
bool html_is_code(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && length <= MOST_CODE && isdigit((unsigned char)text[length - 1]) && strchr(text, '-') != NULL &&
           strchr(text, ' ') == NULL;
}

bool html_open_target(struct html *html, const char *label)
{
    return label != NULL && html->site->standalone == NULL && open_link(html, find_target(html, label), NULL);
}

void html_reference(struct html *html, const struct span *span)
{
    bool linked = open_link(html, span->target, NULL);

    if (span->children != NULL)
        html_spans(html, span->children);
    else
        html_text(html, span->text);
    if (linked)
        html_close(html);
}

static void write_math(struct html *html, const char *mathml, const char *tex)
{
    if (mathml != NULL) {
        buffer_text(html->out, mathml);
        return;
    }
    html_element(html, "code", NULL, tex);
}

void html_math(struct html *html, const struct span *span)
{
    const struct target *target = span->math->label ? find_target(html, span->math->label) : NULL;
    const char *mathml = span->math->mathml;

    if (target == NULL || target->number == NULL) {
        write_math(html, mathml, span->text);
    } else {
        html_open_with(html, "span", "class", "equation", "id", target->anchor, NULL);
        write_math(html, mathml, span->text);
        html_element(html, "span", "equation-number", arena_concat(html->arena, "(", target->number, ")", NULL));
        html_close(html);
    }
}

void html_object(struct html *html, const struct span *span)
{
    if (html_mark(html, span))
        return;
    const struct span *words = span->children;
    bool is_code = words != NULL && words->next == NULL && words->text != NULL && html_is_code(words->text);
    bool linked = open_link(html, find_target(html, span->link->target), is_code ? "code" : NULL);

    html_spans(html, words);
    if (linked)
        html_close(html);
}

/* A citation that assemble did not print: as keys, in the form in which it was typed. */
static void write_keys(struct html *html, const struct citation *citation)
{
    bool parenthetical = citation->form == CITATION_PARENTHETICAL;

    buffer_text(html->out, parenthetical ? "(" : "");
    for (const struct cited_work *work = citation->works; work != NULL; work = work->next) {
        if (work->prefix != NULL) {
            html_spans(html, work->prefix);
            buffer_char(html->out, ' ');
        }
        html_text(html, work->key);
        if (work->locator != NULL) {
            buffer_text(html->out, ", ");
            html_text(html, work->locator);
        }
        buffer_text(html->out, span_begins_word(html->arena, work->suffix) ? " " : "");
        html_spans(html, work->suffix);
        buffer_text(html->out, work->next ? "; " : "");
    }
    buffer_text(html->out, parenthetical ? ")" : "");
}

void html_citation(struct html *html, const struct span *span)
{
    const struct span *printed = span->children;

    if (printed != NULL)
        html_spans(html, printed);
    else
        write_keys(html, span->citation);
}

/* ---- directives ---- */

void html_directive_block(struct html *html, const struct block *block)
{
    const struct directive *directive = block->directive;

    html_line(html);
    html_open_with(html, "div", "class", "directive", "data-directive", directive->name, NULL);
    buffer_char(html->out, '\n');
    html_blocks(html, block->children);
    html_line(html);
    html_close_line(html);
}

/* ---- callouts ---- */

void html_callout(struct html *html, const struct block *block)
{
    const char *name = callout_names[block->callout->kind];

    html_line(html);
    html_open_with(html, "div", "class", arena_concat(html->arena, "callout ", name, NULL), "role", "note", "id",
                   block->id, NULL);
    buffer_char(html->out, '\n');
    html_open_class(html, "p", "callout-title");
    if (block->callout->title != NULL)
        html_spans(html, block->callout->title);
    else
        html_text(html, name);
    html_close_line(html);
    html_blocks(html, block->children);
    html_line(html);
    html_close_line(html);
}

/* ---- quotes ---- */

/* The words of a quotation, each paragraph with class, NULL if none. */
static void write_words(struct html *html, const struct block *paragraphs, const char *class)
{
    for (; paragraphs != NULL; paragraphs = paragraphs->next) {
        html_open_class(html, "p", class);
        html_put_anchors(html);
        html_spans(html, paragraphs->spans);
        html_close_line(html);
    }
}

void html_origin(struct html *html, const struct quotation *quote)
{
    bool linked = open_link(html, find_target(html, quote->source->link->target), "who");
    html_spans(html, quote->source->children);
    if (linked)
        html_close(html);
    for (size_t i = 0; i < quote->fact_count; i++) {
        buffer_text(html->out, ", ");
        html_element(html, "span", quote->facts[i].kind, quote->facts[i].text);
    }
}

static void write_codes(struct html *html, const struct quotation *quote)
{
    if (quote->codes == NULL)
        return;
    html_open_class(html, "p", "codes");
    html_spans(html, quote->codes);
    html_close_line(html);
}

static void write_uses(struct html *html, const struct quotation *quote)
{
    if (quote->uses.count == 0)
        return;
    html_open_class(html, "p", "uses");
    html_text(html, html_label(html, "excerpt_uses", "uses"));
    for (size_t i = 0; i < quote->uses.count; i++) {
        const struct use *use = quote->uses.items[i];
        const struct target target = {.page = use->page, .anchor = use->anchor};
        buffer_text(html->out, i > 0 ? ", " : ": ");
        open_link(html, &target, NULL);
        html_text(html, use->title ? use->title : use->page->title);
        html_close(html);
    }
    html_close_line(html);
}

void html_quote(struct html *html, const struct block *block)
{
    const struct quotation *quote = block->quotation;

    html_line(html);
    html_open_block(html, "figure", quote->contrast ? "excerpt contrast" : "excerpt", block->id);
    buffer_char(html->out, '\n');
    /* Before the words, for those who hear the page or copy it. */
    if (quote->illustrative != NULL) {
        html_open_class(html, "p", "illustrative");
        html_text(html, quote->illustrative);
        html_close_line(html);
    }
    html_open_with(html, quote->paraphrase ? "div" : "blockquote", "dir", "auto", "lang", quote->language, NULL);
    buffer_char(html->out, '\n');
    write_words(html, quote->words, NULL);
    html_close_line(html);
    html_open(html, "figcaption");
    buffer_char(html->out, '\n');
    html_open_class(html, "p", "origin");
    html_origin(html, quote);
    html_close_line(html);
    write_words(html, quote->translation, "translation");
    write_codes(html, quote);
    write_uses(html, quote);
    html_close_line(html);
    html_close_line(html);
}
