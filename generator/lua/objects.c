#include "lua/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/say.h"
#include "base/text.h"
#include "document/document.h"

#include <lauxlib.h>
#include <lua.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { USUALLY_KEPT = 4 }; /* objects that are made for the fields of a record, for which room is made at once */

/* Keys of the registry: pointer -> handle; pointer of a kind or schema -> its metatable. */
static const char handles_key, metatables_key;

struct api *api_of(lua_State *lua)
{
    return sandbox_context(lua);
}

void api_open(struct api *api, struct sandbox *sandbox)
{
    lua_State *lua = sandbox_lua(sandbox);

    sandbox_set_context(sandbox, api);
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &handles_key);
    lua_newtable(lua);
    lua_rawsetp(lua, LUA_REGISTRYINDEX, &metatables_key);
}

void api_begin_call(struct api *api, const char *stem)
{
    api->stem = stem;
    api->call++;
    api->allowance = 1;
    api->made_up = api->diagnostics = 0;
    api->reported = NULL;
    api->made = (struct made){0};
    api->markdown = 0;
    api->spent = false;
}

struct handle *api_handle(lua_State *lua, int index)
{
    return lua_type(lua, index) == LUA_TUSERDATA ? lua_touserdata(lua, index) : NULL;
}

/* Pushes a new metatable for handles of that kind or, for records, of that schema: at the end of the file. */
static void push_metatable(lua_State *lua, const struct handle *handle);

/* Sets the metatable of the handle on top; key is what all with the same metatable share. */
static void set_metatable(lua_State *lua, const struct handle *handle)
{
    static const char kinds[HANDLE_KIND_COUNT];
    const void *key = handle->kind == HANDLE_RECORD ? (const void *)handle->schema : (const void *)&kinds[handle->kind];

    lua_rawgetp(lua, LUA_REGISTRYINDEX, &metatables_key);
    if (lua_rawgetp(lua, -1, key) == LUA_TNIL) {
        lua_pop(lua, 1);
        push_metatable(lua, handle);
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, key);
    }
    lua_setmetatable(lua, -3);
    lua_pop(lua, 1);
}

static void push_handle(lua_State *lua, const struct handle *model)
{
    struct handle *handle = lua_newuserdatauv(lua, sizeof *handle, 1);

    *handle = *model;
    set_metatable(lua, handle);
}

struct handle *api_new_handle(lua_State *lua, enum handle_kind kind)
{
    push_handle(lua, &(struct handle){.kind = kind});
    return lua_touserdata(lua, -1);
}

/* Pushes the handle of pointer, made from model if there is none yet. */
static void push_cached(lua_State *lua, const void *pointer, const struct handle *model)
{
    lua_rawgetp(lua, LUA_REGISTRYINDEX, &handles_key);
    if (lua_rawgetp(lua, -1, pointer) == LUA_TNIL) {
        lua_pop(lua, 1);
        push_handle(lua, model);
        lua_pushvalue(lua, -1);
        lua_rawsetp(lua, -3, pointer);
    }
    lua_remove(lua, -2);
}

void api_push_record(lua_State *lua, const struct record *record)
{
    if (record == NULL)
        lua_pushnil(lua);
    else
        push_cached(lua, record, &(struct handle){.kind = HANDLE_RECORD, .record = record, .schema = record->schema});
}

static void push_work(lua_State *lua, const struct work *work)
{
    if (work == NULL)
        lua_pushnil(lua);
    else
        push_cached(lua, work, &(struct handle){.kind = HANDLE_WORK, .work = work});
}

void api_push_object(lua_State *lua, enum object_kind kind, const void *object)
{
    if (kind == OBJECT_WORK)
        push_work(lua, object);
    else
        api_push_record(lua, object);
}

void api_push_list(lua_State *lua, const struct list *list, enum list_kind kind)
{
    push_cached(lua, list, &(struct handle){.kind = HANDLE_LIST, .list = list, .list_kind = kind});
}

void api_push_model(lua_State *lua)
{
    push_cached(lua, &handles_key, &(struct handle){.kind = HANDLE_MODEL});
}

void api_push_labels(lua_State *lua)
{
    push_cached(lua, &metatables_key, &(struct handle){.kind = HANDLE_LABELS});
}

void api_push_prose(lua_State *lua, const struct block *blocks)
{
    if (blocks == NULL) {
        lua_pushnil(lua);
        return;
    }
    struct content content = {.first_block = (struct block *)blocks, .shared = true};
    push_cached(lua, blocks, &(struct handle){.kind = HANDLE_BLOCKS, .content = content});
}

