#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

enum { MOST_INCLUDES = 16 };

/* What a layout wrote that depends on nothing but its arguments. */
struct printed_piece {
    const char *bytes;
    size_t length;
};

/* The value of a page that says where the root of the site is, as pages are printed relative to the page. */
static const char root_name[] = "root";

static struct layout_runner *runner_of(lua_State *lua)
{
    return lua_touserdata(lua, lua_upvalueindex(1));
}

/* _text(string): a piece of the layout itself. */
static int put_text(lua_State *lua)
{
    size_t length;
    const char *text = lua_tolstring(lua, 1, &length);

    if (text != NULL)
        buffer_bytes(runner_of(lua)->out, text, length);
    return 0;
}

/* _value(any): escaped for the format. */
static int put_value(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    const struct layout_format *format = runner->layouts->format;
    const struct value *value = layout_value_at(lua, 1);

    if (lua_type(lua, 1) == LUA_TSTRING || lua_type(lua, 1) == LUA_TNUMBER)
        format->text(runner->writer, lua_tostring(lua, 1));
    else if (value != NULL && value->kind == VALUE_PAGE)
        format->page(runner->writer, value->text);
    else if (value != NULL && (value->kind == VALUE_SPANS || value->kind == VALUE_BLOCKS || value->kind == VALUE_DATA))
        return sandbox_fail(lua, "write '<%-' for it", "'<%%=' prints text, and this is typed content");
    else
        return sandbox_fail(lua, NULL, "'<%%=' cannot print a %s", value ? "list or map" : luaL_typename(lua, 1));
    return 0;
}

static int fail_in_piece(lua_State *lua, const char *what)
{
    return sandbox_fail(lua, "use include where the page itself matters", "there are no %s in a piece of many pages",
                        what);
}

/* _safe(content): blocks, spans or data through the writer; there is no way to print ready-made markup. */
static int put_safe(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    if (runner->in_piece)
        return fail_in_piece(lua, "blocks or spans");
    const struct layout_format *format = runner->layouts->format;
    const struct value *value = layout_value_at(lua, 1);

    if (value != NULL && value->kind == VALUE_SPANS)
        format->spans(runner->writer, value->spans);
    else if (value != NULL && value->kind == VALUE_BLOCKS)
        format->blocks(runner->writer, value->blocks);
    else if (value != NULL && value->kind == VALUE_DATA && format->data != NULL)
        format->data(runner->writer, value->data);
    else
        return sandbox_fail(lua, "write '<%=' for text", "'<%%-' takes blocks or spans, not a %s",
                            value ? "list, map or page" : luaL_typename(lua, 1));
    return 0;
}

static int put_notes(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    if (runner->in_piece)
        return fail_in_piece(lua, "notes");

    runner->layouts->format->notes(runner->writer);
    return 0;
}

/* L"key", L("key", first, second): a text of the label catalogue. */
static int find_label(lua_State *lua)
{
    const struct layout_runner *runner = runner_of(lua);
    const char *key = lua_tostring(lua, 1);
    struct nearest nearest = {.word = key};

    if (key == NULL)
        return sandbox_fail(lua, NULL, "L takes the key of a label");
    const char *text = map_get(runner->labels->texts, key);
    if (text == NULL) {
        layout_offer_keys(&nearest, runner->labels->texts);
        return layout_fail_unknown(lua, "label", &nearest);
    }
    if (strchr(text, '{') == NULL)
        lua_pushstring(lua, text);
    else
        lua_pushstring(lua,
                       label_format(runner->labels, runner->arena, key, lua_tostring(lua, 2), lua_tostring(lua, 3)));
    return 1;
}

/* optional(map, "key"): the value, or nil where a plain access would be an error. */
static int find_optional(lua_State *lua)
{
    const struct value *value = layout_value_at(lua, 1);
    const char *key = lua_tostring(lua, 2);
    const struct value *found = NULL;

    if (value != NULL && value->kind == VALUE_MAP && key != NULL)
        found = map_get(value->map, key);
    if (found != NULL)
        layout_push(lua, found);
    else
        lua_pushnil(lua);
    return 1;
}

/* A name that is neither a value of the page, nor one of all pages, nor a function. */
static int fail_global(lua_State *lua)
{
    const struct layout_runner *runner = runner_of(lua);
    struct nearest nearest = {.word = lua_tostring(lua, 2)};

    if (nearest.word == NULL)
        return sandbox_fail(lua, NULL, "no such variable");
    layout_offer_keys(&nearest, runner->page);
    layout_offer_keys(&nearest, runner->shared);
    return layout_fail_unknown(lua, "variable", &nearest);
}

void layout_set_page(struct layout_runner *runner, const struct map *page)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->page_values);
    for (size_t i = 0; i < map_count(runner->page); i++) {
        lua_pushstring(lua, map_key(runner->page, i));
        if (page != NULL)
            layout_push(lua, map_value(page, i));
        else
            lua_pushnil(lua);
        lua_rawset(lua, -3);
    }
    lua_pop(lua, 1);
}

/* Calls the layout whose name is the first argument with the others. */
static void call_layout(lua_State *lua, struct layout_runner *runner)
{
    struct nearest nearest = {.word = lua_tostring(lua, 1)};

    if (nearest.word == NULL)
        sandbox_fail(lua, NULL, "include and piece take the name of a layout");
    if (!layout_exists(runner, &nearest))
        layout_fail_unknown(lua, "layout", &nearest);
    if (runner->includes >= MOST_INCLUDES)
        sandbox_fail(lua, NULL, "layouts include one another without end");
    const int *compiled = map_get(runner->compiled, nearest.word);
    if (compiled == NULL)
        sandbox_fail(lua, NULL, "the layout '%s' has a mistake", nearest.word);
    runner->includes++;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, *compiled);
    lua_insert(lua, 2);
    lua_call(lua, lua_gettop(lua) - 2, 0);
    runner->includes--;
}

