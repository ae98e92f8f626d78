#include "typeset/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CHARACTERS = 12, SMALL_OVERFLOW = 1 };

/* ---- condensing ---- */

/* What follows prefix in line, or NULL. */
static const char *after(const char *line, const char *prefix)
{
    size_t length = strlen(prefix);

    return strncmp(line, prefix, length) == 0 ? line + length : NULL;
}

/* "(./lampiran-hasil.tex": the fragment that TeX reads from here on. */
static void condense_file(const char *line, struct buffer *out)
{
    const char *name = NULL;

    for (const char *found = line; (found = strstr(found, "(./")) != NULL; found += 3)
        name = found + 3;
    if (name == NULL)
        return;
    size_t length = strcspn(name, " ()\n");
    if (length > 4 && strncmp(name + length - 4, ".tex", 4) == 0)
        buffer_format(out, "file %.*s\n", (int)length, name);
}

/* The command at the end of the line that TeX shows after an error, "l.7 ...\emf". */
static void condense_command(const char *context, struct buffer *out)
{
    const char *end = context + strcspn(context, "\n"), *start;

    while (end > context && isspace((unsigned char)end[-1]))
        end--;
    for (start = end; start > context && *start != '\\'; start--)
        ;
    buffer_char(out, ' ');
    buffer_bytes(out, start, (size_t)(end - start));
}

/* "./lampiran.tex:12: Undefined control sequence."; what only follows from another error is left out. */
static void condense_error(const char *line, const char *next, struct buffer *out)
{
    const char *name = after(line, "./");
    size_t length = name ? strcspn(name, ":") : 0;
    bool is_placed = name != NULL && name[length] == ':' && isdigit((unsigned char)name[length + 1]);
    bool is_end = strstr(line, "==> Fatal error") != NULL ||
                  (strstr(line, "Emergency stop") != NULL && strstr(buffer_string(out), "error ") != NULL);

    if ((!is_placed && line[0] != '!') || is_end)
        return;
    buffer_format(out, "error %s", is_placed ? name : line + strspn(line, "! "));
    if (strstr(line, "Undefined control sequence.") != NULL)
        condense_command(next, out);
    buffer_char(out, '\n');
}

/* "Overfull \hbox (12.3pt too wide) in paragraph at lines 12--15"; less than a point nobody sees. */
static void condense_overfull(const char *line, struct buffer *out)
{
    const char *points = after(line, "Overfull \\hbox (");
    const char *at = points ? strstr(points, " at line") : NULL;

    if (at == NULL || atof(points) < SMALL_OVERFLOW)
        return;
    at += strcspn(at, "0123456789");
    buffer_format(out, "overfull %d %d\n", atoi(at), (int)atof(points));
}

/* "Missing character: There is no X (U+1A05) in font ...": the name of the font may hold a path. */
static void condense_missing(const char *line, struct buffer *out)
{
    const char *found = after(line, "Missing character: There is no ");

    if (found != NULL)
        buffer_format(out, "missing %.*s\n", (int)strcspn(found, " "), found);
}

/* "lampiran: U+1F600 is not in the font, line 12": written by lampiran.sty. "0628 552" would be a telephone number. */
static void condense_code(const char *line, struct buffer *out)
{
    const char *hex = after(line, "lampiran: U+");
    const char *at = hex ? strstr(hex, "line ") : NULL;

    if (at != NULL)
        buffer_format(out, "code x%.*s in %d\n", (int)strcspn(hex, " "), hex, atoi(at + 5));
}

void tex_log_condense(const char *log, struct buffer *out)
{
    struct buffer line = {0};

    while (*log != '\0') {
        size_t length = strcspn(log, "\n");
        buffer_clear(&line);
        buffer_bytes(&line, log, length);
        const char *text = buffer_string(&line);
        condense_error(text, log + length + (log[length] == '\n'), out);
        condense_overfull(text, out);
        condense_missing(text, out);
        condense_code(text, out);
        condense_file(text, out);
        log += length + (log[length] == '\n');
    }
    buffer_free(&line);
}

