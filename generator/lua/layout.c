#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "document/document.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/*
 * Layouts are compiled in the state of a runner and see what hooks see, through the same handles; what they are given
 * besides are tables, which they cannot change.  What they print is limited for each page and for all pages.
 */

enum {
    MOST_LEVELS = 48,    /* calls within calls; an include takes two */
    PAGE_SECONDS = 10,   /* of the processor; the writers' work on a long page counts */
    RUNNER_SECONDS = 60, /* for all pages of a runner */
};

static const size_t PAGE_BYTES = (size_t)64 * 1024 * 1024, RUNNER_BYTES = (size_t)1024 * 1024 * 1024;

struct layouts {
    const struct layout_format *format;
    struct map *sources; /* "page" -> struct layout_source */
    bool trusted;        /* none is the study's own */
    const char *frame;   /* layouts/frame.lua, which makes what layouts are given; NULL: they get what the writer has */
    size_t frame_length;
};

static const char frame_file[] = "layouts/frame.lua";

struct layout_source {
    const char *file; /* as places show it: "layouts/html/page.html" */
    const char *lua;
    size_t length;
};

struct layout_runner {
    const struct layouts *layouts;
    struct sandbox *sandbox;
    struct lua_State *lua;
    struct arena *arena; /* of what lasts as long as the runner */
    struct api api;
    const struct map *shared; /* what the writer knows of all pages */
    struct arena *page_arena; /* of data for the page that is being written */
    struct map *compiled;     /* name -> an int: the function's place in the registry */
    bool broken;              /* a layout has a mistake or hit a limit, which was reported */
    int globals;              /* in the registry: the environment of all layouts */
    int page_values;          /* in the registry: the table of the page's values */
    int common;               /* in the registry: the table of what all pages see */
    int frame_page;           /* in the registry: what makes the values of a page; LUA_NOREF: nothing does */
    size_t bytes;             /* printed on all pages so far */
    double seconds;           /* of the processor, for all pages so far */
    /* of the page that is being written: */
    struct buffer *out;
    void *writer;
    const char *name;       /* of the layout */
    const struct map *page; /* what the writer knows of the page */
};

/* ---- reading ---- */

/* What stands at the start of a layout is printed at the start of a page, or within one. */
static bool has_mark(struct build *build, const char *path, const struct buffer *text)
{
    if (text->length < 3 || memcmp(text->bytes, "\xef\xbb\xbf", 3) != 0)
        return false;
    diag_error(build->diags, (struct place){path, 1, 1}, "encoding", "a layout cannot begin with a byte order mark");
    diag_hint(build->diags, "save it as UTF-8 without one");
    return true;
}

static void read_layout(struct build *build, struct layouts *layouts, const char *path)
{
    struct buffer text = {0}, lua = {0};

    if (script_read(build, path, "layout", &text) && !has_mark(build, path, &text) &&
        layout_translate(&lua, build->diags, path, text.bytes, text.length)) {
        struct layout_source *source = arena_alloc(build->arena, sizeof *source);
        const char *name = path + strlen(layouts->format->folder) + 1;
        source->file = path;
        source->length = lua.length;
        source->lua = arena_copy(build->arena, buffer_string(&lua), lua.length);
        name = arena_copy(build->arena, name, strlen(name) - strlen(layouts->format->ending));
        map_put(layouts->sources, name, source);
    }
    buffer_free(&text);
    buffer_free(&lua);
}

static void read_frame(struct build *build, struct layouts *layouts)
{
    struct buffer text = {0};

    if (build_find(build, frame_file) != NULL && script_read(build, frame_file, "layout", &text)) {
        layouts->frame = arena_copy(build->arena, buffer_string(&text), text.length);
        layouts->frame_length = text.length;
    }
    buffer_free(&text);
}

