#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Under this key of the registry lie Lua's own libraries, which scripts get copies of. */
static const char originals;

static int to_string(lua_State *lua)
{
    luaL_checkany(lua, 1);
    sandbox_tostring(lua, 1);
    return 1;
}

/* After a protected call: no script goes on after a limit was hit. */
static int finish_call(lua_State *lua, int status, int results_from)
{
    struct sandbox *sandbox = sandbox_of(lua);

    if (status == LUA_OK)
        return lua_gettop(lua) - results_from;
    if (status == LUA_ERRMEM && sandbox->hit == LIMIT_NONE) {
        script_error_note(sandbox);
        sandbox->hit = LIMIT_MEMORY;
    }
    if (sandbox->hit != LIMIT_NONE)
        return lua_error(lua);
    lua_pushboolean(lua, 0);
    lua_insert(lua, -2);
    return 2;
}

static int protected_call(lua_State *lua)
{
    luaL_checkany(lua, 1);
    lua_pushboolean(lua, 1);
    lua_insert(lua, 1);
    return finish_call(lua, lua_pcall(lua, lua_gettop(lua) - 2, LUA_MULTRET, 0), 0);
}

/* The script's own message handler, unless a limit was hit. */
static int call_handler(lua_State *lua)
{
    if (sandbox_of(lua)->hit != LIMIT_NONE)
        return 1;
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, 1);
    return 1;
}

static int protected_call_with_handler(lua_State *lua)
{
    luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_pushvalue(lua, 2);
    lua_pushcclosure(lua, call_handler, 1);
    lua_replace(lua, 2);
    lua_pushboolean(lua, 1);
    lua_pushvalue(lua, 1);
    lua_rotate(lua, 3, 2);
    return finish_call(lua, lua_pcall(lua, lua_gettop(lua) - 4, LUA_MULTRET, 2), 2);
}

/* __gc would run where no limit holds. */
static int set_metatable(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    luaL_argexpected(lua, lua_isnoneornil(lua, 2) || lua_istable(lua, 2), 2, "nil or table");
    if (lua_istable(lua, 2)) {
        lua_pushliteral(lua, "__gc");
        if (lua_rawget(lua, 2) != LUA_TNIL)
            return sandbox_fail(lua, "remove '__gc' from the metatable", "'__gc' is not allowed in scripts");
    }
    if (luaL_getmetafield(lua, 1, "__metatable") != LUA_TNIL)
        return luaL_error(lua, "cannot change a protected metatable");
    lua_settop(lua, 2);
    lua_setmetatable(lua, 1);
    return 1;
}

/* For who writes a hook: a line on stderr with the place of the call. */
static int print(lua_State *lua)
{
    struct sandbox *sandbox = sandbox_of(lua);
    struct place place = sandbox_place(lua);
    int count = lua_gettop(lua);
    luaL_Buffer line;

    luaL_buffinit(lua, &line);
    for (int i = 1; i <= count; i++) {
        if (i > 1)
            luaL_addchar(&line, '\t');
        sandbox_tostring(lua, i);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    if (sandbox->printed++ < PRINTED_LINES)
        fprintf(stderr, "%s:%d: %.2000s\n", place.file ? place.file : "script", place.line, lua_tostring(lua, -1));
    return 0;
}

/* The functions of Lua's base library that are safe as they are. */
static const char *const base_names[] = {"assert", "error",  "getmetatable", "ipairs", "rawequal", "rawget",
                                         "rawlen", "rawset", "select",       "type",   NULL};

/* Pushes one of Lua's own libraries. */
static void library_original(lua_State *lua, const char *library)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &originals);
    lua_getfield(lua, -1, library);
    lua_remove(lua, -2);
}

/* Charges for what a function of theirs does without asking, before it does it. */
static void library_charge(lua_State *lua, double steps)
{
    static const double most = 1e18; /* more than any call may take */

    sandbox_spend(lua, steps <= 0 ? 0 : (size_t)(steps < most ? steps : most));
}

