/* The gate: reads each output in all the ways in which it may be read, and keeps what is found in it. */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/cache.h"
#include "base/file.h"
#include "base/map.h"
#include "base/process.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/words.h"
#include "study/study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    SECONDS = 60,                 /* for pdftotext */
    MOST_TEXT = 64 * 1024 * 1024, /* of a PDF */
    PIECE = 32 * 1024,            /* of a text, whose words are looked at together */
    MOST_WORDS_SHOWN = 160,       /* bytes of what was found */
    REFERENCE = 400,              /* letters on either side of an author in which the title of the work may be */
    MOST_INITIALS = 3,            /* of an author */
    SHORTEST_KNOWN = 64,          /* bytes of a text that is not searched again */
    NAME_IN_PHRASE = 3,           /* letters that a phrase must have besides the name that it lets through */
};

/* ---- one look ---- */

/* The working memory of a look; used again by the next. */
struct look {
    struct leak_gate *gate;
    struct streams streams;
    struct tokens tokens;
    struct buffer unescaped;
    uint32_t *sources;         /* of the unescaped bytes; NULL: they are the input's own */
    struct buffer searched[3]; /* the texts of the streams as they were with their escapes */
    bool compares;             /* what is as in these was searched already */
    bool shapes_only;          /* words are searched for in pieces alone */
    struct look *next;         /* in the list of those not in use */
    /* of the stream being searched: */
    const struct stream *stream;
    enum leak_format format;
    enum leak_sphere sphere;
    bool recording;
    bool found;
    bool met; /* something, though it may be allowed where it stands */
    /* of the output: */
    const char *path;
    const char *kept_path; /* path in the gate's arena, once something is found */
    const char *bytes;
    size_t length;
    size_t base; /* where the part being read begins in it */
    bool placed; /* offsets in the part are offsets in the output */
    struct place source;
    /* the place that was worked out last: */
    size_t offset;
    int line;
    int column;
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
    look->tokens.names = gate->names;
    look->tokens.shingles = gate->shingles;
    return look;
}

static void return_look(struct look *look)
{
    pthread_mutex_lock(&look->gate->mutex);
    look->next = look->gate->looks;
    look->gate->looks = look;
    pthread_mutex_unlock(&look->gate->mutex);
}

/* ---- what is let through ---- */

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
        char c = text->bytes[i];
        if (i == start)
            *from = out->length;
        if (stream_is_letter(c))
            buffer_char(out, ascii_lower(c));
        if (i + 1 == end)
            *to = out->length;
    }
}

/* What was found is part of a text that may be printed; a name only where the text says more than the name. */
static bool is_allowed(const struct look *look, bool name, size_t start, size_t end)
{
    const struct list *allowed = &look->gate->allowed;
    struct buffer letters = {0};
    bool found = false;

    for (size_t i = 0; i < allowed->count && !found; i++) {
        struct leak_allowed *entry = allowed->items[i];
        const char *text = entry->letters, *at;
        size_t length = strlen(text), from = 0, to = 0;
        letters_around(&look->stream->text, start, end, length, &letters, &from, &to);
        if (name && entry->entry != NULL && length < to - from + NAME_IN_PHRASE)
            continue;
        for (at = buffer_string(&letters); (at = strstr(at, text)) != NULL && !found; at++) {
            size_t offset = (size_t)(at - letters.bytes);
            found = offset <= from && offset + length >= to;
        }
        if (found)
            entry->used = true;
    }
    buffer_free(&letters);
    return found;
}

/* The letters from from to to are the author: surname and given names, in full or as initials, in either order. */
static bool is_author(const struct leak_cited *cited, const char *from, size_t length)
{
    size_t surname = strlen(cited->surname);
    bool last = length >= surname && memcmp(from + length - surname, cited->surname, surname) == 0;

    if (length < surname || (!last && memcmp(from, cited->surname, surname) != 0))
        return false;
    const char *given = last ? from : from + surname;
    size_t rest = length - surname;
    return strncmp(given, cited->given, rest) == 0 || (rest <= MOST_INITIALS && *given == *cited->given);
}

