#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>

#include <assert.h>
#include <stdint.h>
#include <string.h>

/*
 * Lua's patterns, matched with a price: each step is charged to the running call, so that a pattern which tries
 * endlessly ends at the script's limits. A pattern is compiled to items first; quantified items keep their place
 * in a list of choices, so neither text nor pattern decides how deep the C stack gets.
 */

enum { PATTERN_CAPTURES = 32 };

struct capture {
    const char *start;
    const char *end; /* NULL: a position capture, "()" */
};

struct match {
    const char *text, *text_end; /* the subject */
    const char *start, *end;     /* what was matched */
    int count;                   /* captures */
    struct capture captures[PATTERN_CAPTURES];
};

/*
 * Why not Lua's own matcher: it is one call of C, in which no hook runs, and a pattern of 60 letters keeps it for
 * years. A limit of the process would end the program without the script's line, and `build` and `check` run in no
 * child that could be given up. With each step charged, an endless pattern is a diagnostic like an endless loop, in all
 * commands. For well-formed patterns it does what Lua's does (205,940 made-up patterns compared;
 * tests/unit/test_pattern.c).
 */

enum item_kind {
    ITEM_CHARACTER, /* character */
    ITEM_ANY,
    ITEM_SET,      /* set */
    ITEM_OPEN,     /* capture */
    ITEM_CLOSE,    /* capture */
    ITEM_POSITION, /* capture */
    ITEM_BACK,     /* capture: the same text again */
    ITEM_BALANCED, /* character, closing */
    ITEM_FRONTIER, /* set */
    ITEM_END,      /* '$' at the end of the pattern */
    ITEM_DONE,
};

enum quantifier { ONCE, LONGEST, AT_LEAST_ONE, SHORTEST, OPTIONAL };

struct set {
    uint64_t bits[4];
};

struct item {
    enum item_kind kind;
    enum quantifier quantifier; /* of the first three kinds */
    unsigned char character, closing;
    int capture;
    struct set set;
};

/* A quantified item that may yet take another number of characters: from low on, up to high, now at. */
struct choice {
    const struct item *item;
    const char *low, *high;
};

struct pattern {
    bool anchored;
    int captures;
    size_t unpaid; /* steps not yet charged */
    struct item *items;
    struct choice *choices; /* one for each quantified item at most */
};

enum { PAY_EVERY = 1024 };

static void step(lua_State *lua, struct pattern *pattern, size_t steps)
{
    pattern->unpaid += steps;
    if (pattern->unpaid >= PAY_EVERY) {
        sandbox_spend(lua, pattern->unpaid);
        pattern->unpaid = 0;
    }
}

/* Compiling */

struct reader {
    lua_State *lua;
    const char *at, *end;
    int captures;
    int open[PATTERN_CAPTURES]; /* a stack of captures that are not closed */
    int open_count;
    bool closed[PATTERN_CAPTURES];
};

static bool between(int c, int low, int high)
{
    return low <= c && c <= high;
}

static bool in_class_of(int class_letter, int c)
{
    bool letter = between(c | 32, 'a', 'z'), digit = between(c, '0', '9'), visible = between(c, 33, 126);

    switch (class_letter) {
    case 'a':
        return letter;
    case 'c':
        return c < 32 || c == 127;
    case 'd':
        return digit;
    case 'g':
        return visible;
    case 'l':
        return between(c, 'a', 'z');
    case 'p':
        return visible && !letter && !digit;
    case 's':
        return c == ' ' || between(c, 9, 13);
    case 'u':
        return between(c, 'A', 'Z');
    case 'w':
        return letter || digit;
    case 'x':
        return digit || between(c | 32, 'a', 'f');
    case 'z':
        return c == 0;
    default:
        return false;
    }
}

static void set_add(struct set *set, int c)
{
    set->bits[c >> 6] |= (uint64_t)1 << (c & 63);
}

static bool set_has(const struct set *set, int c)
{
    return set->bits[c >> 6] >> (c & 63) & 1;
}

/* Adds what %LETTER stands for: a class, its complement for a capital, or the character itself. */
static void add_class(struct set *set, int letter)
{
    bool is_letter = between(letter | 32, 'a', 'z');
    int small = letter | 32;

    if (!is_letter || strchr("acdglpsuwxz", small) == NULL) {
        set_add(set, letter);
        return;
    }
    for (int c = 0; c < 256; c++) {
        if (in_class_of(small, c) == (letter == small))
            set_add(set, c);
    }
}