/* Calls the original function, the upvalue, after charging for the texts it is given. */
static int charge(lua_State *lua)
{
    size_t bytes = 0;

    for (int i = lua_gettop(lua); i > 0; i--) {
        if (lua_type(lua, i) == LUA_TSTRING)
            bytes += lua_rawlen(lua, i);
    }
    sandbox_spend(lua, bytes / 8);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* Copies the functions with these names to the table on top; wrapper, if any, is called in their place. */
static void copy(lua_State *lua, const char *library, const char *const *names, lua_CFunction wrapper)
{
    library_original(lua, library);
    for (; *names != NULL; names++) {
        lua_getfield(lua, -1, *names);
        if (wrapper != NULL)
            lua_pushcclosure(lua, wrapper, 1);
        lua_setfield(lua, -3, *names);
    }
    lua_pop(lua, 1);
}

void library_base(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"tostring", to_string}, {"pcall", protected_call},       {"xpcall", protected_call_with_handler},
        {"print", print},        {"setmetatable", set_metatable}, {NULL, NULL},
    };
    static const char *const charged[] = {"tonumber", NULL};

    copy(lua, "base", base_names, NULL);
    copy(lua, "base", charged, charge);
    luaL_setfuncs(lua, functions, 0);
}

/* Calls the original, the upvalue, which goes round as often as it is told, for an empty text as well. */
static int repeat(lua_State *lua)
{
    size_t length, separator;

    luaL_checklstring(lua, 1, &length);
    luaL_optlstring(lua, 3, "", &separator);
    double count = (double)luaL_checkinteger(lua, 2);
    if (length + separator == 0) {
        lua_settop(lua, 1);
        return 1;
    }
    library_charge(lua, count * (double)(1 + (length + separator) / 8));
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* Refuses %p, which shows addresses, and gives %s our tostring; the rest is for Lua's own. */
static int format(lua_State *lua)
{
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length), *end = text + length;
    int argument = 1;

    for (const char *c = text; c < end; c++) {
        if (*c != '%' || *++c == '%')
            continue;
        c += strspn(c, "-+ #0123456789.");
        argument++;
        if (*c == 'p')
            return sandbox_fail(lua, NULL, "'%%p' is not allowed in scripts: addresses differ from run to run");
        if (*c == 's' && argument <= lua_gettop(lua) && lua_type(lua, argument) != LUA_TSTRING) {
            sandbox_tostring(lua, argument);
            lua_replace(lua, argument);
        }
    }
    return charge(lua);
}

void library_string(lua_State *lua)
{
    static const char *const charged[] = {"byte", "lower", "reverse", "sub", "upper", NULL};
    static const char *const plain[] = {"char", "len", NULL}, *const repeated[] = {"rep", NULL};
    static const char *const formatted[] = {"format", NULL};

    copy(lua, "string", plain, NULL);
    copy(lua, "string", charged, charge);
    copy(lua, "string", repeated, repeat);
    copy(lua, "string", formatted, format);
    library_pattern(lua);
}

void library_utf8(lua_State *lua)
{
    static const char *const charged[] = {"codepoint", "len", "offset", NULL};
    static const char *const plain[] = {"char", "charpattern", "codes", NULL};

    copy(lua, "utf8", plain, NULL);
    copy(lua, "utf8", charged, charge);
}