/* An author where the work is cited: the year is right behind the name, or the title is near. */
static bool is_cited(const struct look *look, size_t start, size_t end)
{
    const struct list *authors = &look->gate->cited;
    struct buffer name = {0}, letters = {0};
    size_t from = 0, to = 0;
    bool found = false;

    letters_around(&look->stream->text, start, end, 0, &name, &from, &to);
    for (size_t i = 0; i < authors->count && !found; i++) {
        const struct leak_cited *cited = authors->items[i];
        if (!is_author(cited, buffer_string(&name), name.length))
            continue;
        if (letters.length == 0)
            letters_around(&look->stream->text, start, end, REFERENCE, &letters, &from, &to);
        const char *text = buffer_string(&letters);
        found = (*cited->year != '\0' && strncmp(text + to, cited->year, strlen(cited->year)) == 0) ||
                (*cited->title != '\0' && strstr(text, cited->title) != NULL);
    }
    buffer_free(&name);
    buffer_free(&letters);
    return found;
}

static bool is_allowed_email(const struct look *look, size_t start, size_t end)
{
    const struct list *emails = &look->gate->emails;

    for (size_t i = 0; i < emails->count; i++) {
        const char *email = emails->items[i];
        if (strlen(email) == end - start && strncasecmp(email, look->stream->text.bytes + start, end - start) == 0)
            return true;
    }
    return false;
}

/* ---- what is around a name ---- */

enum surrounding { AROUND_NOTHING, AROUND_PERSON, AROUND_NAMED, AROUND_PLACE, AROUND_SHOP };

static enum surrounding meaning_of(const char *word, size_t length)
{
    static const char *const names[] = {
        [AROUND_PERSON] = "person", [AROUND_NAMED] = "named", [AROUND_PLACE] = "place", [AROUND_SHOP] = "shop"};
    const struct word_row *row = words_find(WORDS_AROUND, word, length);
    int meaning = AROUND_NOTHING;

    if (row == NULL)
        return AROUND_NOTHING;
    while (++meaning < AROUND_SHOP && !word_row_is(row, names[meaning]))
        ;
    return (enum surrounding)meaning;
}

/* The word before *at, which becomes its start; 0: there is none near. *apart: it is in another cell or item. */
static size_t word_before(const char *text, size_t *at, bool *apart)
{
    size_t gap = *at;

    while (*at > 0 && !stream_is_letter(text[*at - 1]) && text[*at - 1] != '\n' && gap - *at < 4)
        *apart |= strchr(",;|\t\"", text[--*at]) != NULL;
    size_t end = *at;
    while (*at > 0 && stream_is_letter(text[*at - 1]))
        --*at;
    return end - *at;
}

/*
 * What the words before start, up to two of them, make of a name there: "Jalan Andi Djemma", "Bu Siti". What is
 * before the title of a person counts only if it is named after persons: "Masjid Hj. ...", "di Posyandu Bu ...".
 */
static enum surrounding surrounding_of(const struct look *look, size_t start)
{
    const char *text = look->stream->text.bytes;
    enum surrounding person = AROUND_NOTHING;
    size_t at = start;
    bool apart = false;

    for (int words = 0; words < 2; words++) {
        size_t length = word_before(text, &at, &apart), word = leak_word_start(text, at);
        if (length == 0)
            break;
        enum surrounding meaning = meaning_of(text + word, length - (word - at));
        bool capital = ascii_is_capital(text[word]);
        bool common = (meaning == AROUND_PLACE || meaning == AROUND_NAMED) && !capital && length > 4;
        if (meaning == AROUND_PERSON) {
            person = AROUND_PERSON;
            words = 0;
        } else if (meaning != AROUND_NOTHING && !common) {
            if (apart || (person != AROUND_NOTHING && meaning != AROUND_NAMED))
                return person;
            if (meaning == AROUND_NAMED)
                return AROUND_PLACE;
            /* "Kader Posyandu ...": the posyandu has a name, or the cadre has. */
            size_t before = word_before(text, &at, &apart);
            return meaning_of(text + at, before) == AROUND_PERSON ? AROUND_SHOP : meaning;
        } else if (!capital || person == AROUND_PERSON) {
            break;
        }
    }
    return person;
}