static int take(struct reader *reader)
{
    return (unsigned char)*reader->at++;
}

/* The end of a set that begins at reader->at, just after '[': its ']'. A ']' in first place is a character. */
static const char *end_of_set(struct reader *reader)
{
    const char *at = reader->at;

    if (at < reader->end && *at == '^')
        at++;
    do {
        if (at >= reader->end)
            luaL_error(reader->lua, "malformed pattern (missing ']')");
        if (*at++ == '%' && at < reader->end)
            at++;
    } while (at >= reader->end || *at != ']');
    return at;
}

static void read_set(struct reader *reader, struct set *set)
{
    const char *end = end_of_set(reader);
    bool negated = *reader->at == '^';

    if (negated)
        reader->at++;
    while (reader->at < end) {
        int c = take(reader);
        if (c == '%') {
            add_class(set, take(reader));
        } else if (reader->at < end && *reader->at == '-' && reader->at + 1 < end) {
            reader->at++;
            for (int last = take(reader); c <= last; c++)
                set_add(set, c);
        } else {
            set_add(set, c);
        }
    }
    reader->at = end + 1;
    for (int i = 0; negated && i < 4; i++)
        set->bits[i] = ~set->bits[i];
}

static void read_open(struct reader *reader, struct item *item)
{
    if (reader->captures == PATTERN_CAPTURES)
        luaL_error(reader->lua, "too many captures");
    item->capture = reader->captures++;
    item->kind = ITEM_OPEN;
    if (reader->at < reader->end && *reader->at == ')') {
        reader->at++;
        item->kind = ITEM_POSITION;
        reader->closed[item->capture] = true;
    } else {
        reader->open[reader->open_count++] = item->capture;
    }
}

static void read_close(struct reader *reader, struct item *item)
{
    if (reader->open_count == 0)
        luaL_error(reader->lua, "invalid pattern capture");
    item->kind = ITEM_CLOSE;
    item->capture = reader->open[--reader->open_count];
    reader->closed[item->capture] = true;
}

static void read_back(struct reader *reader, struct item *item, int digit)
{
    item->kind = ITEM_BACK;
    item->capture = digit - '1';
    if (item->capture < 0 || item->capture >= reader->captures || !reader->closed[item->capture])
        luaL_error(reader->lua, "invalid capture index %%%c in pattern", digit);
}

static void read_escape(struct reader *reader, struct item *item)
{
    if (reader->at == reader->end)
        luaL_error(reader->lua, "malformed pattern (ends with '%%')");
    int letter = take(reader);
    if (letter == 'b') {
        if (reader->end - reader->at < 2)
            luaL_error(reader->lua, "malformed pattern (missing arguments to '%%b')");
        item->kind = ITEM_BALANCED;
        item->character = (unsigned char)take(reader);
        item->closing = (unsigned char)take(reader);
    } else if (letter == 'f') {
        if (reader->at == reader->end || *reader->at != '[')
            luaL_error(reader->lua, "missing '[' after '%%f' in pattern");
        reader->at++;
        item->kind = ITEM_FRONTIER;
        read_set(reader, &item->set);
    } else if (between(letter, '0', '9')) {
        read_back(reader, item, letter);
    } else {
        item->kind = ITEM_SET;
        add_class(&item->set, letter);
    }
}

static enum quantifier read_quantifier(struct reader *reader)
{
    if (reader->at == reader->end)
        return ONCE;
    switch (*reader->at++) {
    case '*':
        return LONGEST;
    case '+':
        return AT_LEAST_ONE;
    case '-':
        return SHORTEST;
    case '?':
        return OPTIONAL;
    default:
        reader->at--;
        return ONCE;
    }
}

