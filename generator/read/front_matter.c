#include "read/private.h"

#include "base/diag.h"

#include <string.h>

/* Length of the line at text, with its line end. */
static size_t line_length(const char *text, const char *end)
{
    const char *line_end = memchr(text, '\n', (size_t)(end - text));

    return line_end ? (size_t)(line_end + 1 - text) : (size_t)(end - text);
}

/* The line is mark alone, white space behind it left aside. */
static bool is_mark(const char *line, size_t length, const char *mark)
{
    size_t mark_length = strlen(mark);

    while (length > 0 && strchr(" \t\r\n", line[length - 1]) != NULL)
        length--;
    return length == mark_length && memcmp(line, mark, length) == 0;
}

static void diagnose_no_front_matter(struct diags *diags, const char *file, const char *text, size_t length)
{
    struct place place = {file, 1, 1};
    size_t blank = strspn(text, " \t\r\n");

    diag_error(diags, place, "front-matter", "the file does not begin with front matter");
    if (length - blank >= 3 && memcmp(text + blank, "---", 3) == 0 && blank > 0)
        diag_hint(diags, "its line '---' must be the first of the file: remove what is before it");
    else if (length >= 3 && memcmp(text, "+++", 3) == 0)
        diag_hint(diags, "front matter is YAML here: write '---' for '+++' and 'key: value' for 'key = value'");
    else if (languages_of_file(file))
        diag_hint(diags, "begin with a line '---', then 'title: ...', then a line '---' again");
    else
        diag_hint(diags, "begin with a line '---', then 'id: ...' and 'title: ...', then a line '---' again");
}

size_t front_matter_length(const char *text, size_t length, int *lines)
{
    const char *end = text + length, *line = text;
    size_t bytes = line_length(text, end);

    *lines = 0;
    if (length == 0 || !is_mark(text, bytes, "---") || text + bytes == end || strchr("\r\n", text[bytes]) != NULL)
        return 0;
    do {
        line += bytes;
        ++*lines;
        bytes = line < end ? line_length(line, end) : 0;
    } while (bytes > 0 && !is_mark(line, bytes, "---") && !is_mark(line, bytes, "..."));
    bool ended = bytes > 0;
    *lines = ended ? *lines + 1 : 0;
    return ended ? (size_t)(line - text) + bytes : 0;
}

bool front_matter_split(struct front_matter *parts, struct diags *diags, const char *file, const char *text,
                        size_t length)
{
    const char *end = text + length;
    size_t first = line_length(text, end);

    *parts = (struct front_matter){.body = text, .body_length = length, .body_line = 1};
    if (!is_mark(text, first, "---")) {
        diagnose_no_front_matter(diags, file, text, length);
        return false;
    }
    parts->yaml = text + first;
    parts->yaml_line = parts->body_line = 2;
    for (const char *line = parts->yaml; line < end; parts->body_line++) {
        size_t line_bytes = line_length(line, end);
        if (is_mark(line, line_bytes, "---") || is_mark(line, line_bytes, "...")) {
            parts->yaml_length = (size_t)(line - parts->yaml);
            parts->body = line + line_bytes;
            parts->body_length = (size_t)(end - parts->body);
            parts->body_line++;
            return true;
        }
        line += line_bytes;
    }
    diag_error(diags, (struct place){file, 1, 1}, "front-matter", "the front matter that begins here does not end");
    diag_hint(diags, "put a line '---' after its last key");
    parts->body = end;
    parts->body_length = 0;
    return false;
}
