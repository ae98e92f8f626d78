#include "render/layout.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "model/build.h"
#include "model/labels.h"
#include "model/value.h"
#include "render/layout_source.h"
#include "script/sandbox.h"

#include <lauxlib.h>
#include <lua.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_INCLUDES = 16 };

struct layout_source {
    const char *file; /* as places show it: "layouts/html/page.html" */
    const char *lua;
    size_t length;
};

struct layouts {
    const struct layout_format *format;
    struct map *sources; /* "page" -> struct layout_source */
};

struct layout_runner {
    const struct layouts *layouts;
    const struct labels *labels;
    const struct map *shared;
    struct sandbox *sandbox;
    struct arena *arena;  /* names of what was compiled */
    struct map *compiled; /* name -> an int: the function's place in the registry */
    bool broken;          /* a layout has a mistake, which was reported */
    int globals;          /* in the registry: the environment of all layouts */
    int page_values;      /* in the registry: the table of the page's values */
    /* of the page that is being written: */
    const struct map *page;
    struct buffer *out;
    void *writer;
    struct diags *diags;
    int includes;
};

/* Under this key of the registry lies the metatable of handles. */
static const char handle_key[] = "lampiran.value";

/* ---- reading ---- */

static void read_layout(struct build *build, struct layouts *layouts, const char *path)
{
    struct buffer text = {0}, lua = {0};
    const char *folder = layouts->format->folder;
    const char *found = build_find(build, path);

    if (found == NULL || file_read(found, &text) != FILE_OK) {
        diag_error(build->diags, (struct place){.file = path}, "unreadable", "cannot read the layout");
    } else if (layout_translate(&lua, build->diags, path, text.bytes, text.length)) {
        struct layout_source *source = arena_alloc(build->arena, sizeof *source);
        const char *name = path + strlen(folder) + 1;
        source->file = path;
        source->length = lua.length;
        source->lua = arena_copy(build->arena, buffer_string(&lua), lua.length);
        name = arena_copy(build->arena, name, strlen(name) - strlen(layouts->format->ending));
        map_put(layouts->sources, name, source);
    }
    buffer_free(&text);
    buffer_free(&lua);
}

static bool ends_with(const char *text, const char *ending)
{
    size_t length = strlen(text), ending_length = strlen(ending);

    return length > ending_length && strcmp(text + length - ending_length, ending) == 0;
}

const struct layouts *layouts_read(struct build *build, const struct layout_format *format)
{
    struct layouts *layouts = arena_alloc(build->arena, sizeof *layouts);
    const char *const roots[] = {build->share, build->root};
    struct map *seen = map_new(build->arena);

    layouts->format = format;
    layouts->sources = map_new(build->arena);
    for (size_t i = 0; i < 2; i++) {
        struct list files = {0};
        file_list(file_join(build->arena, roots[i], format->folder), build->arena, &files);
        for (size_t j = 0; j < files.count; j++) {
            const char *path = arena_format(build->arena, "%s/%s", format->folder, (const char *)files.items[j]);
            if (ends_with(path, format->ending) && map_put(seen, path, layouts) == NULL)
                read_layout(build, layouts, path);
        }
    }
    return layouts;
}

/* ---- values: a layout holds handles, which can be read but not changed ---- */

/* The only userdata of these states. */
struct handle {
    const struct value *value;
};