static void read_item(struct reader *reader, struct item *item)
{
    int c = take(reader);

    *item = (struct item){.kind = ITEM_CHARACTER, .character = (unsigned char)c};
    if (c == '(')
        read_open(reader, item);
    else if (c == ')')
        read_close(reader, item);
    else if (c == '$' && reader->at == reader->end)
        item->kind = ITEM_END;
    else if (c == '%')
        read_escape(reader, item);
    else if (c == '.')
        item->kind = ITEM_ANY;
    else if (c == '[') {
        item->kind = ITEM_SET;
        read_set(reader, &item->set);
    }
    if (item->kind <= ITEM_SET)
        item->quantifier = read_quantifier(reader);
}

/* Pushes the compiled pattern. */
static struct pattern *compile(lua_State *lua, const char *bytes, size_t length, bool anchors)
{
    /* One item a byte at most, and the one that ends the pattern. */
    size_t most = length + 1;
    struct pattern *pattern =
        lua_newuserdatauv(lua, sizeof *pattern + most * (sizeof *pattern->items + sizeof *pattern->choices), 0);
    struct reader reader = {.lua = lua, .at = bytes, .end = bytes + length};
    size_t count = 0;

    *pattern = (struct pattern){.items = (struct item *)(pattern + 1)};
    pattern->choices = (struct choice *)(pattern->items + most);
    if (anchors && length > 0 && *bytes == '^') {
        pattern->anchored = true;
        reader.at++;
    }
    while (reader.at < reader.end)
        read_item(&reader, &pattern->items[count++]);
    if (reader.open_count > 0)
        luaL_error(lua, "unfinished capture");
    pattern->items[count] = (struct item){.kind = ITEM_DONE};
    pattern->captures = reader.captures;
    return pattern;
}

enum { MOST_KEPT = 256 }; /* compiled patterns of a script; what builds new ones in a loop fills no memory */

/* Pushes the table of the compiled patterns, which knows how many it has; one of its own for either use of '^'. */
static void push_kept(lua_State *lua, bool anchors)
{
    static const char keys[2];

    if (lua_rawgetp(lua, LUA_REGISTRYINDEX, &keys[anchors]) == LUA_TTABLE)
        return;
    lua_pop(lua, 1);
    lua_newtable(lua);
    lua_pushvalue(lua, -1);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &keys[anchors]);
}

/* Keeps the pattern on top of the stack under the text at index in the table below it. */
static void keep(lua_State *lua, int index)
{
    lua_Integer count;

    lua_rawgeti(lua, -2, 0);
    count = lua_tointeger(lua, -1);
    lua_pop(lua, 1);
    if (count == MOST_KEPT)
        return;
    lua_pushinteger(lua, count + 1);
    lua_rawseti(lua, -3, 0);
    lua_pushvalue(lua, index);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, -4);
}

/*
 * Pushes the compiled pattern of the text at index (positive), or raises a Lua error that says what is malformed.  With
 * anchors, a '^' at the start is one (gmatch knows none).  Scripts use few patterns often: compiled ones are kept.
 */
static struct pattern *pattern_compile(lua_State *lua, int index, bool anchors)
{
    size_t length;
    const char *bytes = luaL_checklstring(lua, index, &length);

    sandbox_spend(lua, length);
    luaL_checkstack(lua, 6, "too many values");
    push_kept(lua, anchors);
    lua_pushvalue(lua, index);
    if (lua_rawget(lua, -2) != LUA_TUSERDATA) {
        lua_pop(lua, 1);
        compile(lua, bytes, length, anchors);
        keep(lua, index);
    }
    lua_remove(lua, -2);
    return lua_touserdata(lua, -1);
}

static bool pattern_is_anchored(const struct pattern *pattern)
{
    return pattern->anchored;
}

/* Matching */

static bool fits(const struct item *item, const char *at, const char *end)
{
    assert(at != NULL);
    if (at >= end)
        return false;
    if (item->kind == ITEM_ANY)
        return true;
    if (item->kind == ITEM_CHARACTER)
        return (unsigned char)*at == item->character;
    return set_has(&item->set, (unsigned char)*at);
}

static const char *balanced(lua_State *lua, struct pattern *pattern, const struct item *item, const char *at,
                            const char *end)
{
    int depth = 0;

    for (const char *start = at; at < end; at++) {
        unsigned char c = (unsigned char)*at;
        step(lua, pattern, 1);
        if (at == start && c != item->character)
            return NULL;
        if (at > start && c == item->closing) {
            if (--depth == 0)
                return at + 1;
        } else if (c == item->character) {
            depth++;
        }
    }
    return NULL;
}