const struct layouts *layouts_read(struct build *build, const struct layout_format *format)
{
    struct layouts *layouts = arena_alloc(build->arena, sizeof *layouts);
    const char *const roots[] = {build->share, build->root};
    struct map *seen = map_new(build->arena);

    layouts->format = format;
    layouts->trusted =
        !build_has_own(build, format->folder) && !file_exists(file_join(build->arena, build->root, frame_file));
    read_frame(build, layouts);
    layouts->sources = map_new(build->arena);
    for (size_t i = 0; i < 2; i++) {
        struct file_tree tree = build_list(build, roots[i], format->folder);
        for (size_t j = 0; j < tree.files.count; j++) {
            const char *path = file_join(build->arena, format->folder, tree.files.items[j]);
            if (text_ends_with(path, format->ending) && map_put(seen, path, layouts) == NULL)
                read_layout(build, layouts, path);
        }
    }
    return layouts;
}

/* ---- printing ---- */

static struct layout_runner *runner_of(lua_State *lua)
{
    return lua_touserdata(lua, lua_upvalueindex(1));
}

/* Charges bytes that are printed to the page and to the runner. */
static void charge(lua_State *lua, struct layout_runner *runner, size_t bytes)
{
    runner->bytes += bytes;
    sandbox_spend(lua, bytes / 8);
    if (runner->out->length <= PAGE_BYTES && runner->bytes <= RUNNER_BYTES)
        return;
    runner->broken = true;
    if (runner->out->length > PAGE_BYTES)
        sandbox_fail(lua, "look for a loop that prints again and again", "the page gets larger than %zu MiB",
                     PAGE_BYTES / 1024 / 1024);
    sandbox_fail(lua, "look for a loop that prints again and again", "the pages get larger than %zu MiB in all",
                 RUNNER_BYTES / 1024 / 1024);
}

/* _text(string): text of the layout itself. */
static int put_text(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    size_t length;
    const char *text = lua_tolstring(lua, 1, &length);

    if (text == NULL)
        return 0;
    buffer_bytes(runner->out, text, length);
    charge(lua, runner, length);
    return 0;
}

/* What a value is called in messages. */
static const char *name_of(lua_State *lua, int index)
{
    const struct handle *handle = api_handle(lua, index);
    bool is_table = lua_istable(lua, index) || (handle != NULL && handle->kind == HANDLE_FROZEN);

    if (!is_table && handle != NULL && luaL_getmetafield(lua, index, "__name") == LUA_TSTRING)
        return lua_tostring(lua, -1);
    return is_table ? "list or map" : luaL_typename(lua, index);
}

/* _value(any): escaped for the format. */
static int put_value(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    const struct layout_format *format = runner->layouts->format;
    const struct handle *handle = api_handle(lua, 1);
    enum handle_kind kind = handle ? handle->kind : HANDLE_RECORD;
    size_t before = runner->out->length;

    if (lua_type(lua, 1) == LUA_TSTRING || lua_type(lua, 1) == LUA_TNUMBER)
        format->text(runner->writer, lua_tostring(lua, 1));
    else if (kind == HANDLE_PAGE)
        format->page(runner->writer, handle->path);
    else if (kind == HANDLE_SPANS || kind == HANDLE_BLOCKS || kind == HANDLE_DATA)
        return sandbox_fail(lua, /* xgettext:no-c-format */ "write '<%-' for it",
                            "'<%%=' prints text, and this is typed content");
    else
        return sandbox_fail(lua, NULL, "'<%%=' cannot print a %s", name_of(lua, 1));
    charge(lua, runner, runner->out->length - before);
    return 0;
}

/* _safe(content): blocks, spans or data through the writer; there is no way to print ready-made markup. */
static int put_safe(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    const struct layout_format *format = runner->layouts->format;
    const struct handle *handle = api_handle(lua, 1);
    enum handle_kind kind = handle ? handle->kind : HANDLE_RECORD;
    size_t before = runner->out->length;

    if (kind == HANDLE_SPANS)
        format->spans(runner->writer, handle->content.first_span);
    else if (kind == HANDLE_BLOCKS)
        format->blocks(runner->writer, handle->content.first_block);
    else if (kind == HANDLE_DATA && format->data != NULL)
        format->data(runner->writer, handle->data);
    else
        return sandbox_fail(lua, "write '<%=' for text", "'<%%-' takes blocks or spans, not a %s", name_of(lua, 1));
    charge(lua, runner, runner->out->length - before);
    return 0;
}

