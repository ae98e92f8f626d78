#include "lua/private.h"

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/map.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* Keys of the registry: pointer -> thing; pointer of a kind or schema -> its metatable. */
static const char things_key, metatables_key;

struct api *api_of(lua_State *lua)
{
    return sandbox_context(lua);
}

static void add_to(struct map *lists, struct arena *arena, const char *key, void *item)
{
    struct list *list = map_get(lists, key);

    if (list == NULL) {
        list = arena_alloc(arena, sizeof *list);
        map_put(lists, key, list);
    }
    list_add(list, arena, item);
}

static void index_findings(struct api *api)
{
    const struct list *findings = &api->study->findings;

    api->findings_by_code = map_new(api->arena);
    api->findings_by_objective = map_new(api->arena);
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        for (const struct code *code = finding->theme.object; code != NULL; code = code->parent)
            add_to(api->findings_by_code, api->arena, code->id, finding);
        const struct objective *objective = finding->objective.object;
        if (objective != NULL)
            add_to(api->findings_by_objective, api->arena, objective->id, finding);
    }
}

/* What tells of persons is seen as far as they are. */
static void index_visible(struct api *api)
{
    const struct list *summaries = &api->study->summaries->summaries;
    const struct list *codings = &api->study->second_coding->codings;

    for (size_t i = 0; i < summaries->count; i++) {
        if (evidence_shows_summary(api->view, summaries->items[i]))
            list_add(&api->summaries, api->arena, summaries->items[i]);
    }
    for (size_t i = 0; i < codings->count; i++) {
        const struct coding *coding = codings->items[i];
        if (view_excerpt(api->view, coding->excerpt.id) != NULL)
            list_add(&api->codings, api->arena, (void *)coding);
    }
}

static const struct schema *schema_of_records(const char *name)
{
    for (size_t i = 0; i < schema_file_count; i++) {
        const struct field *field = schema_field(schema_files[i].schema, name);
        if (field != NULL && field->type == FIELD_RECORDS)
            return field->record;
    }
    return NULL;
}

void api_open(struct api *api, struct sandbox *sandbox)
{
    lua_State *lua = sandbox_lua(sandbox);

    sandbox_set_context(sandbox, api);
    api->excerpt_schema = schema_of_records("excerpts");
    api->informant_schema = schema_of_records("informants");
    api->summary_schema = schema_of_records("summaries");
    api->coding_schema = schema_of_records("codings");
    index_findings(api);
    index_visible(api);
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &things_key);
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &metatables_key);
}

void api_begin_call(struct api *api, const char *stem)
{
    api->stem = stem;
    api->call++;
    api->allowance = 1;
    api->made_up = api->diagnostics = 0;
    api->blocks = api->spans = api->text = 0;
}

struct thing *api_thing(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TUSERDATA ? lua_touserdata(lua, index) : NULL;
}

/* Sets the metatable of the thing on top; key is what all with the same metatable share. */
static void set_metatable(lua_State *lua, const struct thing *thing)
{
    static const char kinds[THING_PAGE + 1];
    const void *key = thing->kind == THING_RECORD ? (const void *)thing->schema : (const void *)&kinds[thing->kind];

    lua_rawgetp(lua, LUA_REGISTRYINDEX, &metatables_key);
    if (lua_rawgetp(lua, -1, key) == LUA_TNIL) {
        lua_pop(lua, 1);
        api_push_metatable(lua, thing);
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, key);
    }
    lua_setmetatable(lua, -3);
    lua_pop(lua, 1);
}

static void push_thing(lua_State *lua, const struct thing *model)
{
    struct thing *thing = lua_newuserdatauv(lua, sizeof *thing, 1);

    *thing = *model;
    set_metatable(lua, thing);
}

struct thing *api_new_thing(lua_State *lua, enum thing_kind kind)
{
    push_thing(lua, &(struct thing){.kind = kind});
    return lua_touserdata(lua, -1);
}

/* Pushes the thing that stands for pointer, made from model if there is none yet. */
static void push_cached(lua_State *lua, const void *pointer, const struct thing *model)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &things_key);
    if (lua_rawgetp(lua, -1, pointer) == LUA_TNIL) {
        lua_pop(lua, 1);
        push_thing(lua, model);
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, pointer);
    }
    lua_remove(lua, -2);
}

