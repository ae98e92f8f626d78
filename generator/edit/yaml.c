/* Items of lists and records of a YAML file, taken out and put in as a person would who types. */

#include "edit/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "edit/edit.h"
#include "study/study.h"

#include <string.h>

size_t edited_line_begin(const struct edited *file, size_t at)
{
    while (at > 0 && file->text[at - 1] != '\n')
        at--;
    return at;
}

size_t edited_line_after(const struct edited *file, size_t at)
{
    const char *end = at < file->length ? memchr(file->text + at, '\n', file->length - at) : NULL;

    return end ? (size_t)(end + 1 - file->text) : file->length;
}

/* Makes the quotes around it a part of the item. */
static void take_quotes(const struct edited *file, size_t *at, size_t *length)
{
    char quote = *at > 0 ? file->text[*at - 1] : '\0';

    if ((quote == '"' || quote == '\'') && file->text[*at + *length] == quote) {
        --*at;
        *length += 2;
    }
}

static size_t blanks_before(const struct edited *file, size_t at)
{
    while (at > file->start && (file->text[at - 1] == ' ' || file->text[at - 1] == '\t'))
        at--;
    return at;
}

/* The dash of the item at the offset, in a list with an item a line; file->length: it is in brackets. */
static size_t dash_of(const struct edited *file, size_t at)
{
    size_t dash = blanks_before(file, at), name = dash;

    while (name > file->start && !ascii_is_space(file->text[name - 1]))
        name--;
    if (name < dash && file->text[name] == '&') /* for an alias */
        dash = blanks_before(file, name);
    return dash > file->start && file->text[dash - 1] == '-' && dash < at ? dash - 1 : file->length;
}

void yaml_drop_item(struct editing *editing, struct edited *file, size_t at, size_t length)
{
    take_quotes(file, &at, &length);
    size_t end = at + length, dash = dash_of(file, at);

    if (dash < file->length) {
        size_t line = edited_line_begin(file, at);
        edited_change(editing, file, line, edited_line_after(file, end) - line, "");
        return;
    }
    while (end < file->length && ascii_is_space(file->text[end]))
        end++;
    if (file->text[end] == ',') {
        end++;
        while (end < file->length && ascii_is_space(file->text[end]))
            end++;
        edited_change(editing, file, at, end - at, "");
        return;
    }
    size_t from = at;
    while (from > 0 && ascii_is_space(file->text[from - 1]))
        from--;
    if (from > 0 && file->text[from - 1] == ',')
        from--;
    edited_change(editing, file, from, at + length - from, "");
}

void yaml_add_item(struct editing *editing, struct edited *file, size_t at, size_t length, const char *text)
{
    take_quotes(file, &at, &length);
    size_t dash = dash_of(file, at), line = edited_line_begin(file, at);

    if (dash == file->length) {
        edited_change(editing, file, at + length, 0, arena_concat(editing->arena, ", ", text, NULL));
        return;
    }
    const char *head = arena_copy(editing->arena, file->text + line, at - line);
    edited_change(editing, file, at + length, 0, arena_concat(editing->arena, edited_line_end(file), head, text, NULL));
}

/* Behind the quoted text that begins at the offset. */
static size_t quoted_end(const struct edited *file, size_t at)
{
    char quote = file->text[at++];

    while (at < file->length && file->text[at] != quote)
        at += 1 + (quote == '"' && file->text[at] == '\\');
    return at < file->length ? at + 1 : file->length;
}

size_t yaml_value_length(const struct edited *file, size_t at)
{
    size_t end = at, depth = 0;

    if (file->text[at] == '"' || file->text[at] == '\'')
        return quoted_end(file, at) - at;
    if (file->text[at] != '{' && file->text[at] != '[') {
        while (end < file->length && strchr(",]}#\r\n", file->text[end]) == NULL)
            end++;
        while (end > at && ascii_is_space(file->text[end - 1]))
            end--;
        return end - at;
    }
    do {
        char c = file->text[end];
        if (c == '"' || (c == '\'' && end > 0 && strchr(" ,[{", file->text[end - 1]) != NULL)) {
            end = quoted_end(file, end);
            continue;
        }
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        end++;
    } while (depth > 0 && end < file->length);
    return end - at;
}

/* What makes braces or brackets at the offset lines of their own: each part begins with lead. */
static void open_flow(struct editing *editing, struct edited *file, size_t at, const char *first, const char *lead)
{
    size_t last = at + yaml_value_length(file, at) - 1, depth = 0;

    for (size_t i = at; i <= last; i++) {
        char c = file->text[i];
        size_t blank = 1;
        if (c == '"' || (c == '\'' && strchr(" ,[{", file->text[i - 1]) != NULL)) {
            i = quoted_end(file, i) - 1;
            continue;
        }
        depth += c == '{' || c == '[';
        while (i + blank < last && ascii_is_space(file->text[i + blank]))
            blank++;
        if (i == at || (c == ',' && depth == 1 && i + blank < last))
            edited_change(editing, file, i, blank, i == at ? first : lead);
        else if (i == last || (c == ',' && depth == 1))
            edited_change(editing, file, i, 1, "");
        depth -= c == '}' || c == ']';
    }
}

