#include "study/study.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"

#include <string.h>

/* Excerpts that are marked in a transcript: "[Suami saya yang antar.]{.dukungan #IU-01.3}". */

const char transcripts_folder[] = "content/private/transcripts";
const char words_blacked_out[] = "\u2588\u2588\u2588";
static const char *const endings[] = {".txt", ".md"};

const char *transcript_find(struct arena *arena, const char *root, const char *name)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const char *path = arena_concat(arena, transcripts_folder, "/", name, endings[i], NULL);
        if (file_exists(file_join(arena, root, path)))
            return path;
    }
    return NULL;
}

bool transcript_has_marks(const char *path)
{
    return text_ends_with(path, ".md");
}

bool transcript_is_marked(const char *path)
{
    return path != NULL && text_starts_with(path, transcripts_folder) && transcript_has_marks(path);
}

/* An opening bracket, or a mark whose words are not closed yet. */
struct bracket {
    size_t at;
    int line;
    int column;
};

/* How far the line was looked through for a '}', and whether the quotes up to there are odd. */
struct close {
    size_t at;
    bool quoted;
};

struct marking {
    struct arena *arena;
    const char *text;
    size_t length;
    bool *left_out;    /* by byte: a bracket or attributes */
    struct list open;  /* of struct bracket */
    struct list found; /* of struct marked_words, with start and end in text */
    int line;
    size_t line_start;
    bool quoted;            /* the quotes of the line up to here are odd */
    struct close closes[2]; /* for attributes that begin while that is false, and true */
};

static int column_of(const struct marking *marking, size_t at)
{
    return (int)(at - marking->line_start) + 1;
}

static void start_line(struct marking *marking, size_t at)
{
    marking->line_start = at;
    marking->quoted = false;
    marking->closes[false] = marking->closes[true] = (struct close){at, false};
}

/*
 * Where the attributes that begin at text[at] end, behind the '}'; 0: they do not in this line. Their '}' is the first
 * behind as many quotes, in pairs, so what was looked through for one '{' is not again for the next.
 */
static size_t attributes_end(struct marking *marking, size_t at)
{
    struct close *close = &marking->closes[marking->quoted];

    if (at >= marking->length || marking->text[at] != '{')
        return 0;
    for (; close->at < marking->length && marking->text[close->at] != '\n'; close->at++) {
        if (marking->text[close->at] == '"')
            close->quoted = !close->quoted;
        else if (close->at > at && marking->text[close->at] == '}' && close->quoted == marking->quoted)
            return close->at + 1;
    }
    return 0;
}

static struct mark_attribute *add_attribute(struct marking *marking, struct list *list, size_t at, size_t length)
{
    struct mark_attribute *attribute = arena_alloc(marking->arena, sizeof *attribute);

    attribute->text = arena_copy(marking->arena, marking->text + at, length);
    attribute->line = marking->line;
    attribute->column = column_of(marking, at);
    list_add(list, marking->arena, attribute);
    return attribute;
}

/* "stance=support", "note=\"a few words\"" at text[at], up to stop; returns its length. */
static size_t read_pair(struct marking *marking, struct marked_words *mark, size_t at, size_t stop, size_t key_length)
{
    size_t value = at + key_length + 1, end = value;
    bool quoted = value < stop && marking->text[value] == '"';

    if (quoted) {
        end = ++value;
        while (end < stop && marking->text[end] != '"')
            end++;
    } else {
        while (end < stop && !ascii_is_blank(marking->text[end]))
            end++;
    }
    struct mark_attribute *pair = add_attribute(marking, &mark->pairs, value, end - value);
    pair->key = arena_copy(marking->arena, marking->text + at, key_length);
    return end + quoted - at;
}

static void read_attributes(struct marking *marking, struct marked_words *mark, size_t at, size_t stop)
{
    while (at < stop) {
        size_t length = 0, equals = 0;
        while (at < stop && ascii_is_blank(marking->text[at]))
            at++;
        while (at + length < stop && !ascii_is_blank(marking->text[at + length])) {
            if (marking->text[at + length] == '=' && length > 0 && strchr(".#", marking->text[at]) == NULL) {
                equals = length;
                break;
            }
            length++;
        }
        if (equals > 0) {
            at += read_pair(marking, mark, at, stop, equals);
            continue;
        }
        if (length > 1 && marking->text[at] == '.')
            add_attribute(marking, &mark->codes, at + 1, length - 1);
        else if (length > 1 && marking->text[at] == '#')
            add_attribute(marking, &mark->ids, at + 1, length - 1);
        else if (length > 0)
            add_attribute(marking, &mark->flaws, at, length);
        at += length;
    }
}

/* A ']' at text[at]; returns how far the text is read. */
static size_t close_bracket(struct marking *marking, size_t at)
{
    size_t end = attributes_end(marking, at + 1);
    struct bracket *open = marking->open.count > 0 ? marking->open.items[--marking->open.count] : NULL;

    if (open == NULL || end == 0)
        return at + 1;
    struct marked_words *mark = arena_alloc(marking->arena, sizeof *mark);
    *mark = (struct marked_words){.start = open->at + 1, .end = at, .line = open->line, .column = open->column};
    mark->last_line = marking->line;
    read_attributes(marking, mark, at + 2, end - 1);
    marking->left_out[open->at] = true;
    memset(marking->left_out + at, true, end - at);
    list_add(&marking->found, marking->arena, mark);
    return end;
}

static int compare_marks(const void *a, const void *b)
{
    const struct marked_words *first = a, *second = b;

    return (first->start > second->start) - (first->start < second->start);
}

/* The text without marks, and where their words are in it. */
static const char *leave_marks_out(struct marking *marking)
{
    size_t *moved = arena_alloc(marking->arena, (marking->length + 1) * sizeof *moved);
    char *plain = arena_alloc(marking->arena, marking->length + 1);
    size_t length = 0;

    for (size_t i = 0; i < marking->length; i++) {
        moved[i] = length;
        if (!marking->left_out[i])
            plain[length++] = marking->text[i];
    }
    moved[marking->length] = length;
    for (size_t i = 0; i < marking->found.count; i++) {
        struct marked_words *mark = marking->found.items[i];
        mark->start = moved[mark->start];
        mark->end = moved[mark->end];
    }
    return plain;
}

struct marked marks_read(struct arena *arena, const char *text)
{
    struct marking marking = {.arena = arena, .text = text, .length = strlen(text), .line = 1};

    marking.left_out = arena_alloc(arena, marking.length + 1);
    for (size_t at = 0; at < marking.length;) {
        char c = text[at];
        if (c == ']') {
            at = close_bracket(&marking, at);
            continue;
        }
        if (c == '[') {
            struct bracket *open = arena_alloc(arena, sizeof *open);
            *open = (struct bracket){at, marking.line, column_of(&marking, at)};
            list_add(&marking.open, arena, open);
        }
        if (c == '"')
            marking.quoted = !marking.quoted;
        at++;
        if (c == '\n') {
            marking.line++;
            start_line(&marking, at);
            /* A bracket that nothing closes in its paragraph is a sign of the text. */
            if (at < marking.length && text[at] == '\n')
                marking.open.count = 0;
        }
    }
    list_sort(&marking.found, compare_marks);
    struct marked marked = {.marks = marking.found};
    marked.text = leave_marks_out(&marking);
    return marked;
}
