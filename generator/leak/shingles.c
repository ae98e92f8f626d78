/*
 * Words of private texts, found again in part or changed: five in a row and more, 25 letters together, of which one
 * may be missing, another or too many; a number may be written in another way.  Each such run is a hash in a table, so
 * nothing is too long to be searched for and a text is read once.
 */

#include "leak/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/buffer.h"
#include "base/words.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
    FEWEST_WORDS = 5,
    FEWEST_LETTERS = 25,
    FEWEST_OWN = 12,        /* letters of words that the design of the study does not have */
    MOST_WORDS = 10,        /* of a run: words so short that they do not come to the letters are said by anybody */
    FEWEST_IN_SENTENCE = 2, /* words of a whole sentence that is shorter than that */
    LETTERS_IN_SENTENCE = 8,
    PASSAGE_WORDS = 11,          /* of a transcript, of which no excerpt was made */
    BIT_WORDS = 2,               /* of a bit of what was said, which stands elsewhere than it did */
    BITS_REACH = 24,             /* words from the first bit to the last, which may be looked at apart otherwise */
    LONG_BIT = 3,                /* words: of shorter bits, one word more is needed */
    FEWEST_IN_BITS = 8,          /* words that are in them */
    FEWEST_OWN_IN_BITS = 30,     /* letters of these that the design of the study does not have */
    COMMON_SOURCES = 3,          /* so many others say the same: nobody's own words */
    IN_REACH = FEWEST_WORDS + 1, /* of these words all but one are private where a run begins */
    VOCABULARY = 1 << 16,
    NUMBER_HASH = 1,    /* of all numbers */
    NUMBER_LETTERS = 4, /* that any of them counts for */
    MOST_SPECIAL = 192,
    REACH = MOST_WORDS + 2,           /* words that may be read from where a run begins */
    FILTER_BITS = 8,                  /* for each slot of the table */
    PAIRS = 1 << 20,                  /* bits: of two words in a row */
    BEFORE_PAIR = 3,                  /* words of a run that may be before the first two that are in a row */
    MOST_JOINED = 64,                 /* words that may be one in a run, as all numbers in a row */
    PAIR_REACH = REACH + BEFORE_PAIR, /* words between two pairs that are looked at together */
    SPECIAL_FILTER = 1 << 10,         /* bits */
};

enum run_kind { RUN_WITHHELD, RUN_SENTENCE, RUN_PASSAGE, RUN_BIT };

struct run {
    uint64_t hash; /* 0: an empty slot of the table */
    uint32_t text; /* position in texts, of the first that has it */
    uint16_t sources;
    uint8_t kind;
    bool common;
    uint32_t last; /* the source that had it last */
    uint32_t line; /* of a passage */
};

struct private_text {
    struct leak_thing thing;
};

struct leak_shingles {
    struct arena *arena;
    struct streams streams; /* of the text that is being added */
    struct tokens tokens;
    struct run *runs; /* a hash table */
    size_t count;
    size_t size;       /* a power of two */
    uint64_t *filter;  /* a bit for each hash in the table: most others are known without a look into it */
    struct list texts; /* of struct private_text */
    uint32_t sources;
    bool has_sentences;
    bool has_passages;
    bool has_withheld;
    bool has_numbers;
    uint64_t vocabulary[VOCABULARY / 64]; /* of the words in runs */
    uint64_t pairs[PAIRS / 64];           /* of two of these in a row */
    uint64_t brief[VOCABULARY / 64];      /* of such that are a whole sentence */
    uint64_t terms[VOCABULARY / 64];      /* of the words of the study's design */
};

struct leak_shingles *leak_shingles_new(struct arena *arena)
{
    return arena_keep(arena, &(struct leak_shingles){.arena = arena}, sizeof(struct leak_shingles));
}

void leak_shingles_free(struct leak_shingles *shingles)
{
    streams_free(&shingles->streams);
    tokens_free(&shingles->tokens);
    free(shingles->runs);
    free(shingles->filter);
}

bool leak_shingles_are_none(const struct leak_shingles *shingles)
{
    return shingles->count == 0;
}

/* ---- runs of words ---- */

/* A word as far as runs are concerned. */
struct run_word {
    uint64_t hash;
    uint32_t start;
    uint32_t end;
    uint32_t known; /* so many words from this one on are private texts' */
    uint16_t letters;
    bool begins;     /* a sentence, or what else a sign or a line end parts */
    bool behind_end; /* it has a capital behind a sign that ends sentences */
    bool ends;
    bool number;
    bool figures;  /* it is written in them */
    bool reported; /* as found */
};

