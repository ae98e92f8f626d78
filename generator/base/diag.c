#include "base/diag.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/json.h"
#include "base/list.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { MOST_SHOWN = 1000, LONGEST_SOURCE_LINE = 160, LONGEST_JSON_LINE = 64 * 1024 };

struct context {
    struct place place;
    const char *message;
};

struct diag {
    enum severity severity;
    struct place place;
    const char *code;
    const char *message;
    bool hides_line;      /* the source line is not shown */
    bool of_system;       /* no mistake in the study: the system failed */
    struct list hints;    /* of const char * */
    struct list contexts; /* of struct context */
};

struct diags {
    struct arena *arena;
    struct map *all;   /* identity -> struct diag, in order of reporting */
    struct diag *last; /* what diag_hint and diag_context add to: a repeat is not in all, and goes with them */
    bool (*holds)(void *context, const char *text, size_t length); /* what is private, or NULL */
    void *context;
};

struct place place_behind(struct place place, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        place.column++;
        if (text[i] == '\n') {
            place.line++;
            place.column = 1;
        }
    }
    return place;
}

struct diags *diags_new(void)
{
    struct arena *arena = arena_new();
    struct diags *diags = arena_alloc(arena, sizeof *diags);

    diags->arena = arena;
    diags->all = map_new(arena);
    return diags;
}

void diags_free(struct diags *diags)
{
    if (diags != NULL)
        arena_free(diags->arena);
}

static struct place copy_place(struct diags *diags, struct place place)
{
    if (place.file != NULL)
        place.file = arena_string(diags->arena, place.file);
    return place;
}

/* What two diagnostics share when the second tells nothing new. */
static const char *identity(struct arena *arena, const struct diag *diag)
{
    const char *file = diag->place.file ? diag->place.file : "";

    return arena_format(arena, "%d %s:%d:%d %s %s", diag->severity, file, diag->place.line, diag->place.column,
                        diag->code, diag->message);
}

static void add(struct diags *diags, struct diag *diag)
{
    const char *key = identity(diags->arena, diag);

    if (map_get(diags->all, key) == NULL)
        map_put(diags->all, key, diag);
    diags->last = diag;
}

__attribute__((format(printf, 5, 0))) static void add_formatted(struct diags *diags, enum severity severity,
                                                                struct place place, const char *code,
                                                                const char *format, va_list arguments)
{
    struct diag *diag = arena_alloc(diags->arena, sizeof *diag);

    diag->severity = severity;
    diag->place = copy_place(diags, place);
    diag->code = code;
    diag->message = arena_vformat(diags->arena, translated(format), arguments);
    add(diags, diag);
}

void diag_error(struct diags *diags, struct place place, const char *code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_formatted(diags, SEVERITY_ERROR, place, code, format, arguments);
    va_end(arguments);
}

void diag_warning(struct diags *diags, struct place place, const char *code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_formatted(diags, SEVERITY_WARNING, place, code, format, arguments);
    va_end(arguments);
}

void diag_note(struct diags *diags, struct place place, const char *code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_formatted(diags, SEVERITY_NOTE, place, code, format, arguments);
    va_end(arguments);
}

void diag_hint(struct diags *diags, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    list_add(&diags->last->hints, diags->arena, arena_vformat(diags->arena, translated(format), arguments));
    va_end(arguments);
}

bool diag_hint_nearest(struct diags *diags, const struct nearest *nearest)
{
    if (nearest->match != NULL)
        diag_hint(diags, "nearest is '%s'", nearest->match);
    return nearest->match != NULL;
}

void diag_system(struct diags *diags)
{
    diags->last->of_system = true;
}

bool diags_system_failed(const struct diags *diags)
{
    for (size_t i = 0; i < map_count(diags->all); i++) {
        const struct diag *diag = map_value(diags->all, i);
        if (diag->of_system)
            return true;
    }
    return false;
}

void diags_keep_private(struct diags *diags, bool (*holds)(void *context, const char *text, size_t length),
                        void *context)
{
    diags->holds = holds;
    diags->context = context;
}

static bool is_private(const struct diags *diags, const char *text, size_t length)
{
    return diags->holds != NULL && diags->holds(diags->context, text, length);
}

/* text, or that it is not shown. */
static const char *shown_text(const struct diags *diags, const char *text)
{
    return is_private(diags, text, strlen(text)) ? translated("(not shown, as it holds what must not be published)")
                                                 : text;
}

void diag_hide_line(struct diags *diags)
{
    diags->last->hides_line = true;
}

void diags_hide_lines(struct diags *diags)
{
    for (size_t i = 0; i < map_count(diags->all); i++)
        ((struct diag *)map_value(diags->all, i))->hides_line = true;
}

