#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

enum { API_VERSION = 1 };

static const char *const phase_names[PHASE_COUNT] = {"derive", "lint", "select", "assemble", "table", "page"};

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Adds the names of the files right in lua/hooks/ of root that end in ".lua" and are not there yet. */
static void add_names(struct build *build, const char *root, struct list *names)
{
    struct file_tree tree = build_list(build, root, "lua/hooks");
    size_t before = names->count;

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *name = tree.files.items[i], *end = strrchr(name, '.');
        bool known = false;
        for (size_t j = 0; j < before && !known; j++)
            known = strcmp(names->items[j], name) == 0;
        if (!known && strchr(name, '/') == NULL && end != NULL && strcmp(end, ".lua") == 0)
            list_add(names, build->arena, tree.files.items[i]);
    }
}

static struct place start_of(const struct hook_file *file)
{
    return (struct place){file->shown, 1, 0};
}

static void report_unknown(struct diags *diags, const struct hook_file *file, const char *key)
{
    struct nearest nearest = {.word = key};

    for (int i = 0; i < PHASE_COUNT; i++)
        text_nearest(&nearest, phase_names[i]);
    text_nearest(&nearest, "directives");
    text_nearest(&nearest, "api");
    diag_error(diags, start_of(file), "hook-field", "a hook file has no field '%s'", key);
    if (nearest.match != NULL)
        diag_hint(diags, "nearest is '%s'", nearest.match);
    else
        diag_hint(diags, "fields are api, derive, lint, select, assemble, table, page and directives");
}

static void report_not_function(struct diags *diags, const struct hook_file *file, const char *key, const char *type)
{
    diag_error(diags, start_of(file), "hook-field", "'%s' is a %s, not a function", key, type);
    diag_hint(diags, "see lua/README.md for what each function gets and returns");
}

/* The function on top of the stack, which is taken off. */
static void keep_directive(struct hooks *hooks, struct hook_file *file, const char *name)
{
    struct hook_directive *directive = arena_alloc(hooks->api.arena, sizeof *directive);

    directive->file = file;
    directive->function = luaL_ref(hooks->lua, LUA_REGISTRYINDEX);
    map_put(hooks->directives, arena_string(hooks->api.arena, name), directive);
}

/* The table of directives is on top of the stack. */
static void keep_directives(struct hooks *hooks, struct hook_file *file)
{
    lua_State *lua = hooks->lua;

    if (!lua_istable(lua, -1)) {
        report_not_function(hooks->api.build->diags, file, "directives", luaL_typename(lua, -1));
        return;
    }
    for (lua_pushnil(lua); lua_next(lua, -2) != 0;) {
        if (lua_type(lua, -2) == LUA_TSTRING && lua_isfunction(lua, -1)) {
            keep_directive(hooks, file, lua_tostring(lua, -2));
            continue;
        }
        const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "directives";
        report_not_function(hooks->api.build->diags, file, key, luaL_typename(lua, -1));
        lua_pop(lua, 1);
    }
}

/* A key of the hook file's table, its value on top of the stack. */
static void keep_field(struct hooks *hooks, struct hook_file *file, const char *key)
{
    lua_State *lua = hooks->lua;

    if (strcmp(key, "api") == 0)
        return;
    if (strcmp(key, "directives") == 0) {
        keep_directives(hooks, file);
        return;
    }
    for (int i = 0; i < PHASE_COUNT; i++) {
        if (strcmp(key, phase_names[i]) != 0)
            continue;
        if (!lua_isfunction(lua, -1)) {
            report_not_function(hooks->api.build->diags, file, key, luaL_typename(lua, -1));
            return;
        }
        lua_pushvalue(lua, -1);
        file->functions[i] = luaL_ref(lua, LUA_REGISTRYINDEX);
        return;
    }
    report_unknown(hooks->api.build->diags, file, key);
}

