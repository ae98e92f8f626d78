#include "lua/private.h"

#include "base/buffer.h"
#include "base/say.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

/* Where the text of an HTML layout is, as a browser reads it. */
enum html_state {
    HTML_TEXT,
    HTML_OPEN, /* behind '<' */
    HTML_NAME, /* of an element */
    HTML_TAG,
    HTML_ATTRIBUTE,
    HTML_EQUALS, /* behind '=' */
    HTML_QUOTED,
    HTML_UNQUOTED,
    HTML_RAW, /* within script or style */
    HTML_DECLARATION
};

struct html_scan {
    enum html_state state;
    char quote;
    char element[16], attribute[16]; /* lower case, cut short */
    size_t ended;                    /* characters of the end tag that were met within HTML_RAW */
};

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
    bool is_html;
    struct html_scan html;
};

static struct place place_of(const struct translation *translation)
{
    return (struct place){translation->file, translation->line, (int)(translation->at - translation->line_start) + 1};
}

/* ---- where HTML is ---- */

static void add_letter(char *name, size_t size, char c)
{
    size_t length = strlen(name);

    if (length + 1 < size)
        name[length] = (char)tolower((unsigned char)c);
}

static bool is_raw_element(const struct html_scan *html)
{
    return strcmp(html->element, "script") == 0 || strcmp(html->element, "style") == 0;
}

static void end_tag(struct html_scan *html)
{
    html->state = is_raw_element(html) ? HTML_RAW : HTML_TEXT;
    html->ended = 0;
}

/* A character of a tag, outside of quotes. */
static void scan_tag(struct html_scan *html, char c)
{
    if (c == '>') {
        end_tag(html);
    } else if (c == '=') {
        html->state = HTML_EQUALS;
    } else if (isspace((unsigned char)c) || c == '/') {
        html->state = HTML_TAG;
    } else {
        if (html->state == HTML_TAG)
            memset(html->attribute, 0, sizeof html->attribute);
        html->state = HTML_ATTRIBUTE;
        add_letter(html->attribute, sizeof html->attribute, c);
    }
}

static void scan_equals(struct html_scan *html, char c)
{
    if (c == '"' || c == '\'') {
        html->quote = c;
        html->state = HTML_QUOTED;
    } else if (c == '>') {
        end_tag(html);
    } else if (!isspace((unsigned char)c)) {
        html->state = HTML_UNQUOTED;
    }
}

/* Within script or style, which only their end tag ends. */
static void scan_raw(struct html_scan *html, char c)
{
    char wanted = html->ended == 0 ? '<' : html->ended == 1 ? '/' : html->element[html->ended - 2];

    if (wanted == '\0') {
        html->element[0] = '\0';
        html->state = HTML_TAG;
        scan_tag(html, c);
    } else {
        html->ended = tolower((unsigned char)c) == wanted ? html->ended + 1 : c == '<';
    }
}

static void scan_html(struct html_scan *html, char c)
{
    switch (html->state) {
    case HTML_TEXT:
        html->state = c == '<' ? HTML_OPEN : HTML_TEXT;
        break;
    case HTML_OPEN:
        memset(html->element, 0, sizeof html->element);
        add_letter(html->element, sizeof html->element, c);
        html->state = isalpha((unsigned char)c) || c == '/' ? HTML_NAME : c == '!' ? HTML_DECLARATION : HTML_TEXT;
        break;
    case HTML_NAME:
        if (c == '>' || c == '/' || isspace((unsigned char)c))
            scan_tag(html, c);
        else
            add_letter(html->element, sizeof html->element, c);
        break;
    case HTML_TAG:
    case HTML_ATTRIBUTE:
        scan_tag(html, c);
        break;
    case HTML_EQUALS:
        scan_equals(html, c);
        break;
    case HTML_QUOTED:
        html->state = c == html->quote ? HTML_TAG : HTML_QUOTED;
        break;
    case HTML_UNQUOTED:
        if (c == '>' || isspace((unsigned char)c))
            scan_tag(html, c);
        break;
    case HTML_RAW:
        scan_raw(html, c);
        break;
    case HTML_DECLARATION:
        html->state = c == '>' ? HTML_TEXT : HTML_DECLARATION;
        break;
    }
}

/* What is wrong with a value or, if typed, with typed content at this place; NULL: nothing. */
static const char *wrong_place(const struct html_scan *html, bool typed)
{
    switch (html->state) {
    case HTML_TEXT:
    case HTML_DECLARATION:
        return NULL;
    case HTML_QUOTED:
        if (typed)
            return translated("in an attribute");
        if (strcmp(html->attribute, "style") == 0 || strncmp(html->attribute, "on", 2) == 0)
            return translated("in an attribute that holds a script or a style");
        return NULL;
    case HTML_RAW:
        return typed && strcmp(html->element, "script") == 0 ? NULL : translated("in a script or a style");
    case HTML_EQUALS:
    case HTML_UNQUOTED:
        return translated("in an attribute without quotes");
    case HTML_OPEN:
    case HTML_NAME:
    case HTML_TAG:
    case HTML_ATTRIBUTE:
        return translated("in the name of an element or attribute");
    }
    return NULL;
}