/* splitmix64: the same numbers in every run and every call. */
static uint64_t next_random(struct sandbox *sandbox)
{
    uint64_t z = sandbox->random_seed += 0x9e3779b97f4a7c15u;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int random_number(lua_State *lua)
{
    uint64_t number = next_random(sandbox_of(lua));
    lua_Integer low = 1, high;

    if (lua_gettop(lua) == 0) {
        lua_pushnumber(lua, (lua_Number)(number >> 11) * 0x1p-53);
        return 1;
    }
    if (lua_gettop(lua) == 1) {
        high = luaL_checkinteger(lua, 1);
    } else {
        low = luaL_checkinteger(lua, 1);
        high = luaL_checkinteger(lua, 2);
    }
    luaL_argcheck(lua, low <= high, lua_gettop(lua), "interval is empty");
    uint64_t range = (uint64_t)high - (uint64_t)low + 1;
    lua_pushinteger(lua, (lua_Integer)((uint64_t)low + (range ? number % range : number)));
    return 1;
}

static int seed_random(lua_State *lua)
{
    sandbox_of(lua)->random_seed = (uint64_t)luaL_checkinteger(lua, 1);
    return 0;
}

void library_math(lua_State *lua)
{
    static const char *const names[] = {"abs",        "acos",      "asin", "atan", "ceil", "cos", "deg",
                                        "exp",        "floor",     "fmod", "huge", "log",  "max", "maxinteger",
                                        "mininteger", "min",       "modf", "pi",   "rad",  "sin", "sqrt",
                                        "tan",        "tointeger", "type", "ult",  NULL};
    static const luaL_Reg functions[] = {{"random", random_number}, {"randomseed", seed_random}, {NULL, NULL}};

    copy(lua, "math", names, NULL);
    luaL_setfuncs(lua, functions, 0);
}

void library_open(lua_State *lua)
{
    static const luaL_Reg libraries[] = {
        {"base", luaopen_base}, {"string", luaopen_string}, {"table", luaopen_table},
        {"math", luaopen_math}, {"utf8", luaopen_utf8},
    };

    lua_newtable(lua);
    for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        lua_pushcfunction(lua, libraries[i].func);
        lua_call(lua, 0, 1);
        lua_setfield(lua, -2, libraries[i].name);
    }
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &originals);
    /* Methods of strings come from a table of their own, which no script can reach. */
    lua_pushliteral(lua, "");
    lua_getmetatable(lua, -1);
    lua_newtable(lua);
    library_string(lua);
    lua_setfield(lua, -2, "__index");
    set_flag(lua, "__metatable", false);
    lua_pop(lua, 2);
}

/* ---- tables ---- */

/*
 * pairs and next in an order that is the same in every run: numbers, then strings by bytes, then false and true.
 * Other keys (tables, functions, objects of the model) have no order that lasts, so they are an error here.
 */

struct key {
    int type; /* of Lua */
    bool is_integer;
    lua_Integer integer;
    lua_Number number;
    const char *text; /* held by the table */
    size_t length;
};

static int rank(const struct key *key)
{
    return key->type == LUA_TNUMBER ? 0 : key->type == LUA_TSTRING ? 1 : 2;
}

static int compare_numbers(const struct key *a, const struct key *b)
{
    if (a->is_integer && b->is_integer)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->number != b->number)
        return a->number > b->number ? 1 : -1;
    return (int)b->is_integer - (int)a->is_integer;
}

static int compare_keys(const void *first, const void *second)
{
    const struct key *a = first, *b = second;

    if (rank(a) != rank(b))
        return rank(a) - rank(b);
    if (a->type == LUA_TNUMBER)
        return compare_numbers(a, b);
    if (a->type == LUA_TBOOLEAN)
        return (a->integer > b->integer) - (a->integer < b->integer);
    assert(a->text != NULL && b->text != NULL);
    int order = memcmp(a->text, b->text, a->length < b->length ? a->length : b->length);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static void take_key(lua_State *lua, int index, struct key *key)
{
    *key = (struct key){.type = lua_type(lua, index)};
    switch (key->type) {
    case LUA_TNUMBER:
        key->is_integer = lua_isinteger(lua, index);
        key->integer = key->is_integer ? lua_tointeger(lua, index) : 0;
        key->number = lua_tonumber(lua, index);
        break;
    case LUA_TSTRING:
        key->text = lua_tolstring(lua, index, &key->length);
        break;
    case LUA_TBOOLEAN:
        key->integer = lua_toboolean(lua, index);
        break;
    default:
        sandbox_fail(lua, "keep the keys in a list beside the table and use ipairs",
                     "a table with a %s as key has no fixed order", luaL_typename(lua, index));
    }
}

static void push_key(lua_State *lua, const struct key *key)
{
    if (key->type == LUA_TSTRING)
        lua_pushlstring(lua, key->text, key->length);
    else if (key->type == LUA_TBOOLEAN)
        lua_pushboolean(lua, (int)key->integer);
    else if (key->is_integer)
        lua_pushinteger(lua, key->integer);
    else
        lua_pushnumber(lua, key->number);
}

static size_t count_keys(lua_State *lua)
{
    size_t count = 0;

    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1))
        count++;
    sandbox_spend(lua, count);
    return count;
}

