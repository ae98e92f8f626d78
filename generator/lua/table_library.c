#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

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