void api_push_line(lua_State *lua, const struct span *spans)
{
    if (spans == NULL) {
        lua_pushnil(lua);
        return;
    }
    struct content content = {.first_span = (struct span *)spans, .shared = true};
    push_cached(lua, spans, &(struct handle){.kind = HANDLE_SPANS, .content = content});
}

static void api_push_page_link(lua_State *lua, const char *path)
{
    api_new_handle(lua, HANDLE_PAGE)->path = path;
}

void api_push_place(lua_State *lua, struct place place)
{
    api_new_handle(lua, HANDLE_PLACE)->place = place;
}

void set_text(lua_State *lua, const char *key, const char *text)
{
    lua_pushstring(lua, text);
    lua_setfield(lua, -2, key);
}

void set_number(lua_State *lua, const char *key, size_t number)
{
    lua_pushinteger(lua, (lua_Integer)number);
    lua_setfield(lua, -2, key);
}

void set_flag(lua_State *lua, const char *key, bool flag)
{
    lua_pushboolean(lua, flag);
    lua_setfield(lua, -2, key);
}

void set_record(lua_State *lua, const char *key, const struct record *record)
{
    api_push_record(lua, record);
    lua_setfield(lua, -2, key);
}

void end_item(lua_State *lua)
{
    lua_rawseti(lua, -2, (lua_Integer)lua_rawlen(lua, -2) + 1);
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
    api_new_handle(lua, HANDLE_FROZEN);
    lua_pushvalue(lua, copy);
    lua_setiuservalue(lua, -2, 1);
    lua_replace(lua, source);
    lua_settop(lua, source);
}

void api_freeze(lua_State *lua)
{
    freeze(lua, 0);
}

/* How handles behave in a script: their fields, lengths, walks and texts. */

/* Raises "X has no field 'key'", naming the nearest of the keys of the table at index names. */
static int unknown_field(lua_State *lua, const char *what, const char *key, int names)
{
    struct nearest nearest = {.word = key};

    sandbox_offer_keys(lua, names, &nearest);
    return sandbox_fail_near(lua, &nearest, "%s has no field '%s'", what, key);
}

static int refuse_write(lua_State *lua)
{
    if (api_handle(lua, 1)->kind == HANDLE_FROZEN)
        return sandbox_fail(lua, "use a local variable, or a table of your own", "a script cannot change this table");
    return sandbox_fail(lua, "build blocks with ctx.b, or keep what you compute in a table of your own",
                        "the model is read-only");
}

const char *api_id(const struct record *record)
{
    const struct field *id = schema_id(record->schema);

    return id ? *(const char *const *)record_field(record, id) : NULL;
}

/* Pushes "theme 'misi'": what a record is, for messages. */
static const char *push_description(lua_State *lua, const struct record *record, const struct schema *schema)
{
    const char *id = api_id(record);

    if (id != NULL)
        return lua_pushfstring(lua, "%s '%s'", schema->name, id);
    return lua_pushstring(lua, schema->name);
}

/* Plain text of a content, kept as its user value. The scratch arena outlives a Lua error and is released next time. */
static int content_to_string(lua_State *lua, const struct content *content)
{
    struct api *api = api_of(lua);
    struct block blocks = {.kind = BLOCK_QUOTE, .children = content->first_block};
    struct span spans = {.kind = SPAN_EMPHASIS, .children = content->first_span};

    if (lua_getiuservalue(lua, 1, 1) == LUA_TSTRING)
        return 1;
    arena_free(api->scratch);
    api->scratch = arena_new();
    const char *text = content->first_block ? block_plain(api->scratch, &blocks) : span_plain(api->scratch, &spans);
    sandbox_spend(lua, strlen(text));
    lua_pushstring(lua, text);
    lua_pushvalue(lua, -1);
    lua_setiuservalue(lua, 1, 1);
    return 1;
}

static int handle_to_string(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);

    if (handle == NULL)
        return luaL_typeerror(lua, 1, "model object");
    switch (handle->kind) {
    case HANDLE_RECORD:
        push_description(lua, handle->record, handle->schema);
        return 1;
    case HANDLE_WORK:
        lua_pushfstring(lua, "work '%s'", handle->work->key);
        return 1;
    case HANDLE_LIST:
        lua_pushfstring(lua, "list of %d", (int)handle->list->count);
        return 1;
    case HANDLE_BLOCKS:
    case HANDLE_SPANS:
        return content_to_string(lua, &handle->content);
    case HANDLE_PLACE:
        lua_pushfstring(lua, "%s:%d", handle->place.file ? handle->place.file : "", handle->place.line);
        return 1;
    case HANDLE_PAGE:
        lua_pushstring(lua, handle->path);
        return 1;
    case HANDLE_MODEL:
    case HANDLE_LABELS:
    case HANDLE_FROZEN:
    case HANDLE_DATA:
    case HANDLE_KIND_COUNT:
        break;
    }
    luaL_getmetafield(lua, 1, "__name");
    return 1;
}

