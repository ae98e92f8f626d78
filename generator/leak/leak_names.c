#include "leak/private.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/*
 * A trie of the letters and digits of all names: a table with a row for each state and a column for each letter that a
 * name has.  From each place of the text where a word begins, a walk goes as far as there are names that begin so;
 * most end at once.  What stands between the letters, and that what was found are whole words, is looked at
 * afterwards, in the text itself.
 */
struct name {
    const char *letters;
    char *before; /* what parts this letter from the one before: 0 for nothing, ' ' for several signs */
    size_t length;
    bool exact;  /* the signs in it count */
    bool signs;  /* of these the stop or comma does, as in "T. Abeng" */
    bool number; /* digits alone: they may be grouped in any way */
    size_t next; /* position + 1 of another name with the same letters; 0: none */
};

/* A word begins where letters follow upon something else, and where digits do. */
enum kind { KIND_GAP, KIND_LETTER, KIND_DIGIT };

struct leak_names {
    struct name *names;
    size_t count;
    uint32_t *table; /* state * columns + column -> state; 0: no name goes on so */
    size_t columns;
    size_t states;
    uint32_t *ends; /* state -> position + 1 of the name that ends there; 0: none */
    unsigned char column_of[256];
    unsigned char kind_of[256];
    const bool *opens[256]; /* first letter -> column of the second: a name may begin so */
};

enum {
    GLUED_LENGTH = 8, /* names so long are also found with their words run together */
    LONGEST_GAP = 64, /* bytes between two words of a name */
    LARGEST_TABLE = 1 << 30,
    COLUMN_GAP = 0,   /* what stands between letters: no name has it */
    COLUMN_OTHER = 1, /* letters that no name has */
    COLUMN_FIRST = 2,
};

static void read_name(struct arena *arena, struct name *name, const struct leak_name *typed)
{
    struct streams streams = {0};
    size_t length = strlen(typed->text);
    char gap = ' ';

    streams_clear(&streams, false);
    for (size_t at = 0; at < length;)
        stream_character(&streams.main, typed->text, length, &at, LEAK_MARKUP);
    const struct buffer *plain = &streams.main.text;
    char *letters = arena_alloc(arena, plain->length + 1);
    name->before = arena_alloc(arena, plain->length + 1);
    name->exact = typed->exact;
    name->signs = typed->signs;
    name->number = true;
    for (size_t i = 0; i < plain->length; i++) {
        char c = plain->bytes[i];
        if (!stream_is_letter(c)) {
            bool within = c == STREAM_JOIN || (c == '\'' && !name->exact) || (c == ' ' && name->signs && gap);
            gap = within ? gap : gap ? ' ' : c;
            continue;
        }
        name->before[name->length] = gap;
        name->number &= c >= '0' && c <= '9';
        letters[name->length++] = c;
        gap = 0;
    }
    name->number &= !name->exact;
    name->letters = letters;
    streams_free(&streams);
}

static void assign_columns(struct leak_names *names)
{
    for (int byte = 0; byte < 256; byte++) {
        bool letter = stream_is_letter((char)byte);
        names->kind_of[byte] = !letter ? KIND_GAP : byte >= '0' && byte <= '9' ? KIND_DIGIT : KIND_LETTER;
        names->column_of[byte] = letter ? COLUMN_OTHER : COLUMN_GAP;
    }
    names->columns = COLUMN_FIRST;
    for (size_t i = 0; i < names->count; i++) {
        for (size_t j = 0; j < names->names[i].length; j++) {
            unsigned char *column = &names->column_of[(unsigned char)names->names[i].letters[j]];
            if (*column == COLUMN_OTHER)
                *column = (unsigned char)names->columns++;
        }
    }
}

static void plant(struct leak_names *names, struct name *name, size_t position)
{
    uint32_t state = 0;

    for (size_t i = 0; i < name->length; i++) {
        uint32_t *next = &names->table[state * names->columns + names->column_of[(unsigned char)name->letters[i]]];
        if (*next == 0)
            *next = (uint32_t)names->states++;
        state = *next;
    }
    if (name->length == 0)
        return;
    name->next = names->ends[state];
    names->ends[state] = (uint32_t)(position + 1);
}

/* Fills opens; the second byte may also be a gap within a word. */
static void note_openings(struct leak_names *names, struct arena *arena)
{
    bool *rows = arena_alloc(arena, names->columns * names->columns * sizeof *rows);

    for (int byte = 0; byte < 256; byte++)
        names->opens[byte] = rows + names->column_of[byte] * names->columns;
    for (size_t i = 0; i < names->count; i++) {
        const struct name *name = &names->names[i];
        bool *row = rows + names->column_of[(unsigned char)name->letters[0]] * names->columns;
        if (name->length == 1)
            memset(row, true, names->columns * sizeof *row);
        else if (name->length > 1)
            row[names->column_of[(unsigned char)name->letters[1]]] = row[COLUMN_GAP] = true;
    }
}

struct leak_names *leak_names_new(struct arena *arena, const struct leak_name *list, size_t count)
{
    struct leak_names *names = arena_alloc(arena, sizeof *names);
    size_t most = 1;

