#include "typeset/private.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/say.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* ---- places ---- */

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

/*
 * The same line in a layout of the study's own (layouts: "layouts/latex/fragment.tex" and the like), which the file
 * name was made from. No file: it is in none.
 */
static struct place tex_place_in_layouts(struct arena *arena, const struct collection *files,
                                         const struct collection *layouts, const char *name, int line)
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

/* Where a layout of the study's own has command ("\emf", or "{file}"). No file: nowhere. */
static struct place tex_place_of_command(const struct collection *layouts, const char *command)
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

/* ---- errors ---- */

enum { MOST_ERRORS = 8 };

/* "NAME:LINE: MESSAGE" taken apart; name is NULL where TeX told none. */
struct error {
    const char *whole;
    const char *name;
    int line;
    const char *message;
};

struct wording {
    const char *tex; /* what TeX's message holds */
    const char *message;
    const char *hint;
};

static const struct wording wordings[] = {
#include "typeset/errors.inc"
    {"Font ", N_("TeX lacks a font that it needs for what is here"),
     N_("TeX Live has it; what the appendices need is on Debian and Ubuntu in " TEX_PACKAGES)},
};

static struct error take_apart(struct arena *arena, const char *whole)
{
    const char *colon = strchr(whole, ':');
    struct error error = {.whole = whole, .message = whole};

    if (colon == NULL || !isdigit((unsigned char)colon[1]))
        return error;
    error.name = arena_copy(arena, whole, (size_t)(colon - whole));
    error.line = atoi(colon + 1);
    const char *message = strstr(colon + 1, ": ");
    error.message = message ? message + 2 : colon;
    return error;
}

/* ---- where and how it is told ---- */

/* In a layout of the study's own, else where the comments of the fragment say, else in the only layout that may err. */
static struct place place_of(const struct tex_errors *errors, const struct error *error)
{
    struct place place = {0};

    if (error->name != NULL)
        place = tex_place_in_layouts(errors->arena, errors->files, errors->layouts, error->name, error->line);
    if (error->name != NULL && place.file == NULL)
        place = tex_place_of(errors->arena, errors->files, error->name, error->line);
    if (place.file == NULL && collection_count(errors->layouts) == 1)
        place.file = collection_name(errors->layouts, 0);
    return place;
}

/* hint may be NULL. TeX's own words come last. */
static void tell(struct tex_errors *errors, const struct error *error, struct place place, const char *message,
                 const char *hint)
{
    const char *key = arena_format(errors->arena, "%s:%d:%s", place.file ? place.file : "", place.line, message);

    if (map_count(errors->told) >= MOST_ERRORS || map_put(errors->told, key, errors) != NULL)
        return;
    diag_error(errors->diags, place, "tex-error", "%s", translated(message));
    if (hint != NULL)
        diag_hint(errors->diags, "%s", translated(hint));
    diag_hint(errors->diags, error->name ? N_("TeX says, of %s") : N_("TeX says: %s"), error->whole);
}

/* ---- kinds of errors ---- */

/* "Undefined control sequence. \emf": told where a layout of the study uses the command. */
static bool tell_command(struct tex_errors *errors, const struct error *error)
{
    static const char undefined[] = "Undefined control sequence. ";
    const char *found = strstr(error->message, undefined);

    if (found == NULL)
        return false;
    const char *command = found + strlen(undefined);
    struct place place = tex_place_of_command(errors->layouts, command);
    if (place.file == NULL)
        place = place_of(errors, error);
    bool is_old = collection_get(errors->layouts, "layouts/latex/lampiran.sty") != NULL &&
                  strncmp(command, "\\lampiran", strlen("\\lampiran")) == 0;
    tell(errors, error, place, arena_format(errors->arena, translated("TeX does not know the command '%s'"), command),
         is_old ? N_("layouts/latex/lampiran.sty of the study does not define it: copy the built-in one again") : NULL);
    return true;
}

/* What "File `x.sty' not found" names, or NULL. */
static const char *missing_file(struct arena *arena, const char *message)
{
    const char *found = strstr(message, "File `");

    if (found == NULL)
        return NULL;
    found += strlen("File `");
    return arena_copy(arena, found, strcspn(found, "'\n"));
}

/* "figures/peta.png" in a message of whatever form, or NULL. */
static const char *picture(struct arena *arena, const char *message)
{
    const char *found = strstr(message, "figures/");

    return found ? arena_copy(arena, found, strcspn(found, "'\"`) ")) : NULL;
}

/* A layout of the study's own that names file, with its ending or without, else where TeX was. */
static struct place place_of_file(const struct tex_errors *errors, const struct error *error, const char *file)
{
    const char *dot = strrchr(file, '.');
    const char *whole = arena_format(errors->arena, "{%s}", file);
    const char *bare = arena_format(errors->arena, "{%.*s}", (int)(dot ? (size_t)(dot - file) : strlen(file)), file);

    struct place place = tex_place_of_command(errors->layouts, whole);
    if (place.file == NULL)
        place = tex_place_of_command(errors->layouts, bare);
    return place.file != NULL ? place : place_of(errors, error);
}

/* The line of the byte at in text, from 1. */
static int line_of(const char *text, const char *at)
{
    int line = 1;

    for (; text < at; text++)
        line += *text == '\n';
    return line;
}

/* pdfTeX does not tell where it was: the first fragment by name that shows the picture. */
static struct place place_of_picture(const struct tex_errors *errors, const char *path)
{
    const char *shown = arena_format(errors->arena, "{%s}", path), *first = NULL;
    int line = 0;

    for (size_t i = 0; i < collection_count(errors->files); i++) {
        const char *name = collection_name(errors->files, i);
        const char *bytes = collection_get(errors->files, name)->bytes, *found = strstr(bytes, shown);
        if (found == NULL || (first != NULL && strcmp(first, name) < 0))
            continue;
        first = name;
        line = line_of(bytes, found);
    }
    return first ? tex_place_of(errors->arena, errors->files, first, line) : (struct place){0};
}

static bool tell_file(struct tex_errors *errors, const struct error *error)
{
    const char *figure = picture(errors->arena, error->message);
    const char *file = missing_file(errors->arena, error->message);

    if (figure != NULL) {
        tell(errors, error, place_of_picture(errors, figure),
             arena_format(errors->arena, translated("TeX cannot read the picture 'content/%s'"), figure),
             "open it with a program for pictures, and save it anew as PNG, JPEG or PDF");
    } else if (file != NULL) {
        tell(errors, error, place_of_file(errors, error, file),
             arena_format(errors->arena, translated("TeX lacks the file '%s'"), file),
             "TeX Live may have it; what the appendices need is on Debian and Ubuntu in " TEX_PACKAGES);
    }
    return figure != NULL || file != NULL;
}

static void tell_other(struct tex_errors *errors, const struct error *error)
{
    struct place place = place_of(errors, error);

    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        if (strstr(error->message, wordings[i].tex) != NULL) {
            tell(errors, error, place, wordings[i].message, wordings[i].hint);
            return;
        }
    }
    if (place.file == NULL && error->name != NULL)
        tell(errors, error, place, arena_format(errors->arena, translated("TeX cannot set '%s'"), error->name), NULL);
    else
        tell(errors, error, place, N_("TeX cannot typeset what is here"), NULL);
}

void tex_error_diagnose(struct tex_errors *errors, const char *whole)
{
    struct error error = take_apart(errors->arena, whole);

    if (!tell_command(errors, &error) && !tell_file(errors, &error))
        tell_other(errors, &error);
}
