#include "lua/private.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

struct layout_source {
    const char *file; /* as places show it: "layouts/html/page.html" */
    const char *lua;
    size_t length;
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
    const char *folder = layouts->format->folder;

    if (script_read(build, path, "layout", &text) && !has_mark(build, path, &text) &&
        layout_translate(&lua, build->diags, path, text.bytes, text.length)) {
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

const struct layouts *layouts_read(struct build *build, const struct layout_format *format)
{
    struct layouts *layouts = arena_alloc(build->arena, sizeof *layouts);
    const char *const roots[] = {build->share, build->root};
    struct map *seen = map_new(build->arena);

    layouts->format = format;
    layouts->trusted = !build_has_own(build, format->folder);
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

bool layout_exists(const struct layout_runner *runner, struct nearest *nearest)
{
    if (map_get(runner->layouts->sources, nearest->word) != NULL)
        return true;
    layout_offer_keys(nearest, runner->layouts->sources);
    return false;
}

struct layout_runner *layout_runner_new(const struct layouts *layouts, const struct labels *labels,
                                        const struct map *shared)
{
    struct arena *arena = arena_new();
    struct layout_runner *runner = arena_alloc(arena, sizeof *runner);
    /* A long page may take its time in the writer; instructions bound what the layout itself does. */
    struct sandbox_limits limits = sandbox_default_limits;

    limits.seconds = 60;
    limits.trusted = layouts->trusted;
    *runner = (struct layout_runner){.layouts = layouts, .labels = labels, .shared = shared, .arena = arena};
    runner->sandbox = sandbox_new(&limits, NULL);
    runner->compiled = map_new(arena);
    runner->pieces = map_new(arena);
    layout_open_values(sandbox_lua(runner->sandbox));
    layout_make_globals(runner);
    return runner;
}

void layout_runner_free(struct layout_runner *runner)
{
    sandbox_free(runner->sandbox);
    buffer_free(&runner->key);
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

bool layout_run(struct layout_runner *runner, const char *name, const struct map *page, struct buffer *out,
                void *writer, struct diags *diags)
{
    struct nearest nearest = {.word = name};

    if (runner->broken || (map_count(runner->compiled) == 0 && !compile_all(runner, diags)))
        return false;
    if (!layout_exists(runner, &nearest)) {
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
    runner->in_piece = false;
    layout_set_page(runner, page);
    bool good = push_layout(runner, name, diags) && sandbox_call(runner->sandbox, 0, 0, diags);
    layout_set_page(runner, NULL);
    return good;
}