void diag_context(struct diags *diags, struct place place, const char *format, ...)
{
    struct context *context = arena_alloc(diags->arena, sizeof *context);
    va_list arguments;

    context->place = copy_place(diags, place);
    va_start(arguments, format);
    context->message = arena_vformat(diags->arena, translated(format), arguments);
    va_end(arguments);
    list_add(&diags->last->contexts, diags->arena, context);
}

void diags_merge(struct diags *diags, struct diags *other)
{
    for (size_t i = 0; i < map_count(other->all); i++)
        add(diags, map_value(other->all, i));
    /* The texts stay where they are: the other's memory becomes ours, and it starts anew. */
    struct arena *arena = arena_new();
    struct arena *old = other->arena;
    other->all = map_new(arena);
    other->last = NULL;
    other->arena = arena;
    arena_adopt(diags->arena, old);
}

/* What kind of mistake a file has; with its message, what is said of the file, wherever in it. */
static const char *saying(struct arena *arena, const struct diag *diag, bool whole)
{
    return arena_format(arena, "%d %s %s %s", diag->severity, diag->place.file ? diag->place.file : "", diag->code,
                        whole ? diag->message : "");
}

/* How often all of diags are said, or are of a kind: as size_t. */
static struct map *count_sayings(const struct diags *diags, struct arena *arena, bool whole)
{
    struct map *counts = map_new(arena);

    for (size_t i = 0; i < map_count(diags->all); i++)
        ++*(size_t *)map_item(counts, saying(arena, map_value(diags->all, i), whole), sizeof(size_t));
    return counts;
}

size_t diags_keep_new_errors(struct diags *diags, const struct diags *known)
{
    struct arena *arena = diags->arena;
    struct map *all = diags->all, *said = count_sayings(known, arena, true);
    struct map *before = count_sayings(known, arena, false), *now = count_sayings(diags, arena, false);
    size_t warnings = 0;

    diags->all = map_new(arena);
    for (size_t i = 0; i < map_count(all); i++) {
        struct diag *diag = map_value(all, i);
        const char *kind = saying(arena, diag, false);
        size_t *left = map_get(said, saying(arena, diag, true)), *had = map_get(before, kind);
        /* Messages can name a place that the change moved: what is no more often than before is not new. */
        bool is_known = (had != NULL && *(size_t *)map_get(now, kind) <= *had) || (left != NULL && *left > 0);
        if (left != NULL && *left > 0)
            --*left;
        if (!is_known && diag->severity == SEVERITY_ERROR)
            add(diags, diag);
        warnings += !is_known && diag->severity == SEVERITY_WARNING;
    }
    return warnings;
}

bool diags_errors_are(const struct diags *diags, const char *const *codes)
{
    for (size_t i = 0; i < map_count(diags->all); i++) {
        const struct diag *diag = map_value(diags->all, i);
        if (diag->severity == SEVERITY_ERROR && !text_is_among(diag->code, codes))
            return false;
    }
    return true;
}

size_t diags_count(const struct diags *diags, enum severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < map_count(diags->all); i++) {
        const struct diag *diag = map_value(diags->all, i);
        count += diag->severity == severity;
    }
    return count;
}

static int compare_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

static int compare_diags(const void *first, const void *second)
{
    const struct diag *a = first, *b = second;
    int order = compare_text(a->place.file, b->place.file);

    if (order == 0)
        order = a->place.line - b->place.line;
    if (order == 0)
        order = a->place.column - b->place.column;
    if (order == 0)
        order = strcmp(a->message, b->message);
    if (order == 0)
        order = (int)b->severity - (int)a->severity;
    return order ? order : strcmp(a->code, b->code);
}

/* What is printed of all, and how many are not. */
/* Of the study folder: what lies there is shown to nobody, not even to who reads the log of a build. */
static const char private_folder[] = "content/private/";

struct shown {
    struct list list; /* of struct diag, in the order in which they are printed */
    size_t left_out[SEVERITY_ERROR + 1];
};

/* The first of all, and of a severity only what those that are graver leave room for. */
static struct shown choose_shown(struct diags *diags)
{
    struct shown shown = {{0}, {0}};
    struct list all = {0};
    size_t room[SEVERITY_ERROR + 1], left = MOST_SHOWN;

    for (size_t i = 0; i < map_count(diags->all); i++)
        list_add(&all, diags->arena, map_value(diags->all, i));
    list_sort(&all, compare_diags);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        size_t count = diags_count(diags, (enum severity)severity);
        room[severity] = count < left ? count : left;
        left -= room[severity];
        shown.left_out[severity] = count - room[severity];
    }
    for (size_t i = 0; i < all.count; i++) {
        struct diag *diag = all.items[i];
        if (room[diag->severity] == 0)
            continue;
        room[diag->severity]--;
        list_add(&shown.list, diags->arena, diag);
    }
    return shown;
}

