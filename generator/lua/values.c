#include "lua/private.h"

#include "base/map.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>

/* Data of layouts (struct value of document/document.h), given to a script. */

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
