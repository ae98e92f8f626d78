#include "bibliography/private.h"

#include "base/arena.h"
#include "base/text.h"
#include "document/document.h"

#include <ctype.h>
#include <string.h>

/* Adds span to the innermost group that is open. */
static void append(struct cite_out *out, struct span *span)
{
    struct span *group = out->emphasized ? out->emphasized : out->foreign;

    if (group != NULL) {
        group->children = span_append(group->children, span);
        return;
    }
    if (out->last == NULL)
        out->spans = span;
    else
        out->last->next = span;
    out->last = span;
    while (out->last->next != NULL)
        out->last = out->last->next;
}

static void flush(struct cite_out *out)
{
    if (out->text.length == 0)
        return;
    append(out, span_text(out->arena, out->text.bytes));
    buffer_clear(&out->text);
}

static bool is_stop(char c)
{
    return c == '.' || c == '?' || c == '!';
}

static void put_raw(struct cite_out *out, const char *text, size_t length)
{
    if (length == 0)
        return;
    buffer_bytes(&out->text, text, length);
    out->ending = text[length - 1];
}

static bool is_empty(const struct span *group)
{
    return group == NULL || group->children == NULL;
}

/* Puts the delimiter that is due, outside of groups that are only now beginning. */
static void begin_part(struct cite_out *out)
{
    const char *delimiter = out->delimiter;

    out->delimiter = NULL;
    out->written++;
    if (delimiter == NULL)
        return;
    if (delimiter[0] == '.' && is_stop(out->ending))
        delimiter++;
    struct span *emphasized = out->emphasized, *foreign = out->foreign;
    bool beginning = out->text.length == 0 && is_empty(emphasized);
    if (beginning && (emphasized || foreign)) {
        out->emphasized = NULL;
        out->foreign = is_empty(foreign) ? NULL : foreign;
        put_raw(out, delimiter, strlen(delimiter));
        flush(out);
        out->emphasized = emphasized;
        out->foreign = foreign;
    } else {
        put_raw(out, delimiter, strlen(delimiter));
    }
}

void cite_out_text(struct cite_out *out, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    begin_part(out);
    put_raw(out, text, strlen(text));
}

/* A group gets its place among the spans when it ends, so that an empty one leaves nothing. */
static void close_group(struct cite_out *out, struct span **group)
{
    struct span *closed = *group;

    flush(out);
    *group = NULL;
    if (!is_empty(closed))
        append(out, closed);
}

void cite_out_emphasize(struct cite_out *out, bool on)
{
    if (on == (out->emphasized != NULL))
        return;
    if (!on) {
        close_group(out, &out->emphasized);
        return;
    }
    flush(out);
    out->emphasized = span_new(out->arena, SPAN_EMPHASIS, 0, 0);
}

void cite_out_foreign(struct cite_out *out, const char *language)
{
    if (out->foreign != NULL) {
        cite_out_emphasize(out, false);
        close_group(out, &out->foreign);
    }
    if (language == NULL)
        return;
    flush(out);
    out->foreign = span_new(out->arena, SPAN_LANGUAGE, 0, 0);
    out->foreign->text = language;
}

static void put_link(struct cite_out *out, const char *address)
{
    flush(out);
    append(out, span_link(out->arena, SPAN_LINK, address, span_text(out->arena, address)));
    out->ending = 'x';
}

void cite_out_link(struct cite_out *out, const char *address)
{
    begin_part(out);
    put_link(out, address);
}

void cite_out_join(struct cite_out *out, size_t mark, const char *delimiter)
{
    if (out->written > mark)
        out->delimiter = delimiter;
}

void cite_out_wrap(struct cite_out *out, const char *open, struct cite_out *inner, const char *close)
{
    if (inner->written > 0) {
        cite_out_text(out, open);
        out->written++;
        flush(out);
        append(out, cite_out_finish(inner));
        put_raw(out, close, strlen(close));
    }
    *inner = (struct cite_out){.arena = out->arena};
}

void cite_out_stop(struct cite_out *out)
{
    cite_out_emphasize(out, false);
    cite_out_foreign(out, NULL);
    if (out->written > 0 && !is_stop(out->ending))
        put_raw(out, ".", 1);
}

struct span *cite_out_finish(struct cite_out *out)
{
    cite_out_emphasize(out, false);
    cite_out_foreign(out, NULL);
    flush(out);
    buffer_free(&out->text);
    struct span *spans = out->spans;
    *out = (struct cite_out){.arena = out->arena};
    return spans;
}

