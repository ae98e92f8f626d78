#include "lua/private.h"

#include "base/arena.h"
#include "base/ascii.h"
#include "base/text.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdint.h>
#include <string.h>

/*
 * Words in prose, for checks that know a language.  Most texts hold none of the words that are asked for, there may be
 * thousands of texts, and several checks ask of the same one in turn: which words it has is noted once, and only a text
 * that may hold one of those asked for is split into words.
 */

/* A pair of letters is known by five bits of each, which leave out its case; a word by bits of a hash of its letters.
 */
enum { LETTERS = 32, PAIRS = LETTERS * LETTERS, MOST_NEEDLES = 100, HASH_BITS = 17 };

struct needles {
    const char *words[MOST_NEEDLES];
    size_t lengths[MOST_NEEDLES];
    size_t count;
    unsigned char first[PAIRS];       /* 1 + position of a word that begins with a pair; 0: none does */
    unsigned char next[MOST_NEEDLES]; /* 1 + position of the next one with the same pair */
};

/* The words of one prose: a bit for each hash. */
struct noted_words {
    const struct block *blocks;
    unsigned char bits[(1 << HASH_BITS) / 8];
};

struct word {
    const char *text; /* folded */
    struct place place;
};

struct search {
    lua_State *lua; /* the list of passages is on top */
    struct arena *arena;
    const struct needles *needles;
    struct list words; /* of struct word: of the block at hand */
    struct list cited; /* of numbers of words behind which a work is cited */
};

static size_t pair_at(const char *at)
{
    return ((unsigned char)at[0] % LETTERS) * (size_t)LETTERS + (unsigned char)at[1] % LETTERS;
}

static void set_first(struct needles *needles)
{
    memset(needles->first, 0, sizeof needles->first);
    for (size_t i = 0; i < needles->count; i++) {
        if (needles->lengths[i] == 0)
            continue;
        unsigned char *first = &needles->first[pair_at(needles->words[i])];
        needles->next[i] = *first;
        *first = (unsigned char)(i + 1);
    }
}

/* The words of the list at index, which keeps them. */
static void take_needles(lua_State *lua, int index, struct needles *needles)
{
    luaL_checktype(lua, index, LUA_TTABLE);
    size_t count = lua_rawlen(lua, index);

    if (count == 0 || count > MOST_NEEDLES)
        sandbox_fail(lua, "model.passages(prose, {\"word\", ...})", "takes 1 to %d words", MOST_NEEDLES);
    needles->count = count;
    for (size_t i = 0; i < count; i++) {
        if (lua_rawgeti(lua, index, (lua_Integer)i + 1) != LUA_TSTRING)
            sandbox_fail(lua, NULL, "a word must be a text, not a %s", luaL_typename(lua, -1));
        needles->words[i] = lua_tolstring(lua, -1, &needles->lengths[i]);
        lua_pop(lua, 1);
    }
    set_first(needles);
}

/* The hash of the letters a to z that text begins with, whatever their case; moves *text behind them. */
static unsigned hash_letters(const char **text)
{
    uint32_t hash = 0;

    while (ascii_is_letter(**text))
        hash = hash * 31 + ((unsigned char)*(*text)++ | 0x20);
    return hash * 2654435769U >> (32 - HASH_BITS); /* Knuth, The Art of Computer Programming 3, 6.4 */
}

static void note_words(struct noted_words *noted, const char *text)
{
    while (*text != '\0') {
        while (*text != '\0' && !ascii_is_letter(*text))
            text++;
        unsigned hash = hash_letters(&text);
        noted->bits[hash / 8] |= (unsigned char)(1 << hash % 8);
    }
}

/* Notes the words of blocks, unless they are those that were noted last. */
static const struct noted_words *note_prose(struct api *api, lua_State *lua, const struct block *blocks)
{
    struct iterator it;

    if (api->noted != NULL && api->noted->blocks == blocks)
        return api->noted;
    if (api->noted == NULL)
        api->noted = arena_alloc(api->arena, sizeof *api->noted);
    memset(api->noted, 0, sizeof *api->noted);
    iterator_start(&it, api->arena, blocks);
    while (iterator_next(&it)) {
        if (!iterator_meets_span(&it) || it.span->kind != SPAN_TEXT)
            continue;
        sandbox_spend(lua, strlen(it.span->text) / LETTERS);
        note_words(api->noted, it.span->text);
    }
    api->noted->blocks = blocks;
    return api->noted;
}

