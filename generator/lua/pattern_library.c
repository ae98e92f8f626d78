#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* string.find, match, gmatch and gsub over pattern.c, as the manual of Lua 5.4 has them. */

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
