#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <stdio.h>
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

void library_original(lua_State *lua, const char *library)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &originals);
    lua_getfield(lua, -1, library);
    lua_remove(lua, -2);
}

void library_charge(lua_State *lua, double steps)
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