/* Pushes a list of the keys of the table at 1, sorted; returns their number. */
static size_t push_sorted_keys(lua_State *lua)
{
    size_t count = count_keys(lua), taken = 0;
    struct key *keys = lua_newuserdatauv(lua, (count + 1) * sizeof *keys, 0);
    bool sorted = true;

    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) {
        take_key(lua, -2, &keys[taken]);
        sorted = sorted && (taken == 0 || compare_keys(&keys[taken - 1], &keys[taken]) < 0);
        taken++;
    }
    if (!sorted) {
        sandbox_spend(lua, count * 8);
        qsort(keys, count, sizeof *keys, compare_keys);
    }
    lua_createtable(lua, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        push_key(lua, &keys[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    lua_remove(lua, -2);
    return count;
}

/* Upvalues: the table, its keys, how many were passed. Keys whose value has gone meanwhile are left out. */
static int step(lua_State *lua)
{
    lua_Integer position = lua_tointeger(lua, lua_upvalueindex(3));

    for (;;) {
        sandbox_spend(lua, 1);
        lua_rawgeti(lua, lua_upvalueindex(2), ++position);
        if (lua_isnil(lua, -1))
            return 1;
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL)
            break;
        lua_pop(lua, 2);
    }
    lua_pushinteger(lua, position);
    lua_replace(lua, lua_upvalueindex(3));
    return 2;
}

static int sorted_pairs(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 1, 3);
        return 3;
    }
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    push_sorted_keys(lua);
    lua_pushvalue(lua, 1);
    lua_insert(lua, -2);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, step, 3);
    return 1;
}

/* The smallest key greater than the one at 2, all of them compared each time: made for `next(t) == nil`. */
static int sorted_next(lua_State *lua)
{
    struct key after, best = {.type = LUA_TNONE}, key;

    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 2);
    bool from_start = lua_isnil(lua, 2);
    if (!from_start)
        take_key(lua, 2, &after);
    count_keys(lua);
    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1)) {
        take_key(lua, -2, &key);
        if ((from_start || compare_keys(&key, &after) > 0) && (best.type == LUA_TNONE || compare_keys(&key, &best) < 0))
            best = key;
    }
    if (best.type == LUA_TNONE)
        return 0;
    push_key(lua, &best);
    lua_pushvalue(lua, -1);
    lua_rawget(lua, 1);
    return 2;
}

void library_order(lua_State *lua)
{
    static const luaL_Reg functions[] = {{"pairs", sorted_pairs}, {"next", sorted_next}, {NULL, NULL}};

    luaL_setfuncs(lua, functions, 0);
}

/*
 * The table library. Lua's own loops for ever where no hook runs, if a script says that there is so much: what it goes
 * over is charged first, and inserting and removing, which ask a `__len` themselves, are done here. Sort is stable.
 */

/* The argument at index, a position, or fallback, which the original gets as well: a `__len` is asked once alone. */
static double position_at(lua_State *lua, int index, lua_Integer fallback)
{
    if (lua_isnoneornil(lua, index)) {
        lua_pushinteger(lua, fallback ? fallback : luaL_len(lua, 1));
        lua_replace(lua, index);
    }
    return (double)luaL_checkinteger(lua, index);
}

