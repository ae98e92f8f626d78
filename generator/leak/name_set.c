/*
 * Names as people write them, and ids as they are typed.  A person's name is a set of words: any two of them next to
 * each other, in either order, are the person; so is one of them beside the initial of another.  One alone may be
 * somebody else.
 */

#include "leak/private.h"

#include "base/ascii.h"
#include "base/arena.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

struct leak_names *leak_names_new(struct arena *arena)
{
    return arena_keep(arena, &(struct leak_names){.arena = arena}, sizeof(struct leak_names));
}

static struct name *add_name(struct leak_names *names, struct leak_thing thing, enum name_form form)
{
    if (names->count == names->capacity) {
        names->capacity = names->capacity ? names->capacity * 2 : 64;
        names->names = memory_resize(names->names, names->capacity * sizeof *names->names);
    }
    names->names[names->count] = (struct name){.thing = thing, .form = form};
    return &names->names[names->count++];
}

static void add_entry(struct leak_names *names, uint64_t key, size_t part, enum name_entry_kind how)
{
    if (names->entry_count == names->entry_capacity) {
        names->entry_capacity = names->entry_capacity ? names->entry_capacity * 2 : 256;
        names->entries = memory_resize(names->entries, names->entry_capacity * sizeof *names->entries);
    }
    names->entries[names->entry_count++] =
        (struct name_entry){key, (uint32_t)names->count - 1, (uint8_t)part, (uint8_t)how};
}

/* letters are a name, or part of one; returns their key. */
static uint64_t note_letters(struct leak_names *names, const char *letters, size_t length)
{
    uint16_t sounds;

    token_sounds(letters, 0, length, &sounds);
    names->sounds[sounds / 64] |= (uint64_t)1 << sounds % 64;
    names->has_persons = true;
    return token_key(letters, 0, length);
}

bool names_may_begin(const struct leak_names *names, const char *text, size_t start, size_t end)
{
    uint16_t sounds;

    return names->has_persons &&
           (!token_sounds(text, start, end, &sounds) || (names->sounds[sounds / 64] >> sounds % 64 & 1) != 0);
}

/* The words of text as parts of name. False: there are none, or too many. */
static bool read_parts(struct leak_names *names, struct name *name, const char *text)
{
    struct streams streams = {0};
    struct tokens tokens = {0};

    stream_text(&streams.main, text);
    tokens_read(&tokens, buffer_string(&streams.main.text), streams.main.text.length, 0, streams.main.text.length);
    const char *plain = streams.main.text.bytes;
    name->count = 0;
    for (size_t i = 0; i < tokens.count && tokens.count <= NAME_PARTS;) {
        struct token token;
        i += name->form >= FORM_ID ? (token = tokens.items[i], 1)
                                   : tokens_joined(&tokens, plain, i, BOND_HYPHEN, &token);
        struct name_part *part = &name->parts[name->count++];
        char *letters = arena_alloc(names->arena, token.end - token.start + 1);
        *part = (struct name_part){.key = token.key, .letters = letters, .digits = token.digits};
        for (size_t at = token.start; at < token.end; at++) {
            if (stream_is_letter(plain[at]))
                letters[part->length++] = ascii_lower(plain[at]);
        }
        part->sign = token.start > 0 && !stream_is_letter(plain[token.start - 1]) ? plain[token.start - 1] : '\0';
    }
    tokens_free(&tokens);
    streams_free(&streams);
    return name->count > 0;
}

bool leak_is_short_form(const char *word)
{
    return words_find(WORDS_SHORT, word, strlen(word)) != NULL;
}

static uint64_t key_of(const char *letters)
{
    return token_key(letters, 0, strlen(letters));
}

static void enter_part(struct leak_names *names, const struct name *name, size_t position)
{
    const struct name_part *part = &name->parts[position];
    const char *const *form = part->forms;

    note_letters(names, part->letters, part->length);
    for (size_t size = NAME_ENDING; size + NAME_HALF <= part->length; size++) /* "Ibu Wati" */
        note_letters(names, part->letters + part->length - size, size);
    add_entry(names, part->key, position, ENTRY_PART);
    for (; form != NULL && *form != NULL; form++) {
        uint64_t key = note_letters(names, *form, strlen(*form));
        if (key != part->key)
            add_entry(names, key, position, ENTRY_PART);
    }
}