static bool check_tag_place(const struct translation *translation, bool typed)
{
    const char *where = translation->is_html ? wrong_place(&translation->html, typed) : NULL;

    if (where == NULL)
        return true;
    diag_error(translation->diags, place_of(translation), "layout-place", "'<%%%c' is not allowed %s",
               typed ? '-' : '=', where);
    diag_hint(translation->diags, typed ? N_("typed content belongs in text, data for programs also in a script")
                                        : N_("values belong in text and between the quotes of other attributes"));
    return false;
}

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
        if (translation->is_html)
            scan_html(&translation->html, text[i]);
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

    while (at < end && *at != quote && *at != '\n') {
        bool skips_space = *at == '\\' && at + 1 < end && at[1] == 'z';
        bool joins_lines = *at == '\\' && at + 2 < end && at[1] == '\r' && at[2] == '\n';
        at += joins_lines ? 3 : *at == '\\' && at + 1 < end ? 2 : 1;
        while (skips_space && at < end && isspace((unsigned char)*at))
            at++;
    }
    return at < end ? at + 1 : end;
}

/* Where the long string at at ends ("[[...]]", "[==[...]==]"); NULL: there is none. */
static const char *skip_long(const char *at, const char *end)
{
    const char *bracket = at;
    size_t level = 0;

    if (at >= end || *at != '[')
        return NULL;
    while (bracket + 1 + level < end && bracket[1 + level] == '=')
        level++;
    if (bracket + 1 + level >= end || bracket[1 + level] != '[')
        return NULL;
    for (at = bracket + level + 2; at + level + 1 < end; at++) {
        if (*at == ']' && at[level + 1] == ']' && strspn(at + 1, "=") >= level)
            return at + level + 2;
    }
    return end;
}

/* Where the comment at at ends; line ends within are kept by the caller. */
static const char *skip_comment(const char *at, const char *end)
{
    const char *behind = skip_long(at + 2, end);

    if (behind != NULL)
        return behind;
    while (at < end && *at != '\n')
        at++;
    return at;
}

/* Behind the word at at. What the translation itself calls would print text as it is, so no layout may name it. */
static const char *check_word(const struct translation *translation, const char *at, const char *end, bool *good)
{
    static const char *const own[] = {"_text", "_value", "_safe", "_ENV"};
    const char *start = at;

    while (at < end && (isalnum((unsigned char)*at) || *at == '_'))
        at++;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (strlen(own[i]) != (size_t)(at - start) || memcmp(start, own[i], strlen(own[i])) != 0)
            continue;
        struct place place = {translation->file, translation->line, (int)(start - translation->line_start) + 1};
        diag_error(translation->diags, place, "layout-name", "'%s' is not for layouts", own[i]);
        diag_hint(translation->diags, "print with '<%%=' or '<%%-'; choose another name for what is yours");
        *good = false;
    }
    return at;
}

/* Copies Lua without its comments: one that runs to the line's end would swallow what follows the tag. */
static bool write_lua(struct translation *translation, const char *at, const char *end)
{
    struct buffer *out = translation->out;
    bool good = true;

    while (at < end) {
        const char *next = at + 1;
        if (*at == '"' || *at == '\'')
            next = skip_string(at, end);
        else if (*at == '-' && next < end && *next == '-')
            next = skip_comment(at, end);
        else if (skip_long(at, end) != NULL)
            next = skip_long(at, end);
        else if (isalnum((unsigned char)*at) || *at == '_')
            next = check_word(translation, at, end, &good);
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
    return good;
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
        diag_error(translation->diags, place_of(translation), "layout-tag", "'<%%' is never closed");
        diag_hint(translation->diags, "end it with '%%>', or write '<%%%%' for the two characters");
        return false;
    }
    bool prints = *lua == '=' || (*lua == '-' && lua[1] != '-');
    bool alone = !prints && is_alone(translation, close), good = true;
    if (prints && !check_tag_place(translation, *lua == '-'))
        return false;
    if (alone)
        drop_indent(translation);
    end_text(translation);
    if (prints) {
        buffer_text(translation->out, *lua == '=' ? "_value(" : "_safe(");
        good = write_lua(translation, lua + 1, close);
        buffer_text(translation->out, "); ");
    } else {
        good = write_lua(translation, lua, close);
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
    return good;
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
                                      .line_start = layout,
                                      .is_html = text_ends_with(file, ".html")};

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
