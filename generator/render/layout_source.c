#include "render/layout_source.h"

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
};

static bool stands(const struct translation *translation, const char *at, const char *word)
{
    size_t length = strlen(word);

    return (size_t)(translation->end - at) >= length && memcmp(at, word, length) == 0;
}

/* ---- text ---- */

/* One call for the text of (part of) one line. */
static void write_text(struct buffer *out, const char *text, size_t length)
{
    if (length == 0)
        return;
    buffer_text(out, "_text\"");
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '"':
        case '\\':
            buffer_char(out, '\\');
            buffer_char(out, text[i]);
            break;
        case '\n':
            buffer_text(out, "\\n");
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
    buffer_text(out, "\"; ");
}

/* Text up to the next tag or the end of the line; a line end is kept in the text and in the Lua. */
static void translate_text(struct translation *translation)
{
    const char *start = translation->at;
    const char *at = start;

    while (at < translation->end && *at != '\n' && !stands(translation, at, "<%"))
        at++;
    if (at < translation->end && *at == '\n') {
        at++;
        write_text(translation->out, start, (size_t)(at - start));
        buffer_char(translation->out, '\n');
        translation->line++;
        translation->line_start = at;
    } else {
        write_text(translation->out, start, (size_t)(at - start));
    }
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
    size_t blanks = (size_t)(translation->at - translation->line_start);
    size_t call = blanks ? strlen("_text\"") + blanks + strlen("\"; ") : 0;

    buffer_cut(out, out->length - call);
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
            write_text(out, "<%", 2);
            translation.at += 3;
        } else if (stands(&translation, translation.at, "<%")) {
            if (!translate_tag(&translation))
                return false;
        } else {
            translate_text(&translation);
        }
    }
    return true;
}