/* Whether the prose may hold one of the words: it has the letters that one begins with, as a word or before a sign. */
static bool may_hold_one(const struct noted_words *noted, const struct needles *needles)
{
    for (size_t i = 0; i < needles->count; i++) {
        const char *word = needles->words[i];
        unsigned hash = hash_letters(&word);
        if (word == needles->words[i] || noted->bits[hash / 8] >> hash % 8 & 1)
            return true;
    }
    return false;
}

static bool holds_one(const struct search *search)
{
    const struct needles *needles = search->needles;

    for (size_t i = 0; i < search->words.count; i++) {
        const struct word *word = search->words.items[i];
        for (size_t j = needles->first[pair_at(word->text)]; j > 0; j = needles->next[j - 1]) {
            if (strcmp(word->text, needles->words[j - 1]) == 0)
                return true;
        }
    }
    return false;
}

/* {"semua", "informan", ".", places = {...}, cited = {[2] = true}}, at the end of the list on top. */
static void add_passage(lua_State *lua, const struct list *words, const struct list *cited)
{
    lua_createtable(lua, (int)words->count, 2);
    lua_createtable(lua, 0, (int)cited->count);
    for (size_t i = 0; i < cited->count; i++) {
        lua_pushboolean(lua, true);
        lua_rawseti(lua, -2, (lua_Integer)(uintptr_t)cited->items[i]);
    }
    lua_setfield(lua, -2, "cited");
    lua_createtable(lua, (int)words->count, 0);
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = words->items[i];
        lua_pushstring(lua, word->text);
        lua_rawseti(lua, -3, (lua_Integer)i + 1);
        api_push_place(lua, word->place);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_setfield(lua, -2, "places");
    end_item(lua);
}

static void end_passage(struct search *search)
{
    if (holds_one(search))
        add_passage(search->lua, &search->words, &search->cited);
    search->words.count = 0;
    search->cited.count = 0;
}

static void add_word(struct search *search, struct place place, const char *start, size_t length)
{
    struct word *word = arena_alloc(search->arena, sizeof *word);

    *word = (struct word){text_fold(search->arena, arena_copy(search->arena, start, length)), place};
    list_add(&search->words, search->arena, word);
}

static bool is_stop(unsigned long letter)
{
    return letter < 128 && letter > 0 && strchr(",.;:!?()", (int)letter) != NULL;
}

static void add_words(struct search *search, struct place place, const char *text)
{
    const char *start = text, *next = text;

    sandbox_spend(search->lua, strlen(text));
    for (bool more = true; more;) {
        const char *before = next;
        unsigned long letter = text_next(&next);
        more = letter != 0;
        if (text_is_word(letter) || text_is_mark(letter))
            continue;
        place.column += (int)(start - text);
        if (before > start)
            add_word(search, place, start, (size_t)(before - start));
        if (is_stop(letter))
            add_word(search, place, before, 1);
        place.column -= (int)(start - text);
        start = next;
    }
}

/* What is quoted from others is left out. */
static void split(struct search *search, const struct block *blocks)
{
    struct iterator it;

    iterator_start(&it, search->arena, blocks);
    while (iterator_next(&it)) {
        if (iterator_meets_block(&it))
            end_passage(search);
        if (iterator_meets_block(&it) && it.block->kind == BLOCK_QUOTE)
            iterator_skip(&it);
        else if (iterator_meets_span(&it) && it.span->kind == SPAN_TEXT)
            add_words(search, (struct place){it.block->place.file, it.span->line, it.span->column}, it.span->text);
        else if (iterator_meets_span(&it) && it.span->kind == SPAN_CITATION)
            list_add(&search->cited, search->arena, (void *)(uintptr_t)search->words.count);
    }
    end_passage(search);
}

/* The first thing said below a heading: the first paragraph, or that of the first item of a list. */
static const struct block *first_below(const struct block *heading)
{
    const struct block *block = heading->next;

    while (block != NULL && (block->kind == BLOCK_LIST || block->kind == BLOCK_ITEM))
        block = block->children;
    return block != NULL && block->kind == BLOCK_PARAGRAPH ? block : NULL;
}

/* What is said below heading, to the next of its level or above; not tables and figures, whose numbers it would repeat.
 */
static const struct block *all_below(struct arena *arena, const struct block *heading)
{
    struct block_chain below = {0};

    for (const struct block *block = heading->next; block != NULL; block = block->next) {
        if (block->kind == BLOCK_HEADING && block->level <= heading->level)
            break;
        if (block->kind == BLOCK_HEADING || block->kind == BLOCK_TABLE || block->kind == BLOCK_FIGURE)
            continue;
        struct block *copy = arena_keep(arena, block, sizeof *copy);
        copy->next = NULL;
        block_chain_add(&below, copy);
    }
    return below.first;
}