static void push_handle(lua_State *lua, const struct value *value)
{
    struct handle *handle = lua_newuserdatauv(lua, sizeof *handle, 0);

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

static void push_value(lua_State *lua, const struct value *value)
{
    if (push_plain(lua, value))
        return;
    push_handle(lua, value);
    lua_rawgetp(lua, LUA_REGISTRYINDEX, handle_key);
    lua_setmetatable(lua, -2);
}

static const struct value *handle_at(lua_State *lua, int index)
{
    const struct handle *handle = lua_touserdata(lua, index);

    return handle ? handle->value : NULL;
}

static void offer_keys(struct nearest *nearest, const struct map *map)
{
    for (size_t i = 0; map != NULL && i < map_count(map); i++)
        text_nearest(nearest, map_key(map, i));
}

/* An error that names the nearest of what is there. */
static int fail_unknown(lua_State *lua, const char *what, const struct nearest *nearest)
{
    if (nearest->match == NULL)
        return sandbox_fail(lua, NULL, "%s '%s' is not there", what, nearest->word);
    const char *hint = lua_pushfstring(lua, "nearest is '%s'", nearest->match);
    return sandbox_fail(lua, hint, "%s '%s' is not there", what, nearest->word);
}

static int index_handle(lua_State *lua)
{
    const struct value *value = handle_at(lua, 1);

    if (value != NULL && value->kind == VALUE_LIST && lua_isinteger(lua, 2)) {
        lua_Integer position = lua_tointeger(lua, 2);
        if (position >= 1 && (size_t)position <= value->count)
            push_value(lua, value->items[position - 1]);
        else
            lua_pushnil(lua);
        return 1;
    }
    if (lua_type(lua, 2) != LUA_TSTRING)
        return sandbox_fail(lua, NULL, "there is nothing of that kind in it");
    struct nearest nearest = {.word = lua_tostring(lua, 2)};
    const struct value *found = value != NULL && value->kind == VALUE_MAP ? map_get(value->map, nearest.word) : NULL;
    if (found != NULL) {
        push_value(lua, found);
        return 1;
    }
    if (value != NULL && value->kind == VALUE_MAP)
        offer_keys(&nearest, value->map);
    return fail_unknown(lua, "field", &nearest);
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
    const struct value *value = handle_at(lua, 1);

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
    const struct value *a = handle_at(lua, 1), *b = handle_at(lua, 2);
    bool equal = a == b;

    if (a != NULL && b != NULL && a->kind == VALUE_PAGE && b->kind == VALUE_PAGE)
        equal = strcmp(a->text, b->text) == 0;
    lua_pushboolean(lua, equal);
    return 1;
}

/* ---- what layouts call ---- */

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
    const struct value *value = handle_at(lua, 1);

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

/* _safe(content): blocks, spans or data through the writer; there is no way to print ready-made markup. */
static int put_safe(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    const struct layout_format *format = runner->layouts->format;
    const struct value *value = handle_at(lua, 1);

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
        offer_keys(&nearest, runner->labels->texts);
        return fail_unknown(lua, "label", &nearest);
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
    const struct value *value = handle_at(lua, 1);
    const char *key = lua_tostring(lua, 2);
    const struct value *found = NULL;

    if (value != NULL && value->kind == VALUE_MAP && key != NULL)
        found = map_get(value->map, key);
    if (found != NULL)
        push_value(lua, found);
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
    offer_keys(&nearest, runner->page);
    offer_keys(&nearest, runner->shared);
    return fail_unknown(lua, "variable", &nearest);
}

/* ---- compiling and running ---- */

/* Leaves the layout's function on the stack, compiled at its first use. False: reported, nothing is left. */
static bool push_layout(struct layout_runner *runner, const char *name, struct diags *diags)
{
    static const char locals[] = "local _text, _value, _safe = _text, _value, _safe; ";
    lua_State *lua = sandbox_lua(runner->sandbox);
    const struct layout_source *source = map_get(runner->layouts->sources, name);
    const int *compiled = map_get(runner->compiled, name);

    if (compiled != NULL) {
        lua_rawgeti(lua, LUA_REGISTRYINDEX, *compiled);
        return true;
    }
    const char *text = arena_concat(runner->arena, locals, source->lua, NULL);
    if (!sandbox_load(runner->sandbox, source->file, text, sizeof locals - 1 + source->length, diags))
        return false;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->globals);
    lua_setupvalue(lua, -2, 1);
    int *reference = arena_alloc(runner->arena, sizeof *reference);
    lua_pushvalue(lua, -1);
    *reference = luaL_ref(lua, LUA_REGISTRYINDEX);
    map_put(runner->compiled, arena_string(runner->arena, name), reference);
    return true;
}