/* What the file returned is on top of the stack, and taken off. */
static void keep_file(struct hooks *hooks, struct hook_file *file)
{
    lua_State *lua = hooks->lua;
    struct diags *diags = hooks->api.build->diags;

    if (!lua_istable(lua, -1)) {
        diag_error(diags, start_of(file), "hook-file", "a hook file must return a table, not a %s",
                   luaL_typename(lua, -1));
        diag_hint(diags, "end it with: return {api = 1, assemble = assemble}");
        file->off = true;
        return;
    }
    lua_pushliteral(lua, "api");
    lua_rawget(lua, -2);
    bool fits = lua_isinteger(lua, -1) && lua_tointeger(lua, -1) == API_VERSION;
    lua_pop(lua, 1);
    if (!fits) {
        diag_error(diags, start_of(file), "hook-api", "a hook file must say for which interface it is written");
        diag_hint(diags, "put `api = %d` into the table it returns", API_VERSION);
        file->off = true;
        return;
    }
    for (lua_pushnil(lua); lua_next(lua, -2) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING)
            keep_field(hooks, file, lua_tostring(lua, -2));
        else
            report_unknown(diags, file, luaL_typename(lua, -2));
    }
}

/* Leaves what the file returns on the stack. False: reported, the file is off. */
static bool run_file(struct hooks *hooks, struct hook_file *file)
{
    struct diags *diags = hooks->api.build->diags;

    file->off = !sandbox_load(hooks->sandbox, file->shown, file->text, file->length, diags) ||
                !sandbox_call(hooks->sandbox, 0, 1, diags);
    return !file->off;
}

static void load_text(struct hooks *hooks, struct hook_file *file)
{
    if (!run_file(hooks, file))
        return;
    keep_file(hooks, file);
    lua_pop(hooks->lua, 1);
}

/* Takes the function of phase from the table on top, if it is there. */
static void renew_function(lua_State *lua, struct hook_file *file, enum phase phase)
{
    lua_pushstring(lua, phase_names[phase]);
    if (lua_rawget(lua, -2) != LUA_TFUNCTION) {
        lua_pop(lua, 1);
        return;
    }
    luaL_unref(lua, LUA_REGISTRYINDEX, file->functions[phase]);
    file->functions[phase] = luaL_ref(lua, LUA_REGISTRYINDEX);
}

void hooks_renew(struct hooks *hooks)
{
    for (size_t i = 0; i < hooks->files.count; i++) {
        struct hook_file *file = hooks->files.items[i];
        bool assembles = file->functions[PHASE_SELECT] != LUA_NOREF || file->functions[PHASE_ASSEMBLE] != LUA_NOREF;
        if (file->off || !assembles || !run_file(hooks, file))
            continue;
        if (lua_istable(hooks->lua, -1)) {
            renew_function(hooks->lua, file, PHASE_SELECT);
            renew_function(hooks->lua, file, PHASE_ASSEMBLE);
        }
        lua_pop(hooks->lua, 1);
    }
}

static void load_file(struct hooks *hooks, const char *name)
{
    struct build *build = hooks->api.build;
    struct hook_file *file = arena_alloc(build->arena, sizeof *file);
    struct buffer text = {0};
    size_t bad;

    file->shown = arena_format(build->arena, "lua/hooks/%s", name);
    file->name = arena_copy(build->arena, name, strlen(name) - strlen(".lua"));
    for (int i = 0; i < PHASE_COUNT; i++)
        file->functions[i] = LUA_NOREF;
    const char *path = build_find(build, file->shown);
    if (path == NULL || file_read(path, &text) != FILE_OK) {
        diag_error(build->diags, (struct place){file->shown, 0, 0}, "unreadable", "the hook file cannot be read");
        file->off = true;
    } else if (!text_is_utf8(text.bytes, text.length, &bad)) {
        diag_error(build->diags, (struct place){file->shown, 0, 0}, "encoding", "not UTF-8 at byte %zu, looks like %s",
                   bad + 1, text_guess_encoding(text.bytes, text.length));
        diag_hint(build->diags, "save it as UTF-8");
        file->off = true;
    } else {
        file->text = arena_copy(build->arena, buffer_string(&text), text.length);
        file->length = text.length;
        load_text(hooks, file);
    }
    buffer_free(&text);
    list_add(&hooks->files, build->arena, file);
}

void hooks_load(struct hooks *hooks)
{
    struct build *build = hooks->api.build;
    struct list names = {0};

    add_names(build, build->root, &names);
    add_names(build, build->share, &names);
    list_sort(&names, compare_names);
    for (size_t i = 0; i < names.count; i++)
        load_file(hooks, names.items[i]);
}