/* ---- reader ---- */

/* Characters that are missing at one place of the study. */
struct lack {
    struct place place;
    struct map *characters; /* as printed -> itself */
    bool dropped;           /* not printed at all, where others are as [U+...] */
};

struct log_reader {
    struct arena *arena;
    const char *engine;
    const struct collection *files;
    struct diags *diags;
    const char *file; /* the fragment */
    struct tex_errors errors;
    bool has_errors;
    struct map *lacks;     /* "file:line", and "dropped" behind it -> struct lack */
    struct map *overfulls; /* "file:line" -> itself */
};

static const char *key_of(struct arena *arena, struct place place)
{
    return arena_format(arena, "%s:%d", place.file ? place.file : "", place.line);
}

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

/* "% content/synthesis.yaml:12" as a place, in arena; false for other lines. */
static bool tex_place_of_comment(struct arena *arena, const char *line, size_t length, struct place *place)
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

/* What the study holds for a line of the fragment name: the nearest comment above. No file: there is none. */
static struct place tex_place_of(struct arena *arena, const struct collection *files, const char *name, int line)
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

/* error: "lampiran-hasil.tex:12: Undefined control sequence. \emf", or the message alone. */
static void tex_error_diagnose(struct tex_errors *errors, const char *whole)
{
    struct error error = take_apart(errors->arena, whole);

    if (!tell_command(errors, &error) && !tell_file(errors, &error))
        tell_other(errors, &error);
}

/* ---- warnings ---- */

static void diagnose_overfull(struct log_reader *reader, const char *text)
{
    int line = 0, points = 0;

    if (reader->has_errors || reader->file == NULL || sscanf(text, "%d %d", &line, &points) != 2)
        return;
    struct place place = tex_place_of(reader->arena, reader->files, reader->file, line);
    const char *key = key_of(reader->arena, place);
    if (map_put(reader->overfulls, key, (void *)key) != NULL)
        return;
    diag_warning(reader->diags, place, "tex-overfull", "a line of the PDF is %d points too wide", points);
    diag_hint(reader->diags, "there is a word or address here without a place to break, perhaps in a narrow column");
}

static void add_lack(struct log_reader *reader, struct place place, const char *character, bool dropped)
{
    const char *key = arena_concat(reader->arena, key_of(reader->arena, place), dropped ? " dropped" : "", NULL);
    struct lack *lack = map_get(reader->lacks, key);

    if (lack == NULL) {
        lack = arena_alloc(reader->arena, sizeof *lack);
        *lack = (struct lack){place, map_new(reader->arena), dropped};
        map_put(reader->lacks, key, lack);
    }
    map_put(lack->characters, character, lack);
}

/* "xHEX in LINE" */
static void note_code(struct log_reader *reader, const char *text)
{
    unsigned long code_point = 0;
    int line = 0;
    struct buffer character = {0};

    if (reader->file == NULL || sscanf(text, "x%lx in %d", &code_point, &line) != 2)
        return;
    buffer_code_point(&character, code_point);
    const char *shown = text_is_mark(code_point) ? "" : buffer_string(&character);
    add_lack(reader, tex_place_of(reader->arena, reader->files, reader->file, line),
             arena_format(reader->arena, "%s%sU+%04lX", shown, *shown ? " " : "", code_point), false);
    buffer_free(&character);
}

/* TeX gives no line: every place of the fragment with that character. */
static void note_missing(struct log_reader *reader, const char *character)
{
    const struct collected_file *file = reader->file ? collection_get(reader->files, reader->file) : NULL;
    struct place place = {0};
    bool found = false;

    for (const char *text = file ? file->bytes : ""; *text != '\0';) {
        size_t length = strcspn(text, "\n");
        bool is_comment = tex_place_of_comment(reader->arena, text, length, &place);
        if (!is_comment && memmem(text, length, character, strlen(character)) != NULL) {
            add_lack(reader, place, arena_string(reader->arena, character), true);
            found = true;
        }
        text += length + (text[length] == '\n');
    }
    if (!found)
        add_lack(reader, (struct place){0}, arena_string(reader->arena, character), true);
}