void api_push_kept(lua_State *lua)
{
    if (lua_getiuservalue(lua, 1, 1) == LUA_TTABLE)
        return;
    lua_pop(lua, 1);
    lua_createtable(lua, 0, USUALLY_KEPT);
    lua_pushvalue(lua, -1);
    lua_setiuservalue(lua, 1, 1);
}

/* Upvalue 1: key -> field (light) or C function that computes it. Objects that it makes are kept as user value. */
static int record_index(lua_State *lua)
{
    struct handle *handle = api_handle(lua, 1);

    lua_settop(lua, 2);
    lua_pushvalue(lua, 2);
    int type = lua_rawget(lua, lua_upvalueindex(1));
    if (type == LUA_TLIGHTUSERDATA) {
        api_push_field(lua, handle, lua_touserdata(lua, 3));
        return 1;
    }
    if (type != LUA_TFUNCTION) {
        const char *what =
            handle->kind == HANDLE_MODEL ? "the model" : push_description(lua, handle->record, handle->schema);
        return unknown_field(lua, what, luaL_tolstring(lua, 2, NULL), lua_upvalueindex(1));
    }
    if (lua_getiuservalue(lua, 1, 1) == LUA_TTABLE) {
        lua_pushvalue(lua, 2);
        if (lua_rawget(lua, 4) != LUA_TNIL)
            return 1;
    }
    lua_settop(lua, 3);
    lua_pushvalue(lua, 1);
    lua_call(lua, 1, 1);
    if (lua_istable(lua, 3) || lua_isuserdata(lua, 3)) {
        api_push_kept(lua);
        lua_pushvalue(lua, 2);
        lua_pushvalue(lua, 3);
        lua_rawset(lua, 4);
        lua_settop(lua, 3);
    }
    return 1;
}

/* Passes over absent fields. Upvalue 1: position in the schema. */
static int next_field(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);
    size_t position = (size_t)lua_tointeger(lua, lua_upvalueindex(1));

    while (position < handle->schema->field_count) {
        const struct field *field = &handle->schema->fields[position++];
        lua_pushstring(lua, field->key);
        if (api_push_field(lua, handle, field) && !lua_isnil(lua, -1)) {
            lua_pushinteger(lua, (lua_Integer)position);
            lua_replace(lua, lua_upvalueindex(1));
            return 2;
        }
        lua_pop(lua, 2);
    }
    return 0;
}

static int record_pairs(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);

    if (handle == NULL || handle->kind != HANDLE_RECORD)
        return luaL_typeerror(lua, 1, "record");
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_field, 1);
    lua_pushvalue(lua, 1);
    return 2;
}

static void push_item(lua_State *lua, const struct handle *handle, size_t position)
{
    void *item = handle->list->items[position];

    switch (handle->list_kind) {
    case LIST_RECORDS:
        api_push_record(lua, item);
        break;
    case LIST_WORKS:
        push_work(lua, item);
        break;
    case LIST_TEXTS:
        lua_pushstring(lua, item);
        break;
    case LIST_PROSES:
        api_push_prose(lua, item);
        break;
    }
}

static int list_index(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);

    lua_CFunction function = lua_type(lua, 2) == LUA_TSTRING ? list_function(lua_tostring(lua, 2)) : NULL;
    if (function != NULL) {
        lua_pushcfunction(lua, function);
        return 1;
    }
    if (!lua_isinteger(lua, 2))
        return sandbox_fail(lua, "go over it with ipairs; its length is #list", "a list has no field '%s'",
                            luaL_tolstring(lua, 2, NULL));
    lua_Integer position = lua_tointeger(lua, 2);
    if (position < 1 || (size_t)position > handle->list->count)
        return 0;
    push_item(lua, handle, (size_t)position - 1);
    return 1;
}

static int list_length(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)api_handle(lua, 1)->list->count);
    return 1;
}

static int next_item(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);
    lua_Integer position = luaL_checkinteger(lua, 2);

    if (handle == NULL || handle->kind != HANDLE_LIST || position < 0 || (size_t)position >= handle->list->count)
        return 0;
    lua_pushinteger(lua, position + 1);
    push_item(lua, handle, (size_t)position);
    return 2;
}

