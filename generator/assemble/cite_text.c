#include "assemble/cite_text.h"

#include "base/arena.h"
#include "base/text.h"
#include "model/block.h"

#include <string.h>

static void append(struct cite_out *out, struct span *span)
{
    if (out->emphasized != NULL) {
        out->emphasized->children = span_append(out->emphasized->children, span);
        return;
    }
    if (out->last == NULL)
        out->spans = span;
    else
        out->last->next = span;
    out->last = span;
    while (out->last->next != NULL)
        out->last = out->last->next;
}

static void flush(struct cite_out *out)
{
    if (out->text.length == 0)
        return;
    append(out, span_text(out->arena, out->text.bytes));
    buffer_clear(&out->text);
}

static bool is_stop(char c)
{
    return c == '.' || c == '?' || c == '!';
}

static void put_raw(struct cite_out *out, const char *text, size_t length)
{
    if (length == 0)
        return;
    buffer_bytes(&out->text, text, length);
    out->ending = text[length - 1];
}

/* Puts the delimiter that is due, outside of an emphasis that is only now beginning. */
static void begin_part(struct cite_out *out)
{
    const char *delimiter = out->delimiter;

    out->delimiter = NULL;
    out->written++;
    if (delimiter == NULL)
        return;
    if (delimiter[0] == '.' && is_stop(out->ending))
        delimiter++;
    struct span *opened = out->emphasized;
    if (opened != NULL && opened->children == NULL) {
        out->emphasized = NULL;
        put_raw(out, delimiter, strlen(delimiter));
        flush(out);
        out->emphasized = opened;
    } else {
        put_raw(out, delimiter, strlen(delimiter));
    }
}

void cite_out_text(struct cite_out *out, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    begin_part(out);
    put_raw(out, text, strlen(text));
}

/* The emphasis gets its place among the spans when it ends, so that an empty one leaves nothing. */
void cite_out_emphasize(struct cite_out *out, bool on)
{
    if (on == (out->emphasized != NULL))
        return;
    if (on) {
        flush(out);
        out->emphasized = span_new(out->arena, SPAN_EMPHASIS, 0, 0);
        return;
    }
    flush(out);
    struct span *closed = out->emphasized;
    out->emphasized = NULL;
    if (closed->children != NULL)
        append(out, closed);
}

static void put_link(struct cite_out *out, const char *address)
{
    flush(out);
    struct link *link = arena_alloc(out->arena, sizeof *link);
    link->target = address;
    struct span *span = span_new(out->arena, SPAN_LINK, 0, 0);
    span->link = link;
    span->children = span_text(out->arena, address);
    append(out, span);
    out->ending = 'x';
}

void cite_out_link(struct cite_out *out, const char *address)
{
    begin_part(out);
    put_link(out, address);
}

void cite_out_join(struct cite_out *out, size_t mark, const char *delimiter)
{
    if (out->written > mark)
        out->delimiter = delimiter;
}

void cite_out_wrap(struct cite_out *out, const char *open, struct cite_out *inner, const char *close)
{
    if (inner->written > 0) {
        cite_out_text(out, open);
        out->written++;
        flush(out);
        append(out, cite_out_finish(inner));
        put_raw(out, close, strlen(close));
    }
    *inner = (struct cite_out){.arena = out->arena};
}

void cite_out_stop(struct cite_out *out)
{
    cite_out_emphasize(out, false);
    if (out->written > 0 && !is_stop(out->ending))
        put_raw(out, ".", 1);
}