static int put_notes(lua_State *lua)
{
    struct layout_runner *runner = runner_of(lua);
    size_t before = runner->out->length;

    runner->layouts->format->notes(runner->writer);
    charge(lua, runner, runner->out->length - before);
    return 0;
}

/* ---- what layouts call ---- */

/* optional(map, "key"): the value, or nil where a plain access would be an error. */
static int find_optional(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);

    lua_settop(lua, 2);
    if (handle != NULL && handle->kind == HANDLE_FROZEN) {
        lua_getiuservalue(lua, 1, 1);
        lua_replace(lua, 1);
    }
    if (!lua_istable(lua, 1))
        return 0;
    lua_rawget(lua, 1);
    return 1;
}

/* A name that is neither a value of the page, nor one of all pages, nor a function. */
static int fail_global(lua_State *lua)
{
    const struct layout_runner *runner = runner_of(lua);
    struct nearest nearest = {.word = lua_tostring(lua, 2)};

    if (nearest.word == NULL)
        return sandbox_fail(lua, NULL, "no such variable");
    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->page_values);
    sandbox_offer_keys(lua, -1, &nearest);
    sandbox_offer_keys(lua, 1, &nearest);
    return sandbox_fail_near(lua, &nearest, "there is no variable '%s'", nearest.word);
}

/* The layout nearest->word is there; if not, nearest knows the nearest one. */
static bool exists(const struct layout_runner *runner, struct nearest *nearest)
{
    const struct map *sources = runner->layouts->sources;

    if (map_get(sources, nearest->word) != NULL)
        return true;
    text_nearest_key(nearest, sources);
    return false;
}

/* include("head", ...): another layout in place, with the same values and with what is given in its `...`. */
static int include(lua_State *lua)
{
    const struct layout_runner *runner = runner_of(lua);
    struct nearest nearest = {.word = lua_tostring(lua, 1)};
    lua_Debug level;

    if (nearest.word == NULL)
        return sandbox_fail(lua, NULL, "include takes the name of a layout");
    if (!exists(runner, &nearest))
        return sandbox_fail_near(lua, &nearest, "there is no layout '%s'", nearest.word);
    if (lua_getstack(lua, MOST_LEVELS, &level))
        return sandbox_fail(lua, NULL, "layouts include one another without end");
    const int *compiled = map_get(runner->compiled, nearest.word);
    if (compiled == NULL)
        return sandbox_fail(lua, NULL, "the layout '%s' has a mistake", nearest.word);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, *compiled);
    lua_replace(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, 0);
    return 0;
}

/* ---- the environment ---- */

static int refuse_change(lua_State *lua)
{
    return sandbox_fail(lua, "use a local variable", "a layout cannot change what all pages see");
}

static void close_metatable(lua_State *lua)
{
    lua_pushcfunction(lua, refuse_change);
    lua_setfield(lua, -2, "__newindex");
    set_flag(lua, "__metatable", false);
}

/* Makes the value on top what the table below it falls back on; leaves the table. */
static void fall_back(lua_State *lua)
{
    lua_createtable(lua, 0, 1);
    lua_insert(lua, -2);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
}