static int list_pairs(lua_State *lua)
{
    lua_pushcfunction(lua, next_item);
    lua_pushvalue(lua, 1);
    lua_pushinteger(lua, 0);
    return 3;
}

static int work_index(lua_State *lua)
{
    const struct work *work = api_handle(lua, 1)->work;
    const char *name = luaL_checkstring(lua, 2);

    if (strcmp(name, "key") == 0)
        lua_pushstring(lua, work->key);
    else if (strcmp(name, "type") == 0)
        lua_pushstring(lua, work->type);
    else if (strcmp(name, "language_tag") == 0)
        lua_pushstring(lua, work->language);
    else {
        const struct work_field *field = work_find_field(work, name);
        lua_pushstring(lua, field ? field->value : NULL);
    }
    return 1;
}

static int place_index(lua_State *lua)
{
    const struct place *place = &api_handle(lua, 1)->place;
    const char *name = luaL_checkstring(lua, 2);

    if (strcmp(name, "file") == 0)
        lua_pushstring(lua, place->file);
    else if (strcmp(name, "line") == 0)
        lua_pushinteger(lua, place->line);
    else
        return sandbox_fail(lua, "a place has 'file' and 'line'", "%s has no field '%s'", "place", name);
    return 1;
}

/* labels.key, and labels(key, first, second) for texts with {1} and {2}. */
static const char *check_label_key(lua_State *lua, int index)
{
    const struct labels *labels = api_of(lua)->labels;
    const char *key = luaL_checkstring(lua, index);

    if (map_get(labels->texts, key) == NULL) {
        struct nearest nearest = {.word = key};
        char hint[160];
        text_nearest_key(&nearest, labels->texts);
        snprintf(hint, sizeof hint, translated("nearest is '%s'; labels are in layouts/labels/%s.yaml"),
                 nearest.match ? nearest.match : "none", labels->language);
        sandbox_fail(lua, hint, "there is no label '%s'", key);
    }
    return key;
}

static int label_index(lua_State *lua)
{
    lua_pushstring(lua, label_text(api_of(lua)->labels, check_label_key(lua, 2)));
    return 1;
}

void add_filled(lua_State *lua, luaL_Buffer *out, const char *text, int first, int count)
{
    for (; *text != '\0'; text++) {
        int hole = text[0] == '{' && text[1] != '\0' && text[2] == '}' ? text[1] - '0' : 0;
        if (hole < 1 || hole > count) {
            luaL_addchar(out, *text);
            continue;
        }
        sandbox_tostring(lua, first + hole - 1);
        luaL_addvalue(out);
        text += 2;
    }
}

static int label_call(lua_State *lua)
{
    luaL_Buffer out;

    lua_settop(lua, 4);
    for (int i = 3; i <= 4; i++) {
        if (!lua_isnil(lua, i) && !lua_isinteger(lua, i))
            continue;
        lua_pushstring(lua, lua_isnil(lua, i) ? "" : take_number(lua, i, "number"));
        lua_replace(lua, i);
    }
    const char *whole = label_agreeing(api_of(lua)->labels, api_of(lua)->arena, check_label_key(lua, 2),
                                       lua_tostring(lua, 3), lua_tostring(lua, 4));
    if (strchr(whole, '{') == NULL) {
        lua_pushstring(lua, whole);
        return 1;
    }
    luaL_buffinit(lua, &out);
    add_filled(lua, &out, whole, 3, 2);
    luaL_pushresult(&out);
    return 1;
}

static int frozen_index(lua_State *lua)
{
    lua_getiuservalue(lua, 1, 1);
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, -2) == LUA_TNIL && lua_type(lua, 2) == LUA_TSTRING && api_of(lua)->strict)
        return unknown_field(lua, "this table", lua_tostring(lua, 2), -2);
    return 1;
}

static int frozen_length(lua_State *lua)
{
    lua_getiuservalue(lua, 1, 1);
    lua_pushinteger(lua, (lua_Integer)lua_rawlen(lua, -1));
    return 1;
}

/* Upvalue: the environment's pairs. */
static int frozen_pairs(lua_State *lua)
{
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_getiuservalue(lua, 1, 1);
    lua_call(lua, 1, 3);
    return 3;
}

static int pages_are_equal(lua_State *lua)
{
    const struct handle *a = api_handle(lua, 1), *b = api_handle(lua, 2);

    lua_pushboolean(lua, a != NULL && b != NULL && a->kind == b->kind && a->kind == HANDLE_PAGE &&
                             strcmp(a->path, b->path) == 0);
    return 1;
}