struct run_words {
    struct run_word *items;
    size_t count;
    bool has_numbers;
};

/* Behind at, before next, a sentence ends: signs are counted as they are. */
static bool is_border(const char *text, size_t at, size_t next)
{
    static const bool borders[256] = {['\0'] = true, ['.'] = true, ['?'] = true,  ['!'] = true,
                                      [';'] = true,  [':'] = true, ['\n'] = true, ['"'] = true};

    for (; at < next; at++) {
        if (borders[(unsigned char)text[at]])
            return true;
    }
    return false;
}

/* A sentence ends behind at and the next one begins at next, which lines and abbreviations before figures do not do. */
static bool is_end(const char *text, size_t at, size_t next)
{
    bool ends = false;

    for (; at < next; at++)
        ends |= text[at] == '.' || text[at] == '?' || text[at] == '!';
    return ends && ascii_is_capital(text[next]);
}

/* The keys of words that are treated in their own ways: numbers in words, and what is written for a longer word. */
static struct {
    struct special {
        uint64_t key;
        uint64_t stands_for; /* another key; 0: it is a number */
        uint16_t letters;    /* of that word */
    } items[MOST_SPECIAL];
    size_t count;
    uint64_t filter[SPECIAL_FILTER / 64];
} specials;

static void enter_special(const char *word, uint64_t stands_for, size_t letters)
{
    uint64_t key = token_key(word, 0, strlen(word));

    if (specials.count == MOST_SPECIAL || key == stands_for)
        return;
    specials.items[specials.count++] = (struct special){key, stands_for, (uint16_t)letters};
    specials.filter[key % SPECIAL_FILTER / 64] |= (uint64_t)1 << key % 64;
}

static void enter_specials(void)
{
    for (const struct word_row *row = words_rows(WORDS_NUMBER); row->list == WORDS_NUMBER; row++) {
        for (const char *const *word = row->words; *word != NULL; word++)
            enter_special(*word, 0, 0);
    }
    for (const struct word_row *row = words_rows(WORDS_BRIEF); row->list == WORDS_BRIEF; row++) {
        uint64_t key = token_key(row->name, 0, strlen(row->name));
        for (const char *const *word = row->words; *word != NULL; word++)
            enter_special(*word, key, strlen(row->name));
    }
}

static const struct special *special_of(uint64_t key)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, enter_specials);
    if (!(specials.filter[key % SPECIAL_FILTER / 64] >> key % 64 & 1))
        return NULL;
    for (size_t i = 0; i < specials.count; i++) {
        if (specials.items[i].key == key)
            return &specials.items[i];
    }
    return NULL;
}

static void note_word(uint64_t *vocabulary, uint64_t hash)
{
    vocabulary[hash >> 48 >> 6] |= (uint64_t)1 << (hash >> 48 & 63);
}

static bool is_noted(const uint64_t *vocabulary, uint64_t hash)
{
    return vocabulary[hash >> 48 >> 6] >> (hash >> 48 & 63) & 1;
}

void leak_shingles_note(const struct leak_shingles *shingles, struct token *token)
{
    const struct special *special = token->digits ? NULL : special_of(token->key);

    token->run = token->stem * 0x9e3779b97f4a7c15;
    if (special != NULL && special->stands_for != 0) {
        token->run = special->stands_for * 0x9e3779b97f4a7c15;
        token->letters = special->letters;
    }
    if (token->digits || (special != NULL && special->stands_for == 0))
        token->notes |= NOTE_NUMBER;
    if (shingles != NULL && is_noted(shingles->vocabulary, token->run))
        token->notes |= NOTE_PRIVATE;
}

/* The words of tokens from first to before end, in memory that the caller frees. Figures count as words. */
static struct run_words read_words(const struct tokens *tokens, const char *text, size_t first, size_t end)
{
    struct run_words words = {.items = memory_alloc((end - first + 1) * sizeof *words.items)};
    size_t before = first > 0 ? tokens->items[first - 1].end : 0;

