#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"
#include "study/study.h"

#include <string.h>

/* ---- what claims rest on ---- */

/*
 * A mark in a sentence is a button that opens what it rests on as a popover: without a script, and on the same page.  A
 * browser that knows none shows the same below the text, and paper has it there as notes, by the code in the mark.
 */

static const char *note_id(struct html *html, const struct evidence *evidence)
{
    return arena_concat(html->arena, "evidence.", evidence->excerpt->id, NULL);
}

/* What the page has to open for "excerpt:IK-01.3"; NULL: a link leads to the quote. */
static struct evidence *evidence_of(const struct html *html, const char *target)
{
    static const char kind[] = "excerpt:";
    bool has_any = html->page != NULL && html->site->profile == NULL && html->page->evidence != NULL;

    if (!has_any || strncmp(target, kind, strlen(kind)) != 0)
        return NULL;
    return map_get(html->page->evidence, target + strlen(kind));
}

static void write_button(struct html *html, const char *id, const struct span *words)
{
    html_open_with(html, "button", "type", "button", "class", "cited", "popovertarget", id, NULL);
    html_spans(html, words);
    html_close(html);
}

bool html_mark(struct html *html, const struct span *span)
{
    struct evidence *evidence = evidence_of(html, span->link->target);

    if (evidence == NULL)
        return false;
    const char *id = note_id(html, evidence);
    if (html->marked == NULL)
        html->marked = map_new(html->arena);
    map_put(html->marked, id, evidence);
    /* No line begins with the comma behind a mark. */
    const struct span *next = span->next ? span->next : html->behind;
    const char *after = next != NULL && next->kind == SPAN_TEXT ? next->text : "";
    size_t stops = strspn(after, ".,;:?!");
    if (stops > 0)
        html_open_class(html, "span", "code");
    write_button(html, id, span->children);
    if (stops > 0) {
        html_text(html, arena_copy(html->arena, after, stops));
        html_close(html);
        html->written = stops;
    }
    return true;
}

static void write_quotes(struct html *html, const struct block *quotes)
{
    for (; quotes != NULL; quotes = quotes->next) {
        struct quotation quotation = *quotes->quotation;
        struct block block = *quotes;
        quotation.uses = (struct list){0}; /* they are on its page, one link away */
        block.quotation = &quotation;
        block.next = NULL;
        html_quote(html, &block);
    }
}

static void write_paragraph(struct html *html, const char *class, const char *text)
{
    html_open_class(html, "p", class);
    html_text(html, text);
    html_close_line(html);
}

static void write_close(struct html *html, const char *id)
{
    html_open_with(html, "button", "type", "button", "popovertarget", id, "popovertargetaction", "hide", NULL);
    html_text(html, html_label(html, "evidence_close", "close"));
    html_close_line(html);
}

/* The way to where the quote stands among the others. */
static void write_way(struct html *html, const struct evidence *evidence)
{
    const char *target = arena_concat(html->arena, "excerpt:", evidence->excerpt->id, NULL);

    if (!html_leads_to(html, report_target(html->site->report, target)))
        return;
    html_open_class(html, "p", "way");
    html_open_target(html, target);
    html_text(html, html_label(html, "evidence_open", "open"));
    html_close(html);
    html_close_line(html);
}

static void write_left(struct html *html, const struct evidence *evidence)
{
    const struct report *report = html->site->report;

    if (evidence->left == 0 || evidence->path == NULL)
        return;
    html_open_class(html, "p", "way");
    html_start(html, "a");
    html_href_path(html, evidence->path);
    html_inside(html);
    html_text(html, label_format(report->labels, html->arena, "evidence_more",
                                 label_number(report->labels, html->arena, (long)evidence->left), ""));
    html_close(html);
    html_close_line(html);
}

static void write_note(struct html *html, const char *id, const struct evidence *evidence)
{
    const char *name =
        label_format(html->site->report->labels, html->arena, "evidence_title", evidence->excerpt->id, "");

    html_open_with(html, "div", "class", "claim", "id", id, "popover", "auto", "role", "group", "aria-label", name,
                   NULL);
    buffer_char(html->out, '\n');
    write_paragraph(html, "claim-title", name);
    write_close(html, id);
    write_quotes(html, evidence->quote);
    write_way(html, evidence);
    if (evidence->title != NULL)
        write_paragraph(html, "others", evidence->title);
    write_quotes(html, evidence->others);
    write_left(html, evidence);
    html_close_line(html);
}