static void add_function(struct layout_runner *runner, const char *name, lua_CFunction function)
{
    lua_pushlightuserdata(runner->lua, runner);
    lua_pushcclosure(runner->lua, function, 1);
    lua_setfield(runner->lua, -2, name);
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

/* Sets the values of map in the table on top, to be read but not changed. */
static void set_values(lua_State *lua, const struct map *map)
{
    for (size_t i = 0; i < map_count(map); i++) {
        lua_pushstring(lua, map_key(map, i));
        api_push_value(lua, map_value(map, i));
        api_freeze(lua);
        lua_rawset(lua, -3);
    }
}

/* A table of what all pages see: values, and the functions of the sandbox and of layouts. */
static void push_common(struct layout_runner *runner)
{
    lua_State *lua = runner->lua;

    lua_newtable(lua);
    copy_functions(lua);
    add_function(runner, "_text", put_text);
    add_function(runner, "_value", put_value);
    add_function(runner, "_safe", put_safe);
    add_function(runner, "notes", put_notes);
    add_function(runner, "optional", find_optional);
    add_function(runner, "include", include);
    api_push_labels(lua);
    lua_setfield(lua, -2, "L");
    if (runner->api.study != NULL) {
        api_push_model(lua);
        lua_setfield(lua, -2, "model");
    }
    lua_pushvalue(lua, -1);
    runner->common = luaL_ref(lua, LUA_REGISTRYINDEX);
    lua_pushlightuserdata(lua, runner);
    lua_pushcclosure(lua, fail_global, 1);
    fall_back(lua);
}

/* The environment of all layouts: empty and closed; it falls back on the page's values, these on the common ones. */
static void make_globals(struct layout_runner *runner)
{
    lua_State *lua = runner->lua;

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

struct layout_runner *layout_runner_new(const struct layouts *layouts, struct build *build, const struct study *study,
                                        const struct labels *labels, const struct map *shared)
{
    struct arena *arena = arena_new();
    struct layout_runner *runner = arena_alloc(arena, sizeof *runner);
    struct sandbox_limits limits = sandbox_default_limits;

    limits.seconds = PAGE_SECONDS;
    limits.trusted = layouts->trusted;
    *runner = (struct layout_runner){.layouts = layouts,
                                     .arena = arena,
                                     .compiled = map_new(arena),
                                     .shared = shared,
                                     .page_arena = arena_new(),
                                     .frame_page = LUA_NOREF};
    runner->api = (struct api){.build = build, .arena = arena, .study = study, .labels = labels, .strict = true};
    runner->sandbox = sandbox_new(&limits, NULL);
    runner->lua = sandbox_lua(runner->sandbox);
    api_open(&runner->api, runner->sandbox);
    make_globals(runner);
    return runner;
}

void layout_runner_free(struct layout_runner *runner)
{
    sandbox_free(runner->sandbox);
    arena_free(runner->api.scratch);
    arena_free(runner->page_arena);
    arena_free(runner->arena);
}

/* ---- the frame ---- */

static struct value *to_data(lua_State *lua, struct arena *arena, int index);

/* A list of data. */
static struct value *list_to_data(lua_State *lua, struct arena *arena, int index)
{
    struct value *list = value_list(arena);
    lua_Integer count = luaL_len(lua, index);

    for (lua_Integer i = 1; i <= count; i++) {
        lua_geti(lua, index, i);
        struct value *item = to_data(lua, arena, lua_gettop(lua));
        if (item != NULL)
            value_add(list, arena, item);
        lua_pop(lua, 1);
    }
    return list;
}

/* NULL for what is left out: nothing, and the empty text. */
static struct value *to_data(lua_State *lua, struct arena *arena, int index)
{
    const struct handle *handle = api_handle(lua, index);

    if (lua_type(lua, index) == LUA_TSTRING)
        return *lua_tostring(lua, index) ? value_text(arena, arena_string(arena, lua_tostring(lua, index))) : NULL;
    if (lua_isboolean(lua, index))
        return value_boolean(arena, lua_toboolean(lua, index));
    if (lua_istable(lua, index))
        return list_to_data(lua, arena, index);
    return handle != NULL && handle->kind == HANDLE_DATA ? (struct value *)handle->data : NULL;
}

/* data(key, value, key, value, ...): a map in this order, for programs: texts, truths, data and lists of data. */
static int make_data(lua_State *lua)
{
    struct arena *arena = runner_of(lua)->page_arena;
    struct value *map = value_map(arena);
    int count = lua_gettop(lua);

    for (int i = 1; i + 1 <= count; i += 2) {
        struct value *value = to_data(lua, arena, i + 1);
        sandbox_spend(lua, 8);
        if (value != NULL)
            value_set(map, arena_string(arena, luaL_checkstring(lua, i)), value);
    }
    api_new_handle(lua, HANDLE_DATA)->data = map;
    return 1;
}

/* slug(text): as in the paths of pages. */
static int make_slug(lua_State *lua)
{
    lua_pushstring(lua, text_slug(runner_of(lua)->page_arena, luaL_checkstring(lua, 1)));
    return 1;
}

/* What the frame is given to make values with. */
static void push_tools(struct layout_runner *runner)
{
    lua_State *lua = runner->lua;

    lua_newtable(lua);
    api_push_model(lua);
    lua_setfield(lua, -2, "model");
    api_push_labels(lua);
    lua_setfield(lua, -2, "labels");
    add_function(runner, "data", make_data);
    add_function(runner, "slug", make_slug);
    builders_push(lua);
    lua_getfield(lua, -1, "spans");
    lua_setfield(lua, -3, "spans");
    lua_getfield(lua, -1, "em");
    lua_setfield(lua, -3, "em");
    lua_pop(lua, 1);
}

static void push_known(lua_State *lua, const struct map *map)
{
    lua_createtable(lua, 0, (int)map_count(map));
    for (size_t i = 0; i < map_count(map); i++) {
        api_push_value(lua, map_value(map, i));
        lua_setfield(lua, -2, map_key(map, i));
    }
}

/* Moves what the table at index holds to the table on top, to be read but not changed. */
static void keep_values(lua_State *lua, int index)
{
    for (lua_pushnil(lua); lua_next(lua, index) != 0;) {
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        api_freeze(lua);
        lua_rawset(lua, -4);
    }
}

/* run_frame(runner, chunk): calls the function of layouts/frame.lua for this folder; keeps what it returns. */
static int run_frame(lua_State *lua)
{
    struct layout_runner *runner = lua_touserdata(lua, 1);
    const char *folder = strrchr(runner->layouts->format->folder, '/') + 1;

    lua_call(lua, 0, 1);
    luaL_checktype(lua, 2, LUA_TTABLE);
    if (lua_getfield(lua, 2, folder) != LUA_TFUNCTION)
        return sandbox_fail(lua, "return {html = html, latex = latex}", "%s returns no function '%s'", frame_file,
                            folder);
    push_known(lua, runner->shared);
    push_tools(runner);
    lua_call(lua, 2, 2);
    luaL_checktype(lua, 3, LUA_TTABLE);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->common);
    keep_values(lua, 3);
    if (lua_isfunction(lua, 4)) {
        lua_pushvalue(lua, 4);
        runner->frame_page = luaL_ref(lua, LUA_REGISTRYINDEX);
    }
    return 0;
}

/* Makes what all pages see. */
static bool open_frame(struct layout_runner *runner, struct diags *diags)
{
    const struct layouts *layouts = runner->layouts;
    lua_State *lua = runner->lua;

    if (layouts->frame_length == 0 || runner->api.study == NULL) {
        lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->common);
        set_values(lua, runner->shared);
        lua_pop(lua, 1);
        return true;
    }
    lua_pushcfunction(lua, run_frame);
    lua_pushlightuserdata(lua, runner);
    if (!sandbox_load(runner->sandbox, frame_file, layouts->frame, layouts->frame_length, diags)) {
        lua_pop(lua, 2);
        return false;
    }
    return sandbox_call(runner->sandbox, 2, 0, diags);
}

