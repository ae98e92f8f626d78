/* YAML as it is typed: where things are in a file, and how a text is written so that it is read as it was. */

#include "edit/edit.h"

#include "base/buffer.h"
#include "base/text.h"

#include <string.h>

static size_t line_start(const char *text, int line)
{
    const char *at = text;

    while (--line > 0 && (at = strchr(at, '\n')) != NULL)
        at++;
    return at ? (size_t)(at - text) : strlen(text);
}

size_t place_offset(const char *text, struct place place)
{
    size_t at = line_start(text, place.line) + (place.column > 0 ? (size_t)place.column - 1 : 0), length = strlen(text);

    return at < length ? at : length;
}

/* What is indented deeper than the dash of the item. */
size_t yaml_block_end(const char *text, struct place place)
{
    size_t at = line_start(text, place.line + 1), end = at;

    while (text[at] != '\0') {
        size_t indent = strspn(text + at, " "), length = strcspn(text + at, "\n");
        bool is_blank = indent == length, is_remark = text[at + indent] == '#';
        if (!is_blank && !is_remark && indent < (size_t)place.column - 1)
            break;
        at += length + (text[at + length] == '\n');
        if (!is_blank && !is_remark)
            end = at;
    }
    return end;
}

void yaml_quoted(struct buffer *out, const char *text)
{
    buffer_char(out, '"');
    while (*text != '\0') {
        const char *start = text;
        unsigned long code_point = text_next(&text);
        if (code_point == '"' || code_point == '\\')
            buffer_format(out, "\\%c", (char)code_point);
        else if (code_point == '\n')
            buffer_text(out, "\\n");
        else if (code_point == '\t')
            buffer_text(out, "\\t");
        else if (code_point < 0x20 || code_point == 0x7f)
            buffer_text(out, " ");
        else if ((code_point >= 0x80 && code_point < 0xa0) || code_point == 0x2028 || code_point == 0x2029 ||
                 code_point == 0xfeff)
            buffer_format(out, "\\u%04lx", code_point);
        else if (code_point != 0xfffe && code_point != 0xffff)
            buffer_bytes(out, start, (size_t)(text - start));
    }
    buffer_char(out, '"');
}

/* Lines that a literal block gives back as they are. */
static bool is_plain_block(const char *text)
{
    if (strchr(text, '\n') == NULL || *text == ' ' || *text == '\t' || *text == '\n' || text[strlen(text) - 1] == '\n')
        return false;
    while (*text != '\0') {
        unsigned long code_point = text_next(&text);
        if ((code_point < 0x20 && code_point != '\n') || (code_point >= 0x7f && code_point < 0xa0) ||
            code_point == 0x2028 || code_point == 0x2029 || code_point >= 0xfeff)
            return false;
    }
    return true;
}

void yaml_text(struct buffer *out, int indent, const char *key, const char *text)
{
    if (text == NULL)
        return;
    buffer_format(out, "%*s%s: ", indent, "", key);
    if (!is_plain_block(text)) {
        yaml_quoted(out, text);
        buffer_char(out, '\n');
        return;
    }
    buffer_text(out, "|-\n");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            buffer_format(out, "%*s", indent + 2, "");
        buffer_bytes(out, text, length);
        buffer_char(out, '\n');
        text += length + (text[length] == '\n');
    }
}
