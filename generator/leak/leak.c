#include "leak/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/list.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- one look ---- */

/* The working memory of a look; used again by the next. */
struct look {
    struct leak_gate *gate;
    struct streams streams;
    struct buffer unescaped;
    uint32_t *sources; /* of the unescaped bytes; NULL: they are the input's own */
    struct look *next; /* in the list of those not in use */
    /* of the stream being searched: */
    const struct stream *stream;
    bool recording;
    bool found;
    /* of the output: */
    const char *path;
    const char *bytes;
    size_t length;
    size_t base; /* where the part being read begins in it */
    bool placed; /* offsets in the part are offsets in the output */
    struct place source;
};

static struct look *borrow_look(struct leak_gate *gate)
{
    pthread_mutex_lock(&gate->mutex);
    struct look *look = gate->looks;
    if (look != NULL)
        gate->looks = look->next;
    else
        look = arena_alloc(gate->arena, sizeof *look);
    pthread_mutex_unlock(&gate->mutex);
    look->gate = gate;
    return look;
}

static void return_look(struct look *look)
{
    pthread_mutex_lock(&look->gate->mutex);
    look->next = look->gate->looks;
    look->gate->looks = look;
    pthread_mutex_unlock(&look->gate->mutex);
}

/* The letters of text beside [start, end), up to reach of them on either side, into out; *from, *to: those within. */
static void letters_around(const struct buffer *text, size_t start, size_t end, size_t reach, struct buffer *out,
                           size_t *from, size_t *to)
{
    size_t low = start, high = end, left = 0, right = 0;

    for (; low > 0 && left < reach && start - low < 8 * reach; low--)
        left += stream_is_letter(text->bytes[low - 1]);
    for (; high < text->length && right < reach && high - end < 8 * reach; high++)
        right += stream_is_letter(text->bytes[high]);
    buffer_clear(out);
    for (size_t i = low; i < high; i++) {
        if (i == start)
            *from = out->length;
        if (stream_is_letter(text->bytes[i]))
            buffer_char(out, text->bytes[i]);
        if (i + 1 == end)
            *to = out->length;
    }
}

/* What was found is part of a text that study.yaml lets through. */
static bool is_allowed(const struct look *look, size_t start, size_t end)
{
    const struct list *allowed = &look->gate->allowed;
    struct buffer letters = {0};
    bool found = false;

    for (size_t i = 0; i < allowed->count && !found; i++) {
        const char *text = allowed->items[i], *at;
        size_t length = strlen(text), from = 0, to = 0;
        letters_around(&look->stream->text, start, end, length, &letters, &from, &to);
        for (at = buffer_string(&letters); (at = strstr(at, text)) != NULL && !found; at++) {
            size_t offset = (size_t)(at - letters.bytes);
            found = offset <= from && offset + length >= to;
        }
    }
    buffer_free(&letters);
    return found;
}

static bool is_allowed_email(const struct look *look, size_t start, size_t end)
{
    const struct list *emails = &look->gate->emails;

    for (size_t i = 0; i < emails->count; i++) {
        const char *email = emails->items[i];
        if (strlen(email) == end - start && memcmp(email, look->stream->text.bytes + start, end - start) == 0)
            return true;
    }
    return false;
}

static size_t output_offset(const struct look *look, size_t at)
{
    size_t offset = look->stream->offsets[at];

    if (look->sources != NULL)
        offset = look->sources[offset];
    return look->placed ? look->base + offset : look->base;
}

static void set_position(const struct look *look, struct leak_hit *hit, size_t offset)
{
    hit->line = 1;
    hit->column = 1;
    for (size_t i = 0; i < offset && i < look->length; i++) {
        hit->column++;
        if (look->bytes[i] == '\n') {
            hit->line++;
            hit->column = 1;
        }
    }
}

static void record(struct look *look, enum leak_kind kind, const char *whose, size_t start, size_t end)
{
    struct leak_gate *gate = look->gate;

    pthread_mutex_lock(&gate->mutex);
    struct leak_hit *hit = arena_alloc(gate->arena, sizeof *hit);
    *hit = (struct leak_hit){.kind = kind, .whose = whose, .path = arena_string(gate->arena, look->path)};
    hit->source = look->source.file ? arena_string(gate->arena, look->source.file) : NULL;
    hit->masked = leak_mask(gate->arena, look->stream->text.bytes + start, end - start);
    if (look->bytes != NULL)
        set_position(look, hit, output_offset(look, start));
    list_add(&gate->hits, gate->arena, hit);
    pthread_mutex_unlock(&gate->mutex);
}

static void meet(struct look *look, enum leak_kind kind, const char *whose, size_t start, size_t end)
{
    if ((kind == LEAK_EMAIL && is_allowed_email(look, start, end)) || is_allowed(look, start, end))
        return;
    look->found = true;
    if (look->recording)
        record(look, kind, whose, start, end);
}

static void meet_name(void *context, size_t name, size_t start, size_t end)
{
    struct look *look = context;
    const struct leak_pattern *pattern = &look->gate->patterns[name];

    meet(look, pattern->kind, pattern->whose, start, end);
}

static void meet_shape(void *context, enum leak_kind kind, size_t start, size_t end)
{
    meet(context, kind, NULL, start, end);
}

