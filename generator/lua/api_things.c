#include "lua/private.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/text.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <stdio.h>
#include <string.h>

/* How things behave in a script: their fields, lengths, walks and texts. */

int api_unknown(lua_State *lua, const char *what, const char *key, int names)
{
    struct nearest nearest = {.word = key};
    char hint[128];

    names = lua_absindex(lua, names);
    for (lua_pushnil(lua); lua_next(lua, names) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) == LUA_TSTRING)
            text_nearest(&nearest, lua_tostring(lua, -2));
    }
    snprintf(hint, sizeof hint, "nearest is '%s'", nearest.match ? nearest.match : "");
    return sandbox_fail(lua, nearest.match ? hint : NULL, "%s has no field '%s'", what, key);
}

static int refuse_write(lua_State *lua)
{
    return sandbox_fail(lua, "build blocks with ctx.b, or keep what you compute in a table of your own",
                        "the model is read-only");
}

/* The id of a record, or NULL. */
const char *api_id(const struct record *record, const struct schema *schema)
{
    for (size_t i = 0; i < schema->field_count; i++) {
        if (schema->fields[i].type == FIELD_ID)
            return *(const char *const *)((const char *)record + schema->fields[i].offset);
    }
    return NULL;
}

/* Pushes "theme 'misi'": what a record is, for messages. */
static const char *push_description(lua_State *lua, const struct record *record, const struct schema *schema)
{
    const char *id = api_id(record, schema);

    if (id != NULL)
        return lua_pushfstring(lua, "%s '%s'", schema->name, id);
    return lua_pushstring(lua, schema->name);
}

/* Plain text of a piece, kept as its user value. The scratch arena outlives a Lua error and is released next time. */
static int piece_to_string(lua_State *lua, const struct piece *piece)
{
    struct api *api = api_of(lua);
    struct block blocks = {.kind = BLOCK_QUOTE, .children = piece->first_block};
    struct span spans = {.kind = SPAN_EMPHASIS, .children = piece->first_span};

    if (lua_getiuservalue(lua, 1, 1) == LUA_TSTRING)
        return 1;
    arena_free(api->scratch);
    api->scratch = arena_new();
    const char *text = piece->first_block ? block_plain(api->scratch, &blocks) : span_plain(api->scratch, &spans);
    sandbox_spend(lua, strlen(text));
    lua_pushstring(lua, text);
    lua_pushvalue(lua, -1);
    lua_setiuservalue(lua, 1, 1);
    return 1;
}

static int thing_to_string(lua_State *lua)
{
    const struct thing *thing = api_thing(lua, 1);

    if (thing == NULL)
        return luaL_typeerror(lua, 1, "model object");
    switch (thing->kind) {
    case THING_RECORD:
        push_description(lua, thing->record, thing->schema);
        return 1;
    case THING_WORK:
        lua_pushfstring(lua, "work '%s'", thing->work->key);
        return 1;
    case THING_LIST:
        lua_pushfstring(lua, "list of %d", (int)thing->list->count);
        return 1;
    case THING_BLOCKS:
    case THING_SPANS:
        return piece_to_string(lua, &thing->piece);
    case THING_PAGE:
        lua_pushstring(lua, thing->path);
        return 1;
    case THING_MODEL:
    case THING_LABELS:
    case THING_FROZEN:
        break;
    }
    luaL_getmetafield(lua, 1, "__name");
    return 1;
}

/* Upvalue 1: key -> field (light) or C function that computes it. What was computed is kept as user value. */
static int record_index(lua_State *lua)
{
    struct thing *thing = api_thing(lua, 1);

    lua_settop(lua, 2);
    lua_pushvalue(lua, 2);
    int type = lua_rawget(lua, lua_upvalueindex(1));
    if (type == LUA_TLIGHTUSERDATA) {
        api_push_field(lua, thing, lua_touserdata(lua, 3));
        return 1;
    }
    if (type != LUA_TFUNCTION) {
        const char *what =
            thing->kind == THING_MODEL ? "the model" : push_description(lua, thing->record, thing->schema);
        return api_unknown(lua, what, luaL_tolstring(lua, 2, NULL), lua_upvalueindex(1));
    }
    if (lua_getiuservalue(lua, 1, 1) != LUA_TTABLE) {
        lua_pop(lua, 1);
        lua_newtable(lua);
        lua_pushvalue(lua, -1);
        lua_setiuservalue(lua, 1, 1);
    }
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, 4) != LUA_TNIL)
        return 1;
    lua_CFunction compute = lua_tocfunction(lua, 3);
    compute(lua);
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, -2);
    lua_rawset(lua, 4);
    return 1;
}