/* Whether part of a name is worth a warning where it is. */
static bool is_telling(const struct look *look, enum leak_part part, size_t start)
{
    bool text = look->sphere == SPHERE_TEXT && look->format != LEAK_CODE && look->format != LEAK_STYLE;

    if (!text || look->bytes == NULL)
        return false;
    enum surrounding around = surrounding_of(look, start);
    return part == PART_WEAK ? around == AROUND_PERSON : around != AROUND_PLACE && around != AROUND_SHOP;
}

/* ---- keeping what is found ---- */

static size_t output_offset(const struct look *look, size_t at)
{
    size_t offset = look->stream->offsets[at];

    if (look->sources != NULL)
        offset = look->sources[offset];
    return look->placed ? look->base + offset : look->base;
}

bool leak_gate_has_found(struct leak_gate *gate)
{
    pthread_mutex_lock(&gate->mutex);
    bool found = gate->hits.count > 0;
    pthread_mutex_unlock(&gate->mutex);
    return found;
}

/* Goes on from the place that was worked out last: all hits of an output take one walk over it, or a few. */
static void set_position(struct look *look, struct leak_hit *hit, size_t offset)
{
    if (look->line == 0 || offset < look->offset) {
        look->offset = 0;
        look->line = 1;
        look->column = 1;
    }
    for (; look->offset < offset && look->offset < look->length; look->offset++) {
        look->column++;
        if (look->bytes[look->offset] == '\n') {
            look->line++;
            look->column = 1;
        }
    }
    hit->line = look->line;
    hit->column = look->column;
}

/* What was found, on one line. */
static const char *words_at(const struct look *look, size_t start, size_t end)
{
    struct buffer words = {0};

    for (size_t i = start; i < end && i - start < MOST_WORDS_SHOWN; i++) {
        char c = look->stream->text.bytes[i];
        if (c != STREAM_JOIN && c != STREAM_SOFT)
            buffer_char(&words, c < ' ' && c >= 0 ? ' ' : c);
    }
    return buffer_take(&words, look->gate->arena);
}

static void record(struct look *look, struct leak_hit hit, size_t start, size_t end)
{
    struct leak_gate *gate = look->gate;

    pthread_mutex_lock(&gate->mutex);
    struct leak_hit *kept = arena_alloc(gate->arena, sizeof *kept);
    if (look->kept_path == NULL)
        look->kept_path = arena_string(gate->arena, look->path);
    *kept = hit;
    kept->path = look->kept_path;
    kept->source = look->source.file ? arena_string(gate->arena, look->source.file) : NULL;
    kept->words = start < end ? words_at(look, start, end) : "";
    if (look->bytes != NULL && start < end)
        set_position(look, kept, output_offset(look, start));
    list_add(&gate->hits, gate->arena, kept);
    pthread_mutex_unlock(&gate->mutex);
}

static void meet(struct look *look, struct leak_hit hit, size_t start, size_t end)
{
    look->found = true;
    if (look->recording)
        record(look, hit, start, end);
}

/* Initials in code, as "s.r", are names of variables. */
static bool is_of_code(const struct look *look, size_t start, size_t end)
{
    const char *text = look->stream->text.bytes;

    if (look->format != LEAK_CODE && look->format != LEAK_STYLE)
        return false;
    for (size_t at = start; at + 1 < end; at++) {
        if (stream_is_letter(text[at]) && stream_is_letter(text[at + 1]))
            return false;
    }
    return true;
}