    for (size_t i = first; i < end;) {
        struct token token = tokens->items[i];
        i += token.bond == BOND_MARKUP ? tokens_joined(tokens, text, i, BOND_MARKUP, &token) : 1;
        struct run_word *word = &words.items[words.count++];
        *word = (struct run_word){.hash = token.run,
                                  .start = token.start,
                                  .end = token.end,
                                  .letters = token.letters,
                                  .figures = token.digits,
                                  .number = (token.notes & NOTE_NUMBER) != 0};
        words.has_numbers |= word->number;
        word->begins = (words.count == 1 && first == 0) || is_border(text, before, token.start);
        word->behind_end = words.count > 1 && is_end(text, before, token.start);
        if (words.count > 1)
            words.items[words.count - 2].ends = word->begins;
        before = token.end;
    }
    if (words.count > 0)
        words.items[words.count - 1].ends = end >= tokens->count || is_border(text, before, tokens->items[end].start);
    return words;
}

/* The same with one word for all numbers, "dua puluh ribu" and "Rp20.000", in memory that the caller frees. */
static struct run_words without_numbers(const struct run_words *words)
{
    struct run_words plain = {.items = memory_alloc((words->count + 1) * sizeof *plain.items)};

    for (size_t i = 0; i < words->count; i++) {
        const struct run_word *word = &words->items[i], *before = i > 0 ? word - 1 : NULL;
        struct run_word *last = plain.count > 0 ? &plain.items[plain.count - 1] : NULL;
        bool goes_on = word->number && before != NULL && before->number && (!word->begins || word->figures);
        if (goes_on) {
            last->end = word->end;
            last->ends = word->ends;
            last->reported |= word->reported;
            continue;
        }
        plain.items[plain.count] = *word;
        last = &plain.items[plain.count++];
        if (word->number) {
            last->hash = NUMBER_HASH;
            last->letters = NUMBER_LETTERS;
        }
    }
    return plain;
}

/* Hashes of runs begin with one, those of as many words as are wanted with another, those of bits with the last. */
enum { RUN_SEED = 1, WHOLE_SEED = 2, BIT_SEED = 3 };

static uint64_t add_to_hash(uint64_t hash, const struct run_word *word)
{
    hash = (hash ^ word->hash) * 0xff51afd7ed558ccd;
    return hash ^ hash >> 32;
}

/*
 * The run that begins with word first, without word skipped of it (0: none is): as many words as come to the letters.
 * Returns its hash, *last is its last word; 0: there is none, or none of private texts.
 */
static uint64_t run_hash(const struct run_words *words, size_t first, size_t skipped, size_t *last)
{
    uint64_t hash = RUN_SEED;
    size_t count = 0, letters = 0;

    for (size_t i = 0; first + i < words->count && count < MOST_WORDS; i++) {
        if (i == skipped && i > 0)
            continue;
        const struct run_word *word = &words->items[first + i];
        if (word->known == 0)
            return 0;
        hash = add_to_hash(hash, word);
        letters += word->letters;
        if (++count >= FEWEST_WORDS && letters >= FEWEST_LETTERS) {
            *last = first + i;
            return i < skipped ? 0 : hash; /* what was to be skipped is behind it */
        }
    }
    return 0;
}

/* Goes on to the next run that begins with word first; false: there is no other. Begin with skipped -1. */
static bool next_run(const struct run_words *words, size_t first, size_t *skipped, uint64_t *hash, size_t *last)
{
    size_t known = words->items[first].known;

    while (++*skipped < MOST_WORDS) {
        *hash = run_hash(words, first, *skipped, last);
        if (*hash != 0)
            return true;
        if (*skipped > 0)
            return false;
        /* Only without the first word that no private text has. */
        if (first + known < words->count && known > 0)
            *skipped = known - 1;
    }
    return false;
}

/* The words so far, which are count, as a whole. */
static uint64_t end_hash(uint64_t hash, size_t count)
{
    return (hash + count) * 0xc4ceb9fe1a85ec53;
}

/* count words from first on, which are there. */
static uint64_t words_hash(uint64_t seed, const struct run_words *words, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        seed = add_to_hash(seed, &words->items[first + i]);
    return end_hash(seed, count);
}

static uint64_t whole_hash(const struct run_words *words, size_t first, size_t count)
{
    return words_hash(WHOLE_SEED, words, first, count);
}

static uint64_t bit_hash(const struct run_words *words, size_t first)
{
    return words_hash(BIT_SEED, words, first, BIT_WORDS);
}

/* ---- the table ---- */

static struct run *slot_of(const struct leak_shingles *shingles, uint64_t hash)
{
    size_t slot = (size_t)(hash >> 7) & (shingles->size - 1);

