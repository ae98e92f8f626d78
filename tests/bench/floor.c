/*
 * The floor: what it costs on one thread to read Markdown files, render them with cmark and write the pages, and
 * nothing else.  floor IN OUT
 */

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"

#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    struct arena *arena = arena_new();
    struct list files = {0};
    struct buffer bytes = {0};

    file_list(arguments[1], arena, &files);
    for (size_t i = 0; i < files.count; i++) {
        const char *name = files.items[i];
        file_read(arena_format(arena, "%s/%s", arguments[1], name), &bytes);
        char *html = cmark_markdown_to_html(bytes.bytes, bytes.length, CMARK_OPT_UNSAFE);
        if (file_write(arena_format(arena, "%s/%s.html", arguments[2], name), html, strlen(html)) != FILE_OK) {
            perror(name);
            return 2;
        }
        free(html);
    }
    buffer_free(&bytes);
    arena_free(arena);
    return 0;
}