/* ---- compiling and running ---- */

static bool compile(struct layout_runner *runner, const char *name, struct diags *diags)
{
    static const char locals[] = "local _text, _value, _safe = _text, _value, _safe; ";
    const struct layout_source *source = map_get(runner->layouts->sources, name);
    const char *text = arena_concat(runner->arena, locals, source->lua, NULL);

    if (!sandbox_load(runner->sandbox, source->file, text, sizeof locals - 1 + source->length, diags))
        return false;
    lua_rawgeti(runner->lua, LUA_REGISTRYINDEX, runner->globals);
    lua_setupvalue(runner->lua, -2, 1);
    int *reference = arena_alloc(runner->arena, sizeof *reference);
    *reference = luaL_ref(runner->lua, LUA_REGISTRYINDEX);
    map_put(runner->compiled, name, reference);
    return true;
}

/* Compiles all layouts before the first page, so that include finds them. */
static void compile_all(struct layout_runner *runner, struct diags *diags)
{
    const struct map *sources = runner->layouts->sources;

    runner->broken = !open_frame(runner, diags);
    for (size_t i = 0; i < map_count(sources); i++)
        runner->broken |= !compile(runner, map_key(sources, i), diags);
}

/* Sets the values of the page, in place of those of the last one. */
static void set_page(lua_State *lua, struct layout_runner *runner)
{
    lua_settop(lua, 0);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->page_values);
    for (lua_pushnil(lua); lua_next(lua, -2) != 0;) {
        lua_pop(lua, 1);
        lua_pushvalue(lua, -1);
        lua_pushnil(lua);
        lua_rawset(lua, -4);
    }
    if (runner->frame_page == LUA_NOREF) {
        set_values(lua, runner->page);
        return;
    }
    lua_rawgeti(lua, LUA_REGISTRYINDEX, runner->frame_page);
    push_known(lua, runner->page);
    lua_call(lua, 1, 1);
    luaL_checktype(lua, 2, LUA_TTABLE);
    lua_pushvalue(lua, 1);
    keep_values(lua, 2);
}

