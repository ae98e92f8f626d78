/*
 * Names as people write them, and ids as they are typed.  A person's name is a set of words: any two of them next to
 * each other, in either order, are the person; so is one of them beside the initial of another.  One alone may be
 * somebody else.
 */

#include "leak/private.h"

#include "base/arena.h"
#include "base/list.h"
#include "base/memory.h"
#include "base/words.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_PARTS = 8,
    MOST_LOOKED = 10,     /* words behind the first that may belong to a name */
    LONGEST_GAP = 200,    /* bytes between two words of a name */
    GLUED_LENGTH = 6,     /* letters: names so long are also found with their words run together */
    SHORTEST_SURNAME = 4, /* letters: shorter ones are behind an initial anywhere */
    SHORTEST_FOLDED = 5,  /* letters: shorter ones are compared as they are written beside an initial */
    LONGEST_SPELLED = 60,
    FILTER_WORDS = 1024, /* of 64 bits */
};

struct part {
    uint64_t key;
    const char *letters; /* in a stream's spelling, lower case */
    size_t length;
    char sign; /* of an id: before this part; 0: none */
    bool digits;
    const char *const *forms; /* what is written for it, NULL-terminated: half of all people are called so; or NULL */
};

enum name_form {
    FORM_PERSON,
    FORM_PHRASE, /* all words in their order, whatever is between them */
    FORM_ID,     /* the same, with at most a sign between them */
};

struct name {
    struct leak_thing thing;
    enum name_form form;
    struct part parts[MOST_PARTS];
    size_t count;
    bool spaced;          /* of an id: a blank may stand for a sign */
    unsigned initials_of; /* bits of parts: an author has this surname, and the initial of another part */
};

/* That a word with this key may begin a name. */
struct entry {
    uint64_t key;
    uint32_t name;
    uint8_t part;
    uint8_t how; /* enum entry_kind */
};

enum entry_kind {
    ENTRY_PART,
    ENTRY_GLUED,    /* the word is the whole name, run together */
    ENTRY_INITIALS, /* it is the initials of all parts */
    ENTRY_ID,       /* all parts of an id: those of a study begin alike, so its first says nothing */
};

struct leak_names {
    struct arena *arena;
    struct name *names;
    size_t count;
    size_t capacity;
    struct entry *entries; /* sorted by key once it is sealed */
    size_t entry_count;
    size_t entry_capacity;
    uint32_t *starts; /* hash table: position + 1 of the first entry with a key */
    size_t mask;
    uint64_t filter[FILTER_WORDS];
    uint64_t id_filter[FILTER_WORDS]; /* of the first parts of ids */
    size_t longest_id;                /* in parts */
};

/* ---- collecting ---- */

struct leak_names *leak_names_new(struct arena *arena)
{
    struct leak_names *names = arena_alloc(arena, sizeof *names);

