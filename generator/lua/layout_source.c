#include "lua/private.h"

#include "base/buffer.h"

#include <string.h>

struct translation {
    struct buffer *out;
    struct diags *diags;
    const char *file;
    const char *start;
    const char *at;
    const char *end;
    int line;
    const char *line_start;
    bool in_text; /* within the call of a text */
};

static bool stands(const struct translation *translation, const char *at, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(translation->end - at) >= length && memcmp(at, word, length) == 0;
}

/* ---- text ---- */

static const char opening[] = "_text\"";

/* Text goes into one call until the next tag; a line end in it is a line end of the Lua as well. */
static void write_text(struct translation *translation, const char *text, size_t length)
{
    struct buffer *out = translation->out;

    if (length > 0 && !translation->in_text)
        buffer_text(out, opening);
    translation->in_text |= length > 0;
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '"':
        case '\\':
        case '\n':
            buffer_char(out, '\\');
            buffer_char(out, text[i]);
            break;
        case '\r':
            buffer_text(out, "\\r");
            break;
        case '\0':
            buffer_text(out, "\\0");
            break;
        default:
            buffer_char(out, text[i]);
        }
    }
}

static void end_text(struct translation *translation)
{
    if (translation->in_text)
        buffer_text(translation->out, "\"; ");
    translation->in_text = false;
}

/* Text up to the next tag or the end of the line. */
static void translate_text(struct translation *translation)
{
    const char *start = translation->at;
    const char *at = start;

    while (at < translation->end && *at != '\n' && !stands(translation, at, "<%"))
        at++;
    if (at < translation->end && *at == '\n') {
        at++;
        translation->line++;
        translation->line_start = at;
    }
    write_text(translation, start, (size_t)(at - start));
    translation->at = at;
}

/* ---- Lua ---- */

static const char *skip_string(const char *at, const char *end)
{
    char quote = *at++;

    while (at < end && *at != quote && *at != '\n')
        at += *at == '\\' && at + 1 < end ? 2 : 1;
    return at < end ? at + 1 : end;
}

/* Where the comment at at ends; line ends within are kept by the caller. */
static const char *skip_comment(const char *at, const char *end)
{
    const char *bracket = at + 2;
    size_t level = 0;

    if (bracket < end && *bracket == '[') {
        while (bracket + 1 + level < end && bracket[1 + level] == '=')
            level++;
        if (bracket + 1 + level < end && bracket[1 + level] == '[') {
            for (at = bracket; at + level + 1 < end; at++) {
                if (*at == ']' && at[level + 1] == ']' && strspn(at + 1, "=") == level)
                    return at + level + 2;
            }
            return end;
        }
    }
    while (at < end && *at != '\n')
        at++;
    return at;
}

/* Copies Lua without its comments: one that runs to the line's end would swallow what follows the tag. */
static void write_lua(struct translation *translation, const char *at, const char *end)
{
    struct buffer *out = translation->out;

    while (at < end) {
        const char *next = at + 1;
        if (*at == '"' || *at == '\'')
            next = skip_string(at, end);
        else if (*at == '-' && next < end && *next == '-')
            next = skip_comment(at, end);
        bool is_comment = *at == '-' && next > at + 1;
        for (; at < next; at++) {
            if (!is_comment || *at == '\n')
                buffer_char(out, *at);
            if (*at == '\n') {
                translation->line++;
                translation->line_start = at + 1;
            }
        }
    }
}

static const char *find_close(const struct translation *translation, const char *at)
{
    while (at < translation->end && !stands(translation, at, "%>"))
        at++;
    return at < translation->end ? at : NULL;
}

/* Nothing but blanks and <% lua %> on the line that holds the tag from open to close. */
static bool is_alone(const struct translation *translation, const char *close)
{
    const char *before = translation->at;
    const char *after = close + 2;

    while (before > translation->start && (before[-1] == ' ' || before[-1] == '\t'))
        before--;
    while (after < translation->end && (*after == ' ' || *after == '\t' || *after == '\r'))
        after++;
    return before == translation->line_start && (after == translation->end || *after == '\n');
}

/* Takes back the blanks of the line that were already written as text. */
static void drop_indent(struct translation *translation)
{
    struct buffer *out = translation->out;
    size_t empty = sizeof opening - 1;

    buffer_cut(out, out->length - (size_t)(translation->at - translation->line_start));
    if (out->length >= empty && memcmp(out->bytes + out->length - empty, opening, empty) == 0) {
        buffer_cut(out, out->length - empty);
        translation->in_text = false;
    }
}

static bool translate_tag(struct translation *translation)
{
    const char *close = find_close(translation, translation->at + 2);
    const char *lua = translation->at + 2;

    if (close == NULL) {
        struct place place = {translation->file, translation->line,
                              (int)(translation->at - translation->line_start) + 1};
        diag_error(translation->diags, place, "layout-tag", "'<%%' is never closed");
        diag_hint(translation->diags, "end it with '%%>', or write '<%%%%' for the two characters");
        return false;
    }
    bool prints = *lua == '=' || (*lua == '-' && lua[1] != '-');
    bool alone = !prints && is_alone(translation, close);
    if (alone)
        drop_indent(translation);
    end_text(translation);
    if (prints) {
        buffer_text(translation->out, *lua == '=' ? "_value(" : "_safe(");
        write_lua(translation, lua + 1, close);
        buffer_text(translation->out, "); ");
    } else {
        write_lua(translation, lua, close);
        buffer_char(translation->out, ' ');
    }
    translation->at = close + 2;
    while (alone && translation->at < translation->end && *translation->at != '\n')
        translation->at++;
    if (alone && translation->at < translation->end) {
        buffer_char(translation->out, '\n');
        translation->line++;
        translation->line_start = ++translation->at;
    }
    return true;
}

bool layout_translate(struct buffer *out, struct diags *diags, const char *file, const char *layout, size_t length)
{
    struct translation translation = {.out = out,
                                      .diags = diags,
                                      .file = file,
                                      .start = layout,
                                      .at = layout,
                                      .end = layout + length,
                                      .line = 1,
                                      .line_start = layout};

    while (translation.at < translation.end) {
        if (stands(&translation, translation.at, "<%%")) {
            write_text(&translation, "<%", 2);
            translation.at += 3;
        } else if (stands(&translation, translation.at, "<%")) {
            if (!translate_tag(&translation))
                return false;
        } else {
            translate_text(&translation);
        }
    }
    end_text(&translation);
    return true;
}
