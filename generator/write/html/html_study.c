#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

static const struct target *find_target(const struct html *html, const char *label)
{
    return html->site->report ? report_target(html->site->report, label) : NULL;
}

/* ---- references in a line ---- */

/* Opens a link to target if there is one. The caller closes it if this returns true. */
static bool open_link(struct html *html, const struct target *target, const char *class)
{
    if (!html_leads_to(html, target))
        return false;
    html_start(html, "a");
    if (class != NULL)
        html_attribute(html, "class", HTML_ATTRIBUTE, class);
    html_href_target(html, target);
    html_inside(html);
    return true;
}

bool html_open_target(struct html *html, const char *label)
{
    return label != NULL && html->site->standalone == NULL && open_link(html, find_target(html, label), NULL);
}

static void write_target_name(struct html *html, const struct target *target)
{
    const struct labels *labels = html->site->report->labels;
    const struct html_profile *profile = html->site->profile;
    const char *number = profile ? profile->number(html, target) : target->number;

    if (number != NULL) {
        html_text(html, label_text(labels, target->kind == TARGET_FIGURE ? "word_figure" : "word_table"));
        buffer_text(html->out, "\u00a0");
        html_text(html, number);
    } else if (target->title != NULL) {
        html_spans(html, target->title);
    } else {
        html_text(html, target->label);
    }
}

void html_reference(struct html *html, const struct span *span)
{
    const struct target *target = find_target(html, span->text);

    if (target == NULL) {
        html_text(html, span->text);
        return;
    }
    bool linked = open_link(html, target, NULL);
    write_target_name(html, target);
    if (linked)
        html_close(html);
}

void html_object(struct html *html, const struct span *span)
{
    bool linked = open_link(html, find_target(html, span->link->target), NULL);

    html_spans(html, span->children);
    if (linked)
        html_close(html);
}

void html_excerpt_mention(struct html *html, const struct span *span)
{
    const char *label = arena_concat(html->arena, "excerpt:", span->excerpt->id, NULL);

    buffer_char(html->out, '(');
    bool linked = open_link(html, find_target(html, label), NULL);
    html_text(html, span->excerpt->id);
    if (linked)
        html_close(html);
    buffer_char(html->out, ')');
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
    html_start(html, "div");
    html_attribute(html, "class", HTML_ATTRIBUTE, "directive");
    html_attribute(html, "data-directive", HTML_ATTRIBUTE, directive->name);
    html_inside(html);
    buffer_char(html->out, '\n');
    html_blocks(html, block->children);
    html_line(html);
    html_close(html);
    buffer_char(html->out, '\n');
}

/* ---- callouts ---- */

static const char *callout_name(enum callout_kind kind)
{
    static const char *const names[] = {[CALLOUT_NOTE] = "note",
                                        [CALLOUT_WARNING] = "warning",
                                        [CALLOUT_ILLUSTRATIVE] = "illustrative",
                                        [CALLOUT_SUMMARY] = "summary"};

    return names[kind];
}

void html_callout(struct html *html, const struct block *block)
{
    const char *name = callout_name(block->callout->kind);

    html_line(html);
    html_start(html, "div");
    html_attribute(html, "class", HTML_ATTRIBUTE, arena_concat(html->arena, "callout ", name, NULL));
    html_attribute(html, "role", HTML_ATTRIBUTE, "note");
    if (block->id != NULL)
        html_attribute(html, "id", HTML_ATTRIBUTE, block->id);
    html_inside(html);
    buffer_char(html->out, '\n');
    html_open_class(html, "p", "callout-title");
    if (block->callout->title != NULL)
        html_spans(html, block->callout->title);
    else
        html_text(html, html_label(html, arena_concat(html->arena, "callout_", name, NULL), name));
    html_close(html);
    buffer_char(html->out, '\n');
    html_blocks(html, block->children);
    html_line(html);
    html_close(html);
    buffer_char(html->out, '\n');
}

/* ---- excerpts ---- */

void html_words(struct html *html, const char *text, const char *class)
{
    size_t length = strlen(text);

    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == ' '))
        length--;
    const char *end = text + length;
    while (text < end) {
        const char *stop = strstr(text, "\n\n");
        if (stop == NULL || stop > end)
            stop = end;
        html_open_class(html, "p", class);
        html_put_anchors(html);
        while (text < stop) {
            const char *line_end = memchr(text, '\n', (size_t)(stop - text));
            if (line_end == NULL)
                line_end = stop;
            html_text(html, arena_copy(html->arena, text, (size_t)(line_end - text)));
            if (line_end < stop)
                buffer_text(html->out, "<br />\n");
            text = line_end < stop ? line_end + 1 : stop;
        }
        html_close(html);
        buffer_char(html->out, '\n');
        text += strspn(text, "\n");
    }
}

