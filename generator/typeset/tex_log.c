#include "typeset/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <ctype.h>
#include <stdbool.h>
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
