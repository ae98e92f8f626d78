#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

enum { API_VERSION = 1 };

static const char *const phase_names[PHASE_COUNT] = {"derive", "lint",    "select", "assemble",
                                                     "table",  "section", "embed"};

/* The kinds of files, and which functions each can hold. */
struct file_kind {
    const char *name;
    const char *folder;
    enum phase first, end;
    const char *fields, *example; /* for hints */
};

static const struct file_kind hook_kind = {"hook",
                                           "lua/hooks",
                                           PHASE_DERIVE,
                                           PHASE_SECTION,
                                           N_("api, derive, lint, select, assemble, table and directives"),
                                           "return {api = 1, assemble = assemble}"};
static const struct file_kind section_kind = {"section",
                                              "lua/sections",
                                              PHASE_SECTION,
                                              PHASE_COUNT,
                                              N_("api, section and embed"),
                                              "return {api = 1, section = section}"};

static const struct file_kind check_kind = {
    "check", "lua/checks", PHASE_LINT, PHASE_LINT + 1, N_("api, lint and partial"), "return {api = 1, lint = lint}"};

/* Adds the names of the files right in the folder of kind in root that end in ".lua" and are not there yet. */
static void add_names(struct build *build, const struct file_kind *kind, const char *root, struct list *names)
{
    struct file_tree tree = build_list(build, root, kind->folder);

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *name = tree.files.items[i], *end = strrchr(name, '.');
        if (!list_has_text(names, name) && strchr(name, '/') == NULL && end != NULL && strcmp(end, ".lua") == 0)
            list_add(names, build->arena, tree.files.items[i]);
    }
}

static struct place start_of(const struct hook_file *file)
{
    return (struct place){file->shown, 1, 0};
}

static void diagnose_unknown(struct diags *diags, const struct hook_file *file, const char *key)
{
    struct nearest nearest = {.word = key};

    for (int i = (int)file->kind->first; i < (int)file->kind->end; i++)
        text_nearest(&nearest, phase_names[i]);
    if (file->kind == &hook_kind)
        text_nearest(&nearest, "directives");
    text_nearest(&nearest, "api");
    diag_error(diags, start_of(file), "hook-field", "a %s file has no field '%s'", file->kind->name, key);
    if (!diag_hint_nearest(diags, &nearest))
        diag_hint(diags, "fields are %s", translated(file->kind->fields));
}

/* Which hooks had, before layouts saw the study themselves. */
static void diagnose_page(struct diags *diags, const struct hook_file *file)
{
    diag_error(diags, start_of(file), "hook-field", "hooks have no function 'page' any more");
    diag_hint(diags, "a layout of layouts/html/ sees the study as 'model': let it work out there what 'page' returned");
}

static void diagnose_not_function(struct diags *diags, const struct hook_file *file, const char *key, const char *type)
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
        diagnose_not_function(hooks->api.build->diags, file, "directives", luaL_typename(lua, -1));
        return;
    }
    for (lua_pushnil(lua); lua_next(lua, -2) != 0;) {
        if (lua_type(lua, -2) == LUA_TSTRING && lua_isfunction(lua, -1)) {
            keep_directive(hooks, file, lua_tostring(lua, -2));
            continue;
        }
        const char *key = lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "directives";
        diagnose_not_function(hooks->api.build->diags, file, key, luaL_typename(lua, -1));
        lua_pop(lua, 1);
    }
}

/* A key of the hook file's table, its value on top of the stack. */
static void keep_field(struct hooks *hooks, struct hook_file *file, const char *key)
{
    lua_State *lua = hooks->lua;

    if (strcmp(key, "api") == 0)
        return;
    if (strcmp(key, "directives") == 0 && file->kind == &hook_kind) {
        keep_directives(hooks, file);
        return;
    }
    if (strcmp(key, "partial") == 0 && file->kind == &check_kind) {
        file->is_partial = lua_toboolean(lua, -1);
        return;
    }
    if (strcmp(key, "guards") == 0 && file->kind == &check_kind) {
        file->guards = lua_toboolean(lua, -1);
        return;
    }
    for (int i = (int)file->kind->first; i < (int)file->kind->end; i++) {
        if (strcmp(key, phase_names[i]) != 0)
            continue;
        if (!lua_isfunction(lua, -1)) {
            diagnose_not_function(hooks->api.build->diags, file, key, luaL_typename(lua, -1));
            return;
        }
        lua_pushvalue(lua, -1);
        file->functions[i] = luaL_ref(lua, LUA_REGISTRYINDEX);
        return;
    }
    if (strcmp(key, "page") == 0 && file->kind == &hook_kind)
        diagnose_page(hooks->api.build->diags, file);
    else
        diagnose_unknown(hooks->api.build->diags, file, key);
}