static void meet_name(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end)
{
    struct look *look = context;
    bool name = thing->kind == LEAK_NAME;

    look->met = true;
    if (name && ((part != PART_WHOLE && !is_telling(look, part, start)) || is_of_code(look, start, end)))
        return;
    if (name && part == PART_WHOLE) {
        enum surrounding around = surrounding_of(look, start);
        if (around == AROUND_PLACE)
            return;
        part = around == AROUND_SHOP ? PART_WITH_OTHERS : part;
    }
    if ((name && is_cited(look, start, end)) ||
        ((name || thing->kind == LEAK_LOGIN) && is_allowed(look, name, start, end)))
        return;
    meet(look, (struct leak_hit){.thing = *thing, .part = part}, start, end);
}

static void meet_words(void *context, const struct leak_thing *thing, enum leak_part part, uint32_t line, size_t start,
                       size_t end)
{
    struct look *look = context;
    bool text = look->sphere == SPHERE_TEXT && look->format != LEAK_CODE && look->format != LEAK_STYLE;

    look->met = true;
    if (part == PART_ALONE && !text)
        return;
    meet(look, (struct leak_hit){.thing = *thing, .part = part, .transcript_line = line}, start, end);
}

/* Whose number the digits from start to end are; what it is dialled with may be left out. */
static const char *owner_of(const struct look *look, size_t start, size_t end)
{
    const struct list *numbers = &look->gate->shapes.numbers;

    for (size_t i = 0; i < numbers->count; i++) {
        const struct leak_number *number = numbers->items[i];
        const char *digit = number->digits + (*number->digits == '0');
        for (size_t at = start; at < end; at++)
            digit += *digit != '\0' && look->stream->text.bytes[at] == *digit;
        if (*digit == '\0')
            return number->whose;
    }
    return NULL;
}

static void meet_shape(void *context, enum leak_kind kind, size_t start, size_t end)
{
    struct look *look = context;
    struct leak_thing thing = {.kind = kind};

    look->met = true;
    /* Of pieces, nobody knows which belong together. */
    if (look->sphere == SPHERE_PIECES && kind != LEAK_EMAIL)
        return;
    if ((kind == LEAK_EMAIL && is_allowed_email(look, start, end)) || is_allowed(look, false, start, end))
        return;
    const char *owner = kind == LEAK_KNOWN_NUMBER ? owner_of(look, start, end) : NULL;
    if (owner != NULL)
        thing = (struct leak_thing){.kind = LEAK_NAME, .whose = owner};
    meet(look, (struct leak_hit){.thing = thing, .part = kind < LEAK_NUMBER ? PART_WHOLE : PART_ALONE}, start, end);
}

/* ---- searching ---- */

static void search_shapes(struct look *look, const struct buffer *text, size_t from, size_t to,
                          const struct leak_shape_settings *shapes)
{
    const char *dot = strrchr(look->path, '.');

    /* The streams of a PDF are full of coordinates; its numbers are read from its text. */
    bool packed = look->format == LEAK_CODE || look->format == LEAK_BINARY;
    if (!packed || dot == NULL || strcasecmp(dot, ".pdf") != 0)
        leak_shapes_find(text->bytes, text->length, from, to, shapes, meet_shape, look);
}

/* What of text is not as in before, or near that; what escapes hide is between the first and the last of them. */
static void find_changed(const struct buffer *text, const struct buffer *before, size_t *from, size_t *to)
{
    size_t most = text->length < before->length ? text->length : before->length, same = 0, end = 0;

    while (same < most && text->bytes[same] == before->bytes[same])
        same++;
    while (end < most - same && text->bytes[text->length - end - 1] == before->bytes[before->length - end - 1])
        end++;
    *from = same > TOKENS_MARGIN ? same - TOKENS_MARGIN : 0;
    *to = end > TOKENS_MARGIN ? text->length - end + TOKENS_MARGIN : text->length;
    if (same == text->length && same == before->length)
        *from = *to = same;
}

static void search_words(struct look *look, size_t from, size_t to, const struct leak_shape_settings *shapes)
{
    const struct buffer *text = &look->stream->text;
    enum leak_sphere sphere = look->sphere;

    tokens_read(&look->tokens, text->bytes, text->length, from, to);
    leak_names_find(look->gate->names, &look->tokens, text->bytes, text->length,
                    look->bytes == NULL ? SPHERE_PATH : sphere, meet_name, look);
    leak_shingles_find(look->gate->shingles, &look->tokens, text->bytes, meet_words, look);
    if (sphere != SPHERE_PIECES)
        leak_spoken_find(&look->tokens, text->bytes, shapes, meet_shape, look);
}

