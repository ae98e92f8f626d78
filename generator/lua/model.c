#include "lua/private.h"

#include "base/map.h"
#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* The fields of the model itself: what lies in the files of the study, as far as its audience may see it. */

/* model.own_group(name): {label = ...} of a group of the study's own, or nil. */
static int find_own_group(lua_State *lua)
{
    const struct group_description *own = study_own_group(api_of(lua)->study, luaL_checkstring(lua, 1));

    api_push_record(lua, own ? &own->record : NULL);
    return 1;
}

/* model.own_technique(name): likewise of a technique. */
static int find_own_technique(lua_State *lua)
{
    const struct own_technique *own = study_own_technique(api_of(lua)->study, luaL_checkstring(lua, 1));

    api_push_record(lua, own ? &own->record : NULL);
    return 1;
}

/* model.formerly(id): the code that was called id, or nil. */
static int find_former(lua_State *lua)
{
    const struct code *code = map_get(api_of(lua)->study->former_codes, luaL_checkstring(lua, 1));

    api_push_record(lua, code ? &code->record : NULL);
    return 1;
}

enum object_kind check_object_kind(lua_State *lua, int index)
{
    const char *name = luaL_checkstring(lua, index);
    enum object_kind kind = strcmp(name, "source") == 0 ? OBJECT_SOURCE : object_kind_named(name, strlen(name));

    if (kind == OBJECT_NONE)
        sandbox_fail(lua, "kinds are objective, code, informant, document, source, excerpt, finding, ...",
                     "there is no kind '%s'", name);
    return kind;
}

static int find_object(lua_State *lua)
{
    enum object_kind kind = check_object_kind(lua, 1);

    api_push_object(lua, kind, study_find(api_of(lua)->study, kind, luaL_checkstring(lua, 2)));
    return 1;
}

/* The record at 1, which has a key that is called as the text at 2. */
static const struct record *check_key(lua_State *lua)
{
    const struct handle *handle = api_handle(lua, 1);
    const char *key = luaL_checkstring(lua, 2);

    if (handle == NULL || handle->kind != HANDLE_RECORD)
        sandbox_fail(lua, "model.place(informant, \"role\")", "takes an object of the model");
    if (schema_field(handle->schema, key) == NULL)
        sandbox_fail(lua, NULL, "%s has no key '%s'", handle->schema->name, key);
    return handle->record;
}

/* model.place(object, key): where the value of key is; where object is if it has none, or without a key. */
static int place_of_key(lua_State *lua)
{
    const struct handle *object = api_handle(lua, 1);

    if (lua_isnoneornil(lua, 2) && object != NULL && object->kind == HANDLE_RECORD)
        api_push_place(lua, object->record->place);
    else
        api_push_place(lua, record_place_of(check_key(lua), lua_tostring(lua, 2)));
    return 1;
}

/* model.has(object, key): it has a value that could be read. */
static int has_key(lua_State *lua)
{
    lua_pushboolean(lua, record_has(check_key(lua), lua_tostring(lua, 2)));
    return 1;
}

/* model.lacks(object, key): it has none, not even one that could not be read. */
static int lacks_key(lua_State *lua)
{
    lua_pushboolean(lua, record_lacks(check_key(lua), lua_tostring(lua, 2)));
    return 1;
}

/* model.references(object, key): {{id = , object = , place = }, ...}, those that lead nowhere among them. */
static int references_of_key(lua_State *lua)
{
    const struct record *record = check_key(lua);
    const struct field *field = schema_field(record->schema, lua_tostring(lua, 2));
    const struct list none = {0}, *list = field->type == FIELD_REFERENCES ? record_field(record, field) : &none;

    lua_createtable(lua, (int)list->count, 0);
    for (size_t i = 0; i < list->count; i++) {
        const struct reference *reference = list->items[i];
        lua_createtable(lua, 0, 3);
        set_text(lua, "id", reference->id);
        api_push_object(lua, field->kind, reference->object);
        lua_setfield(lua, -2, "object");
        api_push_place(lua, reference->place);
        lua_setfield(lua, -2, "place");
        end_item(lua);
    }
    return 1;
}

/* model.incomplete(kind): some of that kind could not be read, so that what is not there may yet be. */
static int is_incomplete(lua_State *lua)
{
    lua_pushboolean(lua, api_of(lua)->study->incomplete[check_object_kind(lua, 1)]);
    return 1;
}