/* What the marks open that were written since html_begin, and forgets them. html_notes does this, too. */
static void write_claims(struct html *html)
{
    if (html->marked == NULL)
        return;
    html_line(html);
    html_open_class(html, "div", "claims");
    buffer_char(html->out, '\n');
    write_paragraph(html, "claims-title", html_label(html, "evidence_cited", "quotes"));
    for (size_t i = 0; i < map_count(html->marked); i++)
        write_note(html, map_key(html->marked, i), map_value(html->marked, i));
    html_close_line(html);
    html->marked = NULL;
}

/* ---- notes ---- */

/*
 * Footnotes are numbered by page in the order of their first call.  Their texts may call further footnotes,
 * or one another, so all texts are written before the list is: only then is known who called whom.
 */

struct html_note {
    const struct footnote *footnote;
    size_t number;
    size_t calls;
    const char *text; /* as HTML */
};

static struct html_note *note_of(struct html *html, const struct footnote *footnote)
{
    const char *key = arena_format(html->arena, "%p", (const void *)footnote);

    if (html->notes_by_call == NULL)
        html->notes_by_call = map_new(html->arena);
    struct html_note *note = map_get(html->notes_by_call, key);
    if (note == NULL) {
        note = arena_alloc(html->arena, sizeof *note);
        note->footnote = footnote;
        list_add(&html->notes, html->arena, note);
        note->number = html->notes.count;
        map_put(html->notes_by_call, key, note);
    }
    return note;
}

/* The id of the call-th call of a footnote: "fnref-2", "fnref-2-3". */
static const char *call_id(struct html *html, size_t number, size_t call)
{
    if (call == 1)
        return arena_format(html->arena, "fnref-%zu", number);
    return arena_format(html->arena, "fnref-%zu-%zu", number, call);
}

void html_note_call(struct html *html, const struct span *span)
{
    struct html_note *note = note_of(html, span->footnote);

    note->calls++;
    html_open_with(html, "sup", "class", "note-call", "id", call_id(html, note->number, note->calls), NULL);
    html_start(html, "a");
    html_attribute(html, "href", HTML_URL, arena_format(html->arena, "#fn-%zu", note->number));
    html_attribute(html, "role", HTML_ATTRIBUTE, "doc-noteref");
    html_inside(html);
    html_text(html, arena_format(html->arena, "%zu", note->number));
    html_close(html);
    html_close(html);
}

static void write_ways_back(struct html *html, const struct html_note *note)
{
    const char *word = html_label(html, "note_back", NULL);

    html_open_class(html, "p", "note-back");
    for (size_t call = 1; call <= note->calls; call++) {
        if (call > 1)
            buffer_char(html->out, ' ');
        html_start(html, "a");
        html_attribute(html, "href", HTML_URL, arena_format(html->arena, "#%s", call_id(html, note->number, call)));
        html_attribute(html, "role", HTML_ATTRIBUTE, "doc-backlink");
        if (word != NULL)
            html_attribute(
                html, "aria-label", HTML_ATTRIBUTE,
                arena_format(html->arena, note->calls > 1 ? "%s %zu-%zu" : "%s %zu", word, note->number, call));
        html_inside(html);
        html_text(html, "↩");
        html_close(html);
    }
    html_close(html);
}

/* The texts of all notes; while they are written, they call further ones. */
static void write_texts(struct html *html)
{
    struct buffer *page = html->out;
    size_t page_start = html->start;

    html->start = 0;
    for (size_t i = 0; i < html->notes.count; i++) {
        struct html_note *note = html->notes.items[i];
        struct buffer text = {0};
        html->out = &text;
        html_blocks(html, note->footnote->blocks);
        html_line(html);
        note->text = buffer_take(&text, html->arena);
    }
    html->out = page;
    html->start = page_start;
}

static void write_notes(struct html *html)
{
    write_texts(html);
    html_line(html);
    html_open_with(html, "section", "class", "notes", "role", "doc-endnotes", "aria-label",
                   html_label(html, "notes", NULL), NULL);
    buffer_char(html->out, '\n');
    html_open(html, "ol");
    for (size_t i = 0; i < html->notes.count; i++) {
        const struct html_note *note = html->notes.items[i];
        html_line(html);
        html_open_block(html, "li", NULL, arena_format(html->arena, "fn-%zu", note->number));
        buffer_char(html->out, '\n');
        buffer_text(html->out, note->text);
        write_ways_back(html, note);
        buffer_char(html->out, '\n');
        html_close(html);
    }
    html_line(html);
    html_close(html);
    html_line(html);
    html_close_line(html);
    html->notes = (struct list){0};
    html->notes_by_call = NULL;
}

void html_notes(struct html *html)
{
    if (html->notes.count > 0)
        write_notes(html);
    write_claims(html); /* those of notes among them */
}