    while (shingles->runs[slot].hash != 0 && shingles->runs[slot].hash != hash)
        slot = (slot + 1) & (shingles->size - 1);
    return &shingles->runs[slot];
}

static uint64_t *filter_of(const struct leak_shingles *shingles, uint64_t hash, uint64_t *bit)
{
    size_t position = (size_t)(hash >> 20) & (shingles->size * FILTER_BITS - 1);

    *bit = (uint64_t)1 << (position & 63);
    return &shingles->filter[position >> 6];
}

static void enter_filter(struct leak_shingles *shingles, uint64_t hash)
{
    uint64_t bit;

    *filter_of(shingles, hash, &bit) |= bit;
}

/* The run with hash, or NULL. */
static struct run *run_of(const struct leak_shingles *shingles, uint64_t hash)
{
    uint64_t bit;

    if (shingles->size == 0 || (*filter_of(shingles, hash, &bit) & bit) == 0)
        return NULL;
    struct run *run = slot_of(shingles, hash);
    return run->hash != 0 ? run : NULL;
}

static void grow(struct leak_shingles *shingles)
{
    struct run *old = shingles->runs;
    size_t size = shingles->size;

    shingles->size = size ? size * 2 : 1024;
    shingles->runs = memory_alloc(shingles->size * sizeof *shingles->runs);
    memset(shingles->runs, 0, shingles->size * sizeof *shingles->runs);
    shingles->filter = memory_resize(shingles->filter, shingles->size * FILTER_BITS / 8);
    memset(shingles->filter, 0, shingles->size * FILTER_BITS / 8);
    for (size_t i = 0; i < size; i++) {
        if (old[i].hash == 0)
            continue;
        *slot_of(shingles, old[i].hash) = old[i];
        enter_filter(shingles, old[i].hash);
    }
    free(old);
}

static void put(struct leak_shingles *shingles, uint64_t hash, enum run_kind kind, uint32_t line)
{
    if (shingles->count * 2 >= shingles->size)
        grow(shingles);
    struct run *run = slot_of(shingles, hash);
    if (run->hash == 0) {
        *run = (struct run){
            .hash = hash, .text = (uint32_t)shingles->texts.count - 1, .kind = (uint8_t)kind, .line = line};
        enter_filter(shingles, hash);
        shingles->count++;
    }
    if (run->last != shingles->sources) {
        run->last = shingles->sources;
        run->sources++;
    }
}

static uint64_t pair_hash(uint64_t first, uint64_t second)
{
    return (first ^ second >> 7) * 0xff51afd7ed558ccd;
}

static size_t pair_bit(uint64_t first, uint64_t second)
{
    return (size_t)(pair_hash(first, second) >> 32) & (PAIRS - 1);
}

/* words are of a private text. */
static void note_words(struct leak_shingles *shingles, const struct run_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        note_word(shingles->vocabulary, words->items[i].hash);
        size_t bit = i > 0 ? pair_bit(words->items[i - 1].hash, words->items[i].hash) : 0;
        if (i > 0)
            shingles->pairs[bit >> 6] |= (uint64_t)1 << (bit & 63);
    }
}

/* Finds out which words private texts have. */
static void count_known(const struct leak_shingles *shingles, const struct run_words *words)
{
    uint32_t known = 0;

    for (size_t i = words->count; i-- > 0;) {
        known = is_noted(shingles->vocabulary, words->items[i].hash) ? known + 1 : 0;
        words->items[i].known = known;
    }
}

/* Calls use for each run of words that private texts may have: whole ones, and those without one of their words. */
static void each_run(struct leak_shingles *shingles, const struct run_words *words,
                     void (*use)(struct leak_shingles *shingles, uint64_t hash))
{
    for (size_t first = 0; first < words->count; first++) {
        size_t last = 0, skipped = SIZE_MAX;
        uint64_t hash;
        while (next_run(words, first, &skipped, &hash, &last))
            use(shingles, hash);
    }
}

static void put_withheld(struct leak_shingles *shingles, uint64_t hash)
{
    put(shingles, hash, RUN_WITHHELD, 0);
}

static void mark_common(struct leak_shingles *shingles, uint64_t hash)
{
    struct run *run = run_of(shingles, hash);

    if (run != NULL)
        run->common = true;
}

