#include "lua/private.h"

#include "base/say.h"
#include "base/text.h"
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

static void count_report(lua_State *lua)
{
    struct api *api = api_of(lua);

    if (++api->diagnostics > DIAGNOSTIC_LIMIT && !api->is_built_in)
        sandbox_fail(lua, NULL, "lint reports more than %d problems", DIAGNOSTIC_LIMIT);
}

/* report:error(object, message, hint, code); object nil: the script's line. */
static int lint_add(lua_State *lua, struct diags *diags,
                    void (*add)(struct diags *, struct place, const char *, const char *, ...))
{
    struct place place = check_place(lua, 2);
    const char *message = take_text(lua, 3, "message");

    count_report(lua);
    const char *hint = lua_isnoneornil(lua, 4) ? NULL : take_text(lua, 4, "hint");
    const char *code = lua_isnoneornil(lua, 5) ? "hook-lint" : take_code(lua, 5);
    add(diags, place, code, "%s", message);
    api_of(lua)->reported = diags;
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

    api_of(lua)->reported = NULL;
    return notes != NULL ? lint_add(lua, notes, diag_note) : 0;
}

/* What is neither wrong nor to be done, and everybody is told. */
static int lint_info(lua_State *lua)
{
    return lint_add(lua, api_of(lua)->build->diags, diag_note);
}

/* report:hint(text): one more for what was reported last in this call. */
static int lint_hint(lua_State *lua)
{
    const char *hint = take_text(lua, 2, "hint");

    count_report(lua);
    if (api_of(lua)->reported != NULL)
        diag_hint(api_of(lua)->reported, "%s", hint);
    return 0;
}

/* report:nearest(word, names, otherwise): the name that comes near to word as one more hint, else otherwise, if any. */
static int lint_nearest(lua_State *lua)
{
    struct diags *diags = api_of(lua)->reported;
    struct nearest nearest = {.word = take_text(lua, 2, "word")};

    luaL_checktype(lua, 3, LUA_TTABLE);
    for (lua_Integer i = 1; lua_rawgeti(lua, 3, i) == LUA_TSTRING; i++, lua_pop(lua, 1))
        text_nearest(&nearest, lua_tostring(lua, -1));
    count_report(lua);
    if (diags != NULL && !diag_hint_nearest(diags, &nearest) && !lua_isnoneornil(lua, 4))
        diag_hint(diags, "%s", take_text(lua, 4, "hint"));
    return 0;
}

/* text with the values from first on in place of {1}, {2}, ... */
static int fill(lua_State *lua, const char *text, int first)
{
    luaL_Buffer out;

    lua_settop(lua, first + 8);
    luaL_buffinit(lua, &out);
    add_filled(lua, &out, text, first, 9);
    luaL_pushresult(&out);
    return 1;
}

/* report:text(english, ...): english in the language of messages, with {1}, {2}, ... filled in. */
static int lint_text(lua_State *lua)
{
    return fill(lua, translated(take_text(lua, 2, "text")), 3);
}

/* report:numbered(one, many, count, ...): the same of a text that agrees with count, which is {1}. */
static int lint_numbered(lua_State *lua)
{
    const char *one = take_text(lua, 2, "text"), *many = take_text(lua, 3, "text");

    return fill(lua, translated_count(one, many, (size_t)luaL_checkinteger(lua, 4)), 4);
}

void push_report(lua_State *lua)
{
    static const luaL_Reg functions[] = {
        {"error", lint_error},       {"warning", lint_warning}, {"note", lint_note},
        {"hint", lint_hint},         {"info", lint_info},       {"nearest", lint_nearest},
        {"numbered", lint_numbered}, {"text", lint_text},       {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
}