static void search_stream(struct look *look, const struct stream *stream, enum leak_sphere sphere)
{
    const struct buffer *text = &stream->text;
    struct leak_shape_settings shapes = look->gate->shapes;
    size_t from = 0, end = text->length;

    look->stream = stream;
    look->sphere = sphere;
    if (look->compares)
        find_changed(text, &look->searched[sphere], &from, &end);
    if (from == end)
        return;
    shapes.code = look->format == LEAK_CODE || look->format == LEAK_STYLE || look->format == LEAK_TEX;
    shapes.aside = sphere == SPHERE_ASIDE;
    /* By pieces that fit into the cache. */
    for (size_t at = from, to; at < end && (!look->shapes_only || sphere == SPHERE_PIECES); at = to) {
        to = end - at > PIECE ? at + PIECE : end;
        search_words(look, at, to, &shapes);
    }
    search_shapes(look, text, from, end, &shapes);
}

static void read_streams(struct look *look, const char *bytes, size_t length, bool apart)
{
    struct streams *streams = &look->streams;

    streams_clear(streams, look->recording);
    if (look->format == LEAK_TEX)
        leak_read_tex(streams, bytes, length);
    else
        leak_read_markup(streams, bytes, length, look->format, apart);
    buffer_string(&streams->main.text);
    buffer_string(&streams->aside.text);
}

static void search(struct look *look, const char *bytes, size_t length)
{
    struct streams *streams = &look->streams;

    read_streams(look, bytes, length, false);
    search_stream(look, &streams->main, SPHERE_TEXT);
    search_stream(look, &streams->aside, SPHERE_ASIDE);
    if (look->placed && (look->format == LEAK_CODE || look->format == LEAK_STYLE))
        leak_read_strings(&streams->pieces, bytes, 0, length);
    if (streams->main.turned)
        stream_turn(&streams->pieces, &streams->main);
    buffer_string(&streams->pieces.text);
    search_stream(look, &streams->pieces, SPHERE_PIECES);
    if (streams->annotated) {
        read_streams(look, bytes, length, true);
        search_stream(look, &streams->main, SPHERE_TEXT);
        search_stream(look, &streams->aside, SPHERE_ASIDE);
    }
}

/* Keeps the texts of the streams, which were searched. */
static void keep_searched(struct look *look)
{
    struct stream *const streams[] = {&look->streams.main, &look->streams.aside, &look->streams.pieces};

    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        struct buffer searched = streams[i]->text;
        streams[i]->text = look->searched[i];
        look->searched[i] = searched;
    }
}

/* As it is, and once more with its escapes undone if it has any: what is changed by that, and what is near it. */
static void search_variants(struct look *look, const char *bytes, size_t length)
{
    uint32_t *sources = look->recording ? memory_alloc((length + 1) * sizeof *sources) : NULL;
    bool escaped = (memchr(bytes, '\\', length) != NULL || memchr(bytes, '%', length) != NULL) &&
                   leak_unescape(&look->unescaped, sources, bytes, length, look->format);

    look->sources = NULL;
    /* JSON is read with its escapes undone; but a path on a machine may look like some. */
    look->shapes_only = escaped && look->format == LEAK_CODE && leak_is_json(bytes, length);
    search(look, bytes, length);
    if (escaped) {
        look->sources = sources;
        look->compares = !look->recording && !look->shapes_only;
        look->shapes_only = false;
        keep_searched(look);
        streams_met(&look->streams, look->met);
        search(look, look->unescaped.bytes, look->unescaped.length);
        look->sources = NULL;
        look->compares = false;
    }
    free(sources);
}