/* ", word", marked up with class. */
static void write_fact(struct html *html, const char *class, const char *word)
{
    if (word == NULL || word[0] == '\0')
        return;
    buffer_text(html->out, ", ");
    html_open_class(html, "span", class);
    html_text(html, word);
    html_close(html);
}

static const char *choice_label(struct html *html, const char *prefix, const char *name)
{
    return html_label(html, arena_concat(html->arena, prefix, "_", name, NULL), name);
}

/* The lines of the transcript where they are known, else what was typed. */
static const char *where_of(struct html *html, const struct excerpt *excerpt)
{
    if (excerpt->transcript_lines == NULL)
        return excerpt->where;
    return arena_format(html->arena, "%s %s", html_label(html, "excerpt_lines", "transcript lines"),
                        excerpt->transcript_lines);
}

void html_origin(struct html *html, const struct excerpt *excerpt)
{
    const char *id = excerpt_source_id(excerpt);
    const char *kind = excerpt->informant ? "informant" : "document";

    bool linked = open_link(html, find_target(html, arena_concat(html->arena, kind, ":", id, NULL)), "who");
    html_text(html, excerpt->informant ? id : excerpt->document ? excerpt->document->title : id);
    if (linked)
        html_close(html);
    if (excerpt->informant != NULL)
        write_fact(html, "group", choice_label(html, "group", group_names[excerpt->informant->group]));
    write_fact(html, "technique", choice_label(html, "technique", technique_names[excerpt->technique]));
    write_fact(html, "where", where_of(html, excerpt));
    if (excerpt->stance == STANCE_CONTRAST)
        write_fact(html, "stance contrast", choice_label(html, "stance", stance_names[excerpt->stance]));
}

static void write_codes(struct html *html, const struct excerpt *excerpt)
{
    if (excerpt->codes.count == 0)
        return;
    html_open_class(html, "p", "codes");
    html_text(html, html_label(html, "excerpt_codes", "codes"));
    buffer_text(html->out, ": ");
    for (size_t i = 0; i < excerpt->codes.count; i++) {
        const struct reference *reference = excerpt->codes.items[i];
        const struct code *code = reference->object;
        if (i > 0)
            buffer_text(html->out, ", ");
        bool linked = open_link(html, find_target(html, arena_concat(html->arena, "code:", reference->id, NULL)), NULL);
        if (code != NULL && code->label != NULL)
            html_spans(html, code->label);
        else
            html_text(html, reference->id);
        if (linked)
            html_close(html);
    }
    html_close(html);
    buffer_char(html->out, '\n');
}

/* The other places where this excerpt is quoted. */
static void write_uses(struct html *html, const struct block *block)
{
    const struct report *report = html->site->report;
    const struct list *uses = report && report->uses ? map_get(report->uses, block->excerpt->id) : NULL;
    bool any = false;

    for (size_t i = 0; uses != NULL && i < uses->count; i++) {
        const struct use *use = uses->items[i];
        if (use->page == NULL || use->page == html->page)
            continue;
        struct target target = {.page = use->page, .anchor = use->anchor};
        if (!any) {
            html_open_class(html, "p", "uses");
            html_text(html, html_label(html, "excerpt_uses", "uses"));
        }
        buffer_text(html->out, any ? ", " : ": ");
        any = true;
        open_link(html, &target, NULL);
        html_text(html, use->title ? use->title : use->page->title);
        html_close(html);
    }
    if (any) {
        html_close(html);
        buffer_char(html->out, '\n');
    }
}

void html_excerpt(struct html *html, const struct block *block)
{
    const struct excerpt *excerpt = block->excerpt;

    html_line(html);
    html_open_block(html, "figure", excerpt->stance == STANCE_CONTRAST ? "excerpt contrast" : "excerpt", block->id);
    buffer_char(html->out, '\n');
    html_start(html, "blockquote");
    html_attribute(html, "dir", HTML_ATTRIBUTE, "auto");
    if (excerpt->language != NULL)
        html_attribute(html, "lang", HTML_ATTRIBUTE, excerpt->language);
    html_inside(html);
    buffer_char(html->out, '\n');
    html_words(html, excerpt->text, NULL);
    html_close(html);
    buffer_char(html->out, '\n');
    html_open(html, "figcaption");
    buffer_char(html->out, '\n');
    if (excerpt->illustrative) {
        html_open_class(html, "p", "illustrative");
        html_text(html, html_label(html, "excerpt_illustrative", "illustrative"));
        html_close(html);
        buffer_char(html->out, '\n');
    }
    html_open_class(html, "p", "origin");
    html_origin(html, excerpt);
    html_close(html);
    buffer_char(html->out, '\n');
    if (excerpt->translation != NULL)
        html_words(html, excerpt->translation, "translation");
    write_codes(html, excerpt);
    write_uses(html, block);
    html_close(html);
    buffer_char(html->out, '\n');
    html_close(html);
    buffer_char(html->out, '\n');
}