/* The package with a font for the first of the characters whose script is known, as \lampiranhurufcadangan names it. */
static const char *package_of(const struct lack *lack)
{
    static const struct {
        unsigned long first, last;
        const char *package;
    } scripts[] = {{0x600, 0x6ff, "fonts-noto-core"},   {0x750, 0x77f, "fonts-noto-core"},
                   {0x1a00, 0x1a1f, "fonts-noto-core"}, {0x2e80, 0x9fff, "fonts-noto-cjk"},
                   {0xa980, 0xa9df, "fonts-noto-core"}, {0xac00, 0xd7af, "fonts-noto-cjk"},
                   {0x1f000, 0x1faff, "fonts-symbola"}};

    for (size_t i = 0; i < map_count(lack->characters); i++) {
        const char *code = strstr(map_key(lack->characters, i), "U+"), *text = map_key(lack->characters, i);
        unsigned long character = code ? strtoul(code + 2, NULL, 16) : text_next(&text);
        for (size_t j = 0; j < sizeof scripts / sizeof *scripts; j++) {
            if (character >= scripts[j].first && character <= scripts[j].last)
                return scripts[j].package;
        }
    }
    return "fonts-freefont-otf";
}

static void diagnose_lack(struct log_reader *reader, const struct lack *lack)
{
    struct buffer names = {0};
    size_t count = map_count(lack->characters);

    for (size_t i = 0; i < count && i < MOST_CHARACTERS; i++)
        buffer_format(&names, "%s%s", i ? ", " : "", map_key(lack->characters, i));
    if (count > MOST_CHARACTERS)
        buffer_format(&names, translated(" and %zu more"), count - MOST_CHARACTERS);
    diag_warning(reader->diags, lack->place, "tex-character",
                 lack->dropped ? N_("the font of the PDF lacks %s, which are missing there")
                               : N_("the font of the PDF lacks %s, printed there as [U+...]"),
                 buffer_string(&names));
    if (strcmp(reader->engine, "pdflatex") == 0)
        diag_hint(reader->diags,
                  "build with --engine xelatex, which takes them from other fonts; on Debian and Ubuntu: apt "
                  "install texlive-xetex %s",
                  package_of(lack));
    else
        diag_hint(reader->diags, "install a font that has them; on Debian and Ubuntu: apt install %s",
                  package_of(lack));
    buffer_free(&names);
}

static void diagnose_line(struct log_reader *reader, char *line)
{
    const char *rest;

    if ((rest = after(line, "file ")) != NULL)
        reader->file = rest;
    else if ((rest = after(line, "error ")) != NULL)
        tex_error_diagnose(&reader->errors, rest);
    else if ((rest = after(line, "overfull ")) != NULL)
        diagnose_overfull(reader, rest);
    else if ((rest = after(line, "missing ")) != NULL)
        note_missing(reader, rest);
    else if ((rest = after(line, "code ")) != NULL)
        note_code(reader, rest);
}

/* Beside errors, what only looks bad is not told. */
void tex_log_diagnose(struct arena *arena, const char *engine, const struct collection *files,
                      const struct collection *layouts, const char *condensed, struct diags *diags)
{
    struct log_reader reader = {
        .arena = arena,
        .engine = engine,
        .files = files,
        .diags = diags,
        .errors = {.arena = arena, .files = files, .layouts = layouts, .diags = diags, .told = map_new(arena)},
        .has_errors = strncmp(condensed, "error ", 6) == 0 || strstr(condensed, "\nerror ") != NULL,
        .lacks = map_new(arena),
        .overfulls = map_new(arena)};
    char *rest = arena_string(arena, condensed);

    for (char *line = strsep(&rest, "\n"); line != NULL; line = strsep(&rest, "\n"))
        diagnose_line(&reader, line);
    for (size_t i = 0; i < map_count(reader.lacks) && !reader.has_errors; i++)
        diagnose_lack(&reader, map_value(reader.lacks, i));
}