static bool exists(const struct layout_runner *runner, struct nearest *nearest)
{
    if (map_get(runner->layouts->sources, nearest->word) != NULL)
        return true;
    offer_keys(nearest, runner->layouts->sources);
    return false;
}

/* include("head"): another layout in place, with the same values. */
static int include(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    struct nearest nearest = {.word = lua_tostring(lua, 1)};

    if (nearest.word == NULL)
        return sandbox_fail(lua, NULL, "include takes the name of a layout");
    if (!exists(runner, &nearest))
        return fail_unknown(lua, "layout", &nearest);
    if (runner->includes >= MOST_INCLUDES)
        return sandbox_fail(lua, NULL, "layouts include one another without end");
    const int *compiled = map_get(runner->compiled, nearest.word);
    if (compiled == NULL)
        return sandbox_fail(lua, NULL, "the layout '%s' has a mistake", nearest.word);
    runner->includes++;
    lua_rawgeti(lua, LUA_REGISTRYINDEX, *compiled);
    lua_call(lua, 0, 0);
    runner->includes--;
    return 0;
}

static void add_function(struct layout_runner *runner, const char *name, lua_CFunction function)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_pushstring(lua, name);
    lua_pushlightuserdata(lua, runner);
    lua_pushcclosure(lua, function, 1);
    lua_rawset(lua, -3);
}

/* Metatables of what a layout may read but not change get these. */
static void close_metatable(lua_State *lua)
{
    lua_pushcfunction(lua, refuse_change);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
}

/* Makes the value on top what the table below it falls back on; leaves the table. */
static void fall_back(lua_State *lua)
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

static void push_shared(lua_State *lua, const struct value *value);