/* Sentences that are too short for a run, as wholes. */
static void put_sentences(struct leak_shingles *shingles, const struct run_words *words)
{
    for (size_t first = 0; first < words->count; first++) {
        size_t count = 0, letters = 0;
        if (!words->items[first].begins)
            continue;
        do {
            letters += words->items[first + count].letters;
        } while (!words->items[first + count++].ends);
        if (count >= FEWEST_IN_SENTENCE && (count < FEWEST_WORDS || letters < FEWEST_LETTERS) && count <= MOST_WORDS &&
            letters >= LETTERS_IN_SENTENCE) {
            put(shingles, whole_hash(words, first, count), RUN_SENTENCE, (uint32_t)count);
            if (count == 2)
                note_word(shingles->brief, pair_hash(words->items[first].hash, words->items[first + 1].hash));
            shingles->has_sentences = true;
        }
    }
}

/* The words of a text, in memory that the caller frees. */
static struct run_words words_of(struct leak_shingles *shingles, const char *text)
{
    struct buffer *plain = &shingles->streams.main.text;

    stream_text(&shingles->streams.main, text);
    tokens_read(&shingles->tokens, buffer_string(plain), plain->length, 0, plain->length);
    return read_words(&shingles->tokens, plain->bytes, 0, shingles->tokens.count);
}

static struct run_words private_words_of(struct leak_shingles *shingles, struct leak_thing thing, const char *text)
{
    struct private_text *entry = arena_alloc(shingles->arena, sizeof *entry);
    struct run_words words = words_of(shingles, text);

    entry->thing = thing;
    list_add(&shingles->texts, shingles->arena, entry);
    note_words(shingles, &words);
    count_known(shingles, &words);
    return words;
}

/* Calls use for the runs of words, also of those with a number, however it is written. */
static void each_run_of(struct leak_shingles *shingles, const struct run_words *words, bool is_private,
                        void (*use)(struct leak_shingles *shingles, uint64_t hash))
{
    each_run(shingles, words, use);
    if (!words->has_numbers)
        return;
    struct run_words plain = without_numbers(words);
    if (is_private) {
        note_words(shingles, &plain);
        shingles->has_numbers = true;
    }
    count_known(shingles, &plain);
    each_run(shingles, &plain, use);
    free(plain.items);
}

void leak_shingles_add(struct leak_shingles *shingles, struct leak_thing thing, const char *text, bool new_source)
{
    struct run_words words = private_words_of(shingles, thing, text);

    shingles->sources += new_source || shingles->sources == 0;
    shingles->has_withheld = true;
    each_run_of(shingles, &words, true, put_withheld);
    put_sentences(shingles, &words);
    for (size_t i = 0; thing.kind == LEAK_WORDS_WITHHELD && i + BIT_WORDS <= words.count; i++)
        put(shingles, bit_hash(&words, i), RUN_BIT, 0);
    free(words.items);
}

void leak_shingles_add_transcript(struct leak_shingles *shingles, struct leak_thing thing, const char *text)
{
    struct run_words words = private_words_of(shingles, thing, text);
    uint32_t line = 1;

    shingles->sources++;
    shingles->has_passages = true;
    for (size_t i = 0, at = 0; i + PASSAGE_WORDS <= words.count; i++) {
        for (; at < words.items[i].start; at++)
            line += shingles->streams.main.text.bytes[at] == '\n';
        put(shingles, whole_hash(&words, i, PASSAGE_WORDS), RUN_PASSAGE, line);
    }
    free(words.items);
}

/* Words that a short sentence of a private text which begins with word may have, at most. */
static size_t longest_sentence(const struct leak_shingles *shingles, const struct run_word *word)
{
    size_t most = word->known < MOST_WORDS ? word->known : MOST_WORDS;

    return shingles->has_sentences && most >= FEWEST_IN_SENTENCE ? most : 0;
}

bool leak_shingles_are_quoted(struct leak_shingles *shingles, const char *text)
{
    if (shingles->count == 0)
        return false;
    struct run_words words = words_of(shingles, text);
    size_t row = 0, last;
    count_known(shingles, &words);
    for (size_t i = 0; i < words.count && row <= PASSAGE_WORDS - FEWEST_WORDS; i++) {
        const struct run *run = run_of(shingles, run_hash(&words, i, 0, &last));
        row = run != NULL && run->kind == RUN_WITHHELD ? row + 1 : 0;
    }
    free(words.items);
    return row > PASSAGE_WORDS - FEWEST_WORDS;
}