/* The first block of the prose that is the first argument, NULL of none; example is a call that is right. */
static const struct block *check_prose(lua_State *lua, const char *example)
{
    const struct handle *handle = api_handle(lua, 1);

    if (!lua_isnil(lua, 1) && (handle == NULL || handle->kind != HANDLE_BLOCKS))
        sandbox_fail(lua, example, "takes prose, not a %s", luaL_typename(lua, 1));
    return handle != NULL ? handle->content.first_block : NULL;
}

/* model.outline(prose, level): its headings of that level that have an id, each with what is said first below it. */
static int find_outline(lua_State *lua)
{
    lua_Integer level = luaL_checkinteger(lua, 2);
    const struct block *block = check_prose(lua, "model.outline(page.body, 2)");

    lua_newtable(lua);
    for (; block != NULL; block = block->next) {
        if (block->kind != BLOCK_HEADING || block->level != level || block->id == NULL)
            continue;
        const struct block *first = first_below(block);
        lua_createtable(lua, 0, 4);
        set_text(lua, "id", block->id);
        api_push_line(lua, block->spans);
        lua_setfield(lua, -2, "title");
        api_push_line(lua, first ? first->spans : NULL);
        lua_setfield(lua, -2, "first");
        api_push_prose(lua, all_below(api_of(lua)->arena, block));
        lua_setfield(lua, -2, "below");
        end_item(lua);
    }
    return 1;
}

/* Whether what is called by the second argument is met anywhere in the prose, which is the first. */
static int meets_named(lua_State *lua, const char *example, bool (*is_met)(const struct iterator *it, const char *name))
{
    const char *name = luaL_checkstring(lua, 2);
    const struct block *blocks = check_prose(lua, example);
    struct arena *scratch = arena_new();
    struct iterator it;
    bool met = false;

    iterator_start(&it, scratch, blocks);
    while (!met && iterator_next(&it))
        met = is_met(&it, name);
    arena_free(scratch);
    lua_pushboolean(lua, met);
    return 1;
}

static bool is_citation_of(const struct iterator *it, const char *key)
{
    if (!iterator_meets_span(it) || it->span->kind != SPAN_CITATION)
        return false;
    const struct cited_work *work = it->span->citation->works;
    while (work != NULL && strcmp(work->key, key) != 0)
        work = work->next;
    return work != NULL;
}

static bool is_directive_called(const struct iterator *it, const char *name)
{
    return iterator_meets_block(it) && it->block->kind == BLOCK_DIRECTIVE &&
           strcmp(it->block->directive->name, name) == 0;
}

/* model.cites(prose, key): whether the prose cites the work. */
static int cites_work(lua_State *lua)
{
    return meets_named(lua, "model.cites(finding.body, work.key)", is_citation_of);
}

/* model.directs(prose, name): a directive of that name stands in it, by itself or around blocks. */
static int directs(lua_State *lua)
{
    return meets_named(lua, "model.directs(page.body, \"chart\")", is_directive_called);
}

/*
 * model.passages(prose, words), the passages of prose that hold one of words, each a list of its words,
 * folded, with `places`, where each is. A stop is a word of its own; what is quoted is somebody else's and left out.
 */
static int find_passages(lua_State *lua)
{
    struct api *api = api_of(lua);
    const struct block *blocks = check_prose(lua, "model.passages(finding.body, words)");
    struct needles needles;
    struct search search = {.lua = lua, .needles = &needles};

    take_needles(lua, 2, &needles);
    lua_newtable(lua);
    if (blocks == NULL || !may_hold_one(note_prose(api, lua, blocks), &needles))
        return 1;
    arena_free(api->scratch);
    search.arena = api->scratch = arena_new();
    split(&search, blocks);
    return 1;
}

/* model.fold(text): for comparison, as the words of passages are. */
static int fold_text(lua_State *lua)
{
    struct api *api = api_of(lua);
    size_t length, bad;
    const char *text = luaL_checklstring(lua, 1, &length);

    if (!text_is_utf8(text, length, &bad))
        return sandbox_fail(lua, NULL, "the text is not valid UTF-8 at byte %d", (int)bad + 1);
    sandbox_spend(lua, length);
    arena_free(api->scratch);
    api->scratch = arena_new();
    lua_pushstring(lua, text_fold(api->scratch, text));
    return 1;
}

/* What is asked of prose by calls, fields of the model. */
static const struct extra extras[] = {
    {"", "passages", .function = find_passages}, {"", "cites", .function = cites_work},
    {"", "directs", .function = directs},        {"", "outline", .function = find_outline},
    {"", "fold", .function = fold_text},
};

void add_prose_fields(lua_State *lua)
{
    add_extras(lua, extras, sizeof extras / sizeof *extras, "");
}