/* Calls the original, upvalue 1, after charging for all from the first to the last position, upvalues 2 and 3. */
static int charge_range(lua_State *lua)
{
    int first = (int)lua_tointeger(lua, lua_upvalueindex(2)), last = (int)lua_tointeger(lua, lua_upvalueindex(3));

    if (lua_gettop(lua) < last)
        lua_settop(lua, last);
    double from = position_at(lua, first, 1);
    library_charge(lua, 2 * (position_at(lua, last, 0) - from + 1));
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

static int insert(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_Integer end = luaL_intop(+, luaL_len(lua, 1), 1), position = end;

    if (lua_gettop(lua) == 3) {
        position = luaL_checkinteger(lua, 2);
        luaL_argcheck(lua, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
        for (lua_Integer i = end; i > position; i--) {
            sandbox_spend(lua, 2);
            lua_geti(lua, 1, i - 1);
            lua_seti(lua, 1, i);
        }
    } else if (lua_gettop(lua) != 2) {
        return luaL_error(lua, "wrong number of arguments to 'insert'");
    }
    lua_seti(lua, 1, position);
    return 0;
}

static int take_out(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_Integer size = luaL_len(lua, 1), position = luaL_optinteger(lua, 2, size);

    if (!lua_isnoneornil(lua, 2))
        luaL_argcheck(lua, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 2, "position out of bounds");
    lua_geti(lua, 1, position);
    for (; position < size; position++) {
        sandbox_spend(lua, 2);
        lua_geti(lua, 1, position + 1);
        lua_seti(lua, 1, position);
    }
    lua_pushnil(lua);
    lua_seti(lua, 1, position);
    return 1;
}

static int unpack(lua_State *lua)
{
    lua_Integer first = luaL_optinteger(lua, 2, 1);
    lua_Integer last = lua_isnoneornil(lua, 3) ? luaL_len(lua, 1) : luaL_checkinteger(lua, 3);

    if (first > last)
        return 0;
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first + 1;
    if (count == 0 || count >= INT_MAX || !lua_checkstack(lua, (int)count))
        return luaL_error(lua, "too many results to unpack");
    sandbox_spend(lua, (size_t)count);
    for (lua_Unsigned i = 0; i < count; i++)
        lua_geti(lua, 1, first + (lua_Integer)i);
    return (int)count;
}

/* Stack of sort: 1 the table, 2 the comparison or nil, 3 the items, 4 room for as many. */
static bool is_before(lua_State *lua)
{
    sandbox_spend(lua, 4);
    if (lua_isnil(lua, 2)) {
        bool before = lua_compare(lua, -2, -1, LUA_OPLT);
        lua_pop(lua, 2);
        return before;
    }
    lua_pushvalue(lua, 2);
    lua_insert(lua, -3);
    lua_call(lua, 2, 1);
    bool before = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return before;
}

/* Merges [low, middle) and [middle, high) of from into to. */
static void merge(lua_State *lua, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high)
{
    lua_Integer left = low, right = middle;

    for (lua_Integer i = low; i < high; i++) {
        bool take_right = left == middle;
        if (!take_right && right < high) {
            lua_rawgeti(lua, from, right);
            lua_rawgeti(lua, from, left);
            take_right = is_before(lua);
        }
        lua_rawgeti(lua, from, take_right ? right++ : left++);
        lua_rawseti(lua, to, i);
    }
}

static int sort(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    if (!lua_isnoneornil(lua, 2))
        luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_settop(lua, 2);
    lua_Integer count = luaL_len(lua, 1);
    luaL_argcheck(lua, count < INT_MAX, 1, "array too big");
    lua_newtable(lua);
    lua_newtable(lua);
    for (lua_Integer i = 1; i <= count; i++) {
        sandbox_spend(lua, 1);
        lua_geti(lua, 1, i);
        lua_rawseti(lua, 3, i);
    }
    int from = 3, to = 4;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            lua_Integer middle = low + width <= count + 1 ? low + width : count + 1;
            lua_Integer high = middle + width <= count + 1 ? middle + width : count + 1;
            merge(lua, from, to, low, middle, high);
        }
        int other = from;
        from = to;
        to = other;
    }
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(lua, from, i);
        lua_seti(lua, 1, i);
    }
    return 0;
}

void library_table(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"insert", insert}, {"remove", take_out}, {"unpack", unpack}, {"sort", sort}, {NULL, NULL}};
    static const struct {
        const char *name;
        int first, last; /* which arguments they are */
    } ranges[] = {{"concat", 3, 4}, {"move", 2, 3}};

    luaL_setfuncs(lua, functions, 0);
    library_original(lua, "table");
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        lua_getfield(lua, -1, ranges[i].name);
        lua_pushinteger(lua, ranges[i].first);
        lua_pushinteger(lua, ranges[i].last);
        lua_pushcclosure(lua, charge_range, 3);
        lua_setfield(lua, -3, ranges[i].name);
    }
    lua_getfield(lua, -1, "pack");
    lua_setfield(lua, -3, "pack");
    lua_pop(lua, 1);
}