/* What the file returned is on top of the stack, and taken off. */
static void keep_file(struct hooks *hooks, struct hook_file *file)
{
    lua_State *lua = hooks->lua;
    struct diags *diags = hooks->api.build->diags;

    if (!lua_istable(lua, -1)) {
        diag_error(diags, start_of(file), "hook-file", "a %s file must return a table, not a %s", file->kind->name,
                   luaL_typename(lua, -1));
        diag_hint(diags, "end it with: %s", file->kind->example);
        file->off = true;
        return;
    }
    lua_pushliteral(lua, "api");
    lua_rawget(lua, -2);
    bool fits = lua_isinteger(lua, -1) && lua_tointeger(lua, -1) == API_VERSION;
    lua_pop(lua, 1);
    if (!fits) {
        diag_error(diags, start_of(file), "hook-api", "a %s file must say for which interface it is written",
                   file->kind->name);
        diag_hint(diags, "put `api = %d` into the table it returns", API_VERSION);
        file->off = true;
        return;
    }
    for (lua_pushnil(lua); lua_next(lua, -2) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING)
            keep_field(hooks, file, lua_tostring(lua, -2));
        else
            diagnose_unknown(diags, file, luaL_typename(lua, -2));
    }
}

static void load_text(struct hooks *hooks, struct hook_file *file, const struct buffer *text)
{
    struct diags *diags = hooks->api.build->diags;

    file->off = !sandbox_load(hooks->sandbox, file->shown, text->bytes, text->length, diags);
    if (file->off)
        return;
    if (file->kind == &section_kind)
        require_share(hooks->lua, hooks->modules);
    file->off = !sandbox_call(hooks->sandbox, 0, 1, diags);
    if (file->off)
        return;
    keep_file(hooks, file);
    lua_pop(hooks->lua, 1);
}

static struct hook_file *new_file(struct build *build, const struct file_kind *kind, const char *name)
{
    struct hook_file *file = arena_alloc(build->arena, sizeof *file);

    file->kind = kind;
    file->shown = file_join(build->arena, kind->folder, name);
    file->name = arena_copy(build->arena, name, strlen(name) - strlen(".lua"));
    for (int i = 0; i < PHASE_COUNT; i++)
        file->functions[i] = LUA_NOREF;
    file->is_built_in = !build_has_own(build, file->shown);
    return file;
}

static struct hook_file *load_file(struct hooks *hooks, const struct file_kind *kind, const char *name)
{
    struct build *build = hooks->api.build;
    struct hook_file *file = new_file(build, kind, name);
    struct buffer text = {0};

    file->off = !script_read(build, file->shown, kind->name, &text);
    if (!file->off)
        load_text(hooks, file, &text);
    buffer_free(&text);
    return file;
}

/* The study has another file than the program at path; text becomes the program's. */
static bool is_replaced(const struct build *build, const char *path, struct buffer *text)
{
    struct buffer own = {0};
    bool is_other = file_read(file_join(build->arena, build->root, path), &own) == FILE_OK &&
                    file_read(file_join(build->arena, build->share, path), text) == FILE_OK &&
                    (own.length != text->length || memcmp(own.bytes, text->bytes, own.length) != 0);

    buffer_free(&own);
    return is_other;
}