    names->arena = arena;
    return names;
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

static void add_entry(struct leak_names *names, uint64_t key, size_t part, enum entry_kind how)
{
    if (names->entry_count == names->entry_capacity) {
        names->entry_capacity = names->entry_capacity ? names->entry_capacity * 2 : 256;
        names->entries = memory_resize(names->entries, names->entry_capacity * sizeof *names->entries);
    }
    names->entries[names->entry_count++] = (struct entry){key, (uint32_t)names->count - 1, (uint8_t)part, (uint8_t)how};
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
    for (size_t i = 0; i < tokens.count && tokens.count <= MOST_PARTS;) {
        struct token token;
        i += name->form == FORM_ID ? (token = tokens.items[i], 1)
                                   : tokens_joined(&tokens, plain, i, BOND_HYPHEN, &token);
        struct part *part = &name->parts[name->count++];
        char *letters = arena_alloc(names->arena, token.end - token.start + 1);
        *part = (struct part){.key = token.key, .letters = letters, .digits = token.digits};
        for (size_t at = token.start; at < token.end; at++) {
            if (stream_is_letter(plain[at]))
                letters[part->length++] = (char)(plain[at] >= 'A' && plain[at] <= 'Z' ? plain[at] | 0x20 : plain[at]);
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
    const char *const *form = name->parts[position].forms;

    add_entry(names, name->parts[position].key, position, ENTRY_PART);
    for (; form != NULL && *form != NULL; form++) {
        if (key_of(*form) != name->parts[position].key)
            add_entry(names, key_of(*form), position, ENTRY_PART);
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
    if (letters.length >= GLUED_LENGTH && strong)
        add_entry(names, token_key(letters.bytes, 0, letters.length), 0, ENTRY_GLUED);
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
    char initials[MOST_PARTS];
    for (size_t i = 0; i < name->count; i++)
        initials[i] = name->parts[i].letters[0];
    add_entry(names, token_key(initials, 0, name->count), 0, ENTRY_INITIALS);
}

void leak_names_add_phrase(struct leak_names *names, struct leak_thing thing, const char *text)
{
    struct name *name = add_name(names, thing, FORM_PHRASE);

    if (!read_parts(names, name, text)) {
        names->count--;
        return;
    }
    add_entry(names, name->parts[0].key, 0, ENTRY_PART);
    if (name->count > 1)
        enter_glued(names, name, (1u << name->count) - 1, false);
}

static void filter_add(uint64_t *filter, uint64_t key)
{
    filter[key >> 48 & (FILTER_WORDS - 1)] |= (uint64_t)1 << (key >> 58);
}

static bool filter_has(const uint64_t *filter, uint64_t key)
{
    return (filter[key >> 48 & (FILTER_WORDS - 1)] >> (key >> 58) & 1) != 0;
}

/* The key of an id's parts so far, with one more. */
static uint64_t id_key(uint64_t before, uint64_t part)
{
    uint64_t mixed = (before ^ part) * UINT64_C(0x9e3779b97f4a7c15);

    return mixed ^ mixed >> 29;
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
    name->spaced = spaced && name->count == 2;
    uint64_t key = 0;
    for (size_t i = 0; i < name->count; i++)
        key = id_key(key, name->parts[i].key);
    names->longest_id = name->count > names->longest_id ? name->count : names->longest_id;
    filter_add(names->id_filter, name->parts[0].key);
    add_entry(names, key, 0, ENTRY_ID);
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
    const struct entry *first = a, *second = b;

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
static const struct entry *find_entries(const struct leak_names *names, uint64_t key)
{
    if (!filter_has(names->filter, key))
        return NULL;
    for (size_t slot = (size_t)key & names->mask; names->starts[slot] != 0; slot = (slot + 1) & names->mask) {
        const struct entry *entry = &names->entries[names->starts[slot] - 1];
        if (entry->key == key)
            return entry;
    }
    return NULL;
}

/* ---- finding ---- */

/* A text that is searched. */
struct naming {
    const struct leak_names *names;
    const struct tokens *tokens;
    const char *text;
    size_t length;
    bool aside; /* of tags and comments: ids there are in lower case */
    void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start, size_t end);
    void *context;
    const struct name *last; /* found, up to last_end: what is within is not found again */
    size_t last_end;
};

static const struct token *token_at(const struct naming *naming, size_t position)
{
    return &naming->tokens->items[position];
}

static bool is_capital(const struct naming *naming, size_t at)
{
    return naming->text[at] >= 'A' && naming->text[at] <= 'Z';
}

/* The letters of token begin with those of part; what follows is no more than a clitic. */
static bool is_written_so(const struct naming *naming, const struct token *token, const struct part *part)
{
    size_t at = token->start, count = 0;

    for (; at < token->end && count < part->length; at++) {
        char c = naming->text[at];
        if (!stream_is_letter(c))
            continue;
        if ((c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c) != part->letters[count++])
            return false;
    }
    return count == part->length && (at == token->end || (token->stem != token->key && !part->digits));
}

static bool is_part(const struct token *token, const struct part *part)
{
    if (token->digits != part->digits)
        return false;
    if (token->key == part->key || token->stem == part->key)
        return true;
    const char *const *form = part->forms;
    for (; form != NULL && *form != NULL; form++) {
        if (key_of(*form) == token->key)
            return true;
    }
    return false;
}

/* One letter that may be an initial: with a stop, or a capital at the end of a name. */
static bool is_initial(const struct naming *naming, const struct token *token)
{
    char after = token->end < naming->length ? naming->text[token->end] : ' ';

    return token->end - token->start == 1 && !token->digits &&
           (after == '.' || (is_capital(naming, token->start) && strchr(" ,;:)\n", after) == NULL));
}

static char initial_of(const struct naming *naming, const struct token *token)
{
    return (char)(naming->text[token->start] | 0x20);
}

/* Words that are put between the parts of a name. */
static bool is_filling(const struct naming *naming, const struct token *token)
{
    size_t length = token->end - token->start;

    return token->digits || words_find(WORDS_FILLING, naming->text + token->start, length) != NULL;
}

/* What was read of a person's name. */
struct reading_name {
    unsigned full;     /* bits of the parts that are written out */
    unsigned initials; /* bits of those that are initials */
    size_t added;      /* words between that are not in the name */
    size_t start;
    size_t end;
};

static size_t gap_before(const struct naming *naming, size_t position)
{
    return token_at(naming, position)->start - token_at(naming, position - 1)->end;
}

/* The word at position is another part of name. Returns how many words it has; 0: it is none. */
static size_t take_part(const struct naming *naming, const struct name *name, size_t position,
                        struct reading_name *read)
{
    struct token joined;
    size_t count = tokens_joined(naming->tokens, naming->text, position, BOND_HYPHEN, &joined);
    const struct token *const ways[] = {token_at(naming, position), &joined};

    for (size_t way = 0; way < (count > 1 ? 2 : 1); way++) {
        for (size_t i = 0; i < name->count; i++) {
            if ((read->full & 1u << i) != 0 || !is_part(ways[way], &name->parts[i]))
                continue;
            read->full |= 1u << i;
            read->initials &= ~(1u << i);
            read->end = ways[way]->end;
            return way == 0 ? 1 : count;
        }
    }
    return 0;
}

/* Bits of parts before position first whose initial is letter, or behind it. */
static bool take_initial(const struct naming *naming, const struct name *name, const struct token *token,
                         struct reading_name *read, unsigned candidates)
{
    for (size_t i = 0; i < name->count; i++) {
        unsigned bit = 1u << i;
        if ((candidates & bit) != 0 && ((read->full | read->initials) & bit) == 0 &&
            name->parts[i].letters[0] == initial_of(naming, token)) {
            read->initials |= bit;
            return true;
        }
    }
    return false;
}

/* "A. T. Abeng": initials before the first word, of parts before it. */
static void take_initials_before(const struct naming *naming, const struct name *name, size_t position, size_t part,
                                 struct reading_name *read)
{
    for (size_t at = position; at-- > 0 && position - at <= 3;) {
        const struct token *token = token_at(naming, at);
        if (token->end - token->start != 1 || token->digits || gap_before(naming, at + 1) > 4 ||
            naming->text[token->end] != '.' || !take_initial(naming, name, token, read, (1u << part) - 1))
            break;
        read->start = token->start;
    }
}

/* "Siti R.", "Abeng, A. T.": initials behind what was read; of parts before it only where a comma turns the name. */
static bool take_initial_behind(const struct naming *naming, const struct name *name, size_t position,
                                struct reading_name *read)
{
    const struct token *token = token_at(naming, position);
    bool turned = memchr(naming->text + token_at(naming, position - 1)->end, ',', gap_before(naming, position)) != NULL;
    unsigned lowest = read->full & (~read->full + 1);
    unsigned candidates = turned || read->initials != 0 ? ~0u : ~(lowest | (lowest - 1));

    if (!is_initial(naming, token) || gap_before(naming, position) > 4)
        return false;
    if (!take_initial(naming, name, token, read, candidates))
        return false;
    read->end = token->end;
    return true;
}

/* Reads on from the word at position, which is part of name. */
static struct reading_name read_name(const struct naming *naming, const struct name *name, size_t part, size_t position,
                                     size_t words, const struct token *token)
{
    struct reading_name read = {.full = 1u << part, .start = token->start, .end = token->end};
    size_t skipped = 0;

    take_initials_before(naming, name, position, part, &read);
    for (size_t at = position + words, looked = 0; at < naming->tokens->count && looked < MOST_LOOKED; looked++) {
        if (gap_before(naming, at) > LONGEST_GAP)
            break;
        size_t taken = take_part(naming, name, at, &read);
        if (taken > 0) {
            read.added += skipped;
            skipped = 0;
            at += taken;
            continue;
        }
        if (take_initial_behind(naming, name, at, &read)) {
            at++;
            continue;
        }
        bool capital = is_capital(naming, token_at(naming, at)->start);
        if (!is_filling(naming, token_at(naming, at)) && (!capital || gap_before(naming, at) > 1 || ++skipped > 1))
            break;
        at++;
    }
    return read;
}

static size_t bits_in(unsigned bits)
{
    return (size_t)__builtin_popcount(bits);
}

/* Whether a part of bits tells one person from others. */
static bool has_strong(const struct name *name, unsigned bits, size_t shortest)
{
    for (size_t i = 0; i < name->count; i++) {
        if ((bits & 1u << i) != 0 && name->parts[i].forms == NULL && name->parts[i].length >= shortest)
            return true;
    }
    return false;
}

/* One part and the initials of others: "S. Rahmawati", "Siti R." */
static bool is_with_initials(const struct naming *naming, const struct name *name, const struct reading_name *read,
                             const struct token *token, size_t part)
{
    const struct part *full = &name->parts[part];

    if (read->initials == 0 || full->length < SHORTEST_SURNAME)
        return false;
    if (full->length < SHORTEST_FOLDED && full->forms == NULL && !is_written_so(naming, token, full))
        return false;
    return (read->initials & ~name->initials_of) != 0 && has_strong(name, read->full | read->initials, 1);
}

static enum leak_part judge_name(const struct naming *naming, const struct name *name, const struct reading_name *read,
                                 const struct token *token, size_t part)
{
    bool all = bits_in(read->full) == name->count && name->count > 1;

    if (all || (bits_in(read->full) > 1 && has_strong(name, read->full, 1)))
        return read->added > 0 ? PART_WITH_OTHERS : PART_WHOLE;
    if (bits_in(read->full) == 1 && is_with_initials(naming, name, read, token, part))
        return PART_WHOLE;
    /* One word alone is looked at as it is written, as the key of some is a common word. */
    if (bits_in(read->full) == 1 && is_written_so(naming, token, &name->parts[part]) &&
        is_capital(naming, token->start))
        return name->parts[part].forms != NULL || name->parts[part].length < SHORTEST_SURNAME ? PART_WEAK : PART_ALONE;
    return PART_NONE;
}

static void report(struct naming *naming, const struct name *name, enum leak_part part, size_t start, size_t end)
{
    naming->last = name;
    naming->last_end = end;
    naming->found(naming->context, &name->thing, part, start, end);
}

/* All parts of a phrase, from the word at position on; returns where it ends, 0: it is not here. */
static size_t phrase_end(const struct naming *naming, const struct name *name, size_t position,
                         const struct token *first, size_t words)
{
    const struct token *token = first;
    size_t end = 0;

    for (size_t i = 0; i < name->count; i++) {
        struct token joined;
        if (i > 0) {
            if (position >= naming->tokens->count || gap_before(naming, position) > LONGEST_GAP)
                return 0;
            words = tokens_joined(naming->tokens, naming->text, position, BOND_HYPHEN, &joined);
            token = &joined;
            if (!is_written_so(naming, token, &name->parts[i])) {
                token = token_at(naming, position);
                words = 1;
            }
        }
        if (!is_written_so(naming, token, &name->parts[i]))
            return 0;
        end = token->end;
        position += words;
    }
    return end;
}

/* What is between two parts of an id: its sign, another one, nothing, or a blank where it is written like that. */
static bool is_id_gap(const struct naming *naming, const struct name *name, size_t position, size_t part)
{
    size_t start = token_at(naming, position - 1)->end, end = token_at(naming, position)->start, signs = 0;
    bool same_case = true;

    for (size_t at = start; at < end; at++) {
        char c = naming->text[at];
        if (c == STREAM_SOFT || c == STREAM_JOIN)
            continue;
        if (strchr("-._/", c) == NULL && (c != ' ' || !name->spaced))
            return false;
        same_case &= c != ' ' || is_capital(naming, token_at(naming, position - 1)->start);
        signs++;
    }
    return same_case && (signs == 1 || (signs == 0 && name->parts[part].digits != name->parts[part - 1].digits));
}

/* Where an id that begins at position ends; 0: it is another. */
static size_t id_end(const struct naming *naming, const struct name *name, size_t position)
{
    bool has_digits = false;

    for (size_t i = 0; i < name->count; i++, position++) {
        if (position >= naming->tokens->count || (i > 0 && !is_id_gap(naming, name, position, i)))
            return 0;
        const struct token *token = token_at(naming, position);
        const struct part *part = &name->parts[i];
        if (token->digits != part->digits || token->key != part->key ||
            (!part->digits && !is_written_so(naming, token, part)))
            return 0;
        has_digits |= part->digits;
    }
    /* A code without digits is a word, too: it counts where it is written as a code. */
    const struct token *first = token_at(naming, position - name->count);
    bool capitals = is_capital(naming, first->start) && is_capital(naming, first->end - 1);
    return has_digits || naming->aside || capitals ? token_at(naming, position - 1)->end : 0;
}

static bool is_in_capitals(const struct naming *naming, const struct token *token)
{
    bool capitals = true;

    for (size_t at = token->start; at < token->end; at++)
        capitals &= is_capital(naming, at);
    return capitals;
}

static void try_entry(struct naming *naming, const struct entry *entry, size_t position, size_t words,
                      const struct token *token)
{
    const struct name *name = &naming->names->names[entry->name];
    size_t end = 0;

    if (entry->how == ENTRY_ID || (naming->last == name && token->start < naming->last_end))
        return;
    if (entry->how == ENTRY_GLUED) {
        report(naming, name, PART_WHOLE, token->start, token->end);
    } else if (entry->how == ENTRY_INITIALS) {
        if (is_in_capitals(naming, token))
            report(naming, name, PART_WEAK, token->start, token->end);
    } else if (name->form == FORM_PERSON) {
        struct reading_name read = read_name(naming, name, entry->part, position, words, token);
        enum leak_part part = judge_name(naming, name, &read, token, entry->part);
        if (part != PART_NONE)
            report(naming, name, part, read.start, read.end);
    } else if (name->form == FORM_PHRASE) {
        end = phrase_end(naming, name, position, token, words);
    }
    if (end != 0)
        report(naming, name, PART_WHOLE, token->start, end);
}

static void try_key(struct naming *naming, uint64_t key, size_t position, size_t words, const struct token *token)
{
    const struct entry *entry = find_entries(naming->names, key), *first = entry;
    const struct entry *stop = naming->names->entries + naming->names->entry_count;

    for (; entry != NULL && entry < stop && entry->key == first->key; entry++)
        try_entry(naming, entry, position, words, token);
}

/* Most words are in no name. */
static bool may_be_named(const struct leak_names *names, const struct token *token)
{
    return filter_has(names->filter, token->key) || filter_has(names->filter, token->stem);
}

static void try_token(struct naming *naming, size_t position, size_t words, const struct token *token)
{
    try_key(naming, token->key, position, words, token);
    if (token->stem != token->key)
        try_key(naming, token->stem, position, words, token);
}

/* The ids with these parts, from position on: the end of one that may be seen, and the last that may not, or NULL. */
static void meet_ids(const struct naming *naming, uint64_t key, size_t position, size_t *visible,
                     const struct name **hidden)
{
    const struct entry *entry = find_entries(naming->names, key);
    const struct entry *stop = naming->names->entries + naming->names->entry_count;

    for (; entry != NULL && entry < stop && entry->key == key; entry++) {
        const struct name *name = &naming->names->names[entry->name];
        size_t end = entry->how == ENTRY_ID ? id_end(naming, name, position) : 0;
        if (end == 0)
            continue;
        if (name->thing.kind == LEAK_VISIBLE)
            *visible = end;
        else
            *hidden = name;
    }
}

/* An id that is withheld, unless it begins a longer one that may be seen. */
static void try_ids(struct naming *naming, size_t position, const struct token *token)
{
    const struct leak_names *names = naming->names;
    const struct name *hidden[MOST_PARTS] = {NULL};
    size_t visible = 0;
    uint64_t key = 0;

    for (size_t i = 0; i < names->longest_id && position + i < naming->tokens->count; i++) {
        key = id_key(key, token_at(naming, position + i)->key);
        meet_ids(naming, key, position, &visible, &hidden[i]);
    }
    for (size_t i = 0; i < names->longest_id; i++) {
        size_t end = hidden[i] ? id_end(naming, hidden[i], position) : 0;
        if (end != 0 && end >= visible && !(naming->last == hidden[i] && token->start < naming->last_end))
            report(naming, hidden[i], PART_WHOLE, token->start, end);
    }
}

/* A run of single letters: whole names are looked for in it, wherever their letters begin. */
static void try_spelled(struct naming *naming, size_t position, size_t count)
{
    char letters[LONGEST_SPELLED];

    count = count < sizeof letters ? count : sizeof letters;
    for (size_t i = 0; i < count; i++)
        letters[i] = naming->text[token_at(naming, position + i)->start];
    for (size_t start = 0; start + GLUED_LENGTH <= count; start++) {
        for (size_t end = start + GLUED_LENGTH; end <= count; end++) {
            const struct entry *entry = find_entries(naming->names, token_key(letters, start, end));
            if (entry != NULL && entry->how == ENTRY_GLUED)
                report(naming, &naming->names->names[entry->name], PART_WHOLE,
                       token_at(naming, position + start)->start, token_at(naming, position + end - 1)->end);
        }
    }
}

void leak_names_find(const struct leak_names *names, const struct tokens *tokens, const char *text, size_t length,
                     bool aside,
                     void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, size_t start,
                                   size_t end),
                     void *context)
{
    struct naming naming = {names, tokens, text, length, aside, found, context, NULL, 0};
    size_t spelled_to = 0;

    for (size_t i = tokens->first; i < tokens->last && names->entry_count > 0; i++) {
        const struct token *token = &tokens->items[i];
        if (may_be_named(names, token))
            try_token(&naming, i, 1, token);
        if (filter_has(names->id_filter, token->key))
            try_ids(&naming, i, token);
        bool begins = i == 0 || tokens->items[i - 1].bond == BOND_NONE;
        if (token->bond != BOND_NONE && begins) {
            struct token joined;
            size_t words = tokens_joined(tokens, text, i, BOND_HYPHEN, &joined);
            if (may_be_named(names, &joined))
                try_token(&naming, i, words, &joined);
        }
        size_t spelled = token->end - token->start == 1 && i >= spelled_to ? tokens_spelled(tokens, text, i) : 0;
        if (spelled > 0) {
            try_spelled(&naming, i, spelled);
            spelled_to = i + spelled;
        }
    }
}