/* Searches; if that finds something, once more with places. */
static void search_twice(struct look *look, const char *bytes, size_t length, enum leak_format format)
{
    look->format = format;
    look->recording = false;
    look->found = look->met = false;
    search_variants(look, bytes, length);
    streams_met(&look->streams, look->met);
    if (look->found) {
        look->recording = true;
        search_variants(look, bytes, length);
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

/* Whether these bytes are those of an output in which nothing was found; adds: they are from now on. */
static bool is_clean(struct leak_gate *gate, const char *bytes, size_t length, bool adds)
{
    char hash[17];

    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)leak_hash(bytes, length));
    pthread_mutex_lock(&gate->mutex);
    bool clean = map_get(gate->clean, hash) != NULL;
    if (adds && !clean)
        map_put(gate->clean, arena_string(gate->arena, hash), gate);
    pthread_mutex_unlock(&gate->mutex);
    return clean;
}

/* A part of a file that is no text: as bytes, and as the two bytes a letter of UTF-16. */
static void search_part(void *context, const char *bytes, size_t length, size_t offset)
{
    struct look *look = context;

    if (length >= SHORTEST_KNOWN && is_clean(look->gate, bytes, length, false))
        return;
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

/* bytes say that they are in UTF-16 or UTF-32: once more as UTF-8, in which all else is read. */
static bool read_wide(struct buffer *out, const char *bytes, size_t length)
{
    static const struct {
        const char *mark;
        size_t size; /* of a letter, and of the mark */
        bool big;
    } marks[] = {{"\xff\xfe\0\0", 4, false}, {"\0\0\xfe\xff", 4, true}, {"\xff\xfe", 2, false}, {"\xfe\xff", 2, true}};
    size_t i = 0, count = sizeof marks / sizeof *marks;

    while (i < count && (length <= marks[i].size || memcmp(bytes, marks[i].mark, marks[i].size) != 0))
        i++;
    if (i == count)
        return false;
    for (size_t at = marks[i].size; at + marks[i].size <= length; at += marks[i].size) {
        unsigned long unit = 0;
        for (size_t byte = 0; byte < marks[i].size; byte++)
            unit = unit << 8 | (unsigned char)bytes[at + (marks[i].big ? byte : marks[i].size - 1 - byte)];
        buffer_code_point(out, unit == 0 || (unit >= 0xd800 && unit < 0xe000) || unit > 0x10ffff ? ' ' : unit);
    }
    return true;
}

static void note_unread(struct leak_gate *gate, const char *path)
{
    pthread_mutex_lock(&gate->mutex);
    list_add(&gate->unread, gate->arena, arena_string(gate->arena, path));
    pthread_mutex_unlock(&gate->mutex);
}

static void search_bytes(struct look *look, const char *bytes, size_t length)
{
    struct leak_parts parts = {.part = search_part, .context = look};
    bool binary = leak_is_binary(bytes, length);

    look->bytes = bytes;
    look->length = length;
    look->base = 0;
    look->line = 0;
    look->placed = !binary;
    if (binary) {
        leak_binary_parts(bytes, length, &parts);
    } else {
        search_twice(look, bytes, length, format_of(look->path));
        if (!look->met && length >= SHORTEST_KNOWN)
            is_clean(look->gate, bytes, length, true);
        look->placed = false;
        bool is_code = format_of(look->path) == LEAK_CODE;
        leak_base64_parts(bytes, length, is_code, &parts);
        if (is_code)
            leak_code_point_parts(bytes, length, &parts);
    }
    if (parts.sealed)
        note_unread(look->gate, look->path);
    if (parts.placed)
        record(look, (struct leak_hit){.thing = {.kind = LEAK_PHOTO}, .part = PART_WHOLE}, 0, 0);
}

static bool is_image(const char *path)
{
    static const char *const endings[] = {".jpg", ".jpeg", ".png", ".webp", NULL};
    const char *dot = strrchr(path, '.');

    return dot != NULL && text_is_one_of_any_case(dot, strlen(dot), endings);
}

/*
 * The input that an image was copied from: copies have no description any more, but a file that has the name of
 * somebody in it, or the place where it was taken, is soon passed on in other ways.
 */
static void search_original(struct look *look)
{
    struct arena *arena = arena_new();
    struct buffer bytes = {0};

    if (file_read(file_join(arena, look->gate->study_root, look->source.file), &bytes) == FILE_OK)
        search_bytes(look, buffer_string(&bytes), bytes.length);
    buffer_free(&bytes);
    arena_free(arena);
}

/* Mails and address books are persons' by their kind, and packed in ways of their own. */
static bool is_correspondence(const char *path)
{
    static const char *const endings[] = {".eml", ".msg", ".mbox", ".mht", ".mhtml", ".pst", ".vcf", ".vcard", NULL};
    const char *dot = strrchr(path, '.');

    return dot != NULL && text_is_one_of_any_case(dot, strlen(dot), endings);
}

static bool declares_entities(const char *path, const char *bytes, size_t length)
{
    const char *dot = strrchr(path, '.');

    return dot != NULL && strcasecmp(dot, ".svg") == 0 && memmem(bytes, length, "<!ENTITY", 8) != NULL;
}

static void scan_pictured(struct leak_gate *gate, struct place source);

/* The search engine as the machine has it, which knows nothing of the study but has "n-1" where N-01 is withheld. */
static bool is_search_engine(const struct leak_gate *gate, const char *path, const char *bytes, size_t length)
{
    struct buffer own = {0};
    bool is_same = gate->lunr != NULL && text_ends_with(path, "assets/lunr.js") &&
                   file_read(gate->lunr, &own) == FILE_OK && own.length == length &&
                   memcmp(own.bytes, bytes, length) == 0;

    buffer_free(&own);
    return is_same;
}

void leak_scan(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source)
{
    struct buffer wide = {0};

    bytes = length > 0 ? bytes : "";
    if (is_search_engine(gate, path, bytes, length))
        return;
    struct look *look = borrow_look(gate);
    look->path = path;
    look->kept_path = NULL;
    look->source = source;
    search_name(look);
    if (declares_entities(path, bytes, length) || is_correspondence(path))
        note_unread(gate, path);
    if (read_wide(&wide, bytes, length))
        search_bytes(look, buffer_string(&wide), wide.length);
    else
        search_bytes(look, bytes, length);
    if (source.file != NULL && is_image(path) && is_image(source.file))
        search_original(look);
    buffer_free(&wide);
    return_look(look);
    if (source.file != NULL && is_image(path) && text_ends_with(source.file, ".pdf"))
        scan_pictured(gate, source);
}

/* The words of a PDF and what it says of itself. False: poppler's programs are missing, or cannot read this. */
static bool read_pdf(const char *bytes, size_t length, struct buffer *text)
{
    static const char *const words[] = {"pdftotext", "-enc", "UTF-8", "-", "-", NULL};
    static const char *const about[] = {"pdfinfo", "-enc", "UTF-8", "-", NULL};
    static const char *const packet[] = {"pdfinfo", "-meta", "-", NULL};
    static const char *const *const programs[] = {words, about, packet};
    bool done = true;

    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        struct buffer read = {0};
        done &= process_convert(programs[i], bytes, length, SECONDS, MOST_TEXT, &read) == PROCESS_DONE;
        buffer_bytes(text, read.bytes, read.length);
        buffer_char(text, '\n');
        buffer_free(&read);
    }
    return done;
}