/* Passes over absent fields. Upvalue 1: position in the schema. */
static int next_field(lua_State *lua)
{
    const struct thing *thing = api_thing(lua, 1);
    size_t position = (size_t)lua_tointeger(lua, lua_upvalueindex(1));

    while (position < thing->schema->field_count) {
        const struct field *field = &thing->schema->fields[position++];
        lua_pushstring(lua, field->key);
        if (api_push_field(lua, thing, field) && !lua_isnil(lua, -1)) {
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
    const struct thing *thing = api_thing(lua, 1);

    if (thing == NULL || thing->kind != THING_RECORD)
        return luaL_typeerror(lua, 1, "record");
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_field, 1);
    lua_pushvalue(lua, 1);
    return 2;
}

static void push_item(lua_State *lua, const struct thing *thing, size_t position)
{
    void *item = thing->list->items[position];

    switch (thing->list_kind) {
    case LIST_RECORDS:
        api_push_record(lua, item, NULL);
        break;
    case LIST_WORKS:
        api_push_work(lua, item);
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
    const struct thing *thing = api_thing(lua, 1);

    if (!lua_isinteger(lua, 2))
        return sandbox_fail(lua, "go over it with ipairs; its length is #list", "a list has no field '%s'",
                            luaL_tolstring(lua, 2, NULL));
    lua_Integer position = lua_tointeger(lua, 2);
    if (position < 1 || (size_t)position > thing->list->count)
        return 0;
    push_item(lua, thing, (size_t)position - 1);
    return 1;
}

static int list_length(lua_State *lua)
{
    lua_pushinteger(lua, (lua_Integer)api_thing(lua, 1)->list->count);
    return 1;
}

static int next_item(lua_State *lua)
{
    const struct thing *thing = api_thing(lua, 1);
    lua_Integer position = luaL_checkinteger(lua, 2);

    if (thing == NULL || thing->kind != THING_LIST || position < 0 || (size_t)position >= thing->list->count)
        return 0;
    lua_pushinteger(lua, position + 1);
    push_item(lua, thing, (size_t)position);
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
    const struct work *work = api_thing(lua, 1)->work;
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

/* labels.key, and labels(key, first, second) for texts with {1} and {2}. */
static const char *check_label_key(lua_State *lua, int index)
{
    const struct labels *labels = api_of(lua)->labels;
    const char *key = luaL_checkstring(lua, index);

    if (map_get(labels->texts, key) == NULL) {
        struct nearest nearest = {.word = key};
        char hint[160];
        for (size_t i = 0; i < map_count(labels->texts); i++)
            text_nearest(&nearest, map_key(labels->texts, i));
        snprintf(hint, sizeof hint, "nearest is '%s'; labels stand in layouts/labels/%s.yaml",
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

static int label_call(lua_State *lua)
{
    luaL_Buffer out;

    lua_settop(lua, 4);
    for (int i = 3; i <= 4; i++) {
        if (lua_isnil(lua, i))
            lua_pushliteral(lua, "");
        else
            sandbox_tostring(lua, i, NULL);
        lua_replace(lua, i);
    }
    luaL_buffinit(lua, &out);
    for (const char *text = label_text(api_of(lua)->labels, check_label_key(lua, 2)); *text != '\0'; text++) {
        if (strncmp(text, "{1}", 3) != 0 && strncmp(text, "{2}", 3) != 0) {
            luaL_addchar(&out, *text);
            continue;
        }
        size_t length;
        const char *filling = lua_tolstring(lua, text[1] == '1' ? 3 : 4, &length);
        luaL_addlstring(&out, filling, length);
        text += 2;
    }
    luaL_pushresult(&out);
    return 1;
}

static int frozen_index(lua_State *lua)
{
    lua_getiuservalue(lua, 1, 1);
    lua_pushvalue(lua, 2);
    lua_rawget(lua, -2);
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

static void set_functions(lua_State *lua, enum thing_kind kind)
{
    static const luaL_Reg list[] = {
        {"__index", list_index}, {"__len", list_length}, {"__pairs", list_pairs}, {NULL, NULL}};
    static const luaL_Reg work[] = {{"__index", work_index}, {NULL, NULL}};
    static const luaL_Reg labels[] = {{"__index", label_index}, {"__call", label_call}, {NULL, NULL}};
    static const luaL_Reg frozen[] = {{"__index", frozen_index}, {"__len", frozen_length}, {NULL, NULL}};

    if (kind == THING_LIST)
        luaL_setfuncs(lua, list, 0);
    if (kind == THING_WORK)
        luaL_setfuncs(lua, work, 0);
    if (kind == THING_LABELS)
        luaL_setfuncs(lua, labels, 0);
    if (kind != THING_FROZEN)
        return;
    luaL_setfuncs(lua, frozen, 0);
    sandbox_environment(lua);
    lua_getfield(lua, -1, "pairs");
    lua_pushcclosure(lua, frozen_pairs, 1);
    lua_setfield(lua, -3, "__pairs");
    lua_pop(lua, 1);
}

/* Pushes a new metatable: what all things share. */
static void push_shared(lua_State *lua, const char *name)
{
    static const luaL_Reg functions[] = {{"__newindex", refuse_write}, {"__tostring", thing_to_string}, {NULL, NULL}};

    lua_newtable(lua);
    luaL_setfuncs(lua, functions, 0);
    lua_pushstring(lua, name);
    lua_setfield(lua, -2, "__name");
    lua_pushboolean(lua, 0);
    lua_setfield(lua, -2, "__metatable");
}

/* Gives the metatable on top the fields of schema (NULL: the model). */
static void set_fields(lua_State *lua, const struct schema *schema)
{
    static const luaL_Reg functions[] = {{"__pairs", record_pairs}, {NULL, NULL}};

    luaL_setfuncs(lua, functions, 0);
    lua_newtable(lua);
    api_computed_fields(lua, schema);
    for (size_t i = 0; schema != NULL && i < schema->field_count; i++) {
        lua_pushlightuserdata(lua, (void *)&schema->fields[i]);
        lua_setfield(lua, -2, schema->fields[i].key);
    }
    lua_pushcclosure(lua, record_index, 1);
    lua_setfield(lua, -2, "__index");
}

void api_push_metatable(lua_State *lua, const struct thing *thing)
{
    static const char *const names[] = {"record", "list",  "work",  "model", "labels",
                                        "blocks", "spans", "table", "link"};

    push_shared(lua, thing->kind == THING_RECORD ? thing->schema->name : names[thing->kind]);
    if (thing->kind == THING_RECORD || thing->kind == THING_MODEL)
        set_fields(lua, thing->kind == THING_RECORD ? thing->schema : NULL);
    set_functions(lua, thing->kind);
}
