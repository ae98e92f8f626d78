#include "typeset/private.h"

#include "base/arena.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* What the researcher wrote, found from a line that TeX complains of. */

enum { SHORTEST_LINE = 4 }; /* a "}" stands in many places */

/* The line of text that begins at *at, without the spaces around it; *at goes to the next. False at the end. */
static bool take_line(const char **at, const char **line, size_t *length)
{
    if (**at == '\0')
        return false;
    *line = *at;
    *length = strcspn(*at, "\n");
    *at += *length + ((*at)[*length] == '\n');
    while (*length > 0 && isspace((unsigned char)**line)) {
        (*line)++;
        (*length)--;
    }
    while (*length > 0 && isspace((unsigned char)(*line)[*length - 1]))
        (*length)--;
    return true;
}

bool tex_place_of_comment(struct arena *arena, const char *line, size_t length, struct place *place)
{
    size_t digits = length;

    if (length < 4 || line[0] != '%' || line[1] != ' ')
        return false;
    while (digits > 0 && isdigit((unsigned char)line[digits - 1]))
        digits--;
    if (digits == length || digits < 4 || line[digits - 1] != ':')
        return false;
    *place = (struct place){.file = arena_copy(arena, line + 2, digits - 3), .line = atoi(line + digits)};
    return true;
}

struct place tex_place_of(struct arena *arena, const struct collection *files, const char *name, int line)
{
    const struct collected_file *file = collection_get(files, name);
    struct place place = {0};

    for (const char *text = file ? file->bytes : ""; line > 0 && *text != '\0'; line--) {
        size_t length = strcspn(text, "\n");
        tex_place_of_comment(arena, text, length, &place);
        text += length + (text[length] == '\n');
    }
    return place;
}

/* The layout that the output name is made from. In arena. */
static const char *layout_of(struct arena *arena, const char *name)
{
    bool is_fragment = strncmp(name, "lampiran-", strlen("lampiran-")) == 0;

    return arena_format(arena, "layouts/latex/%s", is_fragment ? "fragment.tex" : name);
}

struct place tex_place_in_layouts(struct arena *arena, const struct collection *files, const struct collection *layouts,
                                  const char *name, int line)
{
    const char *path = layout_of(arena, name);
    const struct collected_file *file = collection_get(files, name), *layout = collection_get(layouts, path);
    const char *at = file ? file->bytes : "", *wanted = "", *text;
    size_t length = 0, text_length;
    bool is_there = false;

    while (line-- > 0)
        is_there = take_line(&at, &wanted, &length);
    if (!is_there || layout == NULL || length < SHORTEST_LINE)
        return (struct place){0};
    at = layout->bytes;
    for (int count = 1; take_line(&at, &text, &text_length); count++) {
        if (text_length == length && memcmp(text, wanted, length) == 0)
            return (struct place){.file = path, .line = count};
    }
    return (struct place){0};
}

/* Is command in line as a whole: "\a" is not in "\ab"? The column, from 1; 0: it is not. */
static int find_command(const char *line, size_t length, const char *command)
{
    size_t size = strlen(command);

    for (size_t i = 0; i + size <= length; i++) {
        bool ends = i + size == length || !isalpha((unsigned char)line[i + size]);
        if (memcmp(line + i, command, size) == 0 && (ends || !isalpha((unsigned char)command[size - 1])))
            return (int)i + 1;
    }
    return 0;
}

struct place tex_place_of_command(const struct collection *layouts, const char *command)
{
    for (size_t i = 0; i < collection_count(layouts); i++) {
        const char *name = collection_name(layouts, i);
        const char *at = collection_get(layouts, name)->bytes;
        for (int line = 1; *at != '\0'; line++) {
            size_t length = strcspn(at, "\n");
            int column = find_command(at, length, command);
            if (column > 0)
                return (struct place){.file = name, .line = line, .column = column};
            at += length + (at[length] == '\n');
        }
    }
    return (struct place){0};
}