/* The same from the cache, where the PDF was read before: poppler takes longer over 90 pages than all else does. */
static bool read_pdf_once(const char *bytes, size_t length, struct buffer *text)
{
    struct arena *arena = arena_new();
    char hex[SHA256_HEX];

    sha256_hex(bytes, length, hex);
    unsigned long long program = process_stamp("pdftotext");
    const char *kept = program != 0 ? cache_file(arena, "read", arena_format(arena, "%s-%llx", hex, program)) : NULL;
    bool done = cache_read(kept, text);
    if (!done && (done = read_pdf(bytes, length, text)))
        cache_write(arena, kept, buffer_string(text), text->length);
    arena_free(arena);
    return done;
}

void leak_scan_pdf(struct leak_gate *gate, const char *path, const char *bytes, size_t length, struct place source)
{
    struct buffer text = {0};

    leak_scan(gate, path, bytes, length, source);
    if (read_pdf_once(bytes, length, &text))
        leak_scan(gate, path, buffer_string(&text), text.length, source);
    else
        note_unread(gate, path);
    buffer_free(&text);
}

/* The PDF that an output is a picture of, once: what its words say, the picture shows. */
static void scan_pictured(struct leak_gate *gate, struct place source)
{
    struct arena *arena = arena_new();
    struct buffer pdf = {0};

    pthread_mutex_lock(&gate->mutex);
    bool is_new = map_put(gate->originals, arena_string(gate->arena, source.file), gate) == NULL;
    pthread_mutex_unlock(&gate->mutex);
    if (is_new && file_read(file_join(arena, gate->study_root, source.file), &pdf) == FILE_OK)
        leak_scan_pdf(gate, source.file, buffer_string(&pdf), pdf.length, source);
    buffer_free(&pdf);
    arena_free(arena);
}

