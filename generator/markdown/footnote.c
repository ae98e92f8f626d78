#include "markdown/private.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>

enum {
    MOST_INDENT = 3, /* blanks before a definition; four begin code */
    LONGEST_LABEL = 200,
    DEEPEST_NOTE = 8,  /* notes called in notes */
    MOST_GUESSES = 50, /* unknown labels that get a "did you mean" */
};

enum note_state { NOTE_NEW, NOTE_OPEN, NOTE_DONE };

/* A definition. */
struct note {
    struct footnote *footnote;
    struct list calls; /* of struct call: those in it */
    enum note_state state;
    int height; /* notes that are called through it, within each other */
    bool called;
};

struct call {
    struct span *span;
    const char *label;
    struct note *inside; /* the definition it stands in, or NULL */
    struct place place;
};

/* Length of "[^label]" at text, 0 if it is none. */
static size_t call_length(const char *text, size_t length)
{
    if (length < 4 || text[0] != '[' || text[1] != '^')
        return 0;
    for (size_t i = 2; i < length && i < LONGEST_LABEL; i++) {
        char c = text[i];
        if (c == ']')
            return i > 2 ? i + 1 : 0;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '[' || c == FLAT_OBJECT)
            return 0;
    }
    return 0;
}

/* The blanks that line begins with; all of it if nothing else is there. */
static size_t indent_of(const struct reading *reading, int line)
{
    return strspn(reading->text + reading->starts[line], " ");
}

/*
 * Nothing but a few blanks is before the definition at offset, and it is in no list: cmark would want the blanks before
 * its further paragraphs, too.
 */
static bool is_indented(const struct reading *reading, int line, size_t offset)
{
    size_t indent = offset - reading->starts[line];
    int before = line - 1;

    if (indent == 0 || indent > MOST_INDENT || indent_of(reading, line) < indent)
        return false;
    while (before >= 0 && (indent_of(reading, before) >= indent ||
                           reading->starts[before] + indent_of(reading, before) == lines_end(reading, before)))
        before--;
    if (before < 0)
        return true;
    int quotes;
    size_t start = reading->starts[before] + indent_of(reading, before), end = lines_end(reading, before);
    return lines_content(reading, start, end, &quotes) == start;
}

void footnote_mark(struct reading *reading, int line, size_t offset)
{
    const char *text = reading->text;
    size_t end = lines_end(reading, line), length = call_length(text + offset, end - offset);
    size_t after = offset + length;

    if (length == 0 || after == end || text[after] != ':')
        return;
    after++;
    while (after < end && (text[after] == ' ' || text[after] == '\t'))
        after++;
    size_t start = is_indented(reading, line, offset) ? reading->starts[line] : offset;
    struct mark *mark = lines_add_mark(reading, line, start, after);
    mark->kind = MARK_FOOTNOTE;
    mark->label = arena_copy(reading->arena, text + offset + 2, length - 3);
}

struct note *footnote_begin(struct reading *reading, const struct mark *mark)
{
    struct note *note = arena_alloc(reading->scratch, sizeof *note), *before = reading->note;
    size_t start = mark->start + strspn(reading->text + mark->start, " ");
    struct place place = reading_place(reading, mark->line, (int)(start - reading->starts[mark->line]) + 1);
    const char *key = text_fold(reading->scratch, mark->label);

    note->footnote = arena_alloc(reading->arena, sizeof *note->footnote);
    *note->footnote = (struct footnote){.label = mark->label, .place = place};
    reading->note = note;
    if (reading->notes == NULL)
        reading->notes = map_new(reading->scratch);
    const struct note *first = map_get(reading->notes, key);
    if (first == NULL) {
        map_put(reading->notes, key, note);
    } else {
        diag_error(reading->diags, place, "duplicate-footnote", "duplicate footnote '%s', using the first",
                   mark->label);
        diag_hint(reading->diags, "the first is in line %d", first->footnote->place.line);
        note->called = true;
    }
    return before;
}

void footnote_end(struct reading *reading, struct block *blocks, struct note *before)
{
    struct note *note = reading->note;

    note->footnote->blocks = blocks;
    list_add(&reading->note_texts, reading->scratch, blocks);
    if (blocks == NULL) {
        diag_error(reading->diags, note->footnote->place, "empty-footnote", "footnote '%s' has no text",
                   note->footnote->label);
        diag_hint(reading->diags, "write its text after the colon");
    }
    reading->note = before;
}

struct span *footnote_span(struct reading *reading, size_t offset, size_t limit, size_t *end)
{
    size_t length = call_length(reading->flat.bytes + offset, limit - offset);
    int line, column;