/* The parts of bits, run together. */
static void enter_glued(struct leak_names *names, const struct name *name, unsigned bits, bool turned)
{
    struct buffer letters = {0};
    bool strong = false;

    for (size_t i = 0; i < name->count; i++) {
        size_t at = turned ? name->count - 1 - i : i;
        if ((bits & 1u << at) == 0)
            continue;
        buffer_bytes(&letters, name->parts[at].letters, name->parts[at].length);
        strong |= name->parts[at].forms == NULL;
    }
    if (letters.length >= NAME_GLUED && strong)
        add_entry(names, note_letters(names, letters.bytes, letters.length), 0, ENTRY_GLUED);
    buffer_free(&letters);
}

static void enter_all_glued(struct leak_names *names, const struct name *name)
{
    unsigned all = (1u << name->count) - 1;

    enter_glued(names, name, all, false);
    enter_glued(names, name, all, true);
    for (size_t i = 0; i + 1 < name->count && name->count > 2; i++)
        enter_glued(names, name, 3u << i, false);
    if (name->count > 2)
        enter_glued(names, name, 1u | 1u << (name->count - 1), false);
}

/* "itiS itawamhaR" and "itawamhaR itiS" are read from right to left where a sign or a style sheet says so. */
static void add_backwards(struct leak_names *names, struct leak_thing thing, const struct name name)
{
    struct buffer words = {0};

    for (size_t turned = 0; turned < 2; turned++) {
        buffer_clear(&words);
        for (size_t i = 0; i < name.count; i++) {
            const struct name_part *part = &name.parts[turned ? name.count - 1 - i : i];
            for (size_t at = part->length; at-- > 0;)
                buffer_char(&words, part->letters[at]);
            buffer_char(&words, ' ');
        }
        leak_names_add_phrase(names, thing, buffer_string(&words));
    }
    buffer_free(&words);
}

void leak_names_add_person(struct leak_names *names, struct leak_thing thing, const char *text)
{
    struct name *name = add_name(names, thing, FORM_PERSON);

    if (!read_parts(names, name, text)) {
        names->count--;
        return;
    }
    for (size_t i = 0; i < name->count; i++) {
        const struct word_row *row = words_find(WORDS_SHORT, name->parts[i].letters, name->parts[i].length);
        name->parts[i].forms = row ? row->words : NULL;
    }
    for (size_t i = 0; i < name->count; i++)
        enter_part(names, name, i);
    if (name->count < 2)
        return;
    enter_all_glued(names, name);
    char initials[NAME_PARTS];
    for (size_t i = 0; i < name->count; i++)
        initials[i] = name->parts[i].letters[0];
    add_entry(names, note_letters(names, initials, name->count), 0, ENTRY_INITIALS);
    add_backwards(names, thing, *name);
}

void leak_names_add_phrase(struct leak_names *names, struct leak_thing thing, const char *text)
{
    struct name *name = add_name(names, thing, FORM_PHRASE);

    if (!read_parts(names, name, text)) {
        names->count--;
        return;
    }
    note_letters(names, name->parts[0].letters, name->parts[0].length);
    add_entry(names, name->parts[0].key, 0, ENTRY_PART);
    if (name->count > 1)
        enter_glued(names, name, (1u << name->count) - 1, false);
}

static void filter_add(uint64_t *filter, uint64_t key)
{
    filter[key >> 48 & (NAME_FILTER_WORDS - 1)] |= (uint64_t)1 << (key >> 58);
}

bool names_filter_has(const uint64_t *filter, uint64_t key)
{
    return (filter[key >> 48 & (NAME_FILTER_WORDS - 1)] >> (key >> 58) & 1) != 0;
}

