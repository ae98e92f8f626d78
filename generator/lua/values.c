#include "lua/private.h"

#include "base/map.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>

/* Data of layouts (struct value of document/document.h), from a script and to it. */

static struct value *to_value(lua_State *lua, int index, int nesting);

static struct value *table_to_value(lua_State *lua, int index, int nesting)
{
    struct arena *arena = api_of(lua)->arena;
    lua_Integer length = luaL_len(lua, index);
    struct value *value = length > 0 ? value_list(arena) : value_map(arena);

    for (lua_Integer i = 1; i <= length; i++) {
        lua_geti(lua, index, i);
        value_add(value, arena, to_value(lua, -1, nesting + 1));
        lua_pop(lua, 1);
    }
    if (length > 0 || !lua_istable(lua, index))
        return value;
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING)
            sandbox_fail(lua, NULL, "the keys of a map are texts, not %s", luaL_typename(lua, -2));
        value_set(value, take_text(lua, -2, "key"), to_value(lua, -1, nesting + 1));
    }
    return value;
}

static struct value *handle_to_value(lua_State *lua, int index, const struct handle *handle, int nesting)
{
    struct arena *arena = api_of(lua)->arena;
    struct blocks blocks = {0};
    struct spans spans = {0};

    switch (handle->kind) {
    case HANDLE_BLOCKS:
        take_blocks(lua, index, &blocks);
        return value_blocks(arena, blocks.first);
    case HANDLE_SPANS:
        take_spans(lua, index, &spans);
        return value_spans(arena, spans.first);
    case HANDLE_PAGE:
        return value_page(arena, handle->path);
    case HANDLE_LIST:
        return table_to_value(lua, index, nesting);
    case HANDLE_FROZEN:
        lua_getiuservalue(lua, index, 1);
        struct value *value = table_to_value(lua, lua_gettop(lua), nesting);
        lua_pop(lua, 1);
        return value;
    case HANDLE_DATA:
    case HANDLE_RECORD:
    case HANDLE_WORK:
    case HANDLE_MODEL:
    case HANDLE_LABELS:
    case HANDLE_PLACE:
    case HANDLE_KIND_COUNT:
        break;
    }
    sandbox_fail(lua, "give its fields", "a layout cannot take %s", sandbox_tostring(lua, index, NULL));
    return NULL;
}

static struct value *to_value(lua_State *lua, int index, int nesting)
{
    struct arena *arena = api_of(lua)->arena;
    const struct handle *handle = api_handle(lua, index);

    if (nesting > NESTING_LIMIT)
        sandbox_fail(lua, NULL, "tables are nested more than %d deep", NESTING_LIMIT);
    luaL_checkstack(lua, 8, "tables within tables");
    count_made(lua, 0, 1, 0);
    index = lua_absindex(lua, index);
    if (handle != NULL)
        return handle_to_value(lua, index, handle, nesting);
    switch (lua_type(lua, index)) {
    case LUA_TSTRING:
        return value_text(arena, take_text(lua, index, "text"));
    case LUA_TNUMBER:
        return value_number(arena, lua_tonumber(lua, index));
    case LUA_TBOOLEAN:
        return value_boolean(arena, lua_toboolean(lua, index));
    case LUA_TTABLE:
        return table_to_value(lua, index, nesting);
    default:
        sandbox_fail(lua, NULL, "a layout cannot take a %s", luaL_typename(lua, index));
    }
    return NULL;
}

struct value *api_to_value(lua_State *lua, int index)
{
    return to_value(lua, index, 0);
}

static void push_data(lua_State *lua, const struct value *value)
{
    lua_newtable(lua);
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->count; i++) {
            api_push_value(lua, value->items[i]);
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
        return;
    }
    for (size_t i = 0; i < map_count(value->map); i++) {
        api_push_value(lua, map_value(value->map, i));
        lua_setfield(lua, -2, map_key(value->map, i));
    }
}

void api_push_value(lua_State *lua, const struct value *value)
{
    luaL_checkstack(lua, 4, "tables within tables");
    switch (value->kind) {
    case VALUE_TEXT:
        lua_pushstring(lua, value->text);
        return;
    case VALUE_NUMBER:
        if (value->number == floor(value->number) && fabs(value->number) < 1e15)
            lua_pushinteger(lua, (lua_Integer)value->number);
        else
            lua_pushnumber(lua, value->number);
        return;
    case VALUE_BOOLEAN:
        lua_pushboolean(lua, value->boolean);
        return;
    case VALUE_PAGE:
        api_push_page_link(lua, value->text);
        return;
    case VALUE_SPANS:
        if (value->spans != NULL)
            api_push_line(lua, value->spans);
        else
            api_new_handle(lua, HANDLE_SPANS);
        return;
    case VALUE_BLOCKS:
        if (value->blocks != NULL)
            api_push_prose(lua, value->blocks);
        else
            api_new_handle(lua, HANDLE_BLOCKS);
        return;
    case VALUE_LIST:
    case VALUE_MAP:
        push_data(lua, value);
        return;
    }
}