/* Whether pointer has a thing already, which is on top then: what may be seen was found out before. */
static bool push_known(lua_State *lua, const void *pointer)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &things_key);
    bool known = lua_rawgetp(lua, -1, pointer) != LUA_TNIL;
    lua_remove(lua, -2);
    if (!known)
        lua_pop(lua, 1);
    return known;
}

static bool may_be_seen(const struct api *api, const struct record *record, const struct schema *schema)
{
    if (schema == api->excerpt_schema)
        return view_excerpt(api->view, ((const struct excerpt *)record)->id) == (const void *)record;
    if (schema == api->informant_schema)
        return view_informant(api->view, ((const struct informant *)record)->code) == (const void *)record;
    return true;
}

void api_push_record(lua_State *lua, const struct record *record, const struct schema *schema)
{
    if (record == NULL) {
        lua_pushnil(lua);
        return;
    }
    if (push_known(lua, record))
        return;
    if (record->schema != NULL)
        schema = record->schema;
    if (may_be_seen(api_of(lua), record, schema))
        push_cached(lua, record, &(struct thing){.kind = THING_RECORD, .record = record, .schema = schema});
    else
        lua_pushnil(lua);
}

void api_push_work(lua_State *lua, const struct work *work)
{
    if (work == NULL)
        lua_pushnil(lua);
    else
        push_cached(lua, work, &(struct thing){.kind = THING_WORK, .work = work});
}

void api_push_object(lua_State *lua, enum object_kind kind, const void *object)
{
    if (kind == OBJECT_WORK)
        api_push_work(lua, object);
    else
        api_push_record(lua, object, NULL);
}

void api_push_list(lua_State *lua, const struct list *list, enum list_kind kind)
{
    push_cached(lua, list, &(struct thing){.kind = THING_LIST, .list = list, .list_kind = kind});
}

void api_push_model(lua_State *lua)
{
    push_cached(lua, &things_key, &(struct thing){.kind = THING_MODEL});
}

void api_push_labels(lua_State *lua)
{
    push_cached(lua, &metatables_key, &(struct thing){.kind = THING_LABELS});
}

void api_push_prose(lua_State *lua, const struct block *blocks)
{
    if (blocks == NULL) {
        lua_pushnil(lua);
        return;
    }
    struct piece piece = {.first_block = (struct block *)blocks, .shared = true};
    push_cached(lua, blocks, &(struct thing){.kind = THING_BLOCKS, .piece = piece});
}

void api_push_line(lua_State *lua, const struct span *spans)
{
    if (spans == NULL) {
        lua_pushnil(lua);
        return;
    }
    struct piece piece = {.first_span = (struct span *)spans, .shared = true};
    push_cached(lua, spans, &(struct thing){.kind = THING_SPANS, .piece = piece});
}

void api_push_page_link(lua_State *lua, const char *path)
{
    api_new_thing(lua, THING_PAGE)->path = path;
}

static void freeze(lua_State *lua, int depth)
{
    if (!lua_istable(lua, -1))
        return;
    if (depth > NESTING_LIMIT)
        sandbox_fail(lua, "a table that holds itself cannot be kept", "tables are nested more than %d deep",
                     NESTING_LIMIT);
    luaL_checkstack(lua, 8, "tables within tables");
    int source = lua_gettop(lua), copy = source + 1;
    lua_newtable(lua);
    for (lua_pushnil(lua); lua_next(lua, source) != 0;) {
        sandbox_spend(lua, 4);
        freeze(lua, depth + 1);
        lua_pushvalue(lua, -2);
        lua_insert(lua, -2);
        lua_rawset(lua, copy);
    }
    api_new_thing(lua, THING_FROZEN);
    lua_pushvalue(lua, copy);
    lua_setiuservalue(lua, -2, 1);
    lua_replace(lua, source);
    lua_settop(lua, source);
}

void api_freeze(lua_State *lua)
{
    freeze(lua, 0);
}