/* "3 more errors and 1 more warning are not shown", or NULL: all are. In the arena of diags. */
static const char *describe_rest(struct diags *diags, const struct shown *shown)
{
    size_t errors = shown->left_out[SEVERITY_ERROR];
    size_t others = shown->left_out[SEVERITY_WARNING] + shown->left_out[SEVERITY_NOTE];

    if (errors + others == 0)
        return NULL;
    return arena_format(diags->arena, translated("%zu more errors and %zu more warnings and notes are not shown"),
                        errors, others);
}

/* ---- the lines of sources ---- */

/* The file whose lines are shown, kept as the next diagnostic is likely in the same. Starts as {0}. */
struct source {
    const struct diags *diags;
    const char *file;
    struct buffer bytes;
    struct list lines; /* where each begins, and one more: behind the end */
    int asked;         /* the line of which it is known whether it hides; 0: none */
    bool hides;
};

static void index_lines(struct source *source)
{
    const char *bytes = buffer_string(&source->bytes);

    source->lines.count = 0;
    for (const char *line = bytes; line != NULL; line = line ? line + 1 : NULL) {
        list_add(&source->lines, source->diags->arena, (void *)(uintptr_t)line);
        line = strchr(line, '\n');
    }
    list_add(&source->lines, source->diags->arena, (void *)(uintptr_t)(bytes + strlen(bytes) + 1));
}

/* The line at place, read below root, without its end: *length bytes. NULL when there is none. */
static const char *source_line(struct source *source, struct place place, const char *root, size_t *length)
{
    if (place.file == NULL || place.line == 0)
        return NULL;
    if (source->file == NULL || strcmp(source->file, place.file) != 0) {
        struct buffer path = {0};
        buffer_format(&path, "%s/%s", root, place.file);
        if (file_read(path.bytes, &source->bytes) != FILE_OK)
            buffer_clear(&source->bytes);
        source->file = place.file;
        source->asked = 0;
        buffer_free(&path);
        index_lines(source);
    }
    if ((size_t)place.line >= source->lines.count)
        return NULL;
    const char *line = source->lines.items[place.line - 1], *next = source->lines.items[place.line];
    *length = (size_t)(next - line) - 1;
    if (*length <= LONGEST_JSON_LINE)
        *length = strcspn(line, "\r\n");
    if (source->asked != place.line)
        source->hides = is_private(source->diags, line, *length);
    source->asked = place.line;
    return *length > 0 && !source->hides ? line : NULL;
}

/* ---- as text ---- */

/* "content/study.yaml:3:1: ", as much of it as is known. */
static void print_place(struct place place, const char *root, struct buffer *out)
{
    if (place.file == NULL)
        return;
    if (strcmp(root, ".") != 0) {
        text_visible(out, root, strlen(root));
        buffer_char(out, '/');
    }
    text_visible(out, place.file, strlen(place.file));
    if (place.line > 0)
        buffer_format(out, ":%d", place.line);
    if (place.line > 0 && place.column > 0)
        buffer_format(out, ":%d", place.column);
    buffer_text(out, ": ");
}

/* The caret below column; continuation bytes take no room. */
static void print_caret(const char *line, int column, struct buffer *out)
{
    buffer_text(out, "      | ");
    for (int i = 0; i < column - 1; i++) {
        if (((unsigned char)line[i] & 0xc0) != 0x80)
            buffer_char(out, line[i] == '\t' ? '\t' : ' ');
    }
    buffer_text(out, "^\n");
}

/* Of a private file no line is shown, whatever is wrong with it. */
static bool hides_line(const struct diag *diag)
{
    return diag->hides_line ||
           (diag->place.file != NULL && strncmp(diag->place.file, private_folder, sizeof private_folder - 1) == 0);
}

static void print_source(struct source *source, struct place place, const char *root, struct buffer *out)
{
    size_t length;
    const char *line = source_line(source, place, root, &length);

    if (line == NULL || length > LONGEST_SOURCE_LINE)
        return;
    buffer_format(out, "%5d | ", place.line);
    text_visible(out, line, length);
    buffer_char(out, '\n');
    if (place.column > 0 && (size_t)place.column <= length + 1)
        print_caret(line, place.column, out);
}

/* As a terminal can show it. */
static void print_shown(const struct diags *diags, const char *text, struct buffer *out)
{
    const char *shown = shown_text(diags, text);

    text_visible(out, shown, strlen(shown));
}

/* As they are in JSON; on a terminal they are translated. */
static const char *const severity_words[] = {
    [SEVERITY_NOTE] = N_("note"), [SEVERITY_WARNING] = N_("warning"), [SEVERITY_ERROR] = N_("error")};