static int model_audience(lua_State *lua)
{
    const struct study *study = api_of(lua)->study;

    if (study->is_whole)
        lua_pushnil(lua);
    else
        lua_pushstring(lua, audience_names[study->audience]);
    return 1;
}

/* Whether there are informants or excerpts that this audience does not see, and that no number counts. */
static int model_withholds(lua_State *lua)
{
    const struct study *study = api_of(lua)->study;

    lua_pushboolean(lua, study->withholds[OBJECT_INFORMANT] || study->withholds[OBJECT_EXCERPT]);
    return 1;
}

static int model_withholds_informants(lua_State *lua)
{
    lua_pushboolean(lua, api_of(lua)->study->withholds[OBJECT_INFORMANT]);
    return 1;
}

/* model.has_section(name): the study has that section, as an appendix and a page of the site. */
static int has_section(lua_State *lua)
{
    lua_pushboolean(lua, study_has_section(api_of(lua)->study->info, luaL_checkstring(lua, 1)));
    return 1;
}

static int model_works(lua_State *lua)
{
    api_push_list(lua, &api_of(lua)->study->works, LIST_WORKS);
    return 1;
}

/* The lists and files of a study are the model's as they lie in it; then what is asked for by a call. */
static const struct extra extras[] = {
    STORED("", "study", FIELD_RECORD, study, info),
    STORED("", "codebook", FIELD_RECORD, study, codebook),
    STORED("", "definitions", FIELD_RECORD, study, definitions),
    STORED("", "sampling", FIELD_RECORD, study, informants),
    STORED("", "documents_file", FIELD_RECORD, study, documents),
    STORED("", "frameworks_file", FIELD_RECORD, study, frameworks),
    STORED("", "statistics_file", FIELD_RECORD, study, statistics),
    STORED("", "synthesis", FIELD_RECORD, study, synthesis),
    STORED("", "guide", FIELD_RECORD, study, guide),
    STORED("", "joint", FIELD_RECORD, study, joint),
    STORED("", "conclusions", FIELD_RECORD, study, conclusions),
    STORED("", "reporting", FIELD_RECORD, study, reporting),
    STORED("", "summaries", FIELD_RECORD, study, summaries),
    STORED("", "second_coding", FIELD_RECORD, study, second_coding),
    STORED("", "abbreviations", FIELD_RECORD, study, abbreviations),
    STORED("", "memos_file", FIELD_RECORD, study, memos_file),
    STORED("", "codes", FIELD_RECORDS, study, codes),
    STORED("", "memos", FIELD_RECORDS, study, memos),
    STORED("", "excerpts", FIELD_RECORDS, study, excerpts),
    STORED("", "findings", FIELD_RECORDS, study, findings),
    STORED("", "pages", FIELD_RECORDS, study, pages),
    STORED("", "codebook_versions", FIELD_RECORDS, study, codebook_versions),
    INSIDE("general", FIELD_PROSE, objectives, objectives_file, general),
    INSIDE("objectives", FIELD_RECORDS, objectives, objectives_file, objectives),
    INSIDE("informants", FIELD_RECORDS, informants, informants_file, informants),
    INSIDE("documents", FIELD_RECORDS, documents, documents_file, documents),
    INSIDE("frameworks", FIELD_RECORDS, frameworks, frameworks_file, frameworks),
    INSIDE("statistics", FIELD_RECORDS, statistics, statistics_file, statistics),
    INSIDE("coders", FIELD_RECORDS, coders, coders_file, coders),
    STORED("", "original", FIELD_TEXT, study, original),
    {"", "works", model_works},
    {"", "audience", model_audience},
    {"", "withholds", model_withholds},
    {"", "withholds_informants", model_withholds_informants},
    {"", "has_section", .function = has_section},
    {"", "own_group", .function = find_own_group},
    {"", "own_technique", .function = find_own_technique},
    {"", "formerly", .function = find_former},
    {"", "find", .function = find_object},
    {"", "place", .function = place_of_key},
    {"", "has", .function = has_key},
    {"", "lacks", .function = lacks_key},
    {"", "incomplete", .function = is_incomplete},
    {"", "references", .function = references_of_key},
};

void add_model_fields(lua_State *lua)
{
    add_extras(lua, extras, sizeof extras / sizeof *extras, "");
    add_prose_fields(lua);
    add_counted_fields(lua, "");
}