    names->names = arena_alloc(arena, (count + 1) * sizeof *names->names);
    names->count = count;
    names->states = 1;
    for (size_t i = 0; i < count; i++) {
        read_name(arena, &names->names[i], &list[i]);
        most += names->names[i].length;
    }
    assign_columns(names);
    if (most * names->columns > LARGEST_TABLE)
        memory_exhausted();
    names->table = arena_alloc(arena, most * names->columns * sizeof *names->table);
    names->ends = arena_alloc(arena, most * sizeof *names->ends);
    for (size_t i = 0; i < count; i++)
        plant(names, &names->names[i], i);
    note_openings(names, arena);
    return names;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What stands between two letters of a word: nothing, or what may be within a word. */
static bool is_within_word(const char *gap, size_t length)
{
    bool hyphen = false, broken = false;

    for (size_t i = 0; i < length; i++) {
        char c = gap[i];
        hyphen |= c == '-';
        broken |= c == '\n';
        if ((c == ' ' || c == '\n') && !hyphen)
            return false;
        if (strchr("-' \n", c) == NULL && c != STREAM_SOFT && c != STREAM_JOIN)
            return false;
    }
    /* A hyphen may be followed by white space at the end of a line only. */
    return broken || memchr(gap, ' ', length) == NULL;
}

/* What stands between two digits of a number: at most one sign. */
static bool is_within_number(const char *gap, size_t length)
{
    size_t signs = 0;

    for (size_t i = 0; i < length; i++) {
        if (gap[i] == STREAM_SOFT || gap[i] == STREAM_JOIN)
            continue;
        if (strchr(" -./()", gap[i]) == NULL)
            return false;
        signs++;
    }
    return signs <= 1;
}

/* The same sign as in the id, and nothing else. */
static bool is_same_sign(const char *gap, size_t length, char sign)
{
    size_t signs = 0;

    for (size_t i = 0; i < length; i++) {
        if (gap[i] == STREAM_SOFT || gap[i] == STREAM_JOIN)
            continue;
        if (gap[i] != sign)
            return false;
        signs++;
    }
    return signs == (sign != 0);
}

/* The sign, with white space on either side; or white space alone. */
static bool is_sign_and_space(const char *gap, size_t length, char sign)
{
    size_t signs = 0;

    for (size_t i = 0; i < length; i++) {
        if (strchr(" \n", gap[i]) != NULL || gap[i] == STREAM_SOFT || gap[i] == STREAM_JOIN)
            continue;
        if (gap[i] != sign)
            return false;
        signs++;
    }
    return length <= LONGEST_GAP && signs == (sign == '.' || sign == ',');
}

static bool is_gap_right(const struct name *name, size_t letter, const char *gap, size_t length)
{
    bool begins = name->before[letter] != 0;

    if (name->exact)
        return is_same_sign(gap, length, name->before[letter]);
    if (name->signs && begins)
        return is_sign_and_space(gap, length, name->before[letter]);
    if (name->number)
        return is_within_number(gap, length) || (begins && length <= LONGEST_GAP);
    if (!begins)
        return is_within_word(gap, length);
    return length > 0 ? length <= LONGEST_GAP : name->length >= GLUED_LENGTH;
}

/* The word that begins or ends with the letter own may have neighbour beside it. */
static bool is_border(char own, char neighbour)
{
    return !stream_is_letter(neighbour) || is_digit(own) != is_digit(neighbour);
}

static bool is_word_start(const char *text, size_t start)
{
    size_t before = start;

    while (before > 0 && text[before - 1] == STREAM_JOIN)
        before--;
    return before == 0 || is_border(text[start], text[before - 1]);
}

static bool is_word_end(const char *text, size_t length, size_t end)
{
    size_t after = end;

    while (after < length && text[after] == STREAM_JOIN)
        after++;
    return after == length || is_border(text[end - 1], text[after]);
}

/* An id ends at end, and does not go on as a longer one. */
static bool is_id_end(const char *text, size_t length, size_t end)
{
    if (end == length)
        return true;
    bool goes_on = end + 1 < length && strchr(".-_", text[end]) != NULL && stream_is_letter(text[end + 1]);
    return !stream_is_letter(text[end]) && !goes_on;
}

/* The letters of name stand in the text from start on. True: they are its words; *end is behind the last. */
static bool is_match(const struct name *name, const char *text, size_t length, size_t start, size_t *end)
{
    size_t at = start + 1;

    for (size_t letter = 1; letter < name->length; letter++) {
        size_t next = at;
        while (!stream_is_letter(text[next]))
            next++;
        if (!is_gap_right(name, letter, text + at, next - at))
            return false;
        at = next + 1;
    }
    *end = at;
    if (name->exact)
        return (start == 0 || !stream_is_letter(text[start - 1])) && is_id_end(text, length, at);
    return is_word_start(text, start) && is_word_end(text, length, at);
}

/* Calls found for each name that begins at start. */
static void walk(const struct leak_names *names, const char *text, size_t length, size_t start,
                 void (*found)(void *context, size_t name, size_t start, size_t end), void *context)
{
    uint32_t state = 0;

    for (size_t at = start; at < length; at++) {
        unsigned char column = names->column_of[(unsigned char)text[at]];
        size_t end;
        if (column == COLUMN_GAP)
            continue;
        state = names->table[state * names->columns + column];
        if (state == 0)
            return;
        for (size_t name = names->ends[state]; name != 0; name = names->names[name - 1].next) {
            if (is_match(&names->names[name - 1], text, length, start, &end))
                found(context, name - 1, start, end);
        }
    }
}

void leak_names_find(const struct leak_names *names, const char *text, size_t length,
                     void (*found)(void *context, size_t name, size_t start, size_t end), void *context)
{
    const unsigned char *column_of = names->column_of, *kind_of = names->kind_of;
    const bool *const *opens = names->opens;
    unsigned char kind, before = KIND_GAP;
    size_t i = 0;

    for (; i + 1 < length; i++, before = kind) {
        unsigned char first = (unsigned char)text[i], second = (unsigned char)text[i + 1];
        kind = kind_of[first];
        /* Both are looked up, as a branch would go either way as often. */
        if (opens[first][column_of[second]] & (kind != before))
            walk(names, text, length, i, found, context);
    }
    if (i < length && kind_of[(unsigned char)text[i]] != before)
        walk(names, text, length, i, found, context);
}