/* Where a frontier looks, text has a zero before its start and after its end. */
static bool at_frontier(const struct item *item, const struct match *match, const char *at)
{
    int before = at == match->text ? 0 : (unsigned char)at[-1];
    int here = at == match->text_end ? 0 : (unsigned char)*at;

    return !set_has(&item->set, before) && set_has(&item->set, here);
}

static const char *repeated(lua_State *lua, struct pattern *pattern, const struct match *match, int capture,
                            const char *at)
{
    const struct capture *earlier = &match->captures[capture];

    if (earlier->end == NULL)
        return NULL;
    size_t length = (size_t)(earlier->end - earlier->start);
    step(lua, pattern, length / 8);
    if (length > (size_t)(match->text_end - at) || memcmp(earlier->start, at, length) != 0)
        return NULL;
    return at + length;
}

/* What follows at of an item that is not quantified; NULL if it does not fit. */
static const char *pass(lua_State *lua, struct pattern *pattern, struct match *match, const struct item *item,
                        const char *at)
{
    switch (item->kind) {
    case ITEM_CHARACTER:
    case ITEM_ANY:
    case ITEM_SET:
        return fits(item, at, match->text_end) ? at + 1 : NULL;
    case ITEM_OPEN:
        match->captures[item->capture].start = at;
        return at;
    case ITEM_CLOSE:
        match->captures[item->capture].end = at;
        return at;
    case ITEM_POSITION:
        match->captures[item->capture] = (struct capture){at, NULL};
        return at;
    case ITEM_BACK:
        return repeated(lua, pattern, match, item->capture, at);
    case ITEM_BALANCED:
        return balanced(lua, pattern, item, at, match->text_end);
    case ITEM_FRONTIER:
        return at_frontier(item, match, at) ? at : NULL;
    case ITEM_END:
        return at == match->text_end ? at : NULL;
    case ITEM_DONE:
        break;
    }
    return at;
}

/* Takes what a quantified item takes first, and keeps the choice there is left. */
static const char *begin_choice(lua_State *lua, struct pattern *pattern, const struct match *match,
                                const struct item *item, const char *at, struct choice **next)
{
    const char *high = at;
    bool fewest = item->quantifier == AT_LEAST_ONE;

    if (item->quantifier == SHORTEST) {
        *(*next)++ = (struct choice){item, at, match->text_end};
        return at;
    }
    while (fits(item, high, match->text_end) && (item->quantifier != OPTIONAL || high == at)) {
        step(lua, pattern, 1);
        high++;
    }
    if (fewest && high == at)
        return NULL;
    if (high > at + fewest)
        *(*next)++ = (struct choice){item, at + fewest, high};
    return high;
}

/* The next possibility of the latest choice, or NULL when that choice has no more and is gone. */
static const char *choose_again(const struct match *match, struct choice **next)
{
    struct choice *choice = *next - 1;

    if (choice->item->quantifier == SHORTEST) {
        if (fits(choice->item, choice->low, match->text_end))
            return ++choice->low;
    } else if (choice->high > choice->low) {
        const char *at = --choice->high;
        if (at == choice->low)
            --*next;
        return at;
    }
    --*next;
    return NULL;
}

/* Only at that place; for gmatch and gsub. */
static bool pattern_match_at(lua_State *lua, struct pattern *pattern, struct match *match, const char *at)
{
    const struct item *item = pattern->items;
    struct choice *next = pattern->choices;

    match->start = at;
    match->count = pattern->captures;
    while (item->kind != ITEM_DONE) {
        step(lua, pattern, 1);
        at = item->quantifier == ONCE ? pass(lua, pattern, match, item, at)
                                      : begin_choice(lua, pattern, match, item, at, &next);
        item++;
        while (at == NULL) {
            if (next == pattern->choices)
                return false;
            step(lua, pattern, 1);
            item = next[-1].item + 1;
            at = choose_again(match, &next);
        }
    }
    match->end = at;
    return true;
}

/*
 * Searches match->text from `from` on, filling match. May raise the error of a limit.
 */
static bool pattern_search(lua_State *lua, struct pattern *pattern, struct match *match, const char *from)
{
    for (; from <= match->text_end; from++) {
        if (pattern_match_at(lua, pattern, match, from))
            return true;
        if (pattern->anchored)
            break;
    }
    return false;
}

