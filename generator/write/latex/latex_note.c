#include "write/latex/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "document/document.h"

/*
 * LaTeX loses footnotes in the boxes that cells are set in, so those of a table stand below it, with letters
 * instead of numbers, as tables of a thesis have them.
 */

/* a, b, ... z, aa, ab, ... */
static const char *letters(struct arena *arena, size_t position)
{
    const char *text = "";

    for (size_t rest = position + 1; rest > 0; rest = (rest - 1) / 26)
        text = arena_format(arena, "%c%s", 'a' + (int)((rest - 1) % 26), text);
    return text;
}

static void call_in_table(struct latex *latex, const struct footnote *footnote)
{
    struct list *notes = latex->table_notes;
    size_t position = 0;

    while (position < notes->count && notes->items[position] != footnote)
        position++;
    if (position == notes->count)
        list_add(notes, latex->arena, (void *)footnote);
    buffer_format(latex->out, "\\lampiranhurufcatatan{%s}", letters(latex->arena, position));
}

/* A second call of the same footnote repeats its number. */
static void call_in_text(struct latex *latex, const struct footnote *footnote)
{
    const char *key = arena_format(latex->arena, "%p", (const void *)footnote);

    if (latex->notes == NULL)
        latex->notes = map_new(latex->arena);
    const char *label = map_get(latex->notes, key);
    if (label != NULL) {
        buffer_format(latex->out, "\\lampirancatatanlagi{%s}", label);
        return;
    }
    label = latex_anchor(latex, arena_format(latex->arena, "catatan-%zu", ++latex->serial));
    map_put(latex->notes, key, (void *)label);
    buffer_format(latex->out, "\\footnote{\\label{%s}", label);
    latex->in_note = true;
    latex_inside(latex, footnote->blocks);
    latex->in_note = false;
    latex_put(latex, "}");
}

/* LaTeX cannot set a footnote within a footnote. */
static void call_in_note(struct latex *latex, const struct footnote *footnote)
{
    const char *text = block_plain(latex->arena, footnote->blocks);

    latex_around(latex, " (", text, ")");
}

void latex_note_call(struct latex *latex, const struct span *span)
{
    if (latex->in_note)
        call_in_note(latex, span->footnote);
    else if (latex->table_notes != NULL)
        call_in_table(latex, span->footnote);
    else
        call_in_text(latex, span->footnote);
}

void latex_table_notes(struct latex *latex, const struct list *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        const struct footnote *footnote = notes->items[i];
        latex_line(latex);
        buffer_format(latex->out, "\\lampirancatatantabel{\\lampiranhurufcatatan{%s} ", letters(latex->arena, i));
        latex->in_note = true;
        latex_inside(latex, footnote->blocks);
        latex->in_note = false;
        latex_put(latex, "}\n");
    }
}