/* Tells which of the program's rules the check of the study stands for; those that guard informants go on beside it. */
static void load_replaced(struct hooks *hooks, const char *name)
{
    struct build *build = hooks->api.build;
    struct hook_file *file = new_file(build, &check_kind, name);
    struct buffer text = {0};

    if (is_replaced(build, file->shown, &text)) {
        file->is_built_in = true;
        load_text(hooks, file, &text);
        if (file->guards) {
            list_add(&hooks->files, build->arena, file);
            diag_warning(build->diags, start_of(file), "replaced-check",
                         "the program's own check of this name guards informants and is asked as well");
        } else {
            diag_warning(build->diags, start_of(file), "replaced-check",
                         "this file replaces the program's own check, whose rules are not asked any more");
        }
        diag_hint(build->diags, "give the file another name to add rules");
    }
    buffer_free(&text);
}

/* Modules of the study that the program's checks require, too; those in folders make text alone. */
static void diagnose_modules(struct build *build)
{
    struct file_tree tree = build_list(build, build->root, "lua/lib");

    for (size_t i = 0; i < tree.files.count; i++) {
        const char *path = file_join(build->arena, "lua/lib", tree.files.items[i]);
        struct buffer text = {0};
        if (strchr(tree.files.items[i], '/') == NULL && is_replaced(build, path, &text)) {
            diag_warning(build->diags, (struct place){path, 1, 0}, "replaced-module",
                         "this file replaces the program's own module, also in its checks of consent and privacy");
            diag_hint(build->diags, "give the file another name, and require it by that");
        }
        buffer_free(&text);
    }
}

/* All files of kind, the study's before built-in ones of the same name, in byte order of names. */
static void load_files(struct hooks *hooks, const struct file_kind *kind)
{
    struct build *build = hooks->api.build;
    struct list names = {0};

    add_names(build, kind, build->root, &names);
    add_names(build, kind, build->share, &names);
    list_sort_texts(&names);
    for (size_t i = 0; i < names.count; i++)
        list_add(&hooks->files, build->arena, load_file(hooks, kind, names.items[i]));
}

void hooks_load(struct hooks *hooks)
{
    load_files(hooks, &hook_kind);
}

void hooks_load_checks(struct hooks *hooks)
{
    struct build *build = hooks->api.build;
    struct list own = {0};

    load_files(hooks, &check_kind);
    add_names(build, &check_kind, build->root, &own);
    for (size_t i = 0; i < own.count; i++)
        load_replaced(hooks, own.items[i]);
    diagnose_modules(build);
}

struct hook_file *hooks_load_section(struct hooks *hooks, const char *name)
{
    struct hook_file *file = map_get(hooks->sections, name);

    if (file != NULL)
        return file;
    file = load_file(hooks, &section_kind, arena_concat(hooks->api.arena, name, ".lua", NULL));
    if (!file->off && file->functions[PHASE_SECTION] == LUA_NOREF) {
        diag_error(hooks->api.build->diags, start_of(file), "hook-field", "the section file has no function 'section'");
        diag_hint(hooks->api.build->diags, "end it with: %s", section_kind.example);
    }
    map_put(hooks->sections, name, file);
    return file;
}

/* Whether name ("synthesis.lua") is a section of the program; offers all of them to nearest. */
static bool is_section(const struct list *built_in, const char *name, struct nearest *nearest)
{
    bool known = false;

    for (size_t i = 0; i < built_in->count; i++) {
        const char *other = built_in->items[i];
        known = known || strcmp(other, name) == 0;
        text_nearest(nearest, other);
    }
    return known;
}

void hooks_check_sections(struct hooks *hooks)
{
    struct build *build = hooks->api.build;
    struct list own = {0}, built_in = {0};

    add_names(build, &section_kind, build->root, &own);
    add_names(build, &section_kind, build->share, &built_in);
    for (size_t i = 0; i < own.count; i++) {
        struct nearest nearest = {.word = own.items[i]};
        if (is_section(&built_in, own.items[i], &nearest))
            continue;
        const char *path = file_join(build->arena, section_kind.folder, own.items[i]);
        diag_error(build->diags, (struct place){path, 0, 0}, "unknown-section",
                   "the report has no section for this file");
        if (!diag_hint_nearest(build->diags, &nearest))
            diag_hint(build->diags, "name it after the section that it is to make, as in %s/synthesis.lua",
                      section_kind.folder);
    }
}