    if (length == 0)
        return NULL;
    *end = offset + length;
    flat_position(reading, offset, &line, &column);
    struct span *span = span_new(reading->arena, SPAN_FOOTNOTE, line, column);
    struct call *call = arena_alloc(reading->scratch, sizeof *call);
    *call = (struct call){.span = span, .inside = reading->note, .place = flat_place(reading, offset)};
    call->label = flat_copy(reading, offset + 2, *end - 1);
    list_add(&reading->calls, reading->scratch, call);
    return span;
}

void footnote_adopt_calls(struct reading *reading, const struct piece *piece)
{
    for (size_t i = 0; i < piece->call_count; i++) {
        struct call *call = reading->calls.items[piece->first_call + i];
        call->inside = reading->note;
    }
}

void footnote_hand_over(struct reading *reading, struct reading *outer)
{
    for (size_t i = 0; outer != NULL && i < reading->calls.count; i++) {
        struct call *call = arena_keep(outer->scratch, reading->calls.items[i], sizeof *call);
        call->inside = outer->note;
        list_add(&outer->calls, outer->scratch, call);
    }
    if (outer != NULL)
        reading->calls.count = 0;
}

/* Makes the call text again. */
static void undo_call(struct reading *reading, struct call *call)
{
    call->span->kind = SPAN_TEXT;
    call->span->text = arena_format(reading->arena, "[^%s]", call->label);
    call->span->footnote = NULL;
}

static void diagnose_unknown(struct reading *reading, struct call *call, int guesses)
{
    struct nearest nearest = {.word = call->label};

    diag_error(reading->diags, call->place, "unknown-footnote", "footnote '%s' is not defined", call->label);
    for (size_t i = 0; guesses > 0 && reading->notes != NULL && i < map_count(reading->notes); i++) {
        const struct note *note = map_value(reading->notes, i);
        text_nearest(&nearest, note->footnote->label);
    }
    if (!diag_hint_nearest(reading->diags, &nearest))
        diag_hint(reading->diags, "define it in a paragraph of its own: [^%s]: text", call->label);
    undo_call(reading, call);
}

static void join_calls(struct reading *reading)
{
    int guesses = MOST_GUESSES;

    for (size_t i = 0; i < reading->calls.count; i++) {
        struct call *call = reading->calls.items[i];
        const char *key = text_fold(reading->scratch, call->label);
        struct note *note = reading->notes ? map_get(reading->notes, key) : NULL;
        if (note == NULL) {
            diagnose_unknown(reading, call, guesses--);
            continue;
        }
        call->span->footnote = note->footnote;
        note->called = true;
        if (call->inside != NULL)
            list_add(&call->inside->calls, reading->scratch, call);
    }
}

static void cut_call(struct reading *reading, struct call *call, const char *code, const char *why)
{
    diag_error(reading->diags, call->place, code, "footnote '%s' %s, reading the call as text", call->label, why);
    diag_hint(reading->diags, "call it in the text, not in a footnote");
    undo_call(reading, call);
}

/* Visits the notes called in note, which is the depth-th within each other, and cuts calls that lead back. */
static void visit(struct reading *reading, struct note *note, int depth)
{
    note->state = NOTE_OPEN;
    for (size_t i = 0; i < note->calls.count; i++) {
        struct call *call = note->calls.items[i];
        struct note *next = map_get(reading->notes, text_fold(reading->scratch, call->label));
        if (next->state == NOTE_OPEN) {
            cut_call(reading, call, "footnote-loop", "leads back to itself");
            continue;
        }
        if (next->state == NOTE_NEW && depth < DEEPEST_NOTE)
            visit(reading, next, depth + 1);
        if (next->state == NOTE_NEW || next->height + 1 >= DEEPEST_NOTE)
            cut_call(reading, call, "nesting-too-deep", "is within too many footnotes");
        else if (next->height + 1 > note->height)
            note->height = next->height + 1;
    }
    note->state = NOTE_DONE;
}

void footnote_resolve(struct reading *reading)
{
    join_calls(reading);
    for (size_t i = 0; reading->notes != NULL && i < map_count(reading->notes); i++) {
        struct note *note = map_value(reading->notes, i);
        if (note->state == NOTE_NEW)
            visit(reading, note, 1);
        if (note->called)
            continue;
        diag_warning(reading->diags, note->footnote->place, "unused-footnote",
                     "footnote '%s' is never called, not shown", note->footnote->label);
        diag_hint(reading->diags, "call it in the text with [^%s], or remove it", note->footnote->label);
    }
}