/* include("head"): another layout in place, with the same values. */
static int include(lua_State *lua)
{
    lua_settop(lua, 1);
    call_layout(lua, runner_of(lua));
    return 0;
}

/* What tells this piece from others: the way to the root, its name and its arguments, each on a line. */
static const char *piece_key(lua_State *lua, struct layout_runner *runner)
{
    const struct value *root = map_get(runner->page, root_name);
    struct buffer *key = &runner->key;
    int count = lua_gettop(lua);

    buffer_clear(key);
    if (root != NULL && root->kind == VALUE_TEXT)
        buffer_text(key, root->text);
    for (int i = 1; i <= count; i++) {
        int type = lua_type(lua, i);
        const char *text = type == LUA_TSTRING ? lua_tostring(lua, i) : "";
        if ((type != LUA_TSTRING && type != LUA_TBOOLEAN) || strchr(text, '\n') != NULL)
            sandbox_fail(lua, "give it what the piece compares: page.file, page.kind",
                         "a piece takes lines of text and truths, not a %s", luaL_typename(lua, i));
        buffer_text(key, type == LUA_TSTRING ? "\n=" : lua_toboolean(lua, i) ? "\n+" : "\n-");
        buffer_text(key, text);
    }
    return buffer_string(key);
}

/* Runs the layout with nothing of the page but the way to the root, and keeps what it writes under key. */
static void write_piece(lua_State *lua, struct layout_runner *runner, const char *key)
{
    const struct map *page = runner->page;
    size_t start = runner->out->length;
    struct value *root = map_get(page, root_name);
    struct map *seen = map_new(runner->arena);
    struct printed_piece *piece = arena_alloc(runner->arena, sizeof *piece);

    if (root != NULL)
        map_put(seen, root_name, root);
    layout_set_page(runner, NULL);
    runner->page = seen;
    layout_set_page(runner, seen);
    runner->in_piece = true;
    call_layout(lua, runner);
    runner->in_piece = false;
    layout_set_page(runner, NULL);
    runner->page = page;
    layout_set_page(runner, page);
    piece->length = runner->out->length - start;
    piece->bytes = arena_copy(runner->arena, runner->out->bytes + start, piece->length);
    map_put(runner->pieces, key, piece);
}

/*
 * piece("navigation", ...): another layout in place, which sees its arguments and what all pages see but not the page,
 * so it is run once for all pages that want the same.
 */
static int put_piece(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    const char *key = piece_key(lua, runner);
    const struct printed_piece *piece = map_get(runner->pieces, key);

    if (piece != NULL) {
        buffer_bytes(runner->out, piece->bytes, piece->length);
        return 0;
    }
    if (runner->in_piece)
        return sandbox_fail(lua, "use include", "there are no pieces within pieces");
    write_piece(lua, runner, arena_string(runner->arena, key));
    return 0;
}

/* ---- the environment ---- */

static void add_function(struct layout_runner *runner, const char *name, lua_CFunction function)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_pushstring(lua, name);
    lua_pushlightuserdata(lua, runner);
    lua_pushcclosure(lua, function, 1);
    lua_rawset(lua, -3);
}

/* Puts before the library on top a table that can be read but not changed: all pages share it. */
static void close_library(lua_State *lua)
{
    lua_newtable(lua);
    lua_newtable(lua);
    layout_close_metatable(lua);
    lua_rotate(lua, -3, 2);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

/* Copies what the sandbox offers to the table on top, but for what could keep something from page to page. */
static void copy_functions(lua_State *lua)
{
    sandbox_environment(lua);
    for (lua_pushnil(lua); lua_next(lua, -2) != 0; lua_pop(lua, 1)) {
        const char *name = lua_tostring(lua, -2);
        if (strcmp(name, "_G") == 0 || strcmp(name, "rawset") == 0)
            continue;
        lua_pushvalue(lua, -2);
        lua_pushvalue(lua, -2);
        if (lua_istable(lua, -1))
            close_library(lua);
        lua_rawset(lua, -6);
    }
    lua_pop(lua, 1);
}

/* A table of what all pages see: values, and the functions of the sandbox and of layouts. */
static void push_common(struct layout_runner *runner)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_newtable(lua);
    copy_functions(lua);
    add_function(runner, "_text", put_text);
    add_function(runner, "_value", put_value);
    add_function(runner, "_safe", put_safe);
    add_function(runner, "notes", put_notes);
    add_function(runner, "optional", find_optional);
    add_function(runner, "include", include);
    add_function(runner, "piece", put_piece);
    add_function(runner, "L", find_label);
    for (size_t i = 0; i < map_count(runner->shared); i++) {
        lua_pushstring(lua, map_key(runner->shared, i));
        layout_push_shared(lua, map_value(runner->shared, i));
        lua_rawset(lua, -3);
    }
    lua_pushlightuserdata(lua, runner);
    lua_pushcclosure(lua, fail_global, 1);
    layout_fall_back(lua);
}

/* The environment of all layouts: empty and closed; it falls back on the page's values, these on the common ones. */
void layout_make_globals(struct layout_runner *runner)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_newtable(lua);
    lua_newtable(lua);
    layout_close_metatable(lua);
    lua_newtable(lua);
    push_common(runner);
    layout_fall_back(lua);
    lua_pushvalue(lua, -1);
    runner->page_values = luaL_ref(lua, LUA_REGISTRYINDEX);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    runner->globals = luaL_ref(lua, LUA_REGISTRYINDEX);
}
