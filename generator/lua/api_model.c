#include "lua/private.h"

#include "study/study.h"

#include <lauxlib.h>
#include <lua.h>

#include <string.h>

/* The fields of the model itself: what lies in the files of the study, as far as the view shows it. */

static int give_list(lua_State *lua, const struct list *list)
{
    api_push_list(lua, list, LIST_RECORDS);
    return 1;
}

static const struct study *study_of(lua_State *lua)
{
    return api_of(lua)->study;
}

static int give_file(lua_State *lua, const void *record, const char *pattern)
{
    const struct schema *schema = NULL;

    for (size_t i = 0; i < schema_file_count; i++) {
        if (schema_files[i].folder == NULL && strcmp(schema_files[i].pattern, pattern) == 0)
            schema = schema_files[i].schema;
    }
    api_push_record(lua, record, schema);
    return 1;
}

#define MODEL_FILE(name, pattern)                                                                                      \
    static int model_##name(lua_State *lua)                                                                            \
    {                                                                                                                  \
        return give_file(lua, study_of(lua)->name, pattern);                                                           \
    }

MODEL_FILE(codebook, "codebook.yaml")
MODEL_FILE(definitions, "definitions.yaml")
MODEL_FILE(synthesis, "synthesis.yaml")
MODEL_FILE(guide, "guide.yaml")
MODEL_FILE(reporting, "reporting.yaml")
MODEL_FILE(summaries, "summaries.yaml")
MODEL_FILE(second_coding, "second-coding.yaml")

static int model_study(lua_State *lua)
{
    return give_file(lua, study_of(lua)->info, "study.yaml");
}

static int model_sampling(lua_State *lua)
{
    return give_file(lua, study_of(lua)->informants, "informants.yaml");
}

static int model_general(lua_State *lua)
{
    api_push_prose(lua, study_of(lua)->objectives->general);
    return 1;
}

static int model_objectives(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->objectives->objectives);
}

static int model_codes(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->codes);
}

static int model_informants(lua_State *lua)
{
    return give_list(lua, view_informants(api_of(lua)->view));
}

static int model_excerpts(lua_State *lua)
{
    return give_list(lua, view_excerpts(api_of(lua)->view));
}

static int model_documents(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->documents->documents);
}

static int model_findings(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->findings);
}

static int model_pages(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->pages);
}

static int model_frameworks(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->frameworks->frameworks);
}

static int model_statistics(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->statistics->statistics);
}

static int model_codebook_versions(lua_State *lua)
{
    return give_list(lua, &study_of(lua)->codebook_versions);
}

static int model_works(lua_State *lua)
{
    api_push_list(lua, &study_of(lua)->works, LIST_WORKS);
    return 1;
}

static int model_audience(lua_State *lua)
{
    lua_pushstring(lua, view_audience(api_of(lua)->view) == AUDIENCE_PUBLIC ? "public" : "examiner");
    return 1;
}

static int find_object(lua_State *lua)
{
    const char *name = luaL_checkstring(lua, 1), *id = luaL_checkstring(lua, 2);
    enum object_kind kind = OBJECT_NONE;

    for (int i = OBJECT_NONE + 1; i < OBJECT_KIND_COUNT; i++) {
        if (strcmp(object_kind_name((enum object_kind)i), name) == 0)
            kind = (enum object_kind)i;
    }
    if (kind == OBJECT_NONE)
        return sandbox_fail(lua, "kinds are objective, code, informant, document, source, excerpt, finding, ...",
                            "there is no kind '%s'", name);
    api_push_object(lua, kind, view_find(api_of(lua)->view, kind, id));
    return 1;
}

static int model_find(lua_State *lua)
{
    lua_pushcfunction(lua, find_object);
    return 1;
}

void api_model_fields(lua_State *lua)
{
    static const luaL_Reg fields[] = {
        {"study", model_study},
        {"general", model_general},
        {"objectives", model_objectives},
        {"codebook", model_codebook},
        {"codes", model_codes},
        {"definitions", model_definitions},
        {"sampling", model_sampling},
        {"informants", model_informants},
        {"documents", model_documents},
        {"excerpts", model_excerpts},
        {"findings", model_findings},
        {"pages", model_pages},
        {"synthesis", model_synthesis},
        {"frameworks", model_frameworks},
        {"statistics", model_statistics},
        {"guide", model_guide},
        {"reporting", model_reporting},
        {"summaries", model_summaries},
        {"second_coding", model_second_coding},
        {"codebook_versions", model_codebook_versions},
        {"works", model_works},
        {"audience", model_audience},
        {"find", model_find},
        {NULL, NULL},
    };

    luaL_setfuncs(lua, fields, 0);
}