/* ---- string.find, match, gmatch and gsub, as the manual of Lua 5.4 has them ---- */

/* Pushes capture number i; without captures, number 0 is the whole match. */
static void push_capture(lua_State *lua, const struct match *match, int i)
{
    if (i == 0 && match->count == 0) {
        lua_pushlstring(lua, match->start, (size_t)(match->end - match->start));
        return;
    }
    const struct capture *capture = &match->captures[i];
    if (capture->end == NULL)
        lua_pushinteger(lua, capture->start - match->text + 1);
    else
        lua_pushlstring(lua, capture->start, (size_t)(capture->end - capture->start));
}

/* Pushes all captures, or the whole match if there are none and it is wanted. */
static int push_captures(lua_State *lua, const struct match *match, bool whole)
{
    int count = match->count == 0 && whole ? 1 : match->count;

    luaL_checkstack(lua, count, "too many captures");
    for (int i = 0; i < count; i++)
        push_capture(lua, match, i);
    return count;
}

/* Where the search begins for the optional argument at index: from 1, negative from the end. */
static const char *start_of_search(lua_State *lua, int index, const struct match *match)
{
    lua_Integer length = match->text_end - match->text, position = luaL_optinteger(lua, index, 1);

    if (position < 0)
        position = -position > length ? 1 : length + position + 1;
    if (position == 0)
        position = 1;
    return position > length + 1 ? NULL : match->text + position - 1;
}

static void take_subject(lua_State *lua, struct match *match)
{
    size_t length;

    match->text = luaL_checklstring(lua, 1, &length);
    match->text_end = match->text + length;
}

static int find_plain(lua_State *lua, const struct match *match, const char *from, const char *word, size_t length)
{
    size_t room = (size_t)(match->text_end - from);

    sandbox_spend(lua, room / 8 + 1);
    const char *found = length == 0 ? from : memmem(from, room, word, length);
    if (found == NULL) {
        lua_pushnil(lua);
        return 1;
    }
    lua_pushinteger(lua, found - match->text + 1);
    lua_pushinteger(lua, found - match->text + (lua_Integer)length);
    return 2;
}

static bool has_specials(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\0' && strchr("^$*+?.([%-", bytes[i]) != NULL)
            return true;
    }
    return false;
}

static int search(lua_State *lua, bool positions)
{
    struct match match;
    size_t length;

    take_subject(lua, &match);
    const char *bytes = luaL_checklstring(lua, 2, &length);
    const char *from = start_of_search(lua, 3, &match);
    if (from == NULL) {
        lua_pushnil(lua);
        return 1;
    }
    if (positions && (lua_toboolean(lua, 4) || !has_specials(bytes, length)))
        return find_plain(lua, &match, from, bytes, length);
    struct pattern *pattern = pattern_compile(lua, 2, true);
    if (!pattern_search(lua, pattern, &match, from)) {
        lua_pushnil(lua);
        return 1;
    }
    if (!positions)
        return push_captures(lua, &match, true);
    lua_pushinteger(lua, match.start - match.text + 1);
    lua_pushinteger(lua, match.end - match.text);
    return 2 + push_captures(lua, &match, false);
}

static int find(lua_State *lua)
{
    return search(lua, true);
}

static int match_(lua_State *lua)
{
    return search(lua, false);
}

/* Upvalues of the iterator: text, pattern, where to go on, end of the last match (offsets). */
static int next_match(lua_State *lua)
{
    struct match match;
    size_t length;
    struct pattern *pattern = lua_touserdata(lua, lua_upvalueindex(2));

    match.text = lua_tolstring(lua, lua_upvalueindex(1), &length);
    match.text_end = match.text + length;
    const char *from = match.text + lua_tointeger(lua, lua_upvalueindex(3));
    const char *last = match.text + lua_tointeger(lua, lua_upvalueindex(4));
    for (; from <= match.text_end; from++) {
        if (!pattern_match_at(lua, pattern, &match, from) || match.end == last)
            continue;
        lua_pushinteger(lua, match.end - match.text);
        lua_copy(lua, -1, lua_upvalueindex(3));
        lua_replace(lua, lua_upvalueindex(4));
        return push_captures(lua, &match, true);
    }
    lua_pushinteger(lua, match.text_end - match.text + 1);
    lua_replace(lua, lua_upvalueindex(3));
    return 0;
}