void leak_shingles_allow(struct leak_shingles *shingles, const char *text, bool design)
{
    if (shingles->count == 0)
        return;
    struct run_words words = words_of(shingles, text);
    count_known(shingles, &words);
    each_run_of(shingles, &words, false, mark_common);
    for (size_t i = 0; i < words.count; i++) {
        size_t most = longest_sentence(shingles, &words.items[i]);
        uint64_t hash = WHOLE_SEED;
        if (design)
            note_word(shingles->terms, words.items[i].hash);
        if (words.items[i].known >= PASSAGE_WORDS)
            mark_common(shingles, whole_hash(&words, i, PASSAGE_WORDS));
        if (words.items[i].known >= BIT_WORDS)
            mark_common(shingles, bit_hash(&words, i));
        for (size_t count = 1; count <= most; count++) {
            hash = add_to_hash(hash, &words.items[i + count - 1]);
            if (count >= FEWEST_IN_SENTENCE)
                mark_common(shingles, end_hash(hash, count));
        }
    }
    free(words.items);
}

/* ---- finding ---- */

struct shingling {
    const struct leak_shingles *shingles;
    struct run_words *words;
    void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, uint32_t line, size_t start,
                  size_t end);
    void *context;
    size_t done; /* words that were reported already */
    struct bits {
        const struct run *run; /* of the first; NULL: there is none */
        size_t first;          /* word */
        size_t end;            /* behind the last */
        size_t words;
        size_t own; /* letters */
        size_t count;
    } bits; /* of one private text that are near each other */
};

static const struct run *find_run(const struct shingling *shingling, uint64_t hash, enum run_kind kind)
{
    const struct run *run = run_of(shingling->shingles, hash);

    return run != NULL && run->kind == kind && !run->common && run->sources <= COMMON_SOURCES ? run : NULL;
}

static void add_run(struct shingling *shingling, const struct run *run, enum leak_part part, size_t first, size_t last)
{
    const struct private_text *text = shingling->shingles->texts.items[run->text];
    struct run_word *words = shingling->words->items;
    bool reported = first < shingling->done;

    for (size_t i = first; i <= last; i++) {
        reported |= words[i].reported;
        words[i].reported = true;
    }
    if (!reported)
        shingling->found(shingling->context, &text->thing, part, run->line, words[first].start, words[last].end);
    shingling->done = last + 1;
}

/* Letters of the words from first to before end that are no terms of the study, which are nobody's own. */
static size_t own_letters(const struct shingling *shingling, size_t first, size_t end)
{
    size_t letters = 0;

    for (size_t i = first; i < end; i++) {
        const struct run_word *word = &shingling->words->items[i];
        letters += is_noted(shingling->shingles->terms, word->hash) ? 0 : word->letters;
    }
    return letters;
}

/* The run of withheld words that begins with word first; *last is its last word, *skipped what is not of it. Or NULL.
 */
static const struct run *withheld_at(const struct shingling *shingling, size_t first, size_t *skipped, size_t *last)
{
    uint64_t hash;

    *skipped = SIZE_MAX;
    while (first < shingling->words->count && next_run(shingling->words, first, skipped, &hash, last)) {
        const struct run *run = find_run(shingling, hash, RUN_WITHHELD);
        if (run != NULL && own_letters(shingling, first, *last + 1) >= FEWEST_OWN)
            return run;
    }
    return NULL;
}

/*
 * Two sentences that a word apart makes into a run may be chance, "dipotong rambutnya. Dua puluh ribu": they are
 * withheld words where more of them follow.
 */
static bool find_withheld(struct shingling *shingling, size_t first)
{
    const struct run_word *words = shingling->words->items;
    size_t last = 0, skipped, more, behind;
    const struct run *run = withheld_at(shingling, first, &skipped, &last);

    if (run == NULL)
        return false;
    size_t apart = first + skipped;
    if (skipped > 0 && (words[apart].behind_end || words[apart + 1].behind_end) &&
        withheld_at(shingling, skipped == 1 ? apart + 1 : first + 1, &more, &behind) == NULL)
        return false;
    add_run(shingling, run, PART_WHOLE, first, last);
    return true;
}

