#include "lua/private.h"

#include "base/map.h"
#include "base/text.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>
#include <math.h>
#include <string.h>

/* Under this key of the registry lies the metatable of handles. */
static const char handle_key[] = "lampiran.value";

/* The only userdata of these states. */
struct value_handle {
    const struct value *value;
};

static void push_value_handle(lua_State *lua, const struct value *value)
{
    struct value_handle *handle = lua_newuserdatauv(lua, sizeof *handle, 0);

    handle->value = value;
}

/* Text, number or truth; false: it is something else, and nothing was pushed. */
static bool push_plain(lua_State *lua, const struct value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        lua_pushstring(lua, value->text);
        return true;
    case VALUE_NUMBER:
        if (value->number == floor(value->number) && fabs(value->number) < 1e15)
            lua_pushinteger(lua, (lua_Integer)value->number);
        else
            lua_pushnumber(lua, value->number);
        return true;
    case VALUE_BOOLEAN:
        lua_pushboolean(lua, value->boolean);
        return true;
    case VALUE_PAGE:
    case VALUE_SPANS:
    case VALUE_BLOCKS:
    case VALUE_LIST:
    case VALUE_MAP:
    case VALUE_DATA:
        return false;
    }
    return false;
}

void layout_push(lua_State *lua, const struct value *value)
{
    if (push_plain(lua, value))
        return;
    push_value_handle(lua, value);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, handle_key);
    lua_setmetatable(lua, -2);
}

const struct value *layout_value_at(lua_State *lua, int index)
{
    const struct value_handle *handle = lua_touserdata(lua, index);

    return handle ? handle->value : NULL;
}

void layout_offer_keys(struct nearest *nearest, const struct map *map)
{
    for (size_t i = 0; map != NULL && i < map_count(map); i++)
        text_nearest(nearest, map_key(map, i));
}

int layout_fail_unknown(lua_State *lua, const char *what, const struct nearest *nearest)
{
    if (nearest->match == NULL)
        return sandbox_fail(lua, NULL, "%s '%s' is not there", what, nearest->word);
    const char *hint = lua_pushfstring(lua, "nearest is '%s'", nearest->match);
    return sandbox_fail(lua, hint, "%s '%s' is not there", what, nearest->word);
}

static int index_handle(lua_State *lua)
{
    const struct value *value = layout_value_at(lua, 1);

    if (value != NULL && value->kind == VALUE_LIST && lua_isinteger(lua, 2)) {
        lua_Integer position = lua_tointeger(lua, 2);
        if (position >= 1 && (size_t)position <= value->count)
            layout_push(lua, value->items[position - 1]);
        else
            lua_pushnil(lua);
        return 1;
    }
    if (lua_type(lua, 2) != LUA_TSTRING)
        return sandbox_fail(lua, NULL, "there is nothing of that kind in it");
    struct nearest nearest = {.word = lua_tostring(lua, 2)};
    const struct value *found = value != NULL && value->kind == VALUE_MAP ? map_get(value->map, nearest.word) : NULL;
    if (found != NULL) {
        layout_push(lua, found);
        return 1;
    }
    if (value != NULL && value->kind == VALUE_MAP)
        layout_offer_keys(&nearest, value->map);
    return layout_fail_unknown(lua, "field", &nearest);
}

/* What is not in an unfolded value: the upvalue is its handle. */
static int index_shared(lua_State *lua)
{
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_replace(lua, 1);
    return index_handle(lua);
}

static int refuse_change(lua_State *lua)
{
    return sandbox_fail(lua, "use a local variable", "a layout cannot change what all pages see");
}

static int count_handle(lua_State *lua)
{
    const struct value *value = layout_value_at(lua, 1);

    if (value != NULL && value->kind == VALUE_LIST)
        lua_pushinteger(lua, (lua_Integer)value->count);
    else if (value != NULL && value->kind == VALUE_MAP)
        lua_pushinteger(lua, (lua_Integer)map_count(value->map));
    else
        return sandbox_fail(lua, NULL, "only lists have a length");
    return 1;
}

static int equal_handles(lua_State *lua)
{
    const struct value *a = layout_value_at(lua, 1), *b = layout_value_at(lua, 2);
    bool equal = a == b;

    if (a != NULL && b != NULL && a->kind == VALUE_PAGE && b->kind == VALUE_PAGE)
        equal = strcmp(a->text, b->text) == 0;
    lua_pushboolean(lua, equal);
    return 1;
}

void layout_close_metatable(lua_State *lua)
{
    lua_pushcfunction(lua, refuse_change);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
}

void layout_fall_back(lua_State *lua)
{
    lua_createtable(lua, 0, 1);
    lua_insert(lua, -2);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

static int get_count(lua_State *lua)
{
    lua_pushvalue(lua, lua_upvalueindex(1));
    return 1;
}

/* A table with what is in value; what is not there is asked of index_handle, with the value's handle. */
static void push_contents(lua_State *lua, const struct value *value)
{
    lua_newtable(lua);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->count; i++) {
        layout_push_shared(lua, value->items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    for (size_t i = 0; value->kind == VALUE_MAP && i < map_count(value->map); i++) {
        lua_pushstring(lua, map_key(value->map, i));
        layout_push_shared(lua, map_value(value->map, i));
        lua_rawset(lua, -3);
    }
}

/* The function that finds nothing in value, with the errors that a handle gives. */
static void push_missing(lua_State *lua, const struct value *value)
{
    layout_push(lua, value);
    lua_pushcclosure(lua, index_shared, 1);
}

/*
 * As push_value, but lists and maps are unfolded for good: their handle has a metatable of its own, in which Lua
 * finds what it wants without calling us.  For values that all pages read.
 */
void layout_push_shared(lua_State *lua, const struct value *value)
{
    if (value->kind != VALUE_LIST && value->kind != VALUE_MAP) {
        layout_push(lua, value);
        return;
    }
    push_value_handle(lua, value);
    lua_newtable(lua);
    layout_close_metatable(lua);
    lua_pushinteger(lua, (lua_Integer)(value->kind == VALUE_LIST ? value->count : map_count(value->map)));
    lua_pushcclosure(lua, get_count, 1);
    lua_setfield(lua, -2, "__len");
    lua_pushcfunction(lua, equal_handles);
    lua_setfield(lua, -2, "__eq");
    push_contents(lua, value);
    push_missing(lua, value);
    layout_fall_back(lua);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

void layout_open_values(lua_State *lua)
{
    static const luaL_Reg methods[] = {
        {"__index", index_handle}, {"__len", count_handle}, {"__eq", equal_handles}, {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, methods, 0);
    layout_close_metatable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, handle_key);
}