/* The key of an id's parts so far, with one more. */
uint64_t names_id_key(uint64_t before, uint64_t part)
{
    uint64_t mixed = (before ^ part) * UINT64_C(0x9e3779b97f4a7c15);

    return mixed ^ mixed >> 29;
}

/* Enters the name that was added last by all of its parts. */
static void enter_id(struct leak_names *names, const struct name *name)
{
    uint64_t key = 0;

    filter_add(names->id_filter, name->parts[0].key);
    for (size_t i = 0; i < name->count; i++) {
        key = names_id_key(key, name->parts[i].key);
        filter_add(names->id_filter, key);
    }
    names->longest_id = name->count > names->longest_id ? name->count : names->longest_id;
    add_entry(names, key, 0, ENTRY_ID);
}

void leak_names_add_told(struct leak_names *names, struct leak_thing thing, const char *text)
{
    struct name *name = add_name(names, thing, FORM_TOLD);

    if (read_parts(names, name, text))
        enter_id(names, name);
    else
        names->count--;
}

bool leak_names_add_id(struct leak_names *names, struct leak_thing thing, const char *id, bool spaced)
{
    struct name *name = add_name(names, thing, FORM_ID);
    size_t letters = 0, digits = 0;

    if (read_parts(names, name, id)) {
        for (size_t i = 0; i < name->count; i++)
            *(name->parts[i].digits ? &digits : &letters) += name->parts[i].length;
    }
    /* What is as short as this is anywhere. */
    if (letters == 0 || letters + digits < 3) {
        names->count--;
        return false;
    }
    name->spaced = spaced;
    enter_id(names, name);
    return true;
}

void leak_names_add_author(struct leak_names *names, const char *surname, char initial)
{
    uint64_t key = key_of(surname);

    for (size_t i = 0; i < names->count; i++) {
        struct name *name = &names->names[i];
        for (size_t part = 0; part < name->count && name->form == FORM_PERSON; part++) {
            if (name->parts[part].key != key)
                continue;
            for (size_t other = 0; other < name->count; other++) {
                if (other != part && name->parts[other].letters[0] == initial)
                    name->initials_of |= 1u << other;
            }
        }
    }
}

static int compare_entries(const void *a, const void *b)
{
    const struct name_entry *first = a, *second = b;

    if (first->key != second->key)
        return first->key < second->key ? -1 : 1;
    return (first->name > second->name) - (first->name < second->name);
}

/* memory in the arena; the original is freed. */
static void *keep(struct leak_names *names, void *memory, size_t size)
{
    void *copy = arena_alloc(names->arena, size + 1);

    if (size > 0)
        memcpy(copy, memory, size);
    free(memory);
    return copy;
}

void leak_names_seal(struct leak_names *names)
{
    size_t size = 64;

    while (size < names->entry_count * 2)
        size *= 2;
    names->mask = size - 1;
    names->starts = arena_alloc(names->arena, size * sizeof *names->starts);
    names->names = keep(names, names->names, names->count * sizeof *names->names);
    names->entries = keep(names, names->entries, names->entry_count * sizeof *names->entries);
    if (names->entry_count > 0)
        qsort(names->entries, names->entry_count, sizeof *names->entries, compare_entries);
    for (size_t i = 0; i < names->entry_count; i++) {
        uint64_t key = names->entries[i].key;
        if (i > 0 && names->entries[i - 1].key == key)
            continue;
        size_t slot = (size_t)key & names->mask;
        while (names->starts[slot] != 0)
            slot = (slot + 1) & names->mask;
        names->starts[slot] = (uint32_t)i + 1;
        filter_add(names->filter, key);
    }
}

/* The first entry with key, or NULL. */
const struct name_entry *names_entries(const struct leak_names *names, uint64_t key)
{
    if (!names_filter_has(names->filter, key))
        return NULL;
    for (size_t slot = (size_t)key & names->mask; names->starts[slot] != 0; slot = (slot + 1) & names->mask) {
        const struct name_entry *entry = &names->entries[names->starts[slot] - 1];
        if (entry->key == key)
            return entry;
    }
    return NULL;
}