bool value_next(struct value_walk *walk)
{
    bool emphasis = text_starts_with(walk->at, "\\emph{");

    if (*walk->at == '\0')
        return false;
    if (text_starts_with(walk->at, "\\url{")) {
        walk->part = VALUE_ADDRESS;
        walk->text = walk->at + 5;
        walk->length = strcspn(walk->text, "}");
        walk->at = walk->text + walk->length;
        walk->at += *walk->at == '}';
    } else if ((emphasis || *walk->at == '{') && walk->depth < DEEPEST_VALUE) {
        walk->part = emphasis ? VALUE_EMPHASIS : VALUE_BRACE;
        walk->depth++;
        walk->at += emphasis ? 6 : 1;
    } else if (*walk->at == '}' && walk->depth > 0) {
        walk->part = VALUE_CLOSE;
        walk->depth--;
        walk->at++;
    } else {
        walk->part = VALUE_WORDS;
        walk->text = walk->at + (*walk->at == '\\' && walk->at[1] != '\0');
        walk->length = 1 + strcspn(walk->text + 1, "\\{}");
        walk->at = walk->text + walk->length;
    }
    return true;
}

void cite_out_value(struct cite_out *out, const char *value)
{
    struct value_walk walk = {.at = value};
    bool outside[DEEPEST_VALUE]; /* how the emphasis stands outside of each group */

    if (value == NULL || *value == '\0')
        return;
    begin_part(out);
    while (value_next(&walk)) {
        if (walk.part == VALUE_WORDS)
            put_raw(out, walk.text, walk.length);
        else if (walk.part == VALUE_ADDRESS)
            put_link(out, arena_copy(out->arena, walk.text, walk.length));
        else if (walk.part == VALUE_CLOSE)
            cite_out_emphasize(out, outside[walk.depth]);
        else
            outside[walk.depth - 1] = out->emphasized != NULL;
        if (walk.part == VALUE_EMPHASIS)
            cite_out_emphasize(out, out->emphasized == NULL);
    }
}

const char *cite_plain(struct arena *arena, const char *value)
{
    if (strpbrk(value, "{}\\") == NULL)
        return value;
    struct cite_out out = {.arena = arena};
    cite_out_value(&out, value);
    return span_plain(arena, cite_out_finish(&out));
}

enum number { NO_NUMBER, ROMAN_NUMBER, ARABIC_NUMBER };

/* What the letters and digits from start to end are: "xiv" is Roman, "e12" and "12a" count as Arabic. */
static enum number number_of(const char *start, const char *end)
{
    enum number number = start < end ? ROMAN_NUMBER : NO_NUMBER;

    for (; start < end; start++) {
        if (isdigit((unsigned char)*start))
            return ARABIC_NUMBER;
        if (strchr("ivxlcdmIVXLCDM", *start) == NULL)
            number = NO_NUMBER;
    }
    return number;
}

static const char *skip_number(const char *text)
{
    while (isalnum((unsigned char)*text))
        text++;
    return text;
}

/* The dash between two numbers, with the spaces around it that some exports have: "-", "--", "–", " - "; its length. */
static size_t dash_length(const char *text)
{
    /* hyphen, hyphen that breaks no line, figure dash, en dash, em dash, minus */
    static const char *const dashes[] = {"‐", "‑", "‒", "–", "—", "−"};
    size_t before = strspn(text, " "), dash = strspn(text + before, "-");

    for (size_t i = 0; dash == 0 && i < sizeof dashes / sizeof dashes[0]; i++) {
        if (strncmp(text + before, dashes[i], strlen(dashes[i])) == 0)
            dash = strlen(dashes[i]);
    }
    return dash > 0 ? before + dash + strspn(text + before + dash, " ") : 0;
}

const char *cite_dashes(struct arena *arena, const char *pages)
{
    struct buffer out = {0};

    while (*pages != '\0') {
        const char *end = skip_number(pages), *next = end + dash_length(end);
        enum number number = number_of(pages, end), after = number_of(next, skip_number(next));
        buffer_bytes(&out, pages, (size_t)(end - pages));
        if (next > end && number != NO_NUMBER && after != NO_NUMBER && after <= number)
            buffer_text(&out, "–");
        else
            buffer_bytes(&out, end, (size_t)(next - end));
        if (next == pages)
            buffer_char(&out, *next++);
        pages = next;
    }
    return buffer_take(&out, arena);
}