static void search_stream(struct look *look, const struct stream *stream)
{
    const struct buffer *text = &stream->text;

    if (text->length == 0)
        return;
    look->stream = stream;
    if (look->gate->pattern_count > 0)
        leak_names_find(look->gate->names, text->bytes, text->length, meet_name, look);
    leak_shapes_find(text->bytes, text->length, look->gate->root, meet_shape, look);
}

static void search(struct look *look, const char *bytes, size_t length, enum leak_format format)
{
    streams_clear(&look->streams, look->recording);
    if (format == LEAK_TEX)
        leak_read_tex(&look->streams, bytes, length);
    else
        leak_read_markup(&look->streams, bytes, length, format);
    search_stream(look, &look->streams.main);
    search_stream(look, &look->streams.aside);
}

/* As it is, and once more with its escapes undone if it has any. */
static void search_variants(struct look *look, const char *bytes, size_t length, enum leak_format format)
{
    uint32_t *sources = look->recording ? memory_alloc((length + 1) * sizeof *sources) : NULL;

    look->sources = NULL;
    search(look, bytes, length, format);
    if ((memchr(bytes, '\\', length) != NULL || memchr(bytes, '%', length) != NULL) &&
        leak_unescape(&look->unescaped, sources, bytes, length, format)) {
        look->sources = sources;
        search(look, look->unescaped.bytes, look->unescaped.length, format);
        look->sources = NULL;
    }
    free(sources);
}

/* Searches; if that finds something, once more with places. */
static void search_twice(struct look *look, const char *bytes, size_t length, enum leak_format format)
{
    look->recording = false;
    look->found = false;
    search_variants(look, bytes, length, format);
    if (look->found) {
        look->recording = true;
        search_variants(look, bytes, length, format);
    }
}

/* ---- outputs ---- */

static enum leak_format format_of(const char *path)
{
    static const struct {
        const char *ending;
        enum leak_format format;
    } formats[] = {
        {".tex", LEAK_TEX},  {".sty", LEAK_TEX},   {".cls", LEAK_TEX},  {".bib", LEAK_TEX},   {".js", LEAK_CODE},
        {".mjs", LEAK_CODE}, {".json", LEAK_CODE}, {".lua", LEAK_CODE}, {".css", LEAK_STYLE},
    };
    const char *dot = strrchr(path, '.');

    for (size_t i = 0; dot != NULL && i < sizeof formats / sizeof *formats; i++) {
        if (strcasecmp(dot, formats[i].ending) == 0)
            return formats[i].format;
    }
    return LEAK_MARKUP;
}

/* A part of a file that is no text: as bytes, and as the two bytes a letter of UTF-16. */
static void search_part(void *context, const char *bytes, size_t length, size_t offset)
{
    struct look *look = context;

    look->base = offset;
    search_twice(look, bytes, length, LEAK_CODE);
    if (memchr(bytes, '\0', length) != NULL || memchr(bytes, '\\', length) != NULL)
        search_twice(look, bytes, length, LEAK_BINARY);
}

static void search_name(struct look *look)
{
    const char *path = look->path;

    look->bytes = NULL;
    search_twice(look, path, strlen(path), LEAK_MARKUP);
}

/* As memmem, and faster where semicolons are few. */
static bool holds_base64(const char *bytes, size_t length)
{
    static const char mark[] = ";base64,";
    const char *at = bytes, *end = bytes + length;

    for (; (at = memchr(at, ';', (size_t)(end - at))) != NULL; at++) {
        if ((size_t)(end - at) >= sizeof mark - 1 && memcmp(at, mark, sizeof mark - 1) == 0)
            return true;
    }
    return false;
}

/* Nothing is searched for by its letters, and a glance finds no shape. */
static bool needs_no_look(const struct leak_gate *gate, const char *bytes, size_t length)
{
    bool only_login = gate->pattern_count == (*gate->login != '\0');

    return only_login && !holds_base64(bytes, length) &&
           !leak_may_hold_shape(bytes, length, gate->raw_root, gate->login);
}

void leak_scan(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source)
{
    if (length == 0)
        bytes = "";
    bool binary = leak_is_binary(bytes, length);
    if (!binary && needs_no_look(gate, bytes, length) && needs_no_look(gate, path, strlen(path)))
        return;
    struct look *look = borrow_look(gate);
    look->path = path;
    look->source = source;
    look->base = 0;
    search_name(look);
    look->bytes = bytes;
    look->length = length;
    look->placed = !binary;
    if (binary) {
        leak_binary_parts(bytes, length, search_part, look);
    } else {
        search_twice(look, bytes, length, format_of(path));
        look->placed = false;
        leak_base64_parts(bytes, length, search_part, look);
    }
    return_look(look);
}

/* ---- the gate ---- */

static void free_looks(struct leak_gate *gate)
{
    for (struct look *look = gate->looks; look != NULL; look = look->next) {
        streams_free(&look->streams);
        buffer_free(&look->unescaped);
    }
}

void leak_gate_free(struct leak_gate *gate)
{
    if (gate == NULL)
        return;
    free_looks(gate);
    pthread_mutex_destroy(&gate->mutex);
    arena_free(gate->arena);
}