static void set_functions(lua_State *lua, enum handle_kind kind)
{
    static const luaL_Reg list[] = {
        {"__index", list_index}, {"__len", list_length}, {"__pairs", list_pairs}, {NULL, NULL}};
    static const luaL_Reg work[] = {{"__index", work_index}, {NULL, NULL}};
    static const luaL_Reg labels[] = {{"__index", label_index}, {"__call", label_call}, {NULL, NULL}};
    static const luaL_Reg place[] = {{"__index", place_index}, {NULL, NULL}};
    static const luaL_Reg page[] = {{"__eq", pages_are_equal}, {NULL, NULL}};
    static const luaL_Reg frozen[] = {{"__index", frozen_index}, {"__len", frozen_length}, {NULL, NULL}};

    static const luaL_Reg *const functions[HANDLE_KIND_COUNT] = {
        [HANDLE_LIST] = list,   [HANDLE_WORK] = work, [HANDLE_LABELS] = labels,
        [HANDLE_PLACE] = place, [HANDLE_PAGE] = page, [HANDLE_FROZEN] = frozen};

    if (functions[kind] != NULL)
        luaL_setfuncs(lua, functions[kind], 0);
    if (kind != HANDLE_FROZEN)
        return;
    sandbox_environment(lua);
    lua_getfield(lua, -1, "pairs");
    lua_pushcclosure(lua, frozen_pairs, 1);
    lua_setfield(lua, -3, "__pairs");
    lua_pop(lua, 1);
}

/* Pushes a new metatable: what all handles share. */
static void push_shared(lua_State *lua, const char *name)
{
    static const luaL_Reg functions[] = {{"__newindex", refuse_write}, {"__tostring", handle_to_string}, {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
    set_text(lua, "__name", name);
    set_flag(lua, "__metatable", false);
}

/* Gives the metatable on top the fields of schema (NULL: the model). */
static void set_fields(lua_State *lua, const struct schema *schema)
{
    static const luaL_Reg functions[] = {{"__pairs", record_pairs}, {NULL, NULL}};

    luaL_setfuncs(lua, functions, 0);
    lua_newtable(lua);
    if (schema != NULL)
        add_fields(lua, schema);
    else
        add_model_fields(lua);
    lua_pushcclosure(lua, record_index, 1);
    lua_setfield(lua, -2, "__index");
}

static void push_metatable(lua_State *lua, const struct handle *handle)
{
    static const char *const names[] = {"record", "list",  "work", "model", "labels", "blocks",
                                        "spans",  "table", "link", "place", "data"};

    push_shared(lua, handle->kind == HANDLE_RECORD ? handle->schema->name : names[handle->kind]);
    if (handle->kind == HANDLE_RECORD || handle->kind == HANDLE_MODEL)
        set_fields(lua, handle->kind == HANDLE_RECORD ? handle->schema : NULL);
    set_functions(lua, handle->kind);
}

/* Data of layouts (struct value of document/document.h), given to a script. */

static void push_data(lua_State *lua, const struct value *value)
{
    lua_newtable(lua);
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->count; i++) {
            api_push_value(lua, value->items[i]);
            lua_rawseti(lua, -2, (lua_Integer)i + 1);
        }
        return;
    }
    for (size_t i = 0; i < map_count(value->map); i++) {
        api_push_value(lua, map_value(value->map, i));
        lua_setfield(lua, -2, map_key(value->map, i));
    }
}

void api_push_value(lua_State *lua, const struct value *value)
{
    luaL_checkstack(lua, 4, "tables within tables");
    switch (value->kind) {
    case VALUE_TEXT:
        lua_pushstring(lua, value->text);
        return;
    case VALUE_NUMBER:
        if (value->number == floor(value->number) && fabs(value->number) < 1e15)
            lua_pushinteger(lua, (lua_Integer)value->number);
        else
            lua_pushnumber(lua, value->number);
        return;
    case VALUE_BOOLEAN:
        lua_pushboolean(lua, value->boolean);
        return;
    case VALUE_PAGE:
        api_push_page_link(lua, value->text);
        return;
    case VALUE_SPANS:
        if (value->spans != NULL)
            api_push_line(lua, value->spans);
        else
            api_new_handle(lua, HANDLE_SPANS);
        return;
    case VALUE_BLOCKS:
        if (value->blocks != NULL)
            api_push_prose(lua, value->blocks);
        else
            api_new_handle(lua, HANDLE_BLOCKS);
        return;
    case VALUE_LIST:
    case VALUE_MAP:
        push_data(lua, value);
        return;
    }
}
