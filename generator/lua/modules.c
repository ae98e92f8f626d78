#include "base/ascii.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/say.h"
#include "base/text.h"
#include "lua/private.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdio.h>
#include <string.h>

/*
 * require: modules below the library folders, loaded anew for each environment, so that no file can change what
 * another one sees.  Upvalue of each require: the table of its modules, name -> value, or a text while it is loaded:
 * who asked for it.  Section files share theirs, as they are many and need the same ones.
 */

enum { LONGEST_NAME = 100 };

bool script_read(struct build *build, const char *shown, const char *kind, struct buffer *text)
{
    const struct place place = {.file = shown};
    const char *path = build_find(build, shown);
    size_t bad;

    if (path == NULL || file_read(path, text) != FILE_OK) {
        diag_error(build->diags, place, "unreadable", "the %s file cannot be read", kind);
        return false;
    }
    if (text_is_utf8(text->bytes, text->length, &bad))
        return true;
    diag_error(build->diags, place, "encoding", "not UTF-8 at byte %zu, looks like %s", bad + 1,
               translated(text_guess_encoding(text->bytes, text->length)));
    diag_hint(build->diags, "save it as UTF-8");
    return false;
}

static bool is_name(const char *name, size_t length)
{
    bool after_dot = true;

    if (length == 0 || length > LONGEST_NAME || strlen(name) != length)
        return false;
    for (; *name != '\0'; name++) {
        bool word = ascii_is_digit(*name) || ascii_is_letter(*name) || *name == '_';
        if (!word && (*name != '.' || after_dot))
            return false;
        after_dot = !word;
    }
    return !after_dot;
}

/* Reads FOLDER/x/y.lua for "x.y" from the first folder that has it. */
static enum file_status read_module(const struct sandbox *sandbox, const char *path, struct buffer *text)
{
    const char *const *folder = sandbox->library_folders;
    enum file_status status = FILE_MISSING;
    struct buffer whole = {0};

    for (; folder != NULL && *folder != NULL && status == FILE_MISSING; folder++) {
        buffer_clear(&whole);
        buffer_format(&whole, "%s/%s", *folder, path);
        status = file_read(buffer_string(&whole), text);
    }
    buffer_free(&whole);
    return status;
}

static void path_of(const char *name, char *path, size_t size)
{
    snprintf(path, size, "%s.lua", name);
    for (size_t i = 0; i < strlen(name); i++) {
        if (path[i] == '.')
            path[i] = '/';
    }
}

/* Compiles the module into the environment on top of the stack; leaves the function. */
static void compile_module(lua_State *lua, const char *name)
{
    char path[LONGEST_NAME + 8], shown[LONGEST_NAME + 32];
    struct buffer text = {0};

    path_of(name, path, sizeof path);
    snprintf(shown, sizeof shown, "lua/lib/%s", path);
    enum file_status status = read_module(sandbox_of(lua), path, &text);
    int compiled = status == FILE_OK ? sandbox_compile(lua, shown, text.bytes, text.length) : LUA_OK;
    buffer_free(&text);
    if (status == FILE_MISSING)
        sandbox_fail(lua, "modules are the files below lua/lib/", "there is no module '%s' (%s)", name, shown);
    if (status != FILE_OK)
        sandbox_fail(lua, NULL, "module '%s' cannot be read (%s)", name, shown);
    if (compiled != LUA_OK)
        lua_error(lua);
}

static int require(lua_State *lua);

/* The environment of a module of the same family: its require has the same modules. */
static void push_environment(lua_State *lua)
{
    sandbox_environment(lua);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_pushcclosure(lua, require, 1);
    lua_setfield(lua, -2, "require");
}

/* modules[false] is the chain of modules that are being loaded, as text: "a -> b". */
static void push_chain(lua_State *lua, const char *name)
{
    lua_pushboolean(lua, 0);
    if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TSTRING)
        lua_pushstring(lua, name);
    else
        lua_pushfstring(lua, "%s -> %s", lua_tostring(lua, -1), name);
}

static void set_chain(lua_State *lua, int index)
{
    index = lua_absindex(lua, index);
    lua_pushboolean(lua, 0);
    lua_pushvalue(lua, index);
    lua_rawset(lua, lua_upvalueindex(1));
}

static int require(lua_State *lua)
{
    size_t length;
    const char *name = luaL_checklstring(lua, 1, &length);

    if (!is_name(name, length))
        return sandbox_fail(lua, "write require('a.b') for lua/lib/a/b.lua", "a module has no such name");
    lua_settop(lua, 1);
    lua_pushvalue(lua, 1);
    if (lua_rawget(lua, lua_upvalueindex(1)) == LUA_TTABLE) {
        lua_rawgeti(lua, -1, 1);
        return 1;
    }
    bool loading = lua_toboolean(lua, -1);
    lua_pushboolean(lua, 0);
    lua_rawget(lua, lua_upvalueindex(1)); /* 3: the chain so far */
    push_chain(lua, name);
    if (loading)
        return sandbox_fail(lua, NULL, "modules require each other in a circle: %s", lua_tostring(lua, -1));
    set_chain(lua, -1);
    lua_pushvalue(lua, 1);
    lua_pushboolean(lua, 1);
    lua_rawset(lua, lua_upvalueindex(1));
    push_environment(lua);
    compile_module(lua, name);
    lua_call(lua, 0, 1);
    if (lua_isnil(lua, -1)) {
        lua_pop(lua, 1);
        lua_pushboolean(lua, 1);
    }
    set_chain(lua, 3);
    lua_createtable(lua, 1, 0);
    lua_pushvalue(lua, -2);
    lua_rawseti(lua, -2, 1);
    lua_pushvalue(lua, 1);
    lua_insert(lua, -2);
    lua_rawset(lua, lua_upvalueindex(1));
    return 1;
}

void require_push(lua_State *lua)
{
    lua_newtable(lua);
    lua_pushcclosure(lua, require, 1);
}

void require_share(lua_State *lua, int modules)
{
    lua_getupvalue(lua, -1, 1);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, modules);
    lua_pushcclosure(lua, require, 1);
    lua_setfield(lua, -2, "require");
    lua_pop(lua, 1);
}