static int run_page(lua_State *lua)
{
    struct layout_runner *runner = lua_touserdata(lua, 1);

    set_page(lua, runner);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, *(const int *)map_get(runner->compiled, runner->name));
    lua_call(lua, 0, 0);
    return 0;
}

/* Charges the page that was just made; false: all pages took too long together, which is reported. */
static bool charge_seconds(struct layout_runner *runner, const char *file, struct diags *diags)
{
    runner->seconds += sandbox_seconds(runner->sandbox);
    runner->broken |= sandbox_hit_limit(runner->sandbox);
    if (runner->broken || runner->seconds <= RUNNER_SECONDS)
        return !runner->broken;
    runner->broken = true;
    diag_error(diags, (struct place){file, 1, 0}, "layout-limit", "the layouts take more than %d seconds in all",
               RUNNER_SECONDS);
    return false;
}

bool layout_run(struct layout_runner *runner, const char *name, const struct map *page, struct buffer *out,
                void *writer, struct diags *diags)
{
    struct nearest nearest = {.word = name};

    if (!runner->broken && map_count(runner->compiled) == 0)
        compile_all(runner, diags);
    if (runner->broken)
        return false;
    if (!exists(runner, &nearest)) {
        const char *folder = runner->layouts->format->folder;
        diag_error(diags, (struct place){.file = folder}, "unknown-layout", "there is no layout '%s'", name);
        diag_hint_nearest(diags, &nearest);
        return false;
    }
    runner->out = out;
    runner->writer = writer;
    runner->name = name;
    runner->page = page;
    api_begin_call(&runner->api, "");
    lua_pushcfunction(runner->lua, run_page);
    lua_pushlightuserdata(runner->lua, runner);
    bool good = sandbox_call(runner->sandbox, 1, 0, diags);
    arena_clear(runner->page_arena);
    const struct layout_source *source = map_get(runner->layouts->sources, name);
    return charge_seconds(runner, source->file, diags) && good;
}