/* A table with what is in value; what is not there is asked of index_handle, with the value's handle. */
static void push_contents(lua_State *lua, const struct value *value)
{
    lua_newtable(lua);
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->count; i++) {
        push_shared(lua, value->items[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
    for (size_t i = 0; value->kind == VALUE_MAP && i < map_count(value->map); i++) {
        lua_pushstring(lua, map_key(value->map, i));
        push_shared(lua, map_value(value->map, i));
        lua_rawset(lua, -3);
    }
}

/* The function that finds nothing in value, with the errors that a handle gives. */
static void push_missing(lua_State *lua, const struct value *value)
{
    push_value(lua, value);
    lua_pushcclosure(lua, index_shared, 1);
}

/*
 * As push_value, but lists and maps are unfolded for good: their handle has a metatable of its own, in which Lua
 * finds what it wants without calling us.  For values that all pages read.
 */
static void push_shared(lua_State *lua, const struct value *value)
{
    if (value->kind != VALUE_LIST && value->kind != VALUE_MAP) {
        push_value(lua, value);
        return;
    }
    push_handle(lua, value);
    lua_newtable(lua);
    close_metatable(lua);
    lua_pushinteger(lua, (lua_Integer)(value->kind == VALUE_LIST ? value->count : map_count(value->map)));
    lua_pushcclosure(lua, get_count, 1);
    lua_setfield(lua, -2, "__len");
    lua_pushcfunction(lua, equal_handles);
    lua_setfield(lua, -2, "__eq");
    push_contents(lua, value);
    push_missing(lua, value);
    fall_back(lua);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

/* Puts before the library on top a table that can be read but not changed: all pages share it. */
static void close_library(lua_State *lua)
{
    lua_newtable(lua);
    lua_newtable(lua);
    close_metatable(lua);
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
    add_function(runner, "L", find_label);
    for (size_t i = 0; i < map_count(runner->shared); i++) {
        lua_pushstring(lua, map_key(runner->shared, i));
        push_shared(lua, map_value(runner->shared, i));
        lua_rawset(lua, -3);
    }
    lua_pushlightuserdata(lua, runner);
    lua_pushcclosure(lua, fail_global, 1);
    fall_back(lua);
}

/* The environment of all layouts: empty and closed; it falls back on the page's values, these on the common ones. */
static void make_globals(struct layout_runner *runner)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_newtable(lua);
    lua_newtable(lua);
    close_metatable(lua);
    lua_newtable(lua);
    push_common(runner);
    fall_back(lua);
    lua_pushvalue(lua, -1);
    runner->page_values = luaL_ref(lua, LUA_REGISTRYINDEX);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    runner->globals = luaL_ref(lua, LUA_REGISTRYINDEX);
}

static void make_handles(lua_State *lua)
{
    static const luaL_Reg methods[] = {
        {"__index", index_handle}, {"__len", count_handle}, {"__eq", equal_handles}, {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, methods, 0);
    close_metatable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, handle_key);
}

struct layout_runner *layout_runner_new(const struct layouts *layouts, const struct labels *labels,
                                        const struct map *shared)
{
    struct arena *arena = arena_new();
    struct layout_runner *runner = arena_alloc(arena, sizeof *runner);
    /* A long page may take its time in the writer; instructions bound what the layout itself does. */
    struct sandbox_limits limits = sandbox_default_limits;

    limits.seconds = 60;
    *runner = (struct layout_runner){.layouts = layouts, .labels = labels, .shared = shared, .arena = arena};
    runner->sandbox = sandbox_new(&limits, NULL);
    runner->compiled = map_new(arena);
    make_handles(sandbox_lua(runner->sandbox));
    make_globals(runner);
    return runner;
}

void layout_runner_free(struct layout_runner *runner)
{
    sandbox_free(runner->sandbox);
    arena_free(runner->arena);
}

/* Compiles all layouts before the first page, so that include finds them. False: one has a mistake. */
static bool compile_all(struct layout_runner *runner, struct diags *diags)
{
    const struct map *sources = runner->layouts->sources;
    bool good = true;

    for (size_t i = 0; i < map_count(sources); i++) {
        if (push_layout(runner, map_key(sources, i), diags))
            lua_pop(sandbox_lua(runner->sandbox), 1);
        else
            good = false;
    }
    runner->broken = !good;
    return good;
}

/* Sets the values of the page, or for NULL takes away those of the last one. */
static void set_page(struct layout_runner *runner, const struct map *page)
{
    lua_State *lua = sandbox_lua(runner->sandbox);

    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->page_values);
    for (size_t i = 0; i < map_count(runner->page); i++) {
        lua_pushstring(lua, map_key(runner->page, i));
        if (page != NULL)
            push_value(lua, map_value(page, i));
        else
            lua_pushnil(lua);
        lua_rawset(lua, -3);
    }
    lua_pop(lua, 1);
}

bool layout_run(struct layout_runner *runner, const char *name, const struct map *page, struct buffer *out,
                void *writer, struct diags *diags)
{
    struct nearest nearest = {.word = name};

    if (runner->broken || (map_count(runner->compiled) == 0 && !compile_all(runner, diags)))
        return false;
    if (!exists(runner, &nearest)) {
        const char *folder = runner->layouts->format->folder;
        diag_error(diags, (struct place){.file = folder}, "unknown-layout", "layout '%s' is not there", name);
        if (nearest.match != NULL)
            diag_hint(diags, "nearest is '%s'", nearest.match);
        return false;
    }
    runner->page = page;
    runner->out = out;
    runner->writer = writer;
    runner->includes = 0;
    set_page(runner, page);
    bool good = push_layout(runner, name, diags) && sandbox_call(runner->sandbox, 0, 0, diags);
    set_page(runner, NULL);
    return good;
}
