#include "lua/private.h"

#include "base/say.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* How checks and the lint functions of hooks report. */

/* The name of a kind of diagnostic, as "recognisable". */
static const char *take_code(lua_State *lua, int index)
{
    const char *code = take_text(lua, index, "code");

    if (*code == '\0' || code[strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0')
        sandbox_fail(lua, "write it as \"no-date\"", "'%s' is not the name of a kind of diagnostic", code);
    return code;
}

/* report:error(object, message, hint, code); object nil: the script's line. */
static int lint_add(lua_State *lua, struct diags *diags,
                    void (*add)(struct diags *, struct place, const char *, const char *, ...))
{
    struct api *api = api_of(lua);
    struct place place = check_place(lua, 2);
    const char *message = take_text(lua, 3, "message");

    if (++api->diagnostics > DIAGNOSTIC_LIMIT && !api->is_built_in)
        return sandbox_fail(lua, NULL, "lint reports more than %d problems", DIAGNOSTIC_LIMIT);
    const char *hint = lua_isnoneornil(lua, 4) ? NULL : take_text(lua, 4, "hint");
    const char *code = lua_isnoneornil(lua, 5) ? "hook-lint" : take_code(lua, 5);
    add(diags, place, code, "%s", message);
    if (hint != NULL)
        diag_hint(diags, "%s", hint);
    return 0;
}

static int lint_error(lua_State *lua)
{
    return lint_add(lua, api_of(lua)->build->diags, diag_error);
}

static int lint_warning(lua_State *lua)
{
    return lint_add(lua, api_of(lua)->build->diags, diag_warning);
}

/* What is not wrong and not done is told who asks how the study is doing, not at every build. */
static int lint_note(lua_State *lua)
{
    struct diags *notes = api_of(lua)->build->notes;

    return notes != NULL ? lint_add(lua, notes, diag_note) : 0;
}

/* report:text(english, ...): english in the language of messages, with {1}, {2}, ... filled in. */
static int lint_text(lua_State *lua)
{
    luaL_Buffer out;
    const char *english = take_text(lua, 2, "text");

    lua_settop(lua, 11);
    luaL_buffinit(lua, &out);
    add_filled(lua, &out, translated(english), 3, 9);
    luaL_pushresult(&out);
    return 1;
}

void push_report(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"error", lint_error}, {"warning", lint_warning}, {"note", lint_note}, {"text", lint_text}, {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
}
