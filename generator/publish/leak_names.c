#include "publish/leak_names.h"

#include "base/arena.h"
#include "base/memory.h"
#include "publish/leak_stream.h"

#include <stdlib.h>
#include <string.h>

/*
 * The automaton reads letters and digits only.  Its table has a row for each state and a column for each letter
 * that a name has; column 0 is for all other letters, and the last is for what parts words, which changes nothing.
 * That what was found are whole words is looked at afterwards, in the text itself.
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

struct leak_names {
    struct name *names;
    size_t count;
    uint32_t *table; /* state * columns + column -> state * columns, with FOUND where a name ends */
    size_t columns;
    size_t states;
    uint32_t *ends;   /* state -> position + 1 of the name that ends there; 0: none */
    uint32_t *suffix; /* state -> the next shorter state in which a name ends; 0: none */
    unsigned char column_of[256];
};

enum {
    GLUED_LENGTH = 8, /* names so long are also found with their words run together */
    LONGEST_GAP = 64, /* bytes between two words of a name */
    LARGEST_TABLE = 1 << 30
};
#define FOUND 0x80000000u

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
    size_t columns = 1;

    for (size_t i = 0; i < names->count; i++) {
        for (size_t j = 0; j < names->names[i].length; j++) {
            unsigned char *column = &names->column_of[(unsigned char)names->names[i].letters[j]];
            if (*column == 0)
                *column = (unsigned char)columns++;
        }
    }
    for (int byte = 0; byte < 256; byte++) {
        if (!stream_is_letter((char)byte))
            names->column_of[byte] = (unsigned char)columns;
    }
    names->columns = columns + 1;
}

/* The trie of all names; table holds states, not yet rows. */
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

/* Breadth first: where each state goes on a letter that its names do not continue with. */
static void complete(struct leak_names *names)
{
    size_t columns = names->columns, head = 0, tail = 0;
    uint32_t *queue = memory_alloc(names->states * sizeof *queue);
    uint32_t *fail = memory_alloc(names->states * sizeof *fail);

    fail[0] = 0;
    queue[tail++] = 0;
    while (head < tail) {
        uint32_t state = queue[head++];
        uint32_t *row = &names->table[state * columns];
        for (size_t column = 1; column + 1 < columns; column++) {
            uint32_t fallback = state ? names->table[fail[state] * columns + column] : 0;
            if (row[column] == 0) {
                row[column] = fallback;
                continue;
            }
            fail[row[column]] = fallback;
            names->suffix[row[column]] = names->ends[fallback] ? fallback : names->suffix[fallback];
            queue[tail++] = row[column];
        }
        row[columns - 1] = state;
    }
    free(queue);
    free(fail);
}

/* From states to rows. */
static void finish_table(struct leak_names *names)
{
    for (size_t i = 0; i < names->states * names->columns; i++) {
        uint32_t state = names->table[i];
        /* What parts words must not report a name a second time. */
        bool gap = i % names->columns == names->columns - 1;
        bool ends = !gap && (names->ends[state] || names->suffix[state]);
        names->table[i] = (uint32_t)(state * names->columns) | (ends ? FOUND : 0);
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
    names->suffix = arena_alloc(arena, most * sizeof *names->suffix);
    for (size_t i = 0; i < count; i++)
        plant(names, &names->names[i], i);
    complete(names);
    finish_table(names);
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

/* Matches name backwards so that it ends with the letter before end. False: these are not its words. */
static bool match_back(const struct name *name, const char *text, size_t length, size_t end, size_t *start)
{
    size_t at = end - 1;

    for (size_t letter = name->length - 1; letter > 0; letter--) {
        size_t before = at;
        while (before > 0 && !stream_is_letter(text[before - 1]) && at - before <= LONGEST_GAP)
            before--;
        if (before == 0 || !is_gap_right(name, letter, text + before, at - before))
            return false;
        at = before - 1;
    }
    *start = at;
    if (name->exact)
        return (at == 0 || !stream_is_letter(text[at - 1])) && is_id_end(text, length, end);
    return is_word_start(text, at) && is_word_end(text, length, end);
}

void leak_names_find(const struct leak_names *names, const char *text, size_t length,
                     void (*found)(void *context, size_t name, size_t start, size_t end), void *context)
{
    const uint32_t *table = names->table;
    uint32_t row = 0;
    size_t start;

    for (size_t i = 0; i < length; i++) {
        row = table[(row & ~FOUND) + names->column_of[(unsigned char)text[i]]];
        if ((row & FOUND) == 0)
            continue;
        size_t state = (row & ~FOUND) / names->columns;
        for (size_t end = names->ends[state] ? state : names->suffix[state]; end != 0; end = names->suffix[end]) {
            for (size_t name = names->ends[end]; name != 0; name = names->names[name - 1].next) {
                if (match_back(&names->names[name - 1], text, length, i + 1, &start))
                    found(context, name - 1, start, i + 1);
            }
        }
    }
}