static int gmatch(lua_State *lua)
{
    struct match match;

    take_subject(lua, &match);
    luaL_checkstring(lua, 2);
    const char *from = start_of_search(lua, 3, &match);
    lua_settop(lua, 2);
    pattern_compile(lua, 2, false);
    lua_replace(lua, 2);
    lua_pushinteger(lua, (from ? from : match.text_end + 1) - match.text);
    lua_pushinteger(lua, -1);
    lua_pushcclosure(lua, next_match, 4);
    return 1;
}

/* Adds the replacement text, in which %1 to %9 are captures and %0 the whole match. */
static void add_text(lua_State *lua, luaL_Buffer *out, const struct match *match)
{
    size_t length;
    const char *text = lua_tolstring(lua, 3, &length), *end = text + length;

    for (; text < end; text++) {
        if (*text != '%') {
            luaL_addchar(out, *text);
            continue;
        }
        char c = ++text < end ? *text : '\0';
        if (c == '%') {
            luaL_addchar(out, c);
        } else if (c == '0') {
            luaL_addlstring(out, match->start, (size_t)(match->end - match->start));
        } else if (c >= '1' && c <= '9') {
            if (c - '1' >= match->count && c != '1')
                luaL_error(lua, "invalid capture index %%%c in replacement string", c);
            push_capture(lua, match, c - '1');
            luaL_addvalue(out);
        } else {
            luaL_error(lua, "invalid use of '%%' in replacement string");
        }
    }
}

/* Adds what the replacement at 3 (text, table or function) makes of match. */
static void add_replacement(lua_State *lua, luaL_Buffer *out, const struct match *match)
{
    int type = lua_type(lua, 3);

    if (type != LUA_TTABLE && type != LUA_TFUNCTION) {
        add_text(lua, out, match);
        return;
    }
    if (type == LUA_TFUNCTION) {
        lua_pushvalue(lua, 3);
        lua_call(lua, push_captures(lua, match, true), 1);
    } else {
        push_capture(lua, match, 0);
        lua_gettable(lua, 3);
    }
    if (!lua_toboolean(lua, -1)) {
        lua_pop(lua, 1);
        luaL_addlstring(out, match->start, (size_t)(match->end - match->start));
        return;
    }
    if (!lua_isstring(lua, -1))
        luaL_error(lua, "invalid replacement value (a %s)", luaL_typename(lua, -1));
    luaL_addvalue(out);
}

static lua_Integer replace_all(lua_State *lua, luaL_Buffer *out, struct pattern *pattern, struct match *match,
                               lua_Integer most)
{
    const char *at = match->text, *last = NULL;
    lua_Integer count = 0;

    while (count < most) {
        if (pattern_match_at(lua, pattern, match, at) && match->end != last) {
            count++;
            add_replacement(lua, out, match);
            at = last = match->end;
        } else if (at < match->text_end) {
            luaL_addchar(out, *at++);
        } else {
            break;
        }
        if (pattern_is_anchored(pattern))
            break;
    }
    luaL_addlstring(out, at, (size_t)(match->text_end - at));
    return count;
}

static int gsub(lua_State *lua)
{
    struct match match;
    luaL_Buffer out;

    take_subject(lua, &match);
    luaL_checkstring(lua, 2);
    int type = lua_type(lua, 3);
    luaL_argexpected(lua, lua_isstring(lua, 3) || type == LUA_TTABLE || type == LUA_TFUNCTION, 3,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(lua, 4, match.text_end - match.text + 1);
    lua_settop(lua, 3);
    struct pattern *pattern = pattern_compile(lua, 2, true);
    luaL_buffinit(lua, &out);
    lua_Integer count = replace_all(lua, &out, pattern, &match, most);
    luaL_pushresult(&out);
    lua_pushinteger(lua, count);
    return 2;
}

void library_pattern(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"find", find}, {"match", match_}, {"gmatch", gmatch}, {"gsub", gsub}, {NULL, NULL}};

    luaL_setfuncs(lua, functions, 0);
}
