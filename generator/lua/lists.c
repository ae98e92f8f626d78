#include "lua/private.h"

#include "base/arena.h"
#include "base/list.h"
#include "base/map.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/*
 * What scripts ask of a list as a whole, `list:with("note")`: of many thousands of excerpts, few become objects of Lua
 * then.
 */

static const struct list *check_list(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);

    if (handle == NULL || handle->kind != HANDLE_LIST || handle->list_kind != LIST_RECORDS)
        luaL_typeerror(lua, 1, "list of objects");
    sandbox_spend(lua, handle->list->count);
    return handle->list;
}

/* A list that stays until the build ends: the script pays for its room as for its own. */
static void push_found(lua_State *lua, const struct list *found)
{
    enum { STEPS_AN_ITEM = 16 };

    sandbox_spend(lua, found->count * STEPS_AN_ITEM);
    api_push_list(lua, found, LIST_RECORDS);
}

/* list:with(key): its objects that were given that key where they stand. */
static int list_with(lua_State *lua)
{
    const struct list *list = check_list(lua);
    const char *key = luaL_checkstring(lua, 2);
    struct list *found = arena_alloc(api_of(lua)->arena, sizeof *found);

    for (size_t i = 0; i < list->count; i++) {
        const struct record *record = list->items[i];
        if (schema_field(record->schema, key) == NULL)
            return sandbox_fail(lua, NULL, "%s has no key '%s'", record->schema->name, key);
        if (record_has(record, key))
            list_add(found, api_of(lua)->arena, list->items[i]);
    }
    push_found(lua, found);
    return 1;
}

/* The keys of the table at index that have a value, in the scratch arena, which outlives a Lua error. */
static struct map *take_ids(lua_State *lua, int index)
{
    enum { STEPS_A_KEY = 4 };
    struct api *api = api_of(lua);

    luaL_checktype(lua, index, LUA_TTABLE);
    arena_free(api->scratch);
    api->scratch = arena_new();
    struct map *ids = map_new(api->scratch);
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        sandbox_spend(lua, STEPS_A_KEY);
        if (lua_type(lua, -2) == LUA_TSTRING && lua_toboolean(lua, -1))
            map_put(ids, lua_tostring(lua, -2), ids);
    }
    return ids;
}

/* list:among(ids): its objects whose ids are keys of that table. */
static int list_among(lua_State *lua)
{
    const struct list *list = check_list(lua);
    const struct map *ids = take_ids(lua, 2);
    struct list *found = arena_alloc(api_of(lua)->arena, sizeof *found);

    for (size_t i = 0; i < list->count; i++) {
        if (map_get(ids, api_id(list->items[i])) != NULL)
            list_add(found, api_of(lua)->arena, list->items[i]);
    }
    push_found(lua, found);
    return 1;
}

/* Excerpts that are alike. */
struct pile {
    const struct excerpt *first;
    size_t count;
    size_t length; /* how many of some numbers of words it exceeds */
    lua_Integer number;
};

enum { MOST_BOUNDS = 8 };

/* The numbers in the table at index, smallest first. */
static size_t take_bounds(lua_State *lua, int index, size_t bounds[MOST_BOUNDS])
{
    luaL_checktype(lua, index, LUA_TTABLE);
    size_t count = lua_rawlen(lua, index);
    luaL_argcheck(lua, count <= MOST_BOUNDS, index, "there are too many of them");
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(lua, index, (lua_Integer)i + 1);
        bounds[i] = (size_t)luaL_checkinteger(lua, -1);
        lua_pop(lua, 1);
    }
    return count;
}

/* That of the excerpt, in piles by their names. */
static struct pile *pile_of(struct map *piles, struct arena *arena, const struct excerpt *excerpt, size_t length)
{
    const char marks[] = {excerpt->stance == STANCE_CONTRAST ? 'c' : '-', excerpt->exemplar ? 'e' : '-',
                          (char)('0' + length), '\0'};
    const char *name = arena_concat(arena, excerpt_source_id(excerpt), "/", excerpt->technique, "/", marks, NULL);
    struct pile *pile = map_item(piles, name, sizeof *pile);

    if (pile->count++ == 0) {
        pile->first = excerpt;
        pile->length = length;
        pile->number = (lua_Integer)map_count(piles);
    }
    return pile;
}

static void push_pile(lua_State *lua, const struct pile *pile)
{
    const struct excerpt *first = pile->first;

    lua_createtable(lua, (int)pile->count, 9);
    set_text(lua, "source_id", excerpt_source_id(first));
    set_text(lua, "technique", first->technique);
    set_text(lua, "group", first->informant ? first->informant->group : NULL);
    set_flag(lua, "contrasts", first->stance == STANCE_CONTRAST);
    set_flag(lua, "exemplar", first->exemplar);
    set_number(lua, "length", pile->length);
}

/*
 * excerpts:piles(bounds, without): where in the list those are that are alike, as {source_id = , technique = , group =
 * , contrasts = , exemplar = , length = , 3, 8, 11}; length: how many of the numbers in bounds its words are more than.
 * Those whose ids are keys of the table without are left out.
 */
static int list_piles(lua_State *lua)
{
    const struct list *list = check_list(lua);
    size_t bounds[MOST_BOUNDS], count = take_bounds(lua, 2, bounds);
    const struct map *without = take_ids(lua, 3);
    struct arena *scratch = api_of(lua)->scratch;
    struct pile **of = arena_alloc(scratch, list->count * sizeof *of);
    struct map *piles = map_new(scratch);

    for (size_t i = 0; i < list->count; i++) {
        const struct excerpt *excerpt = list->items[i];
        if (strcmp(excerpt->record.schema->name, "excerpt") != 0)
            return luaL_argerror(lua, 1, "it is no list of excerpts");
        size_t words = excerpt_word_number(excerpt), length = 0;
        while (length < count && words > bounds[length])
            length++;
        if (map_get(without, excerpt->id) == NULL)
            of[i] = pile_of(piles, scratch, excerpt, length);
    }
    lua_createtable(lua, (int)map_count(piles), 0);
    for (size_t i = 0; i < map_count(piles); i++) {
        push_pile(lua, map_value(piles, i));
        end_item(lua);
    }
    for (size_t i = 0; i < list->count; i++) {
        if (of[i] == NULL)
            continue;
        lua_rawgeti(lua, -1, of[i]->number);
        lua_pushinteger(lua, (lua_Integer)i + 1);
        end_item(lua);
        lua_pop(lua, 1);
    }
    return 1;
}

lua_CFunction list_function(const char *name)
{
    static const luaL_Reg functions[] = {{"among", list_among}, {"piles", list_piles}, {"with", list_with}};

    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        if (strcmp(functions[i].name, name) == 0)
            return functions[i].func;
    }
    return NULL;
}
