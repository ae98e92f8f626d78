#include "write/html/html.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"

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
    html_claims(html); /* those of notes among them */
}