/* A short sentence as a sentence of its own is what was said; within another it may be chance. */
static void find_sentence(struct shingling *shingling, size_t first)
{
    const struct run_word *words = shingling->words->items;
    size_t most = longest_sentence(shingling->shingles, &words[first]);
    uint64_t hash = WHOLE_SEED;

    for (size_t count = 1; count <= most; count++) {
        hash = add_to_hash(hash, &words[first + count - 1]);
        if (count < FEWEST_IN_SENTENCE)
            continue;
        const struct run *run = find_run(shingling, end_hash(hash, count), RUN_SENTENCE);
        if (run == NULL)
            continue;
        const struct private_text *text = shingling->shingles->texts.items[run->text];
        if (text->thing.kind == LEAK_MEMO)
            return; /* few words of the researcher's own are what others say, too */
        bool whole = text->thing.kind == LEAK_WORDS_WITHHELD && words[first].begins && words[first + count - 1].ends &&
                     count > FEWEST_IN_SENTENCE;
        if (!whole && first < shingling->done)
            return;
        add_run(shingling, run, whole ? PART_WHOLE : PART_ALONE, first, first + count - 1);
        return;
    }
}

static void find_passage(struct shingling *shingling, size_t first)
{
    if (shingling->words->items[first].known < PASSAGE_WORDS)
        return;
    uint64_t hash = whole_hash(shingling->words, first, PASSAGE_WORDS);
    const struct run *run = find_run(shingling, hash, RUN_PASSAGE);
    if (run != NULL)
        add_run(shingling, run, PART_WHOLE, first, first + PASSAGE_WORDS - 1);
}

/* What was said in another order: bits of it that are too short to be found by themselves, near each other. */
static void find_bit(struct shingling *shingling, size_t first)
{
    const struct run_words *words = shingling->words;
    struct bits *bits = &shingling->bits;

    if (words->items[first].known < BIT_WORDS)
        return;
    const struct run *run = find_run(shingling, bit_hash(words, first), RUN_BIT);
    if (run == NULL)
        return;
    if (bits->run == NULL || bits->run->text != run->text || first + BIT_WORDS - bits->first > BITS_REACH)
        *bits = (struct bits){.run = run, .first = first, .end = first};
    bits->count += first > bits->end || bits->words == 0 || first == bits->end;
    size_t from = first > bits->end ? first : bits->end;
    bits->words += first + BIT_WORDS - from;
    bits->own += own_letters(shingling, from, first + BIT_WORDS);
    bits->end = first + BIT_WORDS;
    size_t fewest = FEWEST_IN_BITS + (bits->words < bits->count * LONG_BIT);
    if (bits->count < 2 || bits->words < fewest || bits->own < FEWEST_OWN_IN_BITS)
        return;
    add_run(shingling, run, PART_ALONE, bits->first, bits->end - 1);
    bits->run = NULL;
}

/* More than one of the words in reach, from word first on, is no private text's. */
static bool has_few(const struct run_words *words, size_t first)
{
    size_t known = words->items[first].known;

    if (first + IN_REACH > words->count || known + 1 >= IN_REACH)
        return false;
    return known + 1 + words->items[first + known + 1].known < IN_REACH;
}

/* Passages with a number that is written in another way; the words from byte from to byte to. */
static void find_with_numbers(struct shingling shingling, size_t from, size_t to)
{
    struct run_words plain = without_numbers(shingling.words);
    size_t number = SIZE_MAX;

    shingling.words = &plain;
    shingling.done = 0;
    count_known(shingling.shingles, &plain);
    for (size_t i = 0; i < plain.count && plain.items[i].start < to; i++) {
        if (number == SIZE_MAX || number < i) {
            for (number = i; number < plain.count && !plain.items[number].number; number++)
                ;
        }
        if (plain.items[i].start >= from && number - i < MOST_WORDS && plain.items[i].known > 0 && !has_few(&plain, i))
            find_withheld(&shingling, i);
    }
    free(plain.items);
}

static bool is_number(const struct tokens *tokens, size_t position)
{
    return (tokens->items[position].notes & NOTE_NUMBER) != 0;
}

static bool is_pair(const struct leak_shingles *shingles, uint64_t first, uint64_t second)
{
    size_t bit = pair_bit(first, second);

    return shingles->pairs[bit >> 6] >> (bit & 63) & 1;
}

/*
 * The words at position and behind it are next to each other in a private text, too; a number may be another. Of the
 * five words that a run has at least, with another between, some two are.
 */