static const char *place_key(const struct editing *editing, const char *path, size_t at)
{
    return arena_format(editing->arena, "%s %zu", path, at);
}

bool yaml_is_in_braces(const struct editing *editing, const struct edited *file, const struct record *record)
{
    size_t at = edited_offset(file, record->place);

    return file->text[at] == '{' && map_get(editing->opened, place_key(editing, file->path, at)) == NULL;
}

void yaml_open_record(struct editing *editing, struct edited *file, const struct record *record)
{
    size_t at = edited_offset(file, record->place);
    const char *lead = arena_format(editing->arena, "%s%*s", edited_line_end(file), record->place.column - 1, "");

    if (yaml_is_in_braces(editing, file, record) && dash_of(file, at) < file->length) {
        open_flow(editing, file, at, "", lead);
        map_put(editing->opened, place_key(editing, file->path, at), file);
    }
}

void yaml_open_list(struct editing *editing, struct edited *file, size_t at, size_t indent)
{
    const char *lead = arena_format(editing->arena, "%s%*s- ", edited_line_end(file), (int)indent, "");

    if (file->text[at - 1] == ' ') /* behind "key:" */
        edited_change(editing, file, at - 1, 1, "");
    open_flow(editing, file, at, lead, lead);
}

bool yaml_record_lines(const struct edited *file, const struct record *record, size_t *from, size_t *to)
{
    size_t at = edited_offset(file, record->place), dash = dash_of(file, at);
    struct place place = record->place;

    if (dash == file->length)
        return false;
    *from = edited_line_begin(file, at);
    if (strspn(file->text + *from, " ") != dash - *from)
        return false;
    *to = file->start + yaml_block_end(file->text + file->start, place);
    /* Remarks right above it, as far in as its dash, are about it. */
    for (size_t line = *from; line > file->start;) {
        line = edited_line_begin(file, line - 1);
        size_t indent = strspn(file->text + line, " ");
        if (file->text[line + indent] != '#' || indent != dash - edited_line_begin(file, dash))
            break;
        *from = line;
    }
    return true;
}

/* The line of the key above the offset, over blank lines and remarks; the offset itself if that is no "key:". */
static size_t key_line(const struct edited *file, size_t at)
{
    size_t line = at;

    while (line > file->start) {
        line = edited_line_begin(file, line - 1);
        const char *text = file->text + line + strspn(file->text + line, " ");
        if (*text == '#' || *text == '\r' || *text == '\n')
            continue;
        size_t length = strcspn(text, "\r\n");
        return length > 0 && text[length - 1] == ':' && *text != '-' ? line : at;
    }
    return at;
}

bool yaml_drop_record(struct editing *editing, const struct record *record, bool is_only)
{
    struct edited *file = edited_file(editing, record->place.file);
    size_t from, to;

    if (file == NULL || !yaml_record_lines(file, record, &from, &to)) {
        diag_error(editing->build->diags, record->place, "edit-layout",
                   "this is on one line with others, where it cannot be removed");
        diag_hint(editing->build->diags, "write it on lines of its own, as '- id: ...'");
        return false;
    }
    size_t start = is_only ? key_line(file, from) : from;
    edited_change(editing, file, start, to - start, "");
    return true;
}

const char *yaml_quoted_value(struct editing *editing, const struct record *record, const char *key)
{
    struct place place = record_place_of(record, key); /* of a translation, in a file of its own */
    const struct edited *file = edited_file(editing, place.file);
    struct buffer quoted = {0};

    if (file == NULL || !record_has(record, key))
        return NULL;
    size_t at = edited_offset(file, place);
    if (strchr("|>{[&*!", file->text[at]) != NULL)
        return NULL;
    size_t length = yaml_value_length(file, at);
    const char *raw = arena_copy(editing->arena, file->text + at, length);
    if (memchr(raw, '\n', length) != NULL)
        return NULL;
    if (*raw == '"' || *raw == '\'')
        return raw;
    /* A plain text goes on over a comma, where it is not in brackets. */
    bool is_own = strcmp(place.file, record->place.file) == 0;
    if (file->text[at + length] == ',' && !(is_own && file->text[edited_offset(file, record->place)] == '{')) {
        length = strcspn(file->text + at, "\r\n");
        const char *remark = memmem(file->text + at, length, " #", 2);
        length = remark ? (size_t)(remark - file->text) - at : length;
        while (length > 0 && file->text[at + length - 1] == ' ')
            length--;
        raw = arena_copy(editing->arena, file->text + at, length);
    }
    yaml_quoted(&quoted, raw);
    return buffer_take(&quoted, editing->arena);
}

/* ---- places and texts ---- */

/* YAML as it is typed: where things are in a file, and how a text is written so that it is read as it was. */

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