/* Bold cyan, yellow, red. */
static const char *const severity_colors[] = {
    [SEVERITY_NOTE] = "\033[1;36m", [SEVERITY_WARNING] = "\033[1;33m", [SEVERITY_ERROR] = "\033[1;31m"};

static void print_one(struct source *source, const struct diag *diag, const char *root, int color, struct buffer *out)
{
    const char *word = translated(severity_words[diag->severity]);
    const char *start = color ? severity_colors[diag->severity] : "";

    print_place(diag->place, root, out);
    buffer_format(out, "%s%s:%s ", start, word, color ? "\033[0m" : "");
    print_shown(source->diags, diag->message, out);
    buffer_format(out, " [%s]\n", diag->code);
    if (!hides_line(diag))
        print_source(source, diag->place, root, out);
    for (size_t i = 0; i < diag->contexts.count; i++) {
        const struct context *context = diag->contexts.items[i];
        buffer_text(out, "  ");
        print_place(context->place, root, out);
        print_shown(source->diags, context->message, out);
        buffer_char(out, '\n');
    }
    for (size_t i = 0; i < diag->hints.count; i++) {
        const char *hint = diag->hints.items[i];
        buffer_format(out, "  %s: ", translated("hint"));
        print_shown(source->diags, hint, out);
        buffer_char(out, '\n');
    }
}

void diags_print(struct diags *diags, const char *root, int color, FILE *out)
{
    struct source source = {.diags = diags};
    struct shown shown = choose_shown(diags);
    const char *rest = describe_rest(diags, &shown);
    struct buffer text = {0}; /* standard error is not buffered: each word would be a system call */

    for (size_t i = 0; i < shown.list.count; i++)
        print_one(&source, shown.list.items[i], root, color, &text);
    if (rest != NULL)
        buffer_format(&text, "%s\n  %s: %s\n", rest, translated("hint"), translated("fix those above first"));
    fwrite(buffer_string(&text), 1, text.length, out);
    buffer_free(&text);
    buffer_free(&source.bytes);
}

/* ---- as JSON ---- */

static void json_place(struct json *json, struct place place)
{
    if (place.file == NULL)
        return;
    json_key_text(json, "file", place.file);
    json_key(json, "line");
    json_integer(json, place.line);
    json_key(json, "column");
    json_integer(json, place.column);
}

static void json_source(struct json *json, struct source *source, struct place place, const char *root)
{
    size_t length, offset;
    const char *line = source_line(source, place, root, &length);

    /* The trouble may be just that the file is not UTF-8; JSON has to be. */
    if (line == NULL || length > LONGEST_JSON_LINE || !text_is_utf8(line, length, &offset))
        return;
    struct buffer text = {0};
    buffer_bytes(&text, line, length);
    json_key_text(json, "source", text.bytes);
    buffer_free(&text);
}

/* root is NULL to leave out source lines. */
static void json_one(struct json *json, struct source *source, const struct diag *diag, const char *root)
{
    json_open(json, '{');
    json_key_text(json, "severity", severity_words[diag->severity]);
    json_key_text(json, "code", diag->code);
    json_place(json, diag->place);
    json_key_text(json, "message", shown_text(source->diags, diag->message));
    if (root != NULL && !hides_line(diag))
        json_source(json, source, diag->place, root);
    json_open_key(json, "hints", '[');
    for (size_t i = 0; i < diag->hints.count; i++)
        json_text(json, shown_text(source->diags, diag->hints.items[i]));
    json_close(json, ']');
    json_open_key(json, "context", '[');
    for (size_t i = 0; i < diag->contexts.count; i++) {
        const struct context *context = diag->contexts.items[i];
        json_open(json, '{');
        json_place(json, context->place);
        json_key_text(json, "message", shown_text(source->diags, context->message));
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

void diags_print_json_sources(struct diags *diags, const char *root, struct buffer *out)
{
    struct json json = {.out = out};
    struct source source = {.diags = diags};
    struct shown shown = choose_shown(diags);
    const char *rest = describe_rest(diags, &shown);

    json_open(&json, '[');
    for (size_t i = 0; i < shown.list.count; i++)
        json_one(&json, &source, shown.list.items[i], root);
    if (rest != NULL) {
        const struct diag more = {.severity = SEVERITY_NOTE, .code = "more", .message = rest};
        json_one(&json, &source, &more, NULL);
    }
    json_close(&json, ']');
    buffer_char(out, '\n');
    buffer_free(&source.bytes);
}

void diags_print_json(struct diags *diags, struct buffer *out)
{
    diags_print_json_sources(diags, NULL, out);
}