static bool is_private_pair(const struct leak_shingles *shingles, const struct tokens *tokens, size_t position)
{
    const struct token *first = &tokens->items[position], *second = first + 1;
    uint16_t either = first->notes | second->notes, both = first->notes & second->notes;

    if ((both & NOTE_PRIVATE) == 0 && (either & (NOTE_CUT | NOTE_NUMBER)) == 0)
        return false;
    if ((either & NOTE_CUT) != 0 || is_pair(shingles, first->run, second->run))
        return true;
    return shingles->has_numbers && (either & NOTE_NUMBER) != 0 &&
           is_pair(shingles, is_number(tokens, position) ? NUMBER_HASH : first->run,
                   is_number(tokens, position + 1) ? NUMBER_HASH : second->run);
}

/*
 * The pair at position is worth a look though no other is near it: the two are a sentence, or markup cuts them. All
 * else that is found has two pairs.
 */
static bool is_enough(const struct leak_shingles *shingles, const struct tokens *tokens, size_t position)
{
    const struct token *first = &tokens->items[position], *second = first + 1;

    return ((first->notes | second->notes) & NOTE_CUT) != 0 ||
           (shingles->has_sentences && is_noted(shingles->brief, pair_hash(first->run, second->run)));
}

/* The word at position goes on in the next, or all numbers in a row are one. */
static bool is_joined(const struct tokens *tokens, size_t position)
{
    return position + 1 < tokens->count && (tokens->items[position].bond == BOND_MARKUP ||
                                            (is_number(tokens, position) && is_number(tokens, position + 1)));
}

/* Where the words begin of a run whose first two in a row are at position. */
static size_t reach_before(const struct tokens *tokens, size_t position)
{
    size_t words = 0, joined = 0;

    while (position > 0 && joined < MOST_JOINED && (words < BEFORE_PAIR || is_joined(tokens, position - 1))) {
        bool goes_on = is_joined(tokens, --position);
        words += !goes_on;
        joined += goes_on;
    }
    return position;
}

/* Behind the words that may be read from position on; those that markup cuts and numbers in a row are one. */
static size_t reach_from(const struct tokens *tokens, size_t position)
{
    size_t end = position, joined = 0;

    for (size_t words = 0; end < tokens->count && words < REACH && joined < MOST_JOINED; end++) {
        bool goes_on = is_joined(tokens, end);
        words += !goes_on;
        joined += goes_on;
    }
    return end;
}

/* What is private from token first to before end, where it begins in the wanted piece of the text. */
static void find_between(struct shingling shingling, const struct tokens *tokens, const char *text, size_t first,
                         size_t end)
{
    const struct leak_shingles *shingles = shingling.shingles;

    if (first == end)
        return;
    struct run_words words = read_words(tokens, text, first, end);
    size_t from = tokens->first < tokens->count ? tokens->items[tokens->first].start : SIZE_MAX;
    size_t to = tokens->last < tokens->count ? tokens->items[tokens->last].start : SIZE_MAX;

    shingling.words = &words;
    count_known(shingles, &words);
    for (size_t i = 0; i < words.count && words.items[i].start < to; i++) {
        if (words.items[i].known == 0 || words.items[i].start < from)
            continue;
        if (shingles->has_sentences)
            find_sentence(&shingling, i);
        if (shingles->has_withheld)
            find_bit(&shingling, i);
        if (has_few(&words, i))
            continue;
        if (shingles->has_withheld && find_withheld(&shingling, i))
            continue;
        if (shingles->has_passages)
            find_passage(&shingling, i);
    }
    if (shingles->has_withheld && words.has_numbers)
        find_with_numbers(shingling, from, to);
    free(words.items);
}

void leak_shingles_find(const struct leak_shingles *shingles, const struct tokens *tokens, const char *text,
                        void (*found)(void *context, const struct leak_thing *thing, enum leak_part part, uint32_t line,
                                      size_t start, size_t end),
                        void *context)
{
    const struct shingling shingling = {shingles, NULL, found, context, 0, {0}};

    if (shingles->count == 0)
        return;
    size_t first = 0, end = 0, lone = SIZE_MAX;
    for (size_t i = tokens->first; i + 1 < tokens->count && i < tokens->last + REACH; i++) {
        if (!is_private_pair(shingles, tokens, i))
            continue;
        bool near = lone < i && i - lone <= PAIR_REACH;
        size_t from = near ? lone : i;
        lone = i;
        if (!near && !is_enough(shingles, tokens, i))
            continue;
        size_t before = reach_before(tokens, from);
        if (end == 0 || before > end + BITS_REACH - REACH) {
            find_between(shingling, tokens, text, first, end);
            first = before;
        }
        end = reach_from(tokens, i);
    }
    find_between(shingling, tokens, text, first, end);
}