/* ---- the gate ---- */

struct leak_gate *leak_gate_new(const struct build *build, const struct list *wholes, const struct list *seen,
                                const struct identities *identities)
{
    struct arena *arena = arena_new();
    struct leak_gate *gate = arena_alloc(arena, sizeof *gate);

    *gate = (struct leak_gate){.arena = arena, .study_root = build->root, .lunr = build->lunr};
    pthread_mutex_init(&gate->mutex, NULL);
    gate->originals = map_new(arena);
    gate->clean = map_new(arena);
    gate->names = leak_names_new(arena);
    gate->shingles = leak_shingles_new(arena);
    leak_collect(gate, build, wholes, seen, identities);
    return gate;
}

static void free_looks(struct leak_gate *gate)
{
    for (struct look *look = gate->looks; look != NULL; look = look->next) {
        streams_free(&look->streams);
        tokens_free(&look->tokens);
        buffer_free(&look->unescaped);
        for (size_t i = 0; i < sizeof look->searched / sizeof *look->searched; i++)
            buffer_free(&look->searched[i]);
    }
}

void leak_gate_free(struct leak_gate *gate)
{
    if (gate == NULL)
        return;
    free_looks(gate);
    leak_shingles_free(gate->shingles);
    pthread_mutex_destroy(&gate->mutex);
    arena_free(gate->arena);
}

/* ---- the guard of messages ---- */

struct leak_guard *leak_guard_new(struct arena *arena, const struct identities *identities)
{
    struct leak_names *names = leak_names_new(arena);

    for (size_t i = 0; i < identities->list.count; i++) {
        const struct identity *identity = identities->list.items[i];
        leak_names_add_identity(names, (struct leak_thing){LEAK_NAME, identity->code, NULL}, identity->text);
    }
    leak_names_seal(names);
    return (struct leak_guard *)names;
}

static void note_whole(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end)
{
    (void)thing, (void)start, (void)end;
    *(bool *)context |= part == PART_WHOLE;
}

static bool holds_name(const struct leak_names *names, const struct stream *stream)
{
    const char *plain = stream->text.bytes;
    struct tokens tokens = {.names = names};
    bool found = false;

    tokens_read(&tokens, plain, stream->text.length, 0, stream->text.length);
    leak_names_find(names, &tokens, plain, stream->text.length, SPHERE_TEXT, note_whole, &found);
    tokens_free(&tokens);
    return found;
}

bool leak_guard_holds(void *guard, const char *text, size_t length)
{
    struct streams streams = {0};

    streams_clear(&streams, false);
    leak_read_markup(&streams, text, length, LEAK_MARKUP, false);
    buffer_string(&streams.main.text);
    buffer_string(&streams.aside.text);
    bool found = holds_name(guard, &streams.main) || holds_name(guard, &streams.aside);
    streams_free(&streams);
    return found;
}