struct span *cite_out_finish(struct cite_out *out)
{
    cite_out_emphasize(out, false);
    flush(out);
    buffer_free(&out->text);
    struct span *spans = out->spans;
    *out = (struct cite_out){.arena = out->arena};
    return spans;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Groups that are open in a value, by depth: how the emphasis stands outside of them. */
enum { DEEPEST = 80 };

void cite_out_value(struct cite_out *out, const char *value)
{
    bool outside[DEEPEST];
    int depth = 0;

    if (value == NULL || *value == '\0')
        return;
    begin_part(out);
    while (*value != '\0') {
        if (starts(value, "\\url{")) {
            size_t length = strcspn(value + 5, "}");
            put_link(out, arena_copy(out->arena, value + 5, length));
            value += 5 + length + (value[5 + length] == '}');
        } else if ((*value == '{' || starts(value, "\\emph{")) && depth < DEEPEST) {
            bool emph = *value == '\\';
            outside[depth++] = out->emphasized != NULL;
            if (emph)
                cite_out_emphasize(out, out->emphasized == NULL);
            value += emph ? 6 : 1;
        } else if (*value == '}' && depth > 0) {
            cite_out_emphasize(out, outside[--depth]);
            value++;
        } else {
            value += *value == '\\' && value[1] != '\0';
            size_t length = 1 + strcspn(value + 1, "\\{}");
            put_raw(out, value, length);
            value += length;
        }
    }
}

const char *cite_plain(struct arena *arena, const char *value)
{
    if (strpbrk(value, "{}\\") == NULL)
        return value;
    struct cite_out out = {.arena = arena};
    cite_out_value(&out, value);
    return span_plain(arena, cite_out_finish(&out));
}

/* Copies a group with its braces; returns what follows it. */
static const char *copy_group(struct buffer *out, const char *at)
{
    int depth = 0;

    do {
        if (*at == '\\' && at[1] != '\0')
            buffer_char(out, *at++);
        else
            depth += (*at == '{') - (*at == '}');
        buffer_char(out, *at++);
    } while (depth > 0 && *at != '\0');
    return at;
}

static bool is_upper(unsigned long letter)
{
    return (letter >= 'A' && letter <= 'Z') || (letter >= 0xc0 && letter <= 0xde && letter != 0xd7);
}

/* Only a word with one capital, its first letter, is lowered: NASA and iPhone stay. */
static void put_word_lowered(struct buffer *out, const char *word, size_t length, bool first)
{
    const char *at = word;
    unsigned long letter = text_next(&at);
    bool other = false;

    for (const char *rest = at; rest < word + length;)
        other |= is_upper(text_next(&rest));
    if (first || other || !is_upper(letter)) {
        buffer_bytes(out, word, length);
        return;
    }
    buffer_code_point(out, letter + 32);
    buffer_bytes(out, at, (size_t)(word + length - at));
}

const char *cite_sentence_case(struct arena *arena, const char *value)
{
    struct buffer out = {0};
    bool first = true;

    while (*value != '\0') {
        if (*value == '{' || *value == '\\') {
            value = copy_group(&out, value);
            first = false;
            continue;
        }
        size_t length = strcspn(value, " {}\\-:/");
        if (length > 0) {
            put_word_lowered(&out, value, length, first);
            first = strchr("?!.", value[length - 1]) != NULL && value[length] == ' ' && length > 2;
            value += length;
        } else {
            first |= *value == ':';
            buffer_char(&out, *value++);
        }
    }
    const char *text = arena_string(arena, buffer_string(&out));
    buffer_free(&out);
    return text;
}

static bool is_small_word(const char *word, size_t length)
{
    static const char *const small[] = {"a",  "an", "and", "as", "at",  "but", "by",  "for", "if",  "in",  "nor", "of",
                                        "on", "or", "so",  "to", "the", "up",  "yet", "via", "off", "per", "vs",  NULL};

    for (size_t i = 0; small[i] != NULL; i++) {
        if (strlen(small[i]) == length && strncmp(small[i], word, length) == 0)
            return true;
    }
    return false;
}

const char *cite_title_case(struct arena *arena, const char *text)
{
    char *title = arena_string(arena, text);
    bool first = true;

    for (char *word = title; *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (*word >= 'a' && *word <= 'z' && (first || !is_small_word(word, length)))
            *word = (char)(*word - 32);
        first = length > 0 && strchr(":?!", word[length - 1]) != NULL;
        word += length;
        word += *word == ' ';
    }
    return title;
}
